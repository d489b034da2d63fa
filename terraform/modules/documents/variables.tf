variable "project_id" {
  description = "Project of the database."
  type        = string
}

variable "name" {
  description = "Name of the database."
  type        = string
  default     = "(default)"
}

variable "location" {
  description = "Where it lies; a region, or a pair of regions such as eur3. It can never be changed."
  type        = string
}

variable "indexes" {
  description = "Composite indexes, as the code lists them."
  type = list(object({
    collection = string
    scope      = optional(string, "COLLECTION")
    fields = list(object({
      path  = string
      order = optional(string)
      array = optional(string)
    }))
  }))
  default = []

  validation {
    condition     = alltrue([for i in var.indexes : length(i.fields) >= 2])
    error_message = "A composite index has two fields or more; single fields are indexed by themselves."
  }
  validation {
    condition = alltrue(flatten([for i in var.indexes : [for f in i.fields :
      f.order == null ? f.array == "CONTAINS" : contains(["ASCENDING", "DESCENDING"], f.order)
    ]]))
    error_message = "A field's order is ASCENDING or DESCENDING, or array is CONTAINS."
  }
  validation {
    condition     = alltrue([for i in var.indexes : contains(["COLLECTION", "COLLECTION_GROUP"], i.scope)])
    error_message = "An index's scope is COLLECTION or COLLECTION_GROUP."
  }
}

variable "ttl" {
  description = "Fields that say when a document ends."
  type = list(object({
    collection = string
    field      = string
  }))
  default = []

  validation {
    condition     = length(distinct([for t in var.ttl : t.collection])) == length(var.ttl)
    error_message = "Firestore knows one TTL field a collection."
  }
}

variable "recovery" {
  description = "Whether the last seven days can be read back. What is erased can then be read back as long."
  type        = bool
  default     = false
}

variable "deletion_protection" {
  description = "Whether the database can not be deleted."
  type        = bool
  default     = true
}
