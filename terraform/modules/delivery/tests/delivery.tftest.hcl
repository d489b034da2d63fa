mock_provider "google" {}

variables {
  project_id   = "parlons-test"
  state_bucket = "parlons-test-state"
  accounts     = { chat = "projects/parlons-test/serviceAccounts/chat@parlons-test.iam.gserviceaccount.com" }
}

run "by_hand" {
  command = apply
  assert {
    condition     = length(google_cloudbuild_trigger.main) == 0
    error_message = "Without a repository nothing is delivered by itself."
  }
  assert {
    # What would let a delivery give rights, or read what learners said.
    condition = length(setintersection(
      [for r in google_project_iam_member.roles : r.role],
      ["roles/owner", "roles/editor", "roles/run.admin", "roles/resourcemanager.projectIamAdmin", "roles/iam.serviceAccountUser", "roles/datastore.user"],
    )) == 0
    error_message = "A delivery deploys, and changes no right."
  }
  assert {
    condition     = toset([for a in google_service_account_iam_member.acts_as : a.service_account_id]) == toset(values(var.accounts))
    error_message = "It acts as the functions it deploys, and as nobody else."
  }
  assert {
    condition     = google_storage_bucket_iam_member.state.bucket == "parlons-test-state"
    error_message = "It reads and writes the state."
  }
}

run "by_push" {
  command = apply
  variables {
    repository = { id = "projects/parlons-test/locations/europe-west1/connections/c/repositories/r", location = "europe-west1" }
  }
  assert {
    condition     = google_cloudbuild_trigger.main["main"].repository_event_config[0].push[0].branch == "^main$"
    error_message = "The branch is matched whole."
  }
  assert {
    condition     = google_cloudbuild_trigger.main["main"].approval_config[0].approval_required
    error_message = "Somebody approves each delivery unless said otherwise."
  }
  assert {
    condition     = google_cloudbuild_trigger.main["main"].filename == "cloudbuild.yaml"
    error_message = "What is built is what the checkout says."
  }
}
