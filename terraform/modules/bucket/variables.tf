variable "project_id" {
  description = "Project of the bucket."
  type        = string
}

variable "name" {
  description = "Name of the bucket, unique in the world."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9_.-]{1,61}[a-z0-9]$", var.name))
    error_message = "A bucket's name is 3 to 63 lower-case letters, digits, dots, dashes and underscores."
  }
}

variable "location" {
  description = "Region of the bucket."
  type        = string
}

variable "retention" {
  description = "What is deleted when: label → age in days, for names with one of the prefixes and one of the suffixes."
  type = map(object({
    days     = number
    prefixes = optional(list(string), [])
    suffixes = optional(list(string), [])
  }))

  validation {
    condition     = length(var.retention) > 0
    error_message = "Nothing is kept for ever: name at least one retention."
  }
  validation {
    condition     = alltrue([for r in var.retention : r.days >= 1 && r.days == floor(r.days)])
    error_message = "Retention is whole days, one or more."
  }
}

variable "origins" {
  description = "Origins that browsers may upload from and play from."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for o in var.origins : can(regex("^https?://[^/*]+$", o))])
    error_message = "An origin is a scheme and a host, without a path and without a star."
  }
}

variable "notify" {
  description = "Topics told of each finished object: label → topic id and name prefix."
  type = map(object({
    topic  = string
    prefix = optional(string)
  }))
  default = {}
}

variable "members" {
  description = "Who may do what: label → role and IAM member."
  type = map(object({
    role   = string
    member = string
  }))
  default = {}

  validation {
    condition     = alltrue([for m in var.members : !contains(["allUsers", "allAuthenticatedUsers"], m.member)])
    error_message = "The bucket is private: name people or service accounts."
  }
}
