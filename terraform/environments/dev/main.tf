# Development: everything production has, scaled to zero and open to deletion.

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

  protected           = false
  log_level           = "DEBUG"
  requests_per_minute = 6000 # load tests come from one address

  # Nobody waits here for long, and a runaway test ends at two instances.
  scale = { for name in keys(local.services) : name => { min_instances = 0, max_instances = 2 } }
  alerts = {
    mail   = var.alert_mail
    budget = var.budget
    # Twice as patient: everything starts cold.
    limits = { error_share = 0.05, p95_milliseconds = 10000 }
  }
}
