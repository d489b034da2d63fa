output "name" {
  description = "Name of the Cloud Run job."
  value       = google_cloud_run_v2_job.this.name
}

output "member" {
  description = "Its service account as an IAM member."
  value       = module.identity.member
}

output "account_name" {
  description = "Full name of its service account."
  value       = module.identity.name
}
