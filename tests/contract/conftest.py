"""Every adapter of a port, under one name: its contract suite runs once for each.

To add an adapter, add its line to the list of its port. A builder takes an `ExitStack` that closes
what it opens, a folder of its own, and the clock.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from infra import cloud_events
from infra.blob_artefacts import BlobArtefacts
from infra.buffered_rate_limits import BufferedRateLimits
from infra.local.file_blob_store import FileBlobStore
from infra.local.message_queue import MessageQueue, Subscription
from infra.local.queue_publisher import QueuePublisher
from infra.local.sqlite_conversations import SqliteConversations
from infra.local.sqlite_idempotency_keys import SqliteIdempotencyKeys
from infra.local.sqlite_learners import SqliteLearners
from infra.local.sqlite_people import SqlitePeople
from infra.local.sqlite_personal_data import SqlitePersonalData
from infra.local.sqlite_plans import SqlitePlans
from infra.local.sqlite_rate_limits import SqliteRateLimits
from infra.local.sqlite_recordings import SqliteRecordings
from infra.local.store_schema import open_store
from shared.domain.events import Event, EventType
from shared.ports.artefacts import Artefacts
from shared.ports.blob_store import BlobStore
from shared.ports.conversations import Conversations
from shared.ports.idempotency_keys import IdempotencyKeys
from shared.ports.learners import Learners
from shared.ports.people import People
from shared.ports.personal_data import PersonalData
from shared.ports.plans import Plans
from shared.ports.publisher import Publisher
from shared.ports.rate_limits import RateLimits
from shared.ports.recordings import Recordings
from tests.contract import cloud
from tests.doubles import HandClock


@dataclass(frozen=True)
class Stores:
    """The stores over one database, because their transactions reach across."""

    recordings: Recordings
    learners: Learners
    conversations: Conversations
    keys: IdempotencyKeys
    people: People
    personal_data: PersonalData
    plans: Plans
    rate_limits: RateLimits


@dataclass(frozen=True)
class Broker:
    """A publisher, and what has reached the subscribers of a type's topic."""

    publisher: Publisher
    arrived: Callable[[EventType], list[Event]]


def sqlite_stores(stack: ExitStack, folder: Path, clock: HandClock) -> Stores:
    database = open_store(folder / "store.sqlite")
    stack.callback(database.close)
    return Stores(
        SqliteRecordings(database),
        SqliteLearners(database),
        SqliteConversations(database),
        SqliteIdempotencyKeys(database),
        SqlitePeople(database),
        SqlitePersonalData(database),
        SqlitePlans(database),
        SqliteRateLimits(database),
    )


def file_blobs(stack: ExitStack, folder: Path, clock: HandClock) -> BlobStore:
    return FileBlobStore(
        folder / "blobs", key=b"k" * 32, base_url="http://127.0.0.1:5001/blobs", clock=clock
    )


def sqlite_queue(stack: ExitStack, folder: Path, clock: HandClock) -> Broker:
    subscriptions = [Subscription(f"on-{kind.topic}", kind.topic) for kind in EventType]
    queue = MessageQueue(folder / "queue.sqlite", subscriptions, clock=clock)
    stack.callback(queue.close)

    def arrived(kind: EventType) -> list[Event]:
        deliveries = queue.lease(f"on-{kind.topic}", 100)
        return [cloud_events.decode(d.attributes, d.data) for d in deliveries]

    return Broker(QueuePublisher(queue), arrived)


STORES = [sqlite_stores, cloud.on("FIRESTORE_EMULATOR_HOST", cloud.firestore_stores)]
BLOBS = [
    file_blobs,
    cloud.on("GCS_EMULATOR_HOST", cloud.gcs_bucket),
    cloud.on("AZURITE_BLOB_ENDPOINT", cloud.azure_container),
]
BROKERS = [sqlite_queue, cloud.on("PUBSUB_EMULATOR_HOST", cloud.pubsub_topics)]


def _name(builder: object) -> str:
    return builder.__name__  # type: ignore[attr-defined]


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture(params=STORES, ids=_name)
def stores(request: pytest.FixtureRequest, tmp_path: Path, clock: HandClock) -> Iterator[Stores]:
    with ExitStack() as stack:
        yield request.param(stack, tmp_path, clock)


@pytest.fixture
def recordings(stores: Stores) -> Recordings:
    return stores.recordings


@pytest.fixture
def learners(stores: Stores) -> Learners:
    return stores.learners


@pytest.fixture
def conversations(stores: Stores) -> Conversations:
    return stores.conversations


@pytest.fixture
def keys(stores: Stores) -> IdempotencyKeys:
    return stores.keys


@pytest.fixture
def plans(stores: Stores) -> Plans:
    return stores.plans


@pytest.fixture(params=["alone", "buffered"])
def rate_limits(stores: Stores, request: pytest.FixtureRequest) -> RateLimits:
    kept = stores.rate_limits
    return BufferedRateLimits(kept) if request.param == "buffered" else kept


@pytest.fixture
def people(stores: Stores) -> People:
    return stores.people


@pytest.fixture
def personal_data(stores: Stores) -> PersonalData:
    return stores.personal_data


@pytest.fixture(params=BLOBS, ids=_name)
def blobs(request: pytest.FixtureRequest, tmp_path: Path, clock: HandClock) -> Iterator[BlobStore]:
    with ExitStack() as stack:
        yield request.param(stack, tmp_path, clock)


@pytest.fixture
def artefacts(blobs: BlobStore) -> Artefacts:
    return BlobArtefacts(blobs)


@pytest.fixture(params=BROKERS, ids=_name)
def broker(request: pytest.FixtureRequest, tmp_path: Path, clock: HandClock) -> Iterator[Broker]:
    with ExitStack() as stack:
        yield request.param(stack, tmp_path, clock)
