"""What the environment says about Google Cloud and Azure, and what each choice needs besides."""

import re
from collections.abc import Callable, Iterator
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})

# https://cloud.google.com/pubsub/docs/authenticate-push-subscriptions
GOOGLE_KEYS_URL = "https://www.googleapis.com/oauth2/v3/certs"
# https://firebase.google.com/docs/auth/admin/verify-id-tokens
FIREBASE_ISSUER = "https://securetoken.google.com/"
FIREBASE_KEYS_URL = (
    "https://www.googleapis.com/service_accounts/v1/jwk/securetoken@system.gserviceaccount.com"
)

# https://learn.microsoft.com/entra/identity-platform/access-tokens
ENTRA = "https://login.microsoftonline.com"

NEEDS: dict[tuple[str, str], tuple[str, ...]] = {
    ("store", "firestore"): ("google_cloud_project",),
    ("events", "pubsub"): ("google_cloud_project", "push_audience", "push_service_account"),
    ("blob_store", "gcs"): ("google_cloud_project", "bucket"),
    ("blob_store", "azure"): ("azure_storage_connection_string", "bucket"),
}
"""What a choice needs: it cannot be guessed, so that a default would be somebody else's."""

EMULATORS = ("firestore_emulator_host", "pubsub_emulator_host", "storage_emulator_host")


class CloudSettings(BaseSettings):
    """The part of the settings that is about clouds."""

    store: Literal["sqlite", "firestore"] = Field(
        "sqlite", description="where recordings and memory are kept: sqlite, firestore"
    )
    events: Literal["embedded", "pubsub"] = Field(
        "embedded", description="what carries events: the embedded queue, pubsub"
    )
    blob_store: Literal["files", "gcs", "azure"] = Field(
        "files", description="where audio and results are kept: files, gcs, azure"
    )
    google_cloud_project: str = Field("", description="project of Firestore, Pub/Sub and buckets")
    firestore_database: str = Field("(default)", description="database in that project")
    signer_service_account: str = Field(
        "",
        description="account that signs upload addresses through IAM; default: the process's own",
    )
    azure_storage_connection_string: SecretStr = Field(
        SecretStr(""), description="account and key of Azure Blob Storage; BUCKET is the container"
    )
    event_grid_tenant: str = Field(
        "", description="Entra tenant whose tokens Event Grid delivers with (preferred)"
    )
    event_grid_audience: str = Field(
        "", description="our application there, whom those tokens are for"
    )
    event_grid_keys_url: str = Field(
        "", description="public keys of those tokens; the tenant's by default"
    )
    event_grid_key: SecretStr = Field(
        SecretStr(""),
        description="secret that Event Grid delivers with where there is no tenant, 32 characters "
        "or more",
    )
    push_audience: str = Field("", description="audience of the tokens with which Pub/Sub pushes")
    push_service_account: str = Field("", description="e-mail of the account that it pushes as")
    push_keys_url: str = Field(
        GOOGLE_KEYS_URL, description="public keys of those tokens; Google's by default"
    )
    oidc_issuer: str = Field(
        "", description="issuer of people's ID tokens; default: Firebase of the project"
    )
    oidc_audience: str = Field("", description="their audience; default: the project")
    oidc_keys_url: str = Field(
        FIREBASE_KEYS_URL, description="public keys of the issuer; Firebase's by default"
    )
    firestore_emulator_host: str = Field("", description="host:port of Firestore's emulator")
    pubsub_emulator_host: str = Field("", description="host:port of Pub/Sub's emulator")
    storage_emulator_host: str = Field("", description="URL of a Cloud Storage emulator")

    @field_validator("event_grid_tenant")
    @classmethod
    def _tenant(cls, value: str) -> str:
        if value and not re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", value):
            raise ValueError("is no tenant id")
        return value

    @field_validator("event_grid_key")
    @classmethod
    def _long(cls, value: SecretStr) -> SecretStr:
        if 0 < len(value.get_secret_value()) < 32:
            raise ValueError("needs 32 characters or more")
        return value

    @field_validator("push_keys_url", "oidc_keys_url", "event_grid_keys_url")
    @classmethod
    def _safe_keys(cls, value: str) -> str:
        parts = urlsplit(value)
        if value and parts.scheme != "https" and parts.hostname not in LOOPBACK:
            raise ValueError("must be https: who chooses the keys lets in whom he likes")
        return value

    @field_validator("google_cloud_project")
    @classmethod
    def _project(cls, value: str) -> str:
        # https://cloud.google.com/resource-manager/docs/creating-managing-projects
        if value and not re.fullmatch(r"[a-z][a-z0-9:.-]{1,60}", value):
            raise ValueError("is no project id")
        return value


def missing(value_of: Callable[[str], str]) -> Iterator[str]:
    """List what the choices need and the environment lacks, one line each.

    Args:
        value_of: gives a setting by field name, empty where it is not set.
    """
    for (field, choice), names in NEEDS.items():
        if value_of(field) == choice:
            for name in names:
                if not value_of(name):
                    yield f"{name.upper()}: {field.upper()}={choice} needs it"
    yield from _missing_for_people(value_of)
    if value_of("event_grid_tenant") and not value_of("event_grid_audience"):
        yield "EVENT_GRID_AUDIENCE: EVENT_GRID_TENANT needs it"
    if value_of("events") == "pubsub" and value_of("blob_store") in {"", "files"}:
        yield "BLOB_STORE: files are announced on the embedded queue only, not with EVENTS=pubsub"
    if value_of("environment") == "production":
        yield from _missing_in_production(value_of)


def _missing_in_production(value_of: Callable[[str], str]) -> Iterator[str]:
    for name in EMULATORS:
        if value_of(name):
            yield f"{name.upper()}: not with ENVIRONMENT=production"
    # Elsewhere a file keeps it. In a cloud each instance would make one of its own, and the
    # links of one instance's mails would be strangers to the next.
    if value_of("function_target") == "study_plans" and not value_of("unsubscribe_key"):
        yield "UNSUBSCRIBE_KEY: study_plans needs it with ENVIRONMENT=production"


def _missing_for_people(value_of: Callable[[str], str]) -> Iterator[str]:
    if value_of("auth_mode") == "google" and not value_of("google_cloud_project"):
        for name in ("oidc_issuer", "oidc_audience"):
            if not value_of(name):
                yield f"{name.upper()}: AUTH_MODE=google needs it, or GOOGLE_CLOUD_PROJECT"
    if value_of("oidc_issuer") and value_of("oidc_keys_url") in {"", FIREBASE_KEYS_URL}:
        yield "OIDC_KEYS_URL: OIDC_ISSUER needs its keys"
