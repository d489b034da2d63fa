output "function_urls" {
  description = "Address of each function."
  value       = module.platform.functions
}

output "REACT_APP_API_URL" {
  description = "For the frontend's build."
  value       = module.platform.react_app_api_url
}

output "address" {
  description = "What the domain's A record points to."
  value       = module.platform.address
}

output "image_repository" {
  description = "Where images are pushed to."
  value       = module.platform.image_repository
}

output "image" {
  description = "The image that was applied last."
  value       = var.image
}

output "bucket" {
  description = "Bucket of the recordings."
  value       = module.platform.bucket
}

output "serving" {
  description = "The stable revision of each service, which the next canary is compared with."
  value       = module.platform.serving
}

output "delivery_account" {
  description = "Service account of Cloud Build."
  value       = module.platform.delivery_account
}

output "jobs" {
  description = "Cloud Run jobs by function."
  value       = module.platform.jobs
}
