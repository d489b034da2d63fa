output "services" {
  description = "The enabled APIs."
  value       = [for s in google_project_service.this : s.service]
}
