mock_provider "google" {}

variables {
  project_id = "parlons-test"
  name       = "parlons-test-recordings"
  location   = "europe-west1"
  origins    = ["https://parlons.example.org"]
  retention  = { audio = { days = 30, prefixes = ["learners/"], suffixes = ["/source"] } }
  notify     = { uploads = { topic = "projects/parlons-test/topics/audio.uploaded" } }
}

run "private" {
  command = apply
  assert {
    condition     = google_storage_bucket.this.uniform_bucket_level_access && google_storage_bucket.this.public_access_prevention == "enforced"
    error_message = "The bucket is private."
  }
  assert {
    condition     = join(" ", [for r in google_storage_bucket.this.lifecycle_rule : one(r.condition).age if one(r.action).type == "Delete"]) == "30"
    error_message = "Audio ends after its days."
  }
  assert {
    condition     = google_storage_bucket.this.soft_delete_policy[0].retention_duration_seconds == 0
    error_message = "What is erased is gone."
  }
  assert {
    condition     = length(google_storage_notification.finalized) == 1
    error_message = "It tells of finished uploads."
  }
}

run "refuses_everybody" {
  command = plan
  variables {
    members = { all = { role = "roles/storage.objectViewer", member = "allUsers" } }
  }
  expect_failures = [var.members]
}

run "refuses_to_keep_for_ever" {
  command = plan
  variables {
    retention = {}
  }
  expect_failures = [var.retention]
}

run "refuses_a_star_as_origin" {
  command = plan
  variables {
    origins = ["*"]
  }
  expect_failures = [var.origins]
}
