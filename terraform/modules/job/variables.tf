variable "project_id" {
  description = "Project of the job."
  type        = string
}

variable "region" {
  description = "Region of the job."
  type        = string
}

variable "name" {
  description = "The function's folder."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z_]{1,24}$", var.name))
    error_message = "A job's name is 2 to 25 of a-z and _: with job- it must fit a service account's 30 characters."
  }
}

variable "image" {
  description = "The image, by digest."
  type        = string

  validation {
    condition     = can(regex("@sha256:[0-9a-f]{64}$", var.image))
    error_message = "Name the image by digest (…@sha256:…)."
  }
}

variable "command" {
  description = "What the job runs."
  type        = list(string)
}

variable "tasks" {
  description = "Parallel tasks; each does its share of the learners."
  type        = number

  validation {
    condition     = var.tasks >= 1 && var.tasks <= 100 && var.tasks == floor(var.tasks)
    error_message = "A job has 1 to 100 tasks: a hundred is a quota of most projects."
  }
}

variable "timeout" {
  description = "Seconds one task may take; a day at most."
  type        = number

  validation {
    condition     = var.timeout >= 60 && var.timeout <= 86400
    error_message = "A task may take 60 to 86400 s."
  }
}

variable "retries" {
  description = "How often a failed task is started again."
  type        = number
  default     = 3

  validation {
    condition     = var.retries >= 0 && var.retries <= 10
    error_message = "A task is started again 0 to 10 times."
  }
}

variable "memory" {
  description = "Memory of a task: the French engine and Grammalecte's dictionary."
  type        = string
  default     = "1Gi"
}

variable "env" {
  description = "Plain environment variables."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for k in keys(var.env) : !can(regex("(_|^)(KEY|SECRET|PASSWORD|TOKEN)$", k))])
    error_message = "What is named KEY, SECRET, PASSWORD or TOKEN belongs into secrets."
  }
}

variable "secrets" {
  description = "Environment variables taken from Secret Manager: name → secret and version."
  type = map(object({
    id      = string
    version = optional(string, "latest")
  }))
  default = {}
}

variable "network" {
  description = "VPC for what leaves the job; null goes out directly."
  type = object({
    network    = string
    subnetwork = string
    egress     = optional(string, "PRIVATE_RANGES_ONLY")
  })
  default = null
}

variable "roles" {
  description = "Its roles in the project: label → role, with an IAM condition where one narrows it."
  type = map(object({
    role      = string
    condition = optional(string)
  }))
  default = {}
}

variable "signs" {
  description = "Whether it signs download addresses."
  type        = bool
  default     = false
}

variable "schedule" {
  description = "When it runs, as a cron line in the time zone."
  type        = string

  validation {
    condition     = length(split(" ", var.schedule)) == 5
    error_message = "A cron line has five fields."
  }
}

variable "time_zone" {
  description = "Time zone of the schedule."
  type        = string
}

variable "clock" {
  description = "E-mail of the scheduler's service account."
  type        = string
}

variable "deletion_protection" {
  description = "Whether Terraform refuses to delete the job."
  type        = bool
  default     = true
}
