output "email" {
  description = "E-mail of the service account."
  value       = google_service_account.this.email
}

output "name" {
  description = "Full name of the service account."
  value       = google_service_account.this.name
}

output "member" {
  description = "The service account as an IAM member."
  value       = google_service_account.this.member
}
