# One topic: its push subscriptions, where their undeliverable messages go, and the rights for that.

resource "google_pubsub_topic" "this" {
  project = var.project_id
  name    = var.name

  # Published messages can be sought back to for as long, should a subscription be made wrongly.
  message_retention_duration = "${var.retention_days * 86400}s"
}

resource "google_pubsub_topic_iam_member" "publishers" {
  for_each = var.publishers
  project  = var.project_id
  topic    = google_pubsub_topic.this.name
  role     = "roles/pubsub.publisher"
  member   = each.value
}

resource "google_pubsub_subscription" "push" {
  for_each = var.push
  project  = var.project_id
  name     = "${each.key}-${var.name}"
  topic    = google_pubsub_topic.this.id
  filter   = each.value.filter

  # A minute longer than the work may take, so that a slow answer is not overtaken by its own
  # repetition; 600 s is Pub/Sub's limit, which is why a subscriber's timeout ends at 540.
  ack_deadline_seconds       = min(each.value.timeout + 60, 600)
  message_retention_duration = each.value.retention
  enable_message_ordering    = false # the recording's state machine decides the order

  push_config {
    push_endpoint = each.value.endpoint
    oidc_token {
      service_account_email = var.pusher
      audience              = each.value.audience
    }
  }

  # Ten seconds let a short outage pass; ten minutes is Pub/Sub's longest pause.
  retry_policy {
    minimum_backoff = "10s"
    maximum_backoff = "600s"
  }

  dynamic "dead_letter_policy" {
    for_each = var.dead_letters == null ? [] : [var.dead_letters]
    content {
      dead_letter_topic     = dead_letter_policy.value
      max_delivery_attempts = var.max_attempts
    }
  }

  expiration_policy {
    ttl = "" # a quiet summer must not delete the subscription (the default is 31 days)
  }
}

# What arrives here is kept for people besides, so that it can be looked at and replayed.
resource "google_pubsub_subscription" "kept" {
  for_each = var.keep_for_people ? { kept = var.name } : {}
  project  = var.project_id
  name     = "kept-${each.value}"
  topic    = google_pubsub_topic.this.id

  ack_deadline_seconds       = 60
  message_retention_duration = "604800s" # seven days, the longest a subscription can without more cost
  retain_acked_messages      = true      # so that a replay can be sought back to

  retry_policy {
    minimum_backoff = "10s"
  }
  expiration_policy {
    ttl = ""
  }
}

# Pub/Sub itself moves an undeliverable message: its agent acknowledges it here, and publishes it to
# the dead letters' topic, which names the agent among its publishers.
resource "google_pubsub_subscription_iam_member" "dead_letters" {
  for_each     = var.dead_letters == null ? {} : google_pubsub_subscription.push
  project      = var.project_id
  subscription = each.value.name
  role         = "roles/pubsub.subscriber"
  member       = var.service_agent
}
