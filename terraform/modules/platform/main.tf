# The whole of Parlons in one project, put together from one module an entity.

data "google_project" "this" {
  project_id = var.project_id
}

locals {
  number = data.google_project.this.number
  # What is in the checkout is deployed; the rest of the table waits for its code.
  services = { for name, s in var.services : name => s if fileexists("${var.code}/${s.source}") }
  jobs     = { for name, s in local.services : name => s if s.job != null }

  topics = setunion(
    toset(flatten([for s in local.services : concat(s.topics, s.publishes)])),
    toset(["dead.letters"]), keys(var.ticks),
  )
  pubsub_agent = "serviceAccount:service-${local.number}@gcp-sa-pubsub.iam.gserviceaccount.com"
  firestore    = jsondecode(file("${var.code}/infra/google/firestore_indexes.json"))
}

module "apis" {
  source     = "../project_services"
  project_id = var.project_id
  services = setunion([
    "artifactregistry.googleapis.com", "cloudbuild.googleapis.com", "cloudscheduler.googleapis.com",
    "cloudtrace.googleapis.com", "firestore.googleapis.com", "iam.googleapis.com",
    "iamcredentials.googleapis.com", "logging.googleapis.com", "monitoring.googleapis.com",
    "pubsub.googleapis.com", "run.googleapis.com", "secretmanager.googleapis.com",
    "speech.googleapis.com", "storage.googleapis.com", "texttospeech.googleapis.com",
    ],
    var.domain == null ? [] : ["compute.googleapis.com"],
    var.alerts.budget == null ? [] : ["billingbudgets.googleapis.com"],
  )
}

module "registry" {
  source     = "../registry"
  project_id = var.project_id
  region     = var.region
  writers    = { delivery = module.delivery.member }
  depends_on = [module.apis]
}

module "secrets" {
  source     = "../secret"
  for_each   = var.secrets
  project_id = var.project_id
  region     = var.region
  name       = lower(replace(each.value, "_", "-"))
  depends_on = [module.apis]
}

module "documents" {
  source              = "../documents"
  project_id          = var.project_id
  location            = var.region
  indexes             = local.firestore.indexes
  ttl                 = local.firestore.ttl
  deletion_protection = var.protected
  depends_on          = [module.apis]
}

module "function" {
  source   = "../function"
  for_each = local.services

  project_id          = var.project_id
  project_number      = local.number
  region              = var.region
  name                = each.key
  source_file         = each.value.source
  target              = each.value.target
  command             = each.value.command
  image               = var.image
  env                 = merge(local.env, each.value.env, { PUSH_AUDIENCE = local.audiences[each.key] })
  secrets             = local.secrets[each.key]
  limits              = merge(local.limits[each.key], { timeout = each.value.timeout })
  ingress             = !each.value.public ? "INGRESS_TRAFFIC_INTERNAL_ONLY" : var.domain == null ? "INGRESS_TRAFFIC_ALL" : "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER"
  network             = var.network
  canary              = var.canary
  public              = each.value.public
  signs               = each.value.signs
  invokers            = length(each.value.topics) > 0 ? { pusher = google_service_account.pusher.member } : {}
  roles               = merge(local.document_role, { for r in each.value.roles : r => { role = r } })
  deletion_protection = var.protected

  depends_on = [module.apis]
}

module "topic" {
  source   = "../topic"
  for_each = local.topics

  project_id = var.project_id
  name       = each.value
  publishers = merge(
    { for name, s in local.services : name => module.function[name].member if contains(s.publishes, each.value) },
    # Storage tells of finished uploads; Pub/Sub's agent buries the dead.
    each.value == "audio.uploaded" ? { storage = data.google_storage_project_service_account.this.member } : {},
    each.value == "dead.letters" ? { agent = local.pubsub_agent } : {},
  )
  push = { for name, s in local.services : replace(name, "_", "-") => {
    endpoint = "${local.audiences[name]}/"
    audience = local.audiences[name]
    timeout  = s.timeout

    # A missed tick is worth nothing; ten minutes is Pub/Sub's shortest memory.
    retention = contains(keys(var.ticks), each.value) ? "600s" : "604800s"
  } if contains(s.topics, each.value) }
  pusher          = google_service_account.pusher.email
  dead_letters    = contains(var.unburied, each.value) ? null : "projects/${var.project_id}/topics/dead.letters"
  service_agent   = local.pubsub_agent
  keep_for_people = each.value == "dead.letters"

