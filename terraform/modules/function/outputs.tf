output "url" {
  description = "Address of the service, known before it is there."
  value       = local.url
}

output "service" {
  description = "Name of the Cloud Run service."
  value       = google_cloud_run_v2_service.this.name
}

output "account" {
  description = "E-mail of its service account."
  value       = module.identity.email
}

output "account_name" {
  description = "Full name of its service account."
  value       = module.identity.name
}

output "member" {
  description = "Its service account as an IAM member."
  value       = module.identity.member
}

output "serving" {
  description = "The revision that serves as the stable one: what the next canary is compared with."
  value       = local.stable == null ? basename(google_cloud_run_v2_service.this.latest_ready_revision) : var.canary.percent == 100 ? basename(google_cloud_run_v2_service.this.latest_ready_revision) : local.stable
}
