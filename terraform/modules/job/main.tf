# One Cloud Run job in parallel tasks, and its clock.

locals {
  job = "${replace(var.name, "_", "-")}-job"
}

module "identity" {
  source     = "../identity"
  project_id = var.project_id
  id         = "job-${replace(var.name, "_", "-")}"
  title      = "Job ${var.name}"
  secrets    = { for name, secret in var.secrets : name => secret.id }
  signs      = var.signs
  roles      = var.roles
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
      service_account       = module.identity.email
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

  depends_on = [module.identity] # it must be able to read its secrets
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
