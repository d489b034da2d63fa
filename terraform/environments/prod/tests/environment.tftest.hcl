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

run "ranges" {
  command = plan

  assert {
    condition     = alltrue([for s in local.services : s.timeout >= 10 && s.timeout <= (length(try(s.topics, [])) > 0 ? 540 : 3600)])
    error_message = "A subscriber answers within 540 s, any other within an hour."
  }
  assert {
    condition     = alltrue([for s in local.services : s.limits.concurrency >= 1 && s.limits.concurrency <= 80])
    error_message = "Eighty requests at once are Cloud Run's default, and more than one process of ours bears."
  }
  assert {
    condition     = alltrue([for s in local.services : try(s.limits.max_instances, 5) <= 20])
    error_message = "Above twenty instances a mistake costs more than it serves: raise scale on purpose."
  }
  assert {
    condition     = local.services.realtime.timeout == 3600 && local.services.realtime.limits.affinity
    error_message = "A live talk lasts up to an hour, on one instance."
  }
}

run "with_everything_optional" {
  command = apply
  variables {
    secrets       = ["OPENAI_API_KEY", "SMTP_PASSWORD", "UNSUBSCRIBE_KEY", "AZURE_STORAGE_CONNECTION_STRING"]
    azure_storage = { container = "recordings" }
    mail          = { host = "smtp.example.org", from = "Parlons <parlons@example.org>" }
    network       = { network = "default", subnetwork = "default" }
    budget        = { billing_account = "000000-000000-000000", amount = 100 }
    repository    = { id = "projects/parlons-test/locations/europe-west1/connections/c/repositories/r", location = "europe-west1" }
    canary        = { percent = 10, stable = { chat = "chat-00001-abc" } }
    sign_in       = { issuer = "https://id.example.org", audience = "parlons", keys_url = "https://id.example.org/keys" }
  }
  assert {
    condition     = output.serving["chat"] == "chat-00001-abc"
    error_message = "The stable revision serves while a canary runs."
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

