variable "project_id" {
  description = "Project that everything lives in; one environment, one project."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{4,28}[a-z0-9]$", var.project_id))
    error_message = "A project's id is 6 to 30 lower-case letters, digits and dashes."
  }
}

variable "region" {
  description = "Region of everything that has one."
  type        = string
}

variable "code" {
  description = "Folder of the checkout, which tells which functions are there and which indexes they need."
  type        = string
}

variable "image" {
  description = "The image that all functions run, by digest."
  type        = string

  validation {
    condition     = can(regex("@sha256:[0-9a-f]{64}$", var.image))
    error_message = "Name the image by digest (…@sha256:…): a tag can be moved under a running service."
  }
}

variable "services" {
  description = "The wiring table; services.tf explains the fields."
  type = map(object({
    source    = string
    target    = string
    timeout   = number
    command   = optional(list(string))
    paths     = optional(list(string), [])
    topics    = optional(list(string), [])
    publishes = optional(list(string), [])
    public    = optional(bool, false)
    signs     = optional(bool, false)
    blobs     = optional(string, "none")
    roles     = optional(list(string), [])
    secrets   = optional(list(string), [])
    env       = optional(map(string), {})
    limits = optional(object({
      memory        = optional(string)
      cpu           = optional(string)
      scratch       = optional(string)
      concurrency   = optional(number)
      min_instances = optional(number)
      max_instances = optional(number)
      affinity      = optional(bool)
    }), {})
    job = optional(object({
      command  = list(string)
      tasks    = number
      timeout  = number
      schedule = string
    }))
  }))

  validation {
    condition     = alltrue([for s in var.services : contains(["none", "read", "write"], s.blobs)])
    error_message = "blobs is none, read or write."
  }
  validation {
    condition     = alltrue([for s in var.services : length(s.paths) == 0 || s.public])
    error_message = "What has a public path is public, and says so."
  }
  validation {
    condition     = alltrue([for s in var.services : length(s.topics) == 0 || s.timeout <= 540])
    error_message = "What listens to a topic answers within 540 s: the ack deadline is 60 s longer, and 600 s at most."
  }
}

variable "unburied" {
  description = "Topics whose undeliverable messages are dropped instead of buried."
  type        = set(string)
}

variable "ticks" {
  description = "Topic → cron line of the clock that publishes to it."
  type        = map(string)
}

variable "scale" {
  description = "Instances by function, where this environment wants others than the table."
  type = map(object({
    min_instances = optional(number)
    max_instances = optional(number)
  }))
  default = {}
}

variable "canary" {
  description = "Share of traffic for the newest revisions and the stable revision by function; null gives all to the newest."
  type = object({
    percent = number
    stable  = map(string)
  })
  default = null
}

variable "domain" {
  description = "Domain of the public address; null makes none, and each function is called at its own."
  type        = string
  default     = null
}

variable "default_function" {
  description = "Function that answers / and /health at the public address."
  type        = string
  default     = "chat"
}

variable "requests_per_minute" {
  description = "Requests one IP address may send in a minute."
  type        = number
  default     = 600
}

variable "network" {
  description = "VPC for what leaves the functions; null goes out directly."
  type = object({
    network    = string
    subnetwork = string
    egress     = optional(string, "PRIVATE_RANGES_ONLY")
  })
  default = null
}

variable "origins" {
  description = "Origins of the frontend."
  type        = list(string)
}

variable "time_zone" {
  description = "Time zone of schedules."
  type        = string
}

variable "retention" {
  description = "Days after which audio and texts end, as the code's AUDIO_DAYS and TEXT_DAYS."
  type = object({
    audio_days      = optional(number, 30)  # what parents are told; long enough for a teacher's holiday
    text_days       = optional(number, 365) # a school year
    quarantine_days = optional(number, 30)  # messages nobody understood, to be looked at
  })
  default = {}

  validation {
    condition     = var.retention.audio_days <= var.retention.text_days
    error_message = "A voice is more personal than its text: it does not outlive it."
  }
}

variable "sign_in" {
  description = "Issuer, audience and keys of people's ID tokens; empty is Firebase of the project."
  type = object({
    issuer   = optional(string, "")
    audience = optional(string, "")
    keys_url = optional(string, "")
  })
  default = {}

  validation {
    condition     = var.sign_in.issuer == "" || (var.sign_in.audience != "" && startswith(var.sign_in.keys_url, "https://"))
    error_message = "An issuer of one's own needs its audience and the https address of its keys."
  }
}

variable "secrets" {
  description = "Environment variables that have a secret in this environment, each with at least one version."
  type        = set(string)

  validation {
    condition     = contains(var.secrets, "UNSUBSCRIBE_KEY")
    error_message = "Study plans need the secret UNSUBSCRIBE_KEY, so that every instance knows every mail's link."
  }
}

variable "auth_mode" {
  description = "How callers are known."
  type        = string

  validation {
    condition     = var.auth_mode != "development"
    error_message = "Development sign-in lets anybody in; it is for one machine, on loopback."
  }
}

variable "engines" {
  description = "Which recognizers, voices, tutor and detector answer; empty chooses by what is there."
  type = object({
    speech          = optional(string, "")
    voice           = optional(string, "")
    tutor           = optional(string, "")
    detector_llm    = optional(string, "")
    openai_base_url = optional(string, "https://api.openai.com/v1")
    openai_model    = optional(string, "gpt-5.4-mini")
  })
  default = {}
}

variable "bounds" {
  description = "Largest and longest recording, and audio a day, as the code's MAX_… settings."
  type = object({
    upload_bytes                  = optional(number, 200000000)
    recording_seconds             = optional(number, 5400)
    learner_audio_seconds_per_day = optional(number, 36000)
    total_audio_seconds_per_day   = optional(number, 720000) # 200 hours of all learners
  })
  default = {}
}

variable "mail" {
  description = "Mail server of the study plans; null sends none."
  type = object({
    host     = string
    port     = optional(number, 587)
    security = optional(string, "starttls")
    username = optional(string, "")
    from     = string
  })
  default = null
}

variable "azure_storage" {
  description = "Azure Blob Storage for the recordings instead of the bucket, with the secret AZURE_STORAGE_CONNECTION_STRING; null uses the bucket."
  type = object({
    container = string
  })
  default = null

  validation {
    condition     = var.azure_storage == null || contains(var.secrets, "AZURE_STORAGE_CONNECTION_STRING")
    error_message = "Azure Blob Storage needs the secret AZURE_STORAGE_CONNECTION_STRING."
  }
}

variable "env" {
  description = "Further plain environment variables of all functions."
  type        = map(string)
  default     = {}
}

variable "log_level" {
  description = "Least severity that is logged."
  type        = string
  default     = "INFO"
}

variable "alerts" {
  description = "Who is told, when, and the month's budget."
  type = object({
    mail = set(string)
    limits = optional(object({
      error_share            = optional(number)
      p95_milliseconds       = optional(number)
      oldest_unacked_seconds = optional(number)
    }), {})
    budget = optional(object({
      billing_account = string
      amount          = number
      currency        = optional(string, "EUR")
    }))
  })
}

variable "state_bucket" {
  description = "Bucket of the Terraform state, which deliveries read and write."
  type        = string
}

variable "repository" {
  description = "Repository whose branch Cloud Build delivers; null makes no trigger."
  type = object({
    id            = string
    location      = string
    branch        = optional(string, "main")
    approval      = optional(bool, true)
    substitutions = optional(map(string), {})
  })
  default = null
}

variable "protected" {
  description = "Whether database and services refuse to be deleted."
  type        = bool
}
