output "id" {
  description = "Short name, for references."
  value       = google_secret_manager_secret.this.secret_id
}
