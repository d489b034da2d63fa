"""The cloud adapters on emulators, for the contract suites."""

import os
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from uuid import uuid4

import pytest
from _pytest.mark import ParameterSet

from tests.doubles import HandClock


def on(variable: str, builder: Callable[..., object]) -> ParameterSet:
    """An adapter for a suite's list, on its emulator."""
    return pytest.param(builder, marks=pytest.mark.emulators(variable), id=builder.__name__)


def firestore_database(stack: ExitStack):
    """An empty database: the emulator makes one for each project's name."""
    from google.auth.credentials import AnonymousCredentials
    from google.cloud.firestore_v1.client import Client

    from infra.google.firestore_database import FirestoreDatabase

    project = f"test-{uuid4().hex[:20]}"
    database = FirestoreDatabase(Client(project=project, credentials=AnonymousCredentials()))
    stack.callback(database.close)
    return database


def firestore_stores(stack: ExitStack, folder: Path, clock: HandClock):
    from infra.google.firestore_conversations import FirestoreConversations
    from infra.google.firestore_idempotency_keys import FirestoreIdempotencyKeys
    from infra.google.firestore_learners import FirestoreLearners
    from infra.google.firestore_people import FirestorePeople
    from infra.google.firestore_personal_data import FirestorePersonalData
    from infra.google.firestore_plans import FirestorePlans
    from infra.google.firestore_rate_limits import FirestoreRateLimits
    from infra.google.firestore_recordings import FirestoreRecordings
    from tests.contract.conftest import Stores

    database = firestore_database(stack)
    return Stores(
        FirestoreRecordings(database),
        FirestoreLearners(database),
        FirestoreConversations(database),
        FirestoreIdempotencyKeys(database),
        FirestorePeople(database),
        FirestorePersonalData(database),
        FirestorePlans(database),
        FirestoreRateLimits(database),
    )


def pubsub_topics(stack: ExitStack, folder: Path, clock: HandClock):
    """Topics of a fresh project, each with a subscription that is pulled."""
    import grpc
    from google.api_core.exceptions import DeadlineExceeded
    from google.pubsub_v1 import SubscriberClient
    from google.pubsub_v1.services.subscriber.transports import SubscriberGrpcTransport

    from infra import cloud_events
    from infra.google.pubsub_publisher import PubsubPublisher, open_client
    from shared.domain.events import Event, EventType
    from tests.contract.conftest import Broker

    host, project = os.environ["PUBSUB_EMULATOR_HOST"], f"test-{uuid4().hex[:20]}"
    client = open_client(host)
    stack.callback(client.transport.close)
    channel = grpc.insecure_channel(host)
    stack.callback(channel.close)
    subscriber = SubscriberClient(transport=SubscriberGrpcTransport(channel=channel))
    for kind in EventType:
        topic = f"projects/{project}/topics/{kind.topic}"
        client.create_topic(name=topic)
        subscriber.create_subscription(
            name=f"projects/{project}/subscriptions/on-{kind.topic}", topic=topic
        )

    def arrived(kind: EventType) -> list[Event]:
        try:
            found = subscriber.pull(
                subscription=f"projects/{project}/subscriptions/on-{kind.topic}",
                max_messages=100,
                retry=None,
                timeout=1,
            )
        except DeadlineExceeded:  # nothing came
            return []
        return [
            cloud_events.decode(dict(r.message.attributes), r.message.data)
            for r in found.received_messages
        ]

    return Broker(PubsubPublisher(client, project=project), arrived)


def gcs_bucket(stack: ExitStack, folder: Path, clock: HandClock):
    """A bucket of its own, behind a front that checks what a bucket checks."""
    front, key = gcs_front(stack, now=lambda: clock.now().timestamp())
    return gcs_store(stack, front, key, clock)


def gcs_front(stack: ExitStack, **named):
    """The emulator's front, and the key whose signatures it believes."""
    from cryptography.hazmat.primitives.asymmetric import rsa

    from tests.peers.gcs_front import GcsFront

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    host = os.environ["GCS_EMULATOR_HOST"]
    return stack.enter_context(GcsFront(host, key=key.public_key(), **named)), key


def gcs_store(stack: ExitStack, front, key, clock, *, bucket: str = ""):
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import padding
    from google.auth.credentials import AnonymousCredentials

    from infra.google.gcs_blob_store import GcsBlobStore, open_client
    from infra.google.signed_urls import Signer

    name = bucket or f"test-{uuid4().hex[:20]}"
    front.make_bucket(name)
    client = open_client("p", AnonymousCredentials(), endpoint=front.url)
    stack.callback(client.close)
    signer = Signer(
        "tests@p.iam.gserviceaccount.com",
        lambda text: key.sign(text, padding.PKCS1v15(), hashes.SHA256()),
    )
    return GcsBlobStore(
        lambda: client, bucket=name, signer=lambda: signer, clock=clock, endpoint=front.url
    )


AZURITE_KEY = (  # published with Azurite; opens nothing else
    "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="
)


def azure_container(stack: ExitStack, folder: Path, clock: HandClock):
    """A container of its own."""
    from infra.azure.azure_blob_store import AzureBlobStore, open_service

    endpoint = os.environ["AZURITE_BLOB_ENDPOINT"]
    service = open_service(
        f"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey={AZURITE_KEY};"
        f"BlobEndpoint={endpoint};"
    )
    stack.callback(service.close)
    name = f"test-{uuid4().hex[:20]}"
    service.create_container(name)
    return AzureBlobStore(service, container=name, clock=clock)
