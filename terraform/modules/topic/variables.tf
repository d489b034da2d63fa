variable "project_id" {
  description = "Project of the topic."
  type        = string
}

variable "name" {
  description = "Name of the topic, such as audio.uploaded."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9._-]{2,254}$", var.name)) && !startswith(var.name, "goog")
    error_message = "A topic's name starts with a letter, is 3 to 255 characters of a-z 0-9 . _ -, and does not start with goog."
  }
}

variable "retention_days" {
  description = "Days published messages can be sought back to; one covers a bad deployment found the next morning."
  type        = number
  default     = 1

  validation {
    condition     = var.retention_days >= 1 && var.retention_days <= 31
    error_message = "Pub/Sub keeps a topic's messages for 1 to 31 days."
  }
}

variable "publishers" {
  description = "Who may publish: label → IAM member."
  type        = map(string)
  default     = {}
}

variable "push" {
  description = "Push subscriptions: function → where to, for whom the token is, and how long its work may take (s)."
  type = map(object({
    endpoint  = string
    audience  = string
    timeout   = number
    filter    = optional(string)
    retention = optional(string, "604800s") # seven days, the most: a holiday long
  }))
  default = {}

  validation {
    condition     = alltrue([for p in var.push : p.timeout >= 10 && p.timeout <= 540])
    error_message = "A subscriber's timeout is 10 to 540 s: the ack deadline is 60 s longer, and 600 s at most."
  }
  validation {
    condition     = alltrue([for p in var.push : startswith(p.endpoint, "https://")])
    error_message = "Messages are pushed over https only."
  }
}

variable "pusher" {
  description = "E-mail of the service account whose OIDC token a push carries; empty without push subscriptions."
  type        = string
  default     = ""

  validation {
    condition     = length(var.push) == 0 || var.pusher != ""
    error_message = "A push without a token could be anybody's: name the pusher."
  }
}

variable "dead_letters" {
  description = "Id of the topic for undeliverable messages; null only for the dead letters themselves and for ticks."
  type        = string
  default     = null
}

variable "service_agent" {
  description = "IAM member of Pub/Sub's own agent in the project, which moves dead letters."
  type        = string
  default     = ""

  validation {
    condition     = var.dead_letters == null || var.service_agent != ""
    error_message = "Without rights for Pub/Sub's agent no message would reach the dead letters."
  }
}

variable "max_attempts" {
  description = "Deliveries before a message is dead; five is the fewest, and what the embedded queue does."
  type        = number
  default     = 5

  validation {
    condition     = var.max_attempts >= 5 && var.max_attempts <= 100
    error_message = "Pub/Sub allows 5 to 100 delivery attempts."
  }
}

variable "keep_for_people" {
  description = "Whether messages are kept in a pull subscription besides, to look at and replay."
  type        = bool
  default     = false
}
