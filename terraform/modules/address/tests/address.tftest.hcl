mock_provider "google" {}

variables {
  project_id       = "parlons-test"
  region           = "europe-west1"
  domain           = "api.parlons.example.org"
  default_function = "chat"
  functions = {
    chat       = { service = "chat", paths = ["/api/chat"] }
    upload     = { service = "upload", paths = ["/api/recordings"] }
    recordings = { service = "recordings", paths = ["/api/recordings/"] }
  }
}

run "one_backend_a_function" {
  command = apply
  assert {
    condition     = length(google_compute_backend_service.this) == 3
    error_message = "Each public function is a backend."
  }
  assert {
    condition     = toset(flatten([for r in one(google_compute_url_map.this.path_matcher).path_rule : r.paths])) == toset(["/api/chat", "/api/recordings", "/api/recordings/*"])
    error_message = "A path that ends in a slash is a prefix, any other is itself."
  }
  assert {
    condition     = alltrue([for b in google_compute_backend_service.this : b.security_policy == google_compute_security_policy.this.id])
    error_message = "The rate rule stands before every function."
  }
}

run "refuses_one_path_twice" {
  command = plan
  variables {
    functions = { chat = { service = "chat", paths = ["/api/x"] }, upload = { service = "upload", paths = ["/api/x"] } }
  }
  expect_failures = [var.functions]
}

run "refuses_an_address_as_domain" {
  command = plan
  variables {
    domain = "https://parlons.example.org/api"
  }
  expect_failures = [var.domain]
}
