output "alerts" {
  description = "Names of the alerts."
  value       = concat([for a in google_monitoring_alert_policy.this : a.display_name], [google_monitoring_alert_policy.errors.display_name])
}
