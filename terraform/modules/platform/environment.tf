# What the functions find in their environment, and the identities that are no function's.

locals {
  bucket    = "${var.project_id}-recordings"
  audiences = { for name, s in local.services : name => "https://${replace(name, "_", "-")}-${local.number}.${var.region}.run.app" }

  env = { for name, value in merge({
    ENVIRONMENT           = "production"
    HOST                  = "0.0.0.0" # inside the container; Cloud Run stands in front
    AUTH_MODE             = var.auth_mode
    PUBLIC_URL            = var.domain == null ? "" : "https://${var.domain}"
    FRONTEND_URL          = join(",", var.origins)
    STORE                 = "firestore"
    FIRESTORE_DATABASE    = module.documents.name
    EVENTS                = "pubsub"
    BLOB_STORE            = var.azure_storage == null ? "gcs" : "azure"
    BUCKET                = var.azure_storage == null ? local.bucket : var.azure_storage.container
    GOOGLE_CLOUD_PROJECT  = var.project_id
    OIDC_ISSUER           = var.sign_in.issuer
    OIDC_AUDIENCE         = var.sign_in.audience
    OIDC_KEYS_URL         = var.sign_in.keys_url
    PUSH_SERVICE_ACCOUNT  = google_service_account.pusher.email
    SPEECH_ENGINE         = var.engines.speech
    VOICE_ENGINE          = var.engines.voice
    GOOGLE_SPEECH_BUCKET  = var.azure_storage == null ? local.bucket : "" # read there, not sent
    TUTOR                 = var.engines.tutor
    DETECTOR_LLM          = var.engines.detector_llm
    OPENAI_BASE_URL       = var.engines.openai_base_url
    OPENAI_MODEL          = var.engines.openai_model
    MAX_UPLOAD_BYTES      = tostring(var.bounds.upload_bytes)
    MAX_RECORDING_SECONDS = tostring(var.bounds.recording_seconds)
    AUDIO_DAYS            = tostring(var.retention.audio_days)
    TEXT_DAYS             = tostring(var.retention.text_days)
    LOG_FORMAT            = "json"
    LOG_LEVEL             = var.log_level

    MAX_LEARNER_AUDIO_SECONDS_PER_DAY = tostring(var.bounds.learner_audio_seconds_per_day)
    MAX_TOTAL_AUDIO_SECONDS_PER_DAY   = tostring(var.bounds.total_audio_seconds_per_day)
    },
    var.mail == null ? {} : {
      SMTP_HOST     = var.mail.host
      SMTP_PORT     = tostring(var.mail.port)
      SMTP_SECURITY = var.mail.security
      SMTP_USERNAME = var.mail.username
      MAIL_FROM     = var.mail.from
    },
    var.env,
  ) : name => value if value != "" } # an empty variable means its default

  # Whoever works on recordings needs the key of their store, where that is not the project's bucket.
  blob_secrets = var.azure_storage == null ? [] : ["AZURE_STORAGE_CONNECTION_STRING"]
  secrets = { for name, s in local.services : name => {
    for variable in concat(s.secrets, s.blobs == "none" ? [] : local.blob_secrets) :
    variable => { id = module.secrets[variable].id } if contains(var.secrets, variable)
  } }

  # An attribute that the table leaves out is null here; the module's own default must win.
  limits = { for name, s in local.services : name => {
    memory        = coalesce(s.limits.memory, "512Mi")
    cpu           = coalesce(s.limits.cpu, "1")
    scratch       = coalesce(s.limits.scratch, "64Mi")
    concurrency   = coalesce(s.limits.concurrency, 20)
    min_instances = coalesce(try(var.scale[name].min_instances, null), s.limits.min_instances, 0)
    max_instances = coalesce(try(var.scale[name].max_instances, null), s.limits.max_instances, 5)
    affinity      = coalesce(s.limits.affinity, false)
  } }

  # Firestore knows no smaller right than a database's; the condition keeps it to this one.
  document_role = { documents = {
    role      = "roles/datastore.user"
    condition = "resource.name == \"${module.documents.resource}\""
  } }
}

# Signs the tokens of pushed messages. It may invoke what listens to a topic, and nothing else.
resource "google_service_account" "pusher" {
  project      = var.project_id
  account_id   = "parlons-pusher"
  display_name = "Pushes messages to the functions"
}

# Starts the jobs.
resource "google_service_account" "clock" {
  project      = var.project_id
  account_id   = "parlons-clock"
  display_name = "Starts the scheduled jobs"
}

# Storage's own agent, which publishes the notifications; asking for it makes it.
data "google_storage_project_service_account" "this" {
  project    = var.project_id
  depends_on = [module.apis]
}
