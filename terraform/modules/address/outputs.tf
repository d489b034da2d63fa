output "ip" {
  description = "What the domain's A record points to."
  value       = google_compute_global_address.this.address
}

output "url" {
  description = "Base URL of the whole API."
  value       = "https://${var.domain}"
}