  depends_on = [module.apis]
}

module "tick" {
  source     = "../schedule"
  for_each   = var.ticks
  project_id = var.project_id
  region     = var.region
  name       = replace(each.key, ".", "-")
  schedule   = each.value
  time_zone  = var.time_zone
  topic      = module.topic[each.key].id
}

module "job" {
  source   = "../job"
  for_each = local.jobs

  project_id          = var.project_id
  region              = var.region
  name                = each.key
  image               = var.image
  command             = each.value.job.command
  tasks               = each.value.job.tasks
  timeout             = each.value.job.timeout
  env                 = merge(local.env, each.value.env, { PUSH_AUDIENCE = local.audiences[each.key], FUNCTION_TARGET = each.value.target })
  secrets             = local.secrets[each.key]
  network             = var.network
  roles               = local.document_role
  signs               = each.value.signs
  schedule            = each.value.job.schedule
  time_zone           = var.time_zone
  clock               = google_service_account.clock.email
  deletion_protection = var.protected

  depends_on = [module.apis]
}

module "recordings" {
  source     = "../bucket"
  project_id = var.project_id
  name       = local.bucket
  location   = var.region
  origins    = var.origins
  retention = {
    audio      = { days = var.retention.audio_days, prefixes = ["learners/"], suffixes = ["/source", ".flac", ".mp3", ".opus", ".ogg"] }
    text       = { days = var.retention.text_days, prefixes = ["learners/"] }
    quarantine = { days = var.retention.quarantine_days, prefixes = ["quarantine/"] }
  }
  notify = { uploads = { topic = module.topic["audio.uploaded"].id, prefix = "learners/" } }
  # Writers overwrite their own results when a step is repeated, which takes the right to delete.
  members = { for name, w in merge(
    { for name, s in local.services : name => { blobs = s.blobs, member = module.function[name].member } },
    { for name, s in local.jobs : "${name}-job" => { blobs = s.blobs, member = module.job[name].member } },
    ) : name => {
    role   = w.blobs == "write" ? "roles/storage.objectUser" : "roles/storage.objectViewer"
    member = w.member
  } if w.blobs != "none" }
}

module "address" {
  source   = "../address"
  for_each = var.domain == null ? {} : { public = var.domain }

  project_id          = var.project_id
  region              = var.region
  domain              = each.value
  default_function    = var.default_function
  requests_per_minute = var.requests_per_minute
  functions = { for name, s in local.services : name => {
    service = module.function[name].service
    paths   = s.paths
  } if s.public }
  depends_on = [module.apis]
}

module "monitoring" {
  source         = "../monitoring"
  project_id     = var.project_id
  project_number = local.number
  mail           = var.alerts.mail
  dead_letters   = "kept-dead.letters"
  interactive    = [for name, s in local.services : module.function[name].service if s.public && length(s.topics) == 0 && name != "realtime" && name != "recordings"]
  host           = coalesce(var.domain, trimprefix(module.function[var.default_function].url, "https://"))
  limits         = var.alerts.limits
  budget         = var.alerts.budget
  depends_on     = [module.apis]
}

module "delivery" {
  source       = "../delivery"
  project_id   = var.project_id
  state_bucket = var.state_bucket
  accounts = merge(
    { for name, f in module.function : name => f.account_name },
    { for name, j in module.job : "${name}-job" => j.account_name },
  )
  repository = var.repository
  depends_on = [module.apis]
}
