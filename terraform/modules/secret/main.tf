# One secret, without its value: the value is added by hand and never passes through Terraform.

resource "google_secret_manager_secret" "this" {
  project   = var.project_id
  secret_id = var.name

  replication {
    user_managed {
      replicas {
        location = var.region # where the functions are, and nowhere else
      }
    }
  }

  # An older version that was destroyed by mistake can be brought back for a day.
  version_destroy_ttl = "86400s"
}
