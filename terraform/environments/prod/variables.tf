# What differs between installations; what differs between environments stands in main.tf.

variable "project_id" {
  description = "Project of this environment."
  type        = string
}

variable "region" {
  description = "Region: Belgium by default, for learners in Europe. The database can never leave it."
  type        = string
  default     = "europe-west1"
}

variable "image" {
  description = "The image by digest; deliveries set it."
  type        = string
}

variable "canary" {
  description = "Set by deliveries: percent for the newest revisions, and the stable ones."
  type = object({
    percent = number
    stable  = map(string)
  })
  default = null
}

variable "domain" {
  description = "Domain of the public address; null makes no load balancer."
  type        = string
  default     = null
}

variable "frontend_origins" {
  description = "Origins of the frontend, such as https://parlons.example.org."
  type        = list(string)
  default     = []
}

variable "auth_mode" {
  description = "How callers are known."
  type        = string
  default     = "google"
}

variable "env" {
  description = "Further environment variables of all functions, where an installation needs them."
  type        = map(string)
  default     = {}
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
  description = "Secrets that have a value in this environment."
  type        = set(string)
  default     = ["OPENAI_API_KEY", "UNSUBSCRIBE_KEY"]

  validation {
    condition     = alltrue([for s in var.secrets : contains(["OPENAI_API_KEY", "SMTP_PASSWORD", "UNSUBSCRIBE_KEY", "AZURE_STORAGE_CONNECTION_STRING", "EVENT_GRID_KEY"], s)])
    error_message = "Secrets are OPENAI_API_KEY, SMTP_PASSWORD, UNSUBSCRIBE_KEY, AZURE_STORAGE_CONNECTION_STRING, EVENT_GRID_KEY."
  }
}

variable "engines" {
  description = "Which engines answer; empty chooses by what is there."
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

variable "retention" {
  description = "Days after which audio, texts and quarantine end."
  type = object({
    audio_days      = optional(number, 30)
    text_days       = optional(number, 365)
    quarantine_days = optional(number, 30)
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

variable "time_zone" {
  description = "Time zone of schedules: when Monday at six is."
  type        = string
  default     = "Europe/Paris"
}

variable "alert_mail" {
  description = "Addresses that alerts go to."
  type        = set(string)
}

variable "budget" {
  description = "Monthly budget; null makes none."
  type = object({
    billing_account = string
    amount          = number
    currency        = optional(string, "EUR")
  })
  default = null
}

variable "state_bucket" {
  description = "Bucket of the Terraform state."
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
