# One clock that publishes an empty message to a topic.

resource "google_cloud_scheduler_job" "this" {
  project   = var.project_id
  region    = var.region
  name      = var.name
  schedule  = var.schedule
  time_zone = var.time_zone

  pubsub_target {
    topic_name = var.topic
    data       = base64encode("{}")
    attributes = { content-type = "application/json" }
  }
}
