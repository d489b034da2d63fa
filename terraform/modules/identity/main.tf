# The service account of one function or job, and all that it may do.

resource "google_service_account" "this" {
  project      = var.project_id
  account_id   = var.id
  display_name = var.title
}

resource "google_secret_manager_secret_iam_member" "readers" {
  for_each  = var.secrets
  project   = var.project_id
  secret_id = each.value
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.this.member
}

# A signed address is signed by IAM in the account's own name: no key file exists.
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
