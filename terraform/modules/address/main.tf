# The one public address: certificate, load balancer, URL map over the functions, rate limits.

locals {
  # A path that ends in a slash is a prefix; the URL map writes it with a star.
  rules = { for name, f in var.functions : name => [for p in f.paths : endswith(p, "/") ? "${p}*" : p] if length(f.paths) > 0 }
}

resource "google_compute_global_address" "this" {
  project = var.project_id
  name    = "parlons"
}

resource "google_compute_managed_ssl_certificate" "this" {
  project = var.project_id
  name    = "parlons-${substr(sha1(var.domain), 0, 8)}" # a new domain is a new certificate

  managed {
    domains = [var.domain]
  }
  lifecycle {
    create_before_destroy = true
  }
}

resource "google_compute_ssl_policy" "this" {
  project         = var.project_id
  name            = "parlons"
  profile         = "MODERN"
  min_tls_version = "TLS_1_2"
}

resource "google_compute_region_network_endpoint_group" "this" {
  for_each              = local.rules
  project               = var.project_id
  region                = var.region
  name                  = "fn-${replace(each.key, "_", "-")}"
  network_endpoint_type = "SERVERLESS"

  cloud_run {
    service = var.functions[each.key].service
  }
}

resource "google_compute_backend_service" "this" {
  for_each              = local.rules
  project               = var.project_id
  name                  = "fn-${replace(each.key, "_", "-")}"
  protocol              = "HTTPS"
  load_balancing_scheme = "EXTERNAL_MANAGED"
  security_policy       = google_compute_security_policy.this.id

  backend {
    group = google_compute_region_network_endpoint_group.this[each.key].id
  }
  log_config {
    enable      = true
    sample_rate = 0.1 # the functions log every request; this is for what never reaches them
  }
}

resource "google_compute_security_policy" "this" {
  project     = var.project_id
  name        = "parlons"
  description = "Bounds what one address may ask."

  rule {
    description = "Too many requests from one address"
    action      = "throttle"
    priority    = 1000
    match {
      versioned_expr = "SRC_IPS_V1"
      config {
        src_ip_ranges = ["*"]
      }
    }
    rate_limit_options {
      conform_action = "allow"
      exceed_action  = "deny(429)"
      enforce_on_key = "IP"
      rate_limit_threshold {
        count        = var.requests_per_minute
        interval_sec = 60
      }
    }
  }

  rule {
    description = "Everybody else"
    action      = "allow"
    priority    = 2147483647 # the default rule's fixed place
    match {
      versioned_expr = "SRC_IPS_V1"
      config {
        src_ip_ranges = ["*"]
      }
    }
  }
}

resource "google_compute_url_map" "this" {
  project         = var.project_id
  name            = "parlons"
  default_service = google_compute_backend_service.this[var.default_function].id

  host_rule {
    hosts        = [var.domain]
    path_matcher = "functions"
  }
  path_matcher {
    name            = "functions"
    default_service = google_compute_backend_service.this[var.default_function].id

    dynamic "path_rule" {
      for_each = local.rules
      content {
        paths   = path_rule.value
        service = google_compute_backend_service.this[path_rule.key].id
      }
    }
  }
}

resource "google_compute_target_https_proxy" "this" {
  project          = var.project_id
  name             = "parlons"
  url_map          = google_compute_url_map.this.id
  ssl_certificates = [google_compute_managed_ssl_certificate.this.id]
  ssl_policy       = google_compute_ssl_policy.this.id
}

resource "google_compute_global_forwarding_rule" "https" {
  project               = var.project_id
  name                  = "parlons-https"
  target                = google_compute_target_https_proxy.this.id
  ip_address            = google_compute_global_address.this.id
  port_range            = "443"
  load_balancing_scheme = "EXTERNAL_MANAGED"
}

resource "google_compute_url_map" "to_https" {
  project = var.project_id
  name    = "parlons-to-https"

  default_url_redirect {
    https_redirect = true
    strip_query    = false
  }
}

resource "google_compute_target_http_proxy" "this" {
  project = var.project_id
  name    = "parlons"
  url_map = google_compute_url_map.to_https.id
}

resource "google_compute_global_forwarding_rule" "http" {
  project               = var.project_id
  name                  = "parlons-http"
  target                = google_compute_target_http_proxy.this.id
  ip_address            = google_compute_global_address.this.id
  port_range            = "80"
  load_balancing_scheme = "EXTERNAL_MANAGED"
}
