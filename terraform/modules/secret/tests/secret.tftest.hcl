mock_provider "google" {}

variables {
  project_id = "parlons-test"
  region     = "europe-west1"
  name       = "openai-api-key"
}

run "stays_in_its_region" {
  command = apply
  assert {
    condition     = [for r in google_secret_manager_secret.this.replication[0].user_managed[0].replicas : r.location] == ["europe-west1"]
    error_message = "The value is kept where the functions are, and nowhere else."
  }
  assert {
    condition     = google_secret_manager_secret.this.version_destroy_ttl == "86400s"
    error_message = "A version destroyed by mistake can be brought back for a day."
  }
  assert {
    condition     = output.id == "openai-api-key"
    error_message = "Functions refer to it by its short name."
  }
}

run "refuses_a_name_that_secret_manager_refuses" {
  command = plan
  variables {
    name = "OPENAI_API_KEY"
  }
  expect_failures = [var.name]
}
