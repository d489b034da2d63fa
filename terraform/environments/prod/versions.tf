terraform {
  required_version = ">= 1.9"
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "~> 6.50"
    }
  }
  # Its bucket comes with init: -backend-config=bucket=…
  backend "gcs" {}
}

provider "google" {
  project = var.project_id
  region  = var.region
  # Budgets belong to the billing account; the quota of their calls is the project's.
  billing_project       = var.project_id
  user_project_override = true
}
