mock_provider "google" {}

variables {
  project_id = "parlons-test"
  region     = "europe-west1"
  name       = "upkeep-tick"
  schedule   = "* * * * *"
  time_zone  = "Europe/Paris"
  topic      = "projects/parlons-test/topics/upkeep.tick"
}

run "strikes" {
  command = apply
  assert {
    condition     = google_cloud_scheduler_job.this.pubsub_target[0].topic_name == var.topic
    error_message = "The clock publishes to its topic."
  }
  assert {
    condition     = base64decode(google_cloud_scheduler_job.this.pubsub_target[0].data) == "{}"
    error_message = "A tick says nothing but that it is time."
  }
  assert {
    condition     = google_cloud_scheduler_job.this.time_zone == "Europe/Paris"
    error_message = "Monday at six is six where the school is."
  }
}

run "refuses_seconds" {
  command = plan
  variables {
    schedule = "*/30 * * * * *"
  }
  expect_failures = [var.schedule]
}
