"""Google's sign-in, as its clients ask for it, Pub/Sub and Firestore, each with a peer.

Of a sign-in the line that fails is the one to whoever gives the token; the service is well.
"""

import json
import os
from base64 import b64encode
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar
from unittest import mock
from urllib.parse import urlsplit

import grpc
from cryptography.hazmat.primitives.asymmetric import rsa
from google.auth.compute_engine import Credentials as PlatformCredentials
from google.auth.credentials import AnonymousCredentials, Credentials
from google.auth.crypt import RSASigner
from google.auth.transport.grpc import AuthMetadataPlugin
from google.auth.transport.requests import Request
from google.cloud.firestore_v1.client import Client
from google.cloud.firestore_v1.services.firestore.transports.grpc import FirestoreGrpcTransport
from google.oauth2.service_account import Credentials as KeyCredentials
from google.pubsub_v1 import PublisherClient
from google.pubsub_v1.services.publisher.transports import PublisherGrpcTransport

from infra.google.firestore_database import FirestoreDatabase, Seen, Write
from infra.google.own_credentials import OwnCredentials, SignInRequest
from infra.google.pubsub_publisher import PubsubPublisher
from infra.google.signed_urls import signer_of
from infra.resilience import deadline
from shared.domain.events import Event, EventType
from tests.peers.canned_http import Answer, CannedHttp
from tests.peers.firestore_peer import FirestorePeer
from tests.peers.google_speech_peer import GoogleSpeechPeer
from tests.peers.pubsub_peer import PubsubPeer
from tests.reliability.providers import (
    GCS,
    JSON,
    NAME,
    SOUND,
    Call,
    Line,
    Provider,
    channel_of,
    gcs,
    google_ear,
)

T = TypeVar("T")

ACCOUNT = "app@school.iam.gserviceaccount.com"
EVENT = Event("e1", EventType.AUDIO_CONVERTED, "r1", "g1", datetime(2026, 3, 2, 12, tzinfo=UTC))
SIGNATURE = b"signature"
ANONYMOUS: Any = AnonymousCredentials  # the library states no types

# Who gives tokens.

_METADATA = "/computeMetadata/v1/instance/service-accounts"
_INFO = Answer(200, json.dumps({"email": ACCOUNT, "scopes": ["s"]}).encode(), JSON)
_TOKEN = Answer(200, json.dumps({"access_token": "t", "expires_in": 3600}).encode(), JSON)
PLATFORM = {
    ("GET", f"{_METADATA}/default/"): _INFO,
    ("GET", f"{_METADATA}/{ACCOUNT}/"): _INFO,
    ("GET", f"{_METADATA}/default/token"): _TOKEN,
}
KEY = {("POST", "/token"): _TOKEN}
IAM = {
    ("POST", f"/v1/projects/-/serviceAccounts/{ACCOUNT}:signBlob"): Answer(
        200, json.dumps({"signedBlob": b64encode(SIGNATURE).decode()}).encode(), JSON
    )
}


class Nearby(SignInRequest):
    """Asks on loopback what the library asks at addresses that it reads when it is imported."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url

    def __call__(self, url: str, *args: Any, **named: Any) -> Any:
        parts = urlsplit(url)
        return super().__call__(f"{self._url}{parts.path}?{parts.query}", *args, **named)


@cache
def _key() -> RSASigner:
    made: Any = RSASigner
    signer: RSASigner = made(rsa.generate_private_key(public_exponent=65537, key_size=2048))
    return signer


def platform(line: Line) -> OwnCredentials:
    """Those of a service account that the metadata server speaks for."""
    made: Any = PlatformCredentials
    return OwnCredentials(made(universe_domain="googleapis.com"), Nearby(line.url))


def key_file(line: Line) -> OwnCredentials:
    """Those of a service account's key, which its `token_uri` takes for a token."""
    made: Any = KeyCredentials
    return OwnCredentials(made(_key(), ACCOUNT, f"{line.url}/token", scopes=["s"]), SignInRequest())


SignedIn = Callable[[Line], OwnCredentials]


def _storage(sign_in: SignedIn) -> Callable[[Line], Call]:
    def connect(line: Line) -> Call:
        peer = line.opened.enter_context(CannedHttp(GCS))
        store = gcs(replace(line, port=peer.port), sign_in(line))
        return lambda: store.get(NAME)

    return connect


def _signature(line: Line) -> Call:
    signer = signer_of(
        ANONYMOUS(), email=ACCOUNT, request=Nearby(line.url), resilience=line.resilience
    )
    return lambda: signer.sign(b"address")


def _account(line: Line) -> Call:
    """Whose the process's own credentials are: the metadata server is asked before IAM is."""
    iam = line.opened.enter_context(CannedHttp(IAM))

    def sign() -> tuple[str, bytes]:
        signer = signer_of(
            platform(line),
            request=Nearby(f"http://127.0.0.1:{iam.port}"),
            resilience=line.resilience,
        )
        return signer.email, signer.sign(b"address")

    return sign


# Pub/Sub.


def publisher_over(channel: grpc.Channel) -> PubsubPublisher:
    """The adapter over a connection."""
    transport = PublisherGrpcTransport(channel=channel)
    return PubsubPublisher(PublisherClient(transport=transport), project="school")


