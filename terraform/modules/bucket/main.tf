# One bucket: its privacy, its retention, who may use it, and whom it tells of new objects.

resource "google_storage_bucket" "this" {
  project  = var.project_id
  name     = var.name
  location = var.location

  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  force_destroy               = false # it holds what learners said: emptied on purpose or not at all

  # An erasure must be final. The provider's default would keep deleted voices for seven days.
  soft_delete_policy {
    retention_duration_seconds = 0
  }

  dynamic "lifecycle_rule" {
    for_each = var.retention
    content {
      action {
        type = "Delete"
      }
      condition {
        age            = lifecycle_rule.value.days
        matches_prefix = lifecycle_rule.value.prefixes
        matches_suffix = lifecycle_rule.value.suffixes
      }
    }
  }

  # Parts of uploads that were broken off are invisible, and paid for.
  lifecycle_rule {
    action {
      type = "AbortIncompleteMultipartUpload"
    }
    condition {
      age = 1
    }
  }

  dynamic "cors" {
    for_each = length(var.origins) > 0 ? [var.origins] : []
    content {
      origin          = cors.value
      method          = ["GET", "HEAD", "PUT"] # the signed upload and download, nothing else
      response_header = ["Content-Type", "Content-Range", "ETag", "x-goog-content-length-range", "x-goog-if-generation-match"]
      max_age_seconds = 600 # as the doors' own Access-Control-Max-Age
    }
  }
}

resource "google_storage_notification" "finalized" {
  for_each           = var.notify
  bucket             = google_storage_bucket.this.name
  topic              = each.value.topic
  payload_format     = "JSON_API_V1"
  event_types        = ["OBJECT_FINALIZE"]
  object_name_prefix = each.value.prefix
}

resource "google_storage_bucket_iam_member" "members" {
  for_each = var.members
  bucket   = google_storage_bucket.this.name
  role     = each.value.role
  member   = each.value.member
}
