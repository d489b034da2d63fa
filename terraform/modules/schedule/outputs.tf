output "name" {
  description = "Name of the clock."
  value       = google_cloud_scheduler_job.this.name
}
