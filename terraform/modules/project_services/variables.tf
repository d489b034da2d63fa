variable "project_id" {
  description = "Project that uses the APIs."
  type        = string
}

variable "services" {
  description = "APIs by host name, such as run.googleapis.com."
  type        = set(string)

  validation {
    condition     = alltrue([for s in var.services : endswith(s, ".googleapis.com")])
    error_message = "Each API is named by its host, such as run.googleapis.com."
  }
}
