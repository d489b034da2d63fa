variable "project_id" {
  description = "Project of the service."
  type        = string
}

variable "project_number" {
  description = "Number of the project, part of the service's address."
  type        = string

  validation {
    condition     = can(regex("^[0-9]{6,}$", var.project_number))
    error_message = "The project's number is digits; its id is another thing."
  }
}

variable "region" {
  description = "Region of the service."
  type        = string
}

variable "name" {
  description = "The function's folder."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z_]{1,26}$", var.name))
    error_message = "A function's name is 2 to 27 of a-z and _: with fn- it must fit a service account's 30 characters."
  }
}

variable "source_file" {
  description = "FUNCTION_SOURCE: its main.py, from the root of the code."
  type        = string
}

variable "target" {
  description = "FUNCTION_TARGET: the function in it."
  type        = string
}

variable "image" {
  description = "The image, by digest."
  type        = string

  validation {
    condition     = can(regex("@sha256:[0-9a-f]{64}$", var.image))
    error_message = "Name the image by digest (…@sha256:…): a tag can be moved under a running service."
  }
}

variable "command" {
  description = "Another command than the image's, for what is no function of functions-framework."
  type        = list(string)
  default     = null
}

variable "env" {
  description = "Plain environment variables. Secrets go into secrets."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for k in keys(var.env) : !can(regex("(_|^)(KEY|SECRET|PASSWORD|TOKEN)$", k))])
    error_message = "What is named KEY, SECRET, PASSWORD or TOKEN belongs into secrets: plain values stand in the state and in the console."
  }
  validation {
    condition     = !contains(keys(var.env), "PORT")
    error_message = "Cloud Run sets PORT itself."
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

variable "limits" {
  description = "What one instance has and how long a call may take (s)."
  type = object({
    timeout       = number
    memory        = optional(string, "512Mi")
    cpu           = optional(string, "1")
    scratch       = optional(string, "64Mi")
    concurrency   = optional(number, 20)
    min_instances = optional(number, 0)
    max_instances = optional(number, 5)
    affinity      = optional(bool, false)
  })

  validation {
    condition     = var.limits.timeout >= 1 && var.limits.timeout <= 3600
    error_message = "Cloud Run answers within 1 to 3600 s."
  }
  validation {
    condition     = var.limits.concurrency >= 1 && var.limits.concurrency <= 1000
    error_message = "Cloud Run sends 1 to 1000 requests at once to an instance."
  }
  validation {
    condition     = var.limits.concurrency == 1 || contains(["1", "2", "4", "6", "8"], var.limits.cpu)
    error_message = "More than one request at once needs a whole CPU or more."
  }
  validation {
    condition     = var.limits.min_instances >= 0 && var.limits.max_instances >= 1 && var.limits.min_instances <= var.limits.max_instances
    error_message = "min_instances is 0 or more, and not above max_instances."
  }
  validation {
    condition     = can(regex("^[0-9]+(Mi|Gi)$", var.limits.memory)) && can(regex("^[0-9]+(Mi|Gi)$", var.limits.scratch))
    error_message = "Memory and scratch are written like 512Mi or 2Gi; scratch lies in the memory."
  }
}

variable "ingress" {
  description = "Where calls may come from."
  type        = string
  default     = "INGRESS_TRAFFIC_INTERNAL_ONLY"

  validation {
    condition = contains([
      "INGRESS_TRAFFIC_ALL", "INGRESS_TRAFFIC_INTERNAL_ONLY", "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER",
    ], var.ingress)
    error_message = "Ingress is one of INGRESS_TRAFFIC_ALL, _INTERNAL_ONLY, _INTERNAL_LOAD_BALANCER."
  }
}

variable "network" {
  description = "VPC for what leaves the service (Direct VPC egress); null goes out directly."
  type = object({
    network    = string
    subnetwork = string
    egress     = optional(string, "PRIVATE_RANGES_ONLY")
  })
  default = null
}

variable "canary" {
  description = "Share of traffic for the newest revision (percent), and the stable revision by function; null gives all to the newest."
  type = object({
    percent = number
    stable  = map(string)
  })
  default = null

  validation {
    condition     = var.canary == null ? true : var.canary.percent >= 0 && var.canary.percent <= 100
    error_message = "A share is 0 to 100 percent; 0 is a roll-back."
  }
}

variable "public" {
  description = "Whether anybody may call; the function then checks the caller's token itself."
  type        = bool
  default     = false
}

variable "invokers" {
  description = "Who may call besides: label → IAM member."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for m in var.invokers : !contains(["allUsers", "allAuthenticatedUsers"], m)])
    error_message = "To open a function to everybody, set public, where it is seen."
  }
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
}

variable "deletion_protection" {
  description = "Whether Terraform refuses to delete the service."
  type        = bool
  default     = true
}
