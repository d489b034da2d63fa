# Production: warm where people wait, protected against deletion.

module "platform" {
  source = "../../modules/platform"

  code     = "${path.root}/../../.."
  services = local.services
  unburied = local.unburied
  ticks    = local.ticks

  project_id    = var.project_id
  region        = var.region
  image         = var.image
  canary        = var.canary
  domain        = var.domain
  origins       = var.frontend_origins
  auth_mode     = var.auth_mode
  sign_in       = var.sign_in
  env           = var.env
  secrets       = var.secrets
  engines       = var.engines
  retention     = var.retention
  mail          = var.mail
  azure_storage = var.azure_storage
  network       = var.network
  time_zone     = var.time_zone
  state_bucket  = var.state_bucket
  repository    = var.repository

  protected           = true
  log_level           = "INFO"
  requests_per_minute = 600 # a school of 30 at once behind one address, 20 a minute each

  # One instance is kept warm for each function that a person waits for in a conversation.
  scale = {
    chat       = { min_instances = 1 }
    upload     = { min_instances = 1 }
    recordings = { min_instances = 1 }
  }
  alerts = {
    mail   = var.alert_mail
    budget = var.budget
  }
}
