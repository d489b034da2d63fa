"""Azure Event Grid's deliveries at the door, in both schemas, from its own senders only."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import httpx2
import pytest
from starlette.testclient import TestClient

from infra import bootstrap, cloud_adapters
from infra.azure.event_grid import EVENT_GRID_APPLICATION, KeyedDeliveries
from infra.settings import Settings
from shared.domain.errors import Code, Transient
from shared.domain.events import Event
from shared.domain.recording import State
from tests.doubles import ListPublisher
from tests.functions.conftest import Push
from tests.functions.test_recording_way import NEW, queued
from tests.peers.keys_peer import KeysPeer

PATH = "/api/events/azure"
KEY = "k" * 40
KEYED = {"X-Event-Key": KEY}
TENANT = "0c8b8d4e-1f0a-4b60-9a33-2f7a4d1f9b10"
ISSUER = f"https://login.microsoftonline.com/{TENANT}/v2.0"
ACCOUNT = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a"
Schema = Callable[..., dict[str, Any]]


def event_grid(name: str, *, container: str = "local", kind: str = "BlobCreated") -> dict[str, Any]:
    """As Event Grid's own schema has it."""
    return {
        "topic": ACCOUNT,
        "subject": f"/blobServices/default/containers/{container}/blobs/{name}",
        "eventType": f"Microsoft.Storage.{kind}",
        "id": "831e1650-001e-001b-66ab-eeb76e069631",
        "data": {
            "api": "PutBlob",
            "contentType": "audio/webm",
            "contentLength": 5,
            "blobType": "BlockBlob",
            "eTag": "0x8D4BCC2E4835CD0",
            "url": f"https://a.blob.core.windows.net/{container}/{name}",
            "sequencer": "00000000000004420000000000028963",
        },
        "dataVersion": "",
        "metadataVersion": "1",
        "eventTime": "2026-03-02T12:00:00.0000000Z",
    }


def cloud_event(name: str, **changes: str) -> dict[str, Any]:
    """As CloudEvents 1.0 has it."""
    told = event_grid(name, **changes)
    return {
        "specversion": "1.0",
        "type": told["eventType"],
        "source": ACCOUNT,
        "id": told["id"],
        "time": told["eventTime"],
        "subject": told["subject"].removeprefix("/"),
        "data": told["data"],
    }


SCHEMAS = pytest.mark.parametrize("schema", [event_grid, cloud_event])


@pytest.fixture
def keyed(quick: bootstrap.Ports) -> bootstrap.Ports:
    quick.__dict__["storage_deliveries"] = KeyedDeliveries(KEY)
    return quick


@pytest.fixture
def published(quick: bootstrap.Ports) -> list[Event]:
    """What is published from now on."""
    publisher = ListPublisher()
    quick.__dict__["publisher"] = publisher
    return publisher.events


def post(
    client: TestClient, batch: object, headers: Mapping[str, str] = KEYED, path: str = PATH
) -> httpx2.Response:
    content = batch if isinstance(batch, bytes) else json.dumps(batch).encode()
    return client.post(path, content=content, headers=dict(headers))


def source(client: TestClient, ports: bootstrap.Ports) -> str:
    """A recording whose audio nobody announced; gives its name."""
    created = client.post("/api/recordings", json=NEW).json()
    recording = ports.recordings.get(created["id"])
    assert recording is not None
    return recording.source


@SCHEMAS
def test_a_blob_that_is_complete_starts_the_conversion_once(
    client: TestClient, keyed: bootstrap.Ports, push: Push, schema: Schema
) -> None:
    # GIVEN audio in the store, of which the learner's upload told nobody
    name = source(client, keyed)
    keyed.blobs.put(name, b"audio", content_type="audio/webm")
    queued(keyed, "convert-audio.uploaded")
    # WHEN Event Grid delivers, in a batch with another event, and all of it twice
    batch = [schema(name), schema("learners/x/recordings/y/reply")]
    for _ in range(2):
        assert post(client, batch).status_code == 200
    # THEN the recording is converted once
    for _ in range(2):
        attributes, data = queued(keyed, "convert-audio.uploaded")
        assert push("convert", attributes=attributes, data=data) == 204
    recording = keyed.recordings.get(name.split("/")[3])
    assert recording is not None
    assert (recording.state, recording.generation) == (State.CONVERTED, "0x8D4BCC2E4835CD0")
    assert keyed.queue.lease("convert-audio.uploaded", 9) == []
    assert len(keyed.queue.lease("transcribe-audio.converted", 9)) == 1


