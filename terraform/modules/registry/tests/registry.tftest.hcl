mock_provider "google" {}

variables {
  project_id = "parlons-test"
  region     = "europe-west1"
  writers    = { delivery = "serviceAccount:delivery@parlons-test.iam.gserviceaccount.com" }
}

run "keeps_what_is_needed_to_roll_back" {
  command = apply
  assert {
    condition     = google_artifact_registry_repository.this.docker_config[0].immutable_tags
    error_message = "A tag that was tested names the same image for ever."
  }
  assert {
    condition = alltrue([
      for p in google_artifact_registry_repository.this.cleanup_policies :
      p.action == "KEEP" ? p.most_recent_versions[0].keep_count == 10 : p.condition[0].older_than == "7776000s"
    ])
    error_message = "Ten images stay; others go after a quarter."
  }
  assert {
    condition     = [for m in google_artifact_registry_repository_iam_member.writers : m.role] == ["roles/artifactregistry.writer"]
    error_message = "Who delivers may push, and not delete."
  }
  assert {
    condition     = output.url == "europe-west1-docker.pkg.dev/parlons-test/parlons"
    error_message = "The address is what cloudbuild.yaml pushes to."
  }
}

run "refuses_to_keep_only_what_runs" {
  command = plan
  variables {
    keep = 1
  }
  expect_failures = [var.keep]
}