def _bounded(work: Callable[[], T], line: Line) -> Callable[[], T]:
    """Work under the caller's deadline, where an adapter's own patience cannot be chosen."""

    def call() -> T:
        with deadline(line.resilience.policy.seconds):
            return work()

    return call


def _published(publisher: PubsubPublisher, line: Line) -> Callable[[], bool]:
    def publish() -> bool:
        publisher.publish([EVENT])
        return True

    return _bounded(publish, line)


def _publishing(line: Line) -> Call:
    channel = channel_of(line)
    line.opened.callback(channel.close)
    return _published(publisher_over(channel), line)


def authorized(socket: str, credentials: Credentials) -> grpc.Channel:
    """A connection that signs in as Google's clients let it, to a server on this machine."""
    network: Any = Request
    plugin: Any = AuthMetadataPlugin
    return grpc.secure_channel(
        f"unix:{socket}",
        grpc.composite_channel_credentials(
            grpc.local_channel_credentials(grpc.LocalConnectionType.UDS),
            grpc.metadata_call_credentials(plugin(credentials, network())),
        ),
    )


def _socket(line: Line) -> str:
    folder = line.opened.enter_context(TemporaryDirectory())  # shorter than a test's own
    return str(Path(folder) / "peer")


def _hearing_as(sign_in: SignedIn) -> Callable[[Line], Call]:
    def connect(line: Line) -> Call:
        peer = line.opened.enter_context(GoogleSpeechPeer(socket=_socket(line)))
        return google_ear(line, authorized(peer.socket, sign_in(line)))

    return connect


def _publishing_as(sign_in: SignedIn) -> Callable[[Line], Call]:
    def connect(line: Line) -> Call:
        peer = line.opened.enter_context(PubsubPeer(_socket(line)))
        channel = authorized(peer.socket, sign_in(line))
        line.opened.callback(channel.close)
        publish = _published(publisher_over(channel), line)

        def taken() -> list[str]:
            publish()
            return peer.tokens[-1:]

        return taken

    return connect


# Firestore.


def _reading(client: Client, line: Line) -> Call:
    database = FirestoreDatabase(client)
    line.opened.callback(database.close)
    reference = database.reference("learners", "emma")

    def read() -> object:
        stored = database.get(reference)
        return stored.fields["said"] if stored else None

    return _bounded(read, line)


def _writing(client: Client, line: Line) -> Call:
    database = FirestoreDatabase(client)
    line.opened.callback(database.close)
    new = Write(database.reference("learners", "emma"), {"said": "bonjour"}, Seen.ABSENT)
    return _bounded(lambda: len(database.commit(new)), line)


def _emulated(use: Callable[[Client, Line], Call]) -> Callable[[Line], Call]:
    """Over a connection as to an emulator, without credentials."""

    def connect(line: Line) -> Call:
        there = {"FIRESTORE_EMULATOR_HOST": f"127.0.0.1:{line.port}"}
        with mock.patch.dict(os.environ, there):
            client = Client(project="school", credentials=ANONYMOUS())
        return use(client, line)

    return connect


def _reading_as(sign_in: SignedIn) -> Callable[[Line], Call]:
    def connect(line: Line) -> Call:
        peer = line.opened.enter_context(FirestorePeer(_socket(line)))
        line.opened.enter_context(
            mock.patch.object(
                FirestoreGrpcTransport,
                "create_channel",
                lambda *_, credentials, **__: authorized(peer.socket, credentials),
            )
        )
        with mock.patch.dict(os.environ):
            os.environ.pop("FIRESTORE_EMULATOR_HOST", None)
            client = Client(project="school", credentials=sign_in(line))
        read = _reading(client, line)
        return lambda: (read(), peer.tokens[-1:])

    return connect


def _firestore(stack: ExitStack) -> int:
    return stack.enter_context(FirestorePeer()).port


def _pubsub(stack: ExitStack) -> int:
    return stack.enter_context(PubsubPeer()).port


HTTP = {
    "signature of iam": Provider(_signature, SIGNATURE, IAM),
    "account of metadata": Provider(_account, (ACCOUNT, SIGNATURE), PLATFORM),
    "token of metadata for gcs": Provider(_storage(platform), SOUND, PLATFORM),
    "token of a key for gcs": Provider(_storage(key_file), SOUND, KEY),
}
"""By HTTP: answers, statuses and faults."""

EVERY = {
    **HTTP,
    "token of metadata for pubsub": Provider(_publishing_as(platform), ["Bearer t"], PLATFORM),
    "token of a key for pubsub": Provider(_publishing_as(key_file), ["Bearer t"], KEY),
    "token of metadata for speech": Provider(
        _hearing_as(platform), "j'ai allé au marché", PLATFORM
    ),
    "token of metadata for firestore": Provider(
        _reading_as(platform), ("bonjour", ["Bearer t"]), PLATFORM
    ),
    # The first bytes of HTTP/2 are settings; an answer begins behind them.
    "google firestore read": Provider(_emulated(_reading), "bonjour", serve=_firestore, marker=60),
    "google firestore commit": Provider(_emulated(_writing), 1, serve=_firestore, marker=60),
    "google pubsub": Provider(_publishing, True, serve=_pubsub, marker=60),
}
"""Faults of the line."""