def test_a_single_event_needs_no_batch(
    client: TestClient, keyed: bootstrap.Ports, published: list[Event]
) -> None:
    assert post(client, cloud_event("learners/e/recordings/r1/source")).status_code == 200
    assert [event.recording_id for event in published] == ["r1"]


@SCHEMAS
@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("learners/e/recordings/r1/source", {"container": "foreign"}),
        ("learners/e/recordings/r1/source", {"kind": "BlobDeleted"}),
        ("learners/e/recordings/r1/g/reply.ogg", {}),
        ("elsewhere", {}),
        ("learners/e/recordings/r1/source/../../x", {}),
    ],
)
def test_what_is_no_recordings_audio_is_ignored(
    client: TestClient,
    keyed: bootstrap.Ports,
    published: list[Event],
    schema: Schema,
    name: str,
    changes: dict[str, str],
) -> None:
    assert post(client, [schema(name, **changes)]).status_code == 200
    assert published == []


@pytest.mark.parametrize(
    "junk",
    [
        {},
        {"eventType": "Microsoft.Storage.BlobCreated"},
        {**event_grid("x"), "subject": None},
        {**event_grid("learners/e/recordings/r2/source"), "data": "text"},
        {**event_grid("learners/e/recordings/r2/source"), "data": {"eTag": "../.."}},
    ],
)
def test_junk_in_a_batch_holds_up_no_other_event(
    client: TestClient, keyed: bootstrap.Ports, published: list[Event], junk: dict[str, Any]
) -> None:
    batch = [junk, event_grid("learners/e/recordings/r1/source")]
    assert post(client, batch).status_code == 200
    assert [event.recording_id for event in published] == ["r1"]


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b"[1]", 400),
        (b'"text"', 400),
        (b"[" * 100_000, 400),
        (b" " * 1_200_000, 413),
    ],
)
def test_a_body_that_is_no_batch_is_refused(
    client: TestClient, keyed: bootstrap.Ports, content: bytes, status: int
) -> None:
    assert post(client, content).status_code == status


def test_what_cannot_be_published_is_to_be_delivered_again(
    client: TestClient, keyed: bootstrap.Ports
) -> None:
    class Broken(ListPublisher):
        def publish(self, events: Sequence[Event]) -> None:
            raise Transient(Code.PUBLISH_FAILED)

    keyed.__dict__["publisher"] = Broken()
    assert post(client, [event_grid("learners/e/recordings/r1/source")]).status_code == 503


def test_event_grids_own_hand_shake(client: TestClient, keyed: bootstrap.Ports) -> None:
    batch = [
        {
            "id": "2d1781af-3a4c-4d7c-bd0c-e34b19da4e66",
            "topic": ACCOUNT,
            "subject": "",
            "eventType": "Microsoft.EventGrid.SubscriptionValidationEvent",
            "eventTime": "2026-03-02T12:00:00.0000000Z",
            "metadataVersion": "1",
            "dataVersion": "2",
            "data": {
                "validationCode": "512d38b6-c7b8-40c8-89fe-f46f9e9622b6",
                "validationUrl": "http://127.0.0.1:1/validate",
            },
        }
    ]
    answer = post(client, batch)
    assert answer.json() == {"validationResponse": "512d38b6-c7b8-40c8-89fe-f46f9e9622b6"}
    # AND to nobody who does not know the key, and with no code that is none
    assert post(client, batch, {}).status_code == 401
    batch[0]["data"] = {"validationCode": "<script>"}
    assert post(client, batch).status_code == 400


