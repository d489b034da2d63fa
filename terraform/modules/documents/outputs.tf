output "name" {
  description = "Name of the database."
  value       = google_firestore_database.this.name
}

output "resource" {
  description = "Its full name, for IAM conditions."
  value       = "projects/${var.project_id}/databases/${google_firestore_database.this.name}"
}
