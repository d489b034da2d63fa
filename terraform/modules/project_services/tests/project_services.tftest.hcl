mock_provider "google" {}

variables {
  project_id = "parlons-test"
  services   = ["run.googleapis.com", "pubsub.googleapis.com"]
}

run "enables" {
  command = apply
  assert {
    condition     = toset(output.services) == var.services
    error_message = "Each API that is asked for is enabled, and no other."
  }
  assert {
    condition     = alltrue([for s in google_project_service.this : s.disable_on_destroy == false])
    error_message = "Removing Parlons takes no API from others in the project."
  }
}

run "refuses_a_short_name" {
  command = plan
  variables {
    services = ["run"]
  }
  expect_failures = [var.services]
}
