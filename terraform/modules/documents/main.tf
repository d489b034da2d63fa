# The Firestore database, the indexes its queries need, and the fields after which documents end.

resource "google_firestore_database" "this" {
  project                           = var.project_id
  name                              = var.name
  location_id                       = var.location
  type                              = "FIRESTORE_NATIVE"
  concurrency_mode                  = "OPTIMISTIC" # writers compare and set; nobody waits on a lock
  point_in_time_recovery_enablement = var.recovery ? "POINT_IN_TIME_RECOVERY_ENABLED" : "POINT_IN_TIME_RECOVERY_DISABLED"
  delete_protection_state           = var.deletion_protection ? "DELETE_PROTECTION_ENABLED" : "DELETE_PROTECTION_DISABLED"
  deletion_policy                   = var.deletion_protection ? "ABANDON" : "DELETE"
}

resource "google_firestore_index" "this" {
  # Named by what it orders, so that a new index in the middle of the list rebuilds no other.
  for_each    = { for i in var.indexes : join(" ", concat([i.collection, i.scope], [for f in i.fields : "${f.path}:${coalesce(f.order, f.array)}"])) => i }
  project     = var.project_id
  database    = google_firestore_database.this.name
  collection  = each.value.collection
  query_scope = each.value.scope

  dynamic "fields" {
    for_each = each.value.fields
    content {
      field_path   = fields.value.path
      order        = fields.value.order
      array_config = fields.value.array
    }
  }
}

resource "google_firestore_field" "ttl" {
  for_each   = { for t in var.ttl : "${t.collection}.${t.field}" => t }
  project    = var.project_id
  database   = google_firestore_database.this.name
  collection = each.value.collection
  field      = each.value.field

  ttl_config {}
}
