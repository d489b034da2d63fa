output "name" {
  description = "Name of the Cloud Run job."
  value       = google_cloud_run_v2_job.this.name
}

output "member" {
  description = "Its service account as an IAM member."
  value       = google_service_account.this.member
}

output "account_name" {
  description = "Full name of its service account."
  value       = google_service_account.this.name
}
