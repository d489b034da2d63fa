# What wakes people, and what they look at then.

locals {
  run = "resource.type = \"cloud_run_revision\""

  alerts = {
    dead_letters = {
      title     = "Parlons: messages could not be delivered"
      filter    = "resource.type = \"pubsub_subscription\" AND resource.labels.subscription_id = \"${var.dead_letters}\" AND metric.type = \"pubsub.googleapis.com/subscription/num_undelivered_messages\""
      aligner   = "ALIGN_MAX"
      reducer   = "REDUCE_MAX"
      threshold = 0
      duration  = "0s" # each is a learner who waits
      text      = "A stage gave up on a recording five times. The recording says failed with gave_up; docs/operations.md, \"Replaying dead letters\"."
    }
    old_messages = {
      title     = "Parlons: messages wait too long"
      filter    = "resource.type = \"pubsub_subscription\" AND metric.type = \"pubsub.googleapis.com/subscription/oldest_unacked_message_age\" AND NOT resource.labels.subscription_id = \"${var.dead_letters}\""
      aligner   = "ALIGN_MAX"
      reducer   = "REDUCE_MAX"
      threshold = var.limits.oldest_unacked_seconds
      duration  = "300s"
      text      = "A stage does not keep up, or does not answer. Look at the function's errors and at its instance limit."
    }
    p95 = {
      title     = "Parlons: answers are slow"
      filter    = "${local.run} AND metric.type = \"run.googleapis.com/request_latencies\" AND resource.labels.service_name = one_of(${join(", ", [for s in var.interactive : "\"${s}\""])})"
      aligner   = "ALIGN_PERCENTILE_95"
      reducer   = "REDUCE_MAX"
      threshold = var.limits.p95_milliseconds
      duration  = "600s"
      text      = "The 95th percentile of the functions that people wait for. Cold starts show as instance count; otherwise look at the language model."
    }
  }
}

resource "google_monitoring_notification_channel" "mail" {
  for_each     = var.mail
  project      = var.project_id
  display_name = each.value
  type         = "email"
  labels       = { email_address = each.value }
}

resource "google_monitoring_alert_policy" "this" {
  for_each              = local.alerts
  project               = var.project_id
  display_name          = each.value.title
  combiner              = "OR"
  severity              = "ERROR"
  notification_channels = [for c in google_monitoring_notification_channel.mail : c.id]

  conditions {
    display_name = each.value.title
    condition_threshold {
      filter          = each.value.filter
      comparison      = "COMPARISON_GT"
      threshold_value = each.value.threshold
      duration        = each.value.duration
      aggregations {
        alignment_period     = "60s"
        per_series_aligner   = each.value.aligner
        cross_series_reducer = each.value.reducer
        group_by_fields      = []
      }
    }
  }
  documentation {
    content   = each.value.text
    mime_type = "text/markdown"
  }
  alert_strategy {
    auto_close = "86400s"
  }
}

resource "google_monitoring_alert_policy" "errors" {
  project               = var.project_id
  display_name          = "Parlons: too many errors"
  combiner              = "OR"
  severity              = "ERROR"
  notification_channels = [for c in google_monitoring_notification_channel.mail : c.id]

  conditions {
    display_name = "Share of 5xx answers"
    condition_threshold {
      filter             = "${local.run} AND metric.type = \"run.googleapis.com/request_count\" AND metric.labels.response_code_class = \"5xx\""
      denominator_filter = "${local.run} AND metric.type = \"run.googleapis.com/request_count\""
      comparison         = "COMPARISON_GT"
      threshold_value    = var.limits.error_share
      duration           = "300s"
      aggregations {
        alignment_period     = "300s"
        per_series_aligner   = "ALIGN_RATE"
        cross_series_reducer = "REDUCE_SUM"
        group_by_fields      = ["resource.label.service_name"]
      }
      denominator_aggregations {
        alignment_period     = "300s"
        per_series_aligner   = "ALIGN_RATE"
        cross_series_reducer = "REDUCE_SUM"
        group_by_fields      = ["resource.label.service_name"]
      }
    }
  }
  documentation {
    content   = "A 503 of an event function is a message put off; a rising share is an outage. docs/operations.md, \"Reading logs by trace\"."
    mime_type = "text/markdown"
  }
}

resource "google_monitoring_uptime_check_config" "health" {
  for_each     = var.host == null ? {} : { health = var.host }
  project      = var.project_id
  display_name = "Parlons /health"
  timeout      = "10s"
  period       = "300s" # five regions ask: an outage is seen within a minute on average

  http_check {
    path         = "/health"
    port         = 443
    use_ssl      = true
    validate_ssl = true
    accepted_response_status_codes {
      status_value = 200
    }
  }
  monitored_resource {
    type   = "uptime_url"
    labels = { project_id = var.project_id, host = each.value }
  }
}

