"""The whole house on the cloud's emulators: every function behind real push subscriptions.

learner ─▶ functions ─▶ Firestore, Cloud Storage (behind its front), Pub/Sub
Pub/Sub ─▶ push front, which signs as Google does and may deliver twice ─▶ functions
"""

import base64
import contextlib
import json
import os
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx2
import uvicorn
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from infra import bootstrap, wiring
from infra.cloud_events import ObjectFinalized, encode_finalized
from infra.local import gateway
from infra.settings import Settings
from shared.domain.events import EventType
from tests.chain.embedded import free_port
from tests.peers.gcs_front import GcsFront
from tests.peers.keys_peer import ACCOUNT, AUDIENCE, KeysPeer

ISSUER = "https://issuer.example"
# The emulator retries by whole seconds; production waits from 10 s on (terraform says how long).
MIN_BACKOFF_SECONDS = 1
DEAD_LETTER_ATTEMPTS = 5


@dataclass
class PushFront:
    """Takes the emulator's pushes and hands them on with a token, as Pub/Sub itself would.

    Attributes:
        copies: how often each message is delivered, at once.
        pushed: function and status of each delivery.
        answers: the statuses of each message, by its id. Pub/Sub delivers at least once, so what a
            test published is told by it from what an earlier one left behind.
    """

    target: str
    keys: KeysPeer
    copies: int = 1
    pushed: list[tuple[str, int]] = field(default_factory=list)
    answers: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def start(self, stack: ExitStack) -> str:
        """Listen; gives the address."""
        front = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length") or 0))
                status = front.deliver(self.path, body)
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *values: object) -> None:
                """Say nothing."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        stack.callback(server.server_close)
        stack.callback(server.shutdown)
        return f"http://127.0.0.1:{server.server_port}"

    def deliver(self, path: str, body: bytes) -> int:
        """Deliver each copy in a thread of its own; the first answer is the broker's."""
        statuses = [0] * self.copies

        def post(index: int) -> None:
            headers = {
                "Authorization": f"Bearer {self.keys.token()}",
                "Content-Type": "application/json",
            }
            with contextlib.suppress(httpx2.HTTPError):
                answer = httpx2.post(self.target + path, content=body, headers=headers, timeout=60)
                statuses[index] = answer.status_code

        threads = [threading.Thread(target=post, args=(i,)) for i in range(self.copies)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.answers[json.loads(body)["message"]["messageId"]] += statuses
        self.pushed += [(path.rsplit("/", 1)[-1], status) for status in statuses]
        return statuses[0] or 503


@dataclass
class Cloud:
    """A running house."""

    url: str
    ports: bootstrap.Ports
    keys: KeysPeer
    front: PushFront
    broker: Any  # the publisher's client
    bucket: str

    def token(self, learner: str) -> str:
        """Sign somebody in."""
        return learner_token(self.keys, learner)

    def publish(self, topic: str, data: bytes, attributes: Mapping[str, str]) -> str:
        """Publish anything; gives the message's id."""
        from google.pubsub_v1 import PubsubMessage

        message = PubsubMessage(data=data, attributes=dict(attributes))
        project = self.ports.settings.google_cloud_project
        answer = self.broker.publish(topic=f"projects/{project}/topics/{topic}", messages=[message])
        return str(answer.message_ids[0])


def make_topics(broker: Any, project: str) -> None:
    """Make every topic of the wiring table and every one that is published on."""
    ours = {topic for service in wiring.SERVICES for topic in service.topics}
    for topic in sorted(ours | {kind.topic for kind in EventType}):
        broker.create_topic(name=f"projects/{project}/topics/{topic}")


def provision(project: str, endpoint: str, *, host: str, stack: ExitStack) -> Any:
    """Make the topics and push subscriptions that the wiring table asks for."""
    import grpc
    from google.protobuf.duration_pb2 import Duration
    from google.pubsub_v1 import SubscriberClient
    from google.pubsub_v1.services.subscriber.transports import SubscriberGrpcTransport
    from google.pubsub_v1.types import DeadLetterPolicy, PushConfig, RetryPolicy

    from infra.google.pubsub_publisher import open_client

    broker = open_client(host)
    channel = grpc.insecure_channel(host)
    stack.callback(channel.close)
    stack.callback(broker.transport.close)
    subscriber = SubscriberClient(transport=SubscriberGrpcTransport(channel=channel))
    make_topics(broker, project)
    for service in wiring.SERVICES:
        for topic in service.topics:
            policies: dict[str, Any] = {}
            if topic not in {wiring.DEAD_LETTERS, wiring.TICK, wiring.PLANS_TICK}:
                policies["dead_letter_policy"] = DeadLetterPolicy(
                    dead_letter_topic=f"projects/{project}/topics/{wiring.DEAD_LETTERS}",
                    max_delivery_attempts=DEAD_LETTER_ATTEMPTS,
                )
            token = PushConfig.OidcToken(service_account_email=ACCOUNT, audience=AUDIENCE)
            subscriber.create_subscription(
                request={
                    "name": f"projects/{project}/subscriptions/{service.name}-{topic}",
                    "topic": f"projects/{project}/topics/{topic}",
                    "push_config": PushConfig(
                        push_endpoint=f"{endpoint}/_push/{service.name}", oidc_token=token
                    ),
                    "ack_deadline_seconds": service.ack_deadline,
                    "retry_policy": RetryPolicy(
                        minimum_backoff=Duration(seconds=MIN_BACKOFF_SECONDS)
                    ),
                    **policies,
                }
            )
    return broker


def credentials_file(folder: Path) -> tuple[Path, rsa.RSAPrivateKey]:
    """A service account's key file, made here; no Google knows it."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    text = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    path = folder / "account.json"
    account = {
        "type": "service_account",
        "project_id": "p",
        "private_key_id": "1",
        "private_key": text,
        "client_email": "app@p.iam.gserviceaccount.com",
        "client_id": "1",
        "token_uri": "http://127.0.0.1:1/token",
    }
    path.write_text(json.dumps(account))
    return path, key


@contextlib.contextmanager
def configured(
    folder: Path,
    keys: KeysPeer,
    *,
    finalized: Callable[[Mapping[str, Any]], object] = lambda _: None,
    **changes: object,
) -> Iterator[Settings]:
    """Settings for a fresh project and bucket on the emulators, with credentials made here.

    Args:
        finalized: called with each finished object's resource.
        changes: further settings.
    """
    project = f"test-{uuid4().hex[:20]}"
    path, key = credentials_file(folder)
    with ExitStack() as stack:
        before = os.environ.get("GOOGLE_APPLICATION_CREDENTIALS")
        os.environ["GOOGLE_APPLICATION_CREDENTIALS"] = str(path)
        stack.callback(_restore, "GOOGLE_APPLICATION_CREDENTIALS", before)
        front = GcsFront(os.environ["GCS_EMULATOR_HOST"], key=key.public_key(), finalized=finalized)
        bucket = stack.enter_context(front)
        bucket.make_bucket(project)
        yield Settings(
            store="firestore",
            events="pubsub",
            blob_store="gcs",
            auth_mode="google",
            google_cloud_project=project,
            bucket=project,
            push_audience=AUDIENCE,
            push_service_account=ACCOUNT,
            push_keys_url=keys.url,
            oidc_issuer=ISSUER,
            oidc_audience="parlons",
            oidc_keys_url=keys.url,
            firestore_emulator_host=os.environ["FIRESTORE_EMULATOR_HOST"],
            pubsub_emulator_host=os.environ["PUBSUB_EMULATOR_HOST"],
            storage_emulator_host=bucket.url,
            data_dir=folder / "var",
            speech_engine="supplied",
            # Chosen by itself, Google's would be asked first, and no emulator speaks.
            voice_engine=("espeak-ng",),
            tutor="rules",
            detector_llm="off",
            **changes,
        )  # type: ignore[call-arg]


def learner_token(keys: KeysPeer, learner: str, **claims: object) -> str:
    """Sign somebody in."""
    return keys.token(iss=ISSUER, aud="parlons", sub=learner, email=None, **claims)


@contextlib.contextmanager
def running(folder: Path) -> Iterator[Cloud]:
    """Run the house until the block ends, in a fresh project and bucket."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    made: list[Cloud] = []
    with ExitStack() as stack:
        keys = stack.enter_context(KeysPeer())
        chosen = stack.enter_context(
            configured(
                folder, keys, finalized=lambda resource: _notify(made[0], resource), port=port
            )
        )
        project, host = chosen.google_cloud_project, chosen.pubsub_emulator_host
        front = PushFront(url, keys)
        broker = provision(project, front.start(stack), host=host, stack=stack)
        ports = bootstrap.Ports(chosen)
        stack.callback(ports.close)
        stack.enter_context(bootstrap.use(ports))
        ports.warm()
        made.append(Cloud(url, ports, keys, front, broker, project))
        _serve(port, stack)
        yield made[0]


def _restore(name: str, value: str | None) -> None:
    if value is None:
        del os.environ[name]
    else:
        os.environ[name] = value


def _notify(cloud: Cloud, resource: Mapping[str, Any]) -> None:
    """Announce an object as its bucket's notification does, with its description as the body."""
    found = ObjectFinalized(resource["bucket"], resource["name"], str(resource["generation"]))
    attributes, _ = encode_finalized(found)
    described = json.dumps(resource).encode()
    cloud.publish("audio.uploaded", described, {**attributes, "payloadFormat": "JSON_API_V1"})


def _serve(port: int, stack: ExitStack) -> None:
    app = gateway.build(gateway.load_functions())
    server = uvicorn.Server(
        uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error", access_log=False)
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()

    def stop() -> None:
        server.should_exit = True
        thread.join(20)

    stack.callback(stop)
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.01)


def envelope(data: bytes, attributes: Mapping[str, str]) -> bytes:
    """A push body."""
    message = {"data": base64.b64encode(data).decode(), "attributes": dict(attributes)}
    return json.dumps({"message": message, "subscription": "s"}).encode()
