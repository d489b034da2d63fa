mock_provider "google" {}

variables {
  project_id     = "parlons-test"
  project_number = "123456789012"
  mail           = ["ops@example.org"]
  dead_letters   = "kept-dead.letters"
  interactive    = ["chat", "upload"]
  host           = "api.parlons.example.org"
  budget         = { billing_account = "000000-000000-000000", amount = 100 }
}

run "wakes_people" {
  command = apply
  assert {
    condition     = one(one(google_monitoring_alert_policy.this["dead_letters"].conditions).condition_threshold).threshold_value == 0
    error_message = "One dead letter is enough."
  }
  assert {
    condition     = length(google_monitoring_alert_policy.this) == 3 && length(google_monitoring_alert_policy.uptime) == 1 && length(google_billing_budget.this) == 1
    error_message = "Dead letters, waiting messages, latency; uptime; budget."
  }
  assert {
    condition     = length(jsondecode(google_monitoring_dashboard.this.dashboard_json).mosaicLayout.tiles) == 6
    error_message = "Six charts."
  }
}

run "refuses_alerts_for_nobody" {
  command = plan
  variables {
    mail = []
  }
  expect_failures = [var.mail]
}
