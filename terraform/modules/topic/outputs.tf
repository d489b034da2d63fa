output "id" {
  description = "Full name of the topic."
  value       = google_pubsub_topic.this.id
}

output "name" {
  description = "Short name of the topic."
  value       = google_pubsub_topic.this.name
}

output "subscriptions" {
  description = "Names of its subscriptions."
  value = concat(
    [for s in google_pubsub_subscription.push : s.name],
    [for s in google_pubsub_subscription.kept : s.name],
  )
}
