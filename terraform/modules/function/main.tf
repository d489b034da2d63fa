# One function: a Cloud Run service with an identity of its own, and who may call it.

locals {
  # Cloud Run takes no underscores in names; the folder keeps its own.
  service = replace(var.name, "_", "-")
  # Known before the service is there, so that subscriptions and audiences can name it.
  url = "https://${local.service}-${var.project_number}.${var.region}.run.app"

  # While a canary runs, the stable revision keeps the rest of the traffic. A service that has no
  # stable revision yet has nothing to lose.
  stable = var.canary == null ? null : lookup(var.canary.stable, var.name, null)
  traffic = local.stable == null ? [{
    type = "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST", revision = null, percent = 100, tag = null
    }] : [
    { type = "TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION", revision = local.stable, percent = 100 - var.canary.percent, tag = null },
    { type = "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST", revision = null, percent = var.canary.percent, tag = "canary" },
  ]
}

module "identity" {
  source     = "../identity"
  project_id = var.project_id
  id         = "fn-${local.service}"
  title      = "Function ${var.name}"
  secrets    = { for name, secret in var.secrets : name => secret.id }
  signs      = var.signs
  roles      = var.roles
}

resource "google_cloud_run_v2_service" "this" {
  project             = var.project_id
  name                = local.service
  location            = var.region
  ingress             = var.ingress
  deletion_protection = var.deletion_protection

  template {
    service_account                  = module.identity.email
    timeout                          = "${var.limits.timeout}s"
    max_instance_request_concurrency = var.limits.concurrency
    session_affinity                 = var.limits.affinity
    # The second generation starts slower, but has a full Linux: ctypes, threads, /tmp as a volume.
    execution_environment = "EXECUTION_ENVIRONMENT_GEN2"

    scaling {
      min_instance_count = var.limits.min_instances
      max_instance_count = var.limits.max_instances
    }

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
        for_each = merge(var.env, { FUNCTION_SOURCE = var.source_file, FUNCTION_TARGET = var.target })
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
        limits            = { cpu = var.limits.cpu, memory = var.limits.memory }
        cpu_idle          = true # paid while a request is answered; nothing works in between
        startup_cpu_boost = true # imports are CPU time, and a learner waits for them
      }

      # A cold start takes 0.3 s where CPU is at hand, and one look too early must not cost five
      # seconds; 120 × 1 s is for the day on which there is none. /loaded waits for the function.
      startup_probe {
        period_seconds    = 1
        timeout_seconds   = 1
        failure_threshold = 120
        http_get {
          path = "/loaded"
        }
      }
      # Three misses: a process that answers nothing for half a minute is stuck.
      liveness_probe {
        period_seconds    = 10
        timeout_seconds   = 5
        failure_threshold = 3
        http_get {
          path = "/health"
        }
      }

      volume_mounts {
        name       = "scratch"
        mount_path = "/tmp"
      }
    }

    # Recordings in conversion lie here, bounded: a full scratch fails the job, not the instance.
    volumes {
      name = "scratch"
      empty_dir {
        medium     = "MEMORY"
        size_limit = var.limits.scratch
      }
    }
  }

  dynamic "traffic" {
    for_each = local.traffic
    content {
      type     = traffic.value.type
      revision = traffic.value.revision
      percent  = traffic.value.percent
      tag      = traffic.value.tag
    }
  }

  lifecycle {
    ignore_changes = [client, client_version] # written by the console and by gcloud
  }

  depends_on = [module.identity] # it must be able to read its secrets
}

# Open services check the caller's token themselves: browsers hold no Google identity.
resource "google_cloud_run_v2_service_iam_member" "everybody" {
  for_each = var.public ? { everybody = "allUsers" } : {}
  project  = var.project_id
  location = var.region
  name     = google_cloud_run_v2_service.this.name
  role     = "roles/run.invoker"
  member   = each.value
}

resource "google_cloud_run_v2_service_iam_member" "invokers" {
  for_each = var.invokers
  project  = var.project_id
  location = var.region
  name     = google_cloud_run_v2_service.this.name
  role     = "roles/run.invoker"
  member   = each.value
}
