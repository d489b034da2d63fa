output "functions" {
  description = "Address of each function."
  value       = { for name, f in module.function : name => f.url }
}

output "accounts" {
  description = "Service account of each function."
  value       = { for name, f in module.function : name => f.account }
}

output "react_app_api_url" {
  description = "REACT_APP_API_URL of the frontend: the public address, or the default function's own without a domain."
  value       = var.domain == null ? module.function[var.default_function].url : module.address["public"].url
}

output "address" {
  description = "What the domain's A record points to; null without a domain."
  value       = var.domain == null ? null : module.address["public"].ip
}

output "image_repository" {
  description = "Where images are pushed to."
  value       = module.registry.url
}

output "bucket" {
  description = "Bucket of the recordings."
  value       = module.recordings.name
}

output "serving" {
  description = "The stable revision of each service: canary.stable of the next delivery."
  value       = { for name, f in module.function : name => f.serving }
}

output "subscriptions" {
  description = "All subscriptions."
  value       = flatten([for t in module.topic : t.subscriptions])
}

output "jobs" {
  description = "Cloud Run jobs by function."
  value       = { for name, j in module.job : name => j.name }
}

output "delivery_account" {
  description = "Service account of Cloud Build."
  value       = module.delivery.account
}

output "alerts" {
  description = "What wakes people."
  value       = module.monitoring.alerts
}
