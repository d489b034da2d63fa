# The Google APIs the project uses.

resource "google_project_service" "this" {
  for_each = var.services
  project  = var.project_id
  service  = each.value

  # Other things in the project may use them; removing Parlons must not take them away.
  disable_on_destroy = false
}
