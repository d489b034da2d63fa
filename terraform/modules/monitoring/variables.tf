variable "project_id" {
  description = "Project that is watched."
  type        = string
}

variable "project_number" {
  description = "Its number, which budgets ask for."
  type        = string
}

variable "mail" {
  description = "Addresses that alerts go to."
  type        = set(string)

  validation {
    condition     = length(var.mail) > 0 && alltrue([for m in var.mail : can(regex("^[^@ ]+@[^@ ]+$", m))])
    error_message = "An alert that nobody reads is none: name at least one mail address."
  }
}

variable "dead_letters" {
  description = "Subscription that keeps the dead letters for people."
  type        = string
}

variable "interactive" {
  description = "Cloud Run services that people wait for."
  type        = set(string)
}

variable "host" {
  description = "Host of the uptime check; null checks nothing."
  type        = string
  default     = null
}

variable "limits" {
  description = "When an alert is raised."
  type = object({
    error_share            = optional(number, 0.02) # one answer in fifty: above what cold starts and retries make
    p95_milliseconds       = optional(number, 5000) # a spoken exchange falls apart after some five seconds
    oldest_unacked_seconds = optional(number, 900)  # longer than the longest stage (540 s) and one more try
  })
  default = {}

  validation {
    condition     = var.limits.error_share > 0 && var.limits.error_share < 1
    error_message = "error_share is a share between 0 and 1."
  }
  validation {
    condition     = var.limits.oldest_unacked_seconds >= 600
    error_message = "Below 600 s a message in work would raise the alert: a stage may hold it so long."
  }
}

variable "budget" {
  description = "Monthly budget of the project; null makes none (it needs rights on the billing account)."
  type = object({
    billing_account = string
    amount          = number
    currency        = optional(string, "EUR")
  })
  default = null

  validation {
    condition     = var.budget == null ? true : var.budget.amount >= 1
    error_message = "A budget is one or more of its currency, in whole units."
  }
}
