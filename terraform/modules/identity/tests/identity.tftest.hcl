mock_provider "google" {}

variables {
  project_id = "parlons-test"
  id         = "fn-chat"
  title      = "Function chat"
}

run "may_do_nothing_unless_told" {
  command = apply
  assert {
    condition     = length(google_project_iam_member.roles) == 0 && length(google_service_account_iam_member.signer) == 0
    error_message = "A new account has no role and signs nothing."
  }
}

run "may_do_what_it_is_told_and_no_more" {
  command = apply
  variables {
    secrets = { OPENAI_API_KEY = "openai-api-key" }
    signs   = true
    roles = {
      store = { role = "roles/datastore.user" }
      some  = { role = "roles/storage.objectViewer", condition = "resource.name.startsWith(\"a\")" }
    }
  }
  assert {
    condition     = google_secret_manager_secret_iam_member.readers["OPENAI_API_KEY"].secret_id == "openai-api-key"
    error_message = "It reads the secrets named, each by itself."
  }
  assert {
    condition     = google_service_account_iam_member.signer["self"].service_account_id == google_service_account.this.name
    error_message = "It signs in its own name only."
  }
  assert {
    condition     = length(google_project_iam_member.roles["store"].condition) == 0 && google_project_iam_member.roles["some"].condition[0].title == "some"
    error_message = "A condition narrows the role that has one."
  }
}

run "refuses_basic_roles" {
  command = plan
  variables {
    roles = { all = { role = "roles/editor" } }
  }
  expect_failures = [var.roles]
}

run "refuses_a_name_that_is_too_long" {
  command = plan
  variables {
    id = "fn-a-name-of-more-than-thirty-characters"
  }
  expect_failures = [var.id]
}
