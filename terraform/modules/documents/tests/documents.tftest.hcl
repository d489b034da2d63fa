mock_provider "google" {}

variables {
  project_id = "parlons-test"
  location   = "europe-west1"
  indexes    = jsondecode(file("../../../infra/google/firestore_indexes.json")).indexes
  ttl        = jsondecode(file("../../../infra/google/firestore_indexes.json")).ttl
}

run "the_code_s_own_list" {
  command = apply
  assert {
    condition     = length(google_firestore_index.this) == length(var.indexes) && length(google_firestore_field.ttl) == length(var.ttl)
    error_message = "Each index and each TTL field of the code is made."
  }
  assert {
    condition     = google_firestore_database.this.delete_protection_state == "DELETE_PROTECTION_ENABLED"
    error_message = "The database is protected unless said otherwise."
  }
}

run "refuses_a_single_field" {
  command = plan
  variables {
    indexes = [{ collection = "recordings", fields = [{ path = "state", order = "ASCENDING" }] }]
  }
  expect_failures = [var.indexes]
}

run "refuses_an_order_of_its_own" {
  command = plan
  variables {
    indexes = [{ collection = "r", fields = [{ path = "a", order = "ASC" }, { path = "b", order = "ASCENDING" }] }]
  }
  expect_failures = [var.indexes]
}
