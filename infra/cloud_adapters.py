"""The cloud's half of `infra.bootstrap`: builds adapters from settings, for it alone.

Each function imports the SDK it needs, so that a process pays for those it uses.
"""

from functools import cache
from typing import TYPE_CHECKING

from infra.cloud_settings import ENTRA, FIREBASE_ISSUER
from infra.settings import Settings

if TYPE_CHECKING:
    from google.auth.credentials import Credentials
    from google.cloud.storage import Client as StorageClient

    from infra.google.firestore_database import FirestoreDatabase
    from infra.google.signed_urls import Signer
    from shared.ports.blob_store import BlobStore
    from shared.ports.publisher import Publisher
    from shared.ports.system import Clock, Identity


def firestore(chosen: Settings) -> "FirestoreDatabase":
    """The database that all stores share."""
    from google.cloud.firestore_v1.client import Client

    from infra.google.firestore_database import FirestoreDatabase

    # The client reads FIRESTORE_EMULATOR_HOST by itself.
    credentials = _anonymous() if chosen.firestore_emulator_host else _own_credentials()
    client = Client(
        project=chosen.google_cloud_project,
        database=chosen.firestore_database,
        credentials=credentials,
    )
    return FirestoreDatabase(client)


def publisher(chosen: Settings) -> "Publisher":
    """Events on Pub/Sub."""
    from infra.google.pubsub_publisher import PubsubPublisher, open_client

    host = chosen.pubsub_emulator_host
    client = open_client(host, credentials=None if host else _own_credentials())
    return PubsubPublisher(client, project=chosen.google_cloud_project)


def pusher(chosen: Settings) -> "Identity":
    """Who may push events."""
    from infra.google.oidc_identity import GOOGLE_ISSUERS, OidcTokens, PushIdentity, SigningKeys

    tokens = OidcTokens(
        SigningKeys(chosen.push_keys_url), issuers=GOOGLE_ISSUERS, audience=chosen.push_audience
    )
    return PushIdentity(tokens, service_account=chosen.push_service_account)


def people(chosen: Settings) -> "Identity":
    """Who may call the API."""
    from infra.google.oidc_identity import OidcIdentity, OidcTokens, SigningKeys

    project = chosen.google_cloud_project
    tokens = OidcTokens(
        SigningKeys(chosen.oidc_keys_url),
        issuers=(chosen.oidc_issuer or f"{FIREBASE_ISSUER}{project}",),
        audience=chosen.oidc_audience or project,
    )
    return OidcIdentity(tokens)


def storage_deliveries(chosen: Settings) -> "Identity | None":
    """Who delivers Event Grid's events; None where the settings name nobody."""
    from infra.azure.event_grid import EntraDeliveries, KeyedDeliveries

    tenant = chosen.event_grid_tenant
    if not tenant:
        key = chosen.event_grid_key.get_secret_value()
        return KeyedDeliveries(key) if key else None
    from infra.google.oidc_identity import OidcTokens, SigningKeys

    tokens = OidcTokens(
        SigningKeys(chosen.event_grid_keys_url or f"{ENTRA}/{tenant}/discovery/v2.0/keys"),
        # Version 1 and 2 of the tokens.
        issuers=(f"https://sts.windows.net/{tenant}/", f"{ENTRA}/{tenant}/v2.0"),
        audience=chosen.event_grid_audience,
    )
    return EntraDeliveries(tokens.read, ready=tokens.ready)


def blobs(chosen: Settings, clock: "Clock") -> "BlobStore":
    """The bucket, at Google or at Azure."""
    if chosen.blob_store == "azure":
        from infra.azure.azure_blob_store import AzureBlobStore, open_service

        secret = chosen.azure_storage_connection_string.get_secret_value()
        return AzureBlobStore(open_service(secret), container=chosen.bucket, clock=clock)
    from infra.google.gcs_blob_store import GcsBlobStore
    from infra.google.signed_urls import ENDPOINT

    @cache
    def client() -> "StorageClient":
        return _storage_client(chosen)

    @cache
    def signer() -> "Signer":
        from infra.google.signed_urls import signer_of

        return signer_of(_own_credentials(), email=chosen.signer_service_account)

    return GcsBlobStore(
        client,
        bucket=chosen.bucket,
        signer=signer,
        clock=clock,
        endpoint=chosen.storage_emulator_host or ENDPOINT,
    )


def _storage_client(chosen: Settings) -> "StorageClient":
    from infra.google.gcs_blob_store import open_client

    endpoint = chosen.storage_emulator_host
    credentials = _anonymous() if endpoint else _own_credentials()
    return open_client(chosen.google_cloud_project, credentials, endpoint=endpoint)


def _own_credentials() -> "Credentials":
    """The process's own: a key file, or what the platform gives.

    Raises:
        Transient: `store_unavailable` where there are none.
    """
    from google.auth.exceptions import GoogleAuthError

    from infra.google.failures import of_sign_in
    from infra.google.own_credentials import own_credentials

    try:
        return own_credentials()
    except GoogleAuthError as error:
        raise of_sign_in("Google credentials", error) from error


def _anonymous() -> "Credentials":
    from google.auth.credentials import AnonymousCredentials

    return AnonymousCredentials()  # type: ignore[no-untyped-call]
