variable "project_id" {
  description = "Project of the account."
  type        = string
}

variable "id" {
  description = "Name of the account, such as fn-chat."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{4,28}[a-z0-9]$", var.id))
    error_message = "A service account's name is 6 to 30 of a-z, 0-9 and dashes."
  }
}

variable "title" {
  description = "What the console shows."
  type        = string
}

variable "secrets" {
  description = "Secrets that it reads: label → short name."
  type        = map(string)
  default     = {}
}

variable "signs" {
  description = "Whether it signs upload and download addresses."
  type        = bool
  default     = false
}

variable "roles" {
  description = "Its roles in the project: label → role, with an IAM condition where one narrows it."
  type = map(object({
    role      = string
    condition = optional(string)
  }))
  default = {}

  validation {
    condition     = alltrue([for r in var.roles : !can(regex("^roles/(owner|editor|viewer)$", r.role))])
    error_message = "Basic roles reach everything in the project; name the role that is needed."
  }
}
