variable "project_id" {
  description = "Project of the secret."
  type        = string
}

variable "region" {
  description = "Region that holds the value."
  type        = string
}

variable "name" {
  description = "Name of the secret, such as openai-api-key."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,254}$", var.name))
    error_message = "A secret's name is lower-case letters, digits and dashes."
  }
}