@pytest.mark.parametrize(
    ("origin", "status"), [("eventgrid.azure.net", 200), ("attacker.example", 404)]
)
def test_cloudevents_hand_shake(
    client: TestClient, keyed: bootstrap.Ports, origin: str, status: int
) -> None:
    answer = client.options(PATH, headers={"WebHook-Request-Origin": origin})
    assert answer.status_code == status
    allowed = origin if status == 200 else None
    assert answer.headers.get("WebHook-Allowed-Origin") == allowed
    # AND no other address agrees to anything
    other = client.options("/api/recordings", headers={"WebHook-Request-Origin": origin})
    assert other.status_code == 405


@pytest.mark.parametrize(
    ("headers", "path", "status"),
    [
        (KEYED, PATH, 200),
        ({}, f"{PATH}?code={KEY}", 200),
        ({}, PATH, 401),
        ({}, f"{PATH}?code=", 401),
        ({}, f"{PATH}?code={KEY}x", 401),
        ({"X-Event-Key": KEY[:-1]}, PATH, 401),
        ({"X-Event-Key": "é".encode()}, PATH, 401),
        ({"Authorization": f"Bearer {KEY}"}, f"{PATH}?code={KEY}", 401),
    ],
)
def test_nobody_delivers_without_the_key(
    client: TestClient,
    keyed: bootstrap.Ports,
    published: list[Event],
    headers: dict[str, str],
    path: str,
    status: int,
) -> None:
    answer = post(client, [event_grid("learners/e/recordings/r1/source")], headers, path)
    assert answer.status_code == status
    assert len(published) == (status == 200)


@pytest.mark.parametrize("chosen", [{}, {"blob_store": "azure"}])
def test_where_nobody_may_deliver_there_is_no_such_address(
    client: TestClient, quick: bootstrap.Ports, chosen: dict[str, str]
) -> None:
    settings = Settings(**chosen)  # type: ignore[arg-type]
    quick.__dict__["storage_deliveries"] = bootstrap.Ports(settings).storage_deliveries
    assert post(client, [], {"X-Event-Key": ""}).status_code == 404
    shake = client.options(PATH, headers={"WebHook-Request-Origin": "eventgrid.azure.net"})
    assert shake.status_code == 404


def test_an_empty_key_lets_in_nobody() -> None:
    from shared.domain.errors import Refused

    with pytest.raises(Refused):
        KeyedDeliveries("").authenticate("Key ")


@pytest.fixture
def entra(quick: bootstrap.Ports) -> Iterator[KeysPeer]:
    """A tenant whose keys are made here."""
    with KeysPeer() as keys:
        chosen = Settings(
            blob_store="azure",
            event_grid_tenant=TENANT,
            event_grid_audience="our-app",
            event_grid_keys_url=keys.url,
            event_grid_key=KEY,
        )  # type: ignore[call-arg]
        quick.__dict__["storage_deliveries"] = cloud_adapters.storage_deliveries(chosen)
        yield keys


OURS = {"iss": ISSUER, "aud": "our-app", "azp": EVENT_GRID_APPLICATION, "email": None}


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({}, 200),
        ({"iss": f"https://sts.windows.net/{TENANT}/", "azp": None, "appid": OURS["azp"]}, 200),
        ({"azp": "11111111-2222-3333-4444-555555555555"}, 401),
        ({"azp": None}, 401),
        ({"aud": "other-app"}, 401),
        ({"iss": "https://sts.windows.net/11111111-2222-3333-4444-555555555555/"}, 401),
        ({"exp": 1}, 401),
    ],
)
def test_with_a_tenant_only_event_grids_own_tokens_deliver(
    client: TestClient,
    entra: KeysPeer,
    published: list[Event],
    changes: dict[str, Any],
    status: int,
) -> None:
    token = entra.token(**{**OURS, **changes})
    batch = [cloud_event("learners/e/recordings/r1/source")]
    answer = post(client, batch, {"Authorization": f"Bearer {token}"})
    assert answer.status_code == status
    assert len(published) == (status == 200)


def test_with_a_tenant_a_key_does_not_do(
    client: TestClient, entra: KeysPeer, published: list[Event]
) -> None:
    assert post(client, [cloud_event("learners/e/recordings/r1/source")]).status_code == 401
    assert published == []
