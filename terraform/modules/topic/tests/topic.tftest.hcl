mock_provider "google" {}

variables {
  project_id    = "parlons-test"
  name          = "audio.converted"
  pusher        = "pusher@parlons-test.iam.gserviceaccount.com"
  service_agent = "serviceAccount:service-1@gcp-sa-pubsub.iam.gserviceaccount.com"
  dead_letters  = "projects/parlons-test/topics/dead.letters"
  push = {
    transcribe = { endpoint = "https://transcribe.example/", audience = "https://transcribe.example", timeout = 540 }
  }
}

run "push" {
  command = apply
  assert {
    condition     = google_pubsub_subscription.push["transcribe"].ack_deadline_seconds == 600
    error_message = "The ack deadline is the timeout and a minute."
  }
  assert {
    condition     = google_pubsub_subscription.push["transcribe"].dead_letter_policy[0].max_delivery_attempts == 5
    error_message = "A message is dead after five tries."
  }
  assert {
    condition     = google_pubsub_subscription.push["transcribe"].push_config[0].oidc_token[0].service_account_email == var.pusher
    error_message = "A push carries the pusher's token."
  }
  assert {
    condition     = length(google_pubsub_subscription_iam_member.dead_letters) == 1 && length(google_pubsub_subscription.kept) == 0
    error_message = "Pub/Sub's agent may move what cannot be delivered."
  }
}

run "short_deadline" {
  command = apply
  variables {
    push = { chat = { endpoint = "https://x.example/", audience = "https://x.example", timeout = 60 } }
  }
  assert {
    condition     = google_pubsub_subscription.push["chat"].ack_deadline_seconds == 120
    error_message = "The ack deadline is the timeout and a minute."
  }
}

run "refuses_a_timeout_above_the_deadline" {
  command = plan
  variables {
    push = { transcribe = { endpoint = "https://x.example/", audience = "https://x.example", timeout = 600 } }
  }
  expect_failures = [var.push]
}

run "refuses_plain_http" {
  command = plan
  variables {
    push = { chat = { endpoint = "http://x.example/", audience = "x", timeout = 60 } }
  }
  expect_failures = [var.push]
}

run "refuses_a_push_without_identity" {
  command = plan
  variables {
    pusher = ""
  }
  expect_failures = [var.pusher]
}

run "refuses_four_attempts" {
  command = plan
  variables {
    max_attempts = 4
  }
  expect_failures = [var.max_attempts]
}
