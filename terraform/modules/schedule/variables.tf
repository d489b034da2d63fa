variable "project_id" {
  description = "Project of the clock."
  type        = string
}

variable "region" {
  description = "Region of the clock."
  type        = string
}

variable "name" {
  description = "Name of the clock."
  type        = string
}

variable "schedule" {
  description = "When it strikes, as a cron line in the time zone; once a minute is the most."
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

variable "topic" {
  description = "Full name of the topic."
  type        = string
}
