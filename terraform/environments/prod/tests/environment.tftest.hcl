# The whole environment against a provider that answers by its schema: counts and ranges.

mock_provider "google" {
  mock_data "google_project" {
    defaults = { number = "123456789012" }
  }
  mock_data "google_storage_project_service_account" {
    defaults = { member = "serviceAccount:storage@example.iam.gserviceaccount.com" }
  }
}

variables {
  project_id       = "parlons-test"
  state_bucket     = "parlons-test-state"
  image            = "europe-west1-docker.pkg.dev/parlons-test/parlons/parlons@sha256:0000000000000000000000000000000000000000000000000000000000000000"
  alert_mail       = ["ops@example.org"]
  frontend_origins = ["https://parlons.example.org"]
  domain           = "api.parlons.example.org"
}

run "counts" {
  command = apply

  # Whatever the checkout holds of the table is deployed, and nothing else.
  assert {
    condition     = length(output.function_urls) == length([for s in local.services : s if fileexists("${path.root}/../../../${s.source}")])
    error_message = "Each function whose code is there is one service."
  }
  assert {
    condition     = length(output.function_urls) >= 9
    error_message = "The nine functions of the main job are there."
  }
  assert {
    condition     = length(distinct(values(module.platform.accounts))) == length(output.function_urls)
    error_message = "Each function has a service account of its own."
  }
  assert {
    # One for each topic of a function, and the one that keeps dead letters for people.
    condition     = length(module.platform.subscriptions) == 1 + sum([for s in local.services : length(try(s.topics, [])) if fileexists("${path.root}/../../../${s.source}")])
    error_message = "Each topic of a function is one subscription; one more keeps dead letters."
  }
  assert {
    condition     = contains(module.platform.subscriptions, "upkeep-dead.letters") && contains(module.platform.subscriptions, "kept-dead.letters")
    error_message = "The dead letters are swept by upkeep and kept for people."
  }
  assert {
    condition     = output.function_urls["chat"] == "https://chat-123456789012.europe-west1.run.app"
    error_message = "A function's address is known before it is there."
  }
  assert {
    condition     = output.REACT_APP_API_URL == "https://api.parlons.example.org"
    error_message = "The frontend calls the domain."
  }
  assert {
    condition     = length(module.platform.alerts) == 4
    error_message = "Dead letters, waiting messages, latency and errors wake people."
  }
}

run "without_a_domain" {
  command = apply
  variables {
    domain = null
  }
  assert {
    condition     = output.REACT_APP_API_URL == output.function_urls["chat"] && output.address == null
    error_message = "Without a domain the default function is called at its own address."
  }
}

