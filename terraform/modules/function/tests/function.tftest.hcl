mock_provider "google" {}

variables {
  project_id     = "parlons-test"
  project_number = "123456789012"
  region         = "europe-west1"
  name           = "study_plans"
  source_file    = "functions/study_plans/main.py"
  target         = "study_plans"
  image          = "registry.example/parlons@sha256:0000000000000000000000000000000000000000000000000000000000000000"
  limits         = { timeout = 60 }
  env            = { ENVIRONMENT = "production" }
  secrets        = { OPENAI_API_KEY = { id = "openai-api-key" } }
}

run "private" {
  command = apply
  assert {
    condition     = google_cloud_run_v2_service.this.name == "study-plans"
    error_message = "Cloud Run's names have dashes."
  }
  assert {
    condition     = length(google_cloud_run_v2_service_iam_member.everybody) == 0 && google_cloud_run_v2_service.this.ingress == "INGRESS_TRAFFIC_INTERNAL_ONLY"
    error_message = "A function is closed unless it says public."
  }
  assert {
    condition     = length([for e in google_cloud_run_v2_service.this.template[0].containers[0].env : e if e.name == "OPENAI_API_KEY" && try(one(e.value_source).secret_key_ref[0].secret, "") == "openai-api-key"]) == 1
    error_message = "A secret comes by reference."
  }
  assert {
    condition     = length([for e in google_cloud_run_v2_service.this.template[0].containers[0].env : e if e.name == "FUNCTION_TARGET" && e.value == "study_plans"]) == 1
    error_message = "The target is set."
  }
  assert {
    condition     = length(google_cloud_run_v2_service.this.traffic) == 1 && google_cloud_run_v2_service.this.traffic[0].percent == 100
    error_message = "Without a canary the newest has all."
  }
}

run "canary" {
  command = apply
  variables {
    canary = { percent = 10, stable = { study_plans = "study-plans-00007-abc" } }
  }
  assert {
    condition     = join(" ", [for t in google_cloud_run_v2_service.this.traffic : t.percent]) == "90 10"
    error_message = "The stable revision keeps the rest."
  }
  assert {
    condition     = output.serving == "study-plans-00007-abc"
    error_message = "While a canary runs the stable revision is what serves."
  }
}

run "roll_back" {
  command = apply
  variables {
    canary = { percent = 0, stable = { study_plans = "study-plans-00007-abc" } }
  }
  assert {
    condition     = google_cloud_run_v2_service.this.traffic[0].percent == 100 && output.serving == "study-plans-00007-abc"
    error_message = "A roll-back gives all to the stable revision."
  }
}

run "first_canary" {
  command = apply
  variables {
    canary = { percent = 10, stable = {} }
  }
  assert {
    condition     = length(google_cloud_run_v2_service.this.traffic) == 1
    error_message = "A new service has no stable revision to protect."
  }
}

run "refuses_a_tag" {
  command = plan
  variables {
    image = "registry.example/parlons:latest"
  }
  expect_failures = [var.image]
}

run "refuses_a_secret_as_plain_value" {
  command = plan
  variables {
    env = { OPENAI_API_KEY = "sk-1" }
  }
  expect_failures = [var.env]
}

run "refuses_everybody_by_the_back_door" {
  command = plan
  variables {
    invokers = { all = "allUsers" }
  }
  expect_failures = [var.invokers]
}

run "refuses_numbers_out_of_range" {
  command = plan
  variables {
    limits = { timeout = 3601, concurrency = 2000, min_instances = 9, max_instances = 3 }
  }
  expect_failures = [var.limits]
}
