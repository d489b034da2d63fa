output "account" {
  description = "E-mail of the delivery account."
  value       = google_service_account.this.email
}

output "member" {
  description = "It as an IAM member."
  value       = google_service_account.this.member
}
