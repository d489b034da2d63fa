# Who builds and deploys: one account that may push the image and put it into services, no more.

resource "google_service_account" "this" {
  project      = var.project_id
  account_id   = "parlons-delivery"
  display_name = "Builds the image and deploys it"
}

# run.developer replaces revisions and shifts traffic; who may call a service it cannot change.
# browser reads the project's number, which the functions' addresses are made of.
resource "google_project_iam_member" "roles" {
  for_each = toset(["roles/run.developer", "roles/logging.logWriter", "roles/logging.viewer", "roles/browser"])
  project  = var.project_id
  role     = each.value
  member   = google_service_account.this.member
}

resource "google_storage_bucket_iam_member" "state" {
  bucket = var.state_bucket
  role   = "roles/storage.objectUser"
  member = google_service_account.this.member
}

# To start a revision as a function, one must be allowed to act as it.
resource "google_service_account_iam_member" "acts_as" {
  for_each           = var.accounts
  service_account_id = each.value
  role               = "roles/iam.serviceAccountUser"
  member             = google_service_account.this.member
}

resource "google_cloudbuild_trigger" "main" {
  for_each        = var.repository == null ? {} : { main = var.repository }
  project         = var.project_id
  location        = each.value.location
  name            = "parlons-${each.value.branch}"
  filename        = "cloudbuild.yaml"
  service_account = google_service_account.this.id
  substitutions   = each.value.substitutions

  repository_event_config {
    repository = each.value.id
    push {
      branch = "^${each.value.branch}$"
    }
  }
  approval_config {
    approval_required = each.value.approval
  }
}
