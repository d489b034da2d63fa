variable "project_id" {
  description = "Project that is deployed to."
  type        = string
}

variable "state_bucket" {
  description = "Bucket of the Terraform state."
  type        = string
}

variable "accounts" {
  description = "Service accounts of the functions and jobs: label → full name."
  type        = map(string)
}

variable "repository" {
  description = "Repository connected to Cloud Build (2nd generation) whose branch is deployed; null makes no trigger."
  type = object({
    id            = string
    location      = string
    branch        = optional(string, "main")
    approval      = optional(bool, true)
    substitutions = optional(map(string), {})
  })
  default = null
}