resource "google_monitoring_alert_policy" "uptime" {
  for_each              = google_monitoring_uptime_check_config.health
  project               = var.project_id
  display_name          = "Parlons: does not answer"
  combiner              = "OR"
  severity              = "CRITICAL"
  notification_channels = [for c in google_monitoring_notification_channel.mail : c.id]

  conditions {
    display_name = "Uptime check fails"
    condition_threshold {
      filter          = "resource.type = \"uptime_url\" AND metric.type = \"monitoring.googleapis.com/uptime_check/check_passed\" AND metric.labels.check_id = \"${each.value.uptime_check_id}\""
      comparison      = "COMPARISON_GT"
      threshold_value = 1 # two of the regions: one alone is its own network
      duration        = "300s"
      aggregations {
        alignment_period     = "1200s"
        per_series_aligner   = "ALIGN_NEXT_OLDER"
        cross_series_reducer = "REDUCE_COUNT_FALSE"
        group_by_fields      = ["resource.label.host"]
      }
    }
  }
}

resource "google_billing_budget" "this" {
  for_each        = var.budget == null ? {} : { month = var.budget }
  billing_account = each.value.billing_account
  display_name    = "Parlons ${var.project_id}"

  budget_filter {
    projects        = ["projects/${var.project_number}"]
    calendar_period = "MONTH"
  }
  amount {
    specified_amount {
      currency_code = each.value.currency
      units         = tostring(each.value.amount)
    }
  }
  # Half is a warning in time; the forecast warns before the money is spent.
  threshold_rules {
    threshold_percent = 0.5
  }
  threshold_rules {
    threshold_percent = 0.9
  }
  threshold_rules {
    threshold_percent = 1.0
    spend_basis       = "FORECASTED_SPEND"
  }
  all_updates_rule {
    monitoring_notification_channels = [for c in google_monitoring_notification_channel.mail : c.id]
    disable_default_iam_recipients   = false
  }
}

resource "google_monitoring_dashboard" "this" {
  project = var.project_id
  dashboard_json = jsonencode({
    displayName = "Parlons"
    mosaicLayout = {
      columns = 12
      tiles = [for i, chart in local.charts : {
        xPos = (i % 2) * 6, yPos = floor(i / 2) * 4, width = 6, height = 4
        widget = {
          title = chart.title
          xyChart = {
            dataSets = [{
              plotType = "LINE"
              timeSeriesQuery = { timeSeriesFilter = {
                filter = chart.filter
                aggregation = {
                  alignmentPeriod    = "60s"
                  perSeriesAligner   = chart.aligner
                  crossSeriesReducer = chart.reducer
                  groupByFields      = [chart.by]
                }
              } }
            }]
          }
        }
      }]
    }
  })
}

locals {
  charts = [
    { title = "Requests by function and class", filter = "${local.run} AND metric.type=\"run.googleapis.com/request_count\"", aligner = "ALIGN_RATE", reducer = "REDUCE_SUM", by = "resource.label.service_name" },
    { title = "Latency, 95th percentile (ms)", filter = "${local.run} AND metric.type=\"run.googleapis.com/request_latencies\"", aligner = "ALIGN_PERCENTILE_95", reducer = "REDUCE_MAX", by = "resource.label.service_name" },
    { title = "Instances", filter = "${local.run} AND metric.type=\"run.googleapis.com/container/instance_count\"", aligner = "ALIGN_MAX", reducer = "REDUCE_SUM", by = "resource.label.service_name" },
    { title = "Memory, 99th percentile", filter = "${local.run} AND metric.type=\"run.googleapis.com/container/memory/utilizations\"", aligner = "ALIGN_PERCENTILE_99", reducer = "REDUCE_MAX", by = "resource.label.service_name" },
    { title = "Oldest message that waits (s)", filter = "resource.type=\"pubsub_subscription\" AND metric.type=\"pubsub.googleapis.com/subscription/oldest_unacked_message_age\"", aligner = "ALIGN_MAX", reducer = "REDUCE_MAX", by = "resource.label.subscription_id" },
    { title = "Dead letters", filter = "resource.type=\"pubsub_subscription\" AND metric.type=\"pubsub.googleapis.com/subscription/dead_letter_message_count\"", aligner = "ALIGN_DELTA", reducer = "REDUCE_SUM", by = "resource.label.subscription_id" },
  ]
}
