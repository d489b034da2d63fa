# One Cloud Run job in parallel tasks, and its clock.

locals {
  job = "${replace(var.name, "_", "-")}-job"
}

resource "google_service_account" "this" {
  project      = var.project_id
  account_id   = "job-${replace(var.name, "_", "-")}"
  display_name = "Job ${var.name}"
}

resource "google_cloud_run_v2_job" "this" {
  project             = var.project_id
  name                = local.job
  location            = var.region
  deletion_protection = var.deletion_protection

  template {
    parallelism = var.tasks
    task_count  = var.tasks

    template {
      service_account       = google_service_account.this.email
      timeout               = "${var.timeout}s"
      max_retries           = var.retries
      execution_environment = "EXECUTION_ENVIRONMENT_GEN2"

      dynamic "vpc_access" {
        for_each = var.network == null ? [] : [var.network]
        content {
          egress = vpc_access.value.egress
          network_interfaces {
            network    = vpc_access.value.network
            subnetwork = vpc_access.value.subnetwork
          }
        }
      }

      containers {
        image   = var.image
        command = var.command

        dynamic "env" {
          for_each = var.env
          content {
            name  = env.key
            value = env.value
          }
        }
        dynamic "env" {
          for_each = var.secrets
          content {
            name = env.key
            value_source {
              secret_key_ref {
                secret  = env.value.id
                version = env.value.version
              }
            }
          }
        }
        resources {
          limits = { cpu = "1", memory = var.memory }
        }
      }
    }
  }

  lifecycle {
    ignore_changes = [client, client_version] # written by the console and by gcloud
  }

  depends_on = [google_secret_manager_secret_iam_member.readers]
}

resource "google_secret_manager_secret_iam_member" "readers" {
  for_each  = var.secrets
  project   = var.project_id
  secret_id = each.value.id
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.this.member
}

# A signed address is signed by IAM in the job's own name: no key file exists.
resource "google_service_account_iam_member" "signer" {
  for_each           = var.signs ? { self = google_service_account.this.name } : {}
  service_account_id = each.value
  role               = "roles/iam.serviceAccountTokenCreator"
  member             = google_service_account.this.member
}

resource "google_project_iam_member" "roles" {
  for_each = var.roles
  project  = var.project_id
  role     = each.value.role
  member   = google_service_account.this.member

  dynamic "condition" {
    for_each = each.value.condition == null ? [] : [each.value.condition]
    content {
      title      = each.key
      expression = condition.value
    }
  }
}

resource "google_cloud_run_v2_job_iam_member" "clock" {
  project  = var.project_id
  location = var.region
  name     = google_cloud_run_v2_job.this.name
  role     = "roles/run.invoker"
  member   = "serviceAccount:${var.clock}"
}

resource "google_cloud_scheduler_job" "this" {
  project          = var.project_id
  region           = var.region
  name             = local.job
  schedule         = var.schedule
  time_zone        = var.time_zone
  attempt_deadline = "60s" # it starts the job; it does not wait for it

  retry_config {
    retry_count          = 3 # the scheduler delivers at least once, and the plans know their week
    min_backoff_duration = "30s"
  }

  http_target {
    http_method = "POST"
    uri         = "https://run.googleapis.com/v2/projects/${var.project_id}/locations/${var.region}/jobs/${google_cloud_run_v2_job.this.name}:run"
    oauth_token {
      service_account_email = var.clock
    }
  }
}
