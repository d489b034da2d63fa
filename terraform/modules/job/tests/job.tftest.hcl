mock_provider "google" {}

variables {
  project_id = "parlons-test"
  region     = "europe-west1"
  name       = "study_plans"
  image      = "registry.example/parlons@sha256:0000000000000000000000000000000000000000000000000000000000000000"
  command    = ["python", "-m", "functions.study_plans.main"]
  tasks      = 4
  timeout    = 3600
  schedule   = "0 6 * * 1"
  time_zone  = "Europe/Paris"
  clock      = "clock@parlons-test.iam.gserviceaccount.com"
  secrets    = { SMTP_PASSWORD = { id = "smtp-password" } }
}

run "parallel_tasks_on_a_clock" {
  command = apply
  assert {
    condition     = google_cloud_run_v2_job.this.template[0].parallelism == 4 && google_cloud_run_v2_job.this.template[0].task_count == 4
    error_message = "All tasks run at once."
  }
  assert {
    condition     = google_cloud_scheduler_job.this.time_zone == "Europe/Paris" && google_cloud_scheduler_job.this.schedule == "0 6 * * 1"
    error_message = "The clock strikes in the school's time zone."
  }
  assert {
    condition     = google_cloud_run_v2_job_iam_member.clock.member == "serviceAccount:${var.clock}"
    error_message = "The clock may start the job."
  }
}

run "refuses_no_task" {
  command = plan
  variables {
    tasks = 0
  }
  expect_failures = [var.tasks]
}

run "refuses_half_a_cron_line" {
  command = plan
  variables {
    schedule = "0 6 *"
  }
  expect_failures = [var.schedule]
}
