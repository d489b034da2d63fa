variable "project_id" {
  description = "Project of the repository."
  type        = string
}

variable "region" {
  description = "Region of the repository; the services' own, so that a cold start pulls nearby."
  type        = string
}

variable "name" {
  description = "Repository id."
  type        = string
  default     = "parlons"
}

variable "keep" {
  description = "Newest images that are never deleted: ten roll-backs deep."
  type        = number
  default     = 10

  validation {
    condition     = var.keep >= 2
    error_message = "Keep two images at least: the one that runs and the one to roll back to."
  }
}

variable "days" {
  description = "Days after which other images are deleted: a quarter covers a school term."
  type        = number
  default     = 90
}

variable "writers" {
  description = "Who may push: label → IAM member."
  type        = map(string)
  default     = {}
}
