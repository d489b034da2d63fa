variable "project_id" {
  description = "Project of the load balancer."
  type        = string
}

variable "region" {
  description = "Region of the functions."
  type        = string
}

variable "domain" {
  description = "Domain that callers use, such as parlons.example.org; its A record points to the address."
  type        = string

  validation {
    condition     = can(regex("^([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,}$", var.domain))
    error_message = "A domain is names parted by dots, without https:// and without a path."
  }
}

variable "functions" {
  description = "Public functions: name → service and path prefixes."
  type = map(object({
    service = string
    paths   = list(string)
  }))

  validation {
    condition     = length(distinct(flatten([for f in var.functions : f.paths]))) == length(flatten([for f in var.functions : f.paths]))
    error_message = "A path belongs to one function."
  }
}

variable "default_function" {
  description = "Function that answers what no path names, such as / and /health."
  type        = string

  validation {
    condition     = contains(keys(var.functions), var.default_function)
    error_message = "The default function is one of the public ones."
  }
}

variable "requests_per_minute" {
  description = "Requests one address may send in a minute. A school stands behind one address: 30 learners at 20 a minute."
  type        = number
  default     = 600

  validation {
    condition     = var.requests_per_minute >= 10 && var.requests_per_minute <= 10000
    error_message = "Between 10 (one learner) and 10000 (Cloud Armor's most for a minute)."
  }
}
