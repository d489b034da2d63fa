"""Every query we ask of Firestore; nothing else builds one.

`firestore_indexes.json` must hold exactly the composite indexes that these need: the emulator
answers without them and production does not, so a test compares the two.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from google.cloud.firestore_v1.client import Client
    from google.cloud.firestore_v1.collection import CollectionReference
    from google.cloud.firestore_v1.query import Query

RECORDINGS = "recordings"
LEARNERS = "learners"
MEMORY = "memory"
WINDOWS = "windows"
CONVERSATIONS = "conversations"
PLANS = "plans"
PROFILES = "profiles"
CLASSES = "classes"
IDEMPOTENCY_KEYS = "idempotency_keys"
RATE_LIMITS = "rate_limits"

# https://firebase.google.com/docs/firestore/query-data/queries#limits_on_or_queries
IN_VALUES = 30
_DOWN = "DESCENDING"


def unpublished(client: "Client", *, before: datetime, limit: int) -> "Query":
    """Recordings with events from before that time in the outbox, oldest first."""
    return (
        client.collection(RECORDINGS)
        .where(filter=_field("unpublished_since", "<", before))
        .order_by("unpublished_since")
        .limit(limit)
    )


def waiting(client: "Client", *, state: str, before: datetime, limit: int) -> "Query":
    """Recordings of a state that were last changed before that time, oldest first."""
    return (
        client.collection(RECORDINGS)
        .where(filter=_field("state", "==", state))
        .where(filter=_field("updated_at", "<", before))
        .order_by("updated_at")
        .limit(limit)
    )


def aged(client: "Client", *, before: datetime, with_audio: bool, limit: int) -> "Query":
    """Finished recordings that were begun before that time, oldest first."""
    query = client.collection(RECORDINGS).where(filter=_field("finished", "==", True))
    if with_audio:
        query = query.where(filter=_field("has_audio", "==", True))
    return query.where(filter=_field("begun_at", "<", before)).order_by("begun_at").limit(limit)


def of_learner(client: "Client", *, learner_id: str, below: str, limit: int) -> "Query":
    """A learner's recordings, newest first, from below an id (empty: from the newest)."""
    query = client.collection(RECORDINGS).where(filter=_field("learner_id", "==", learner_id))
    if below:
        query = query.where(filter=_field("id", "<", below))
    return query.order_by("id", direction=_DOWN).limit(limit)


def recordings_begun(client: "Client", *, learner_id: str, until: datetime, limit: int) -> "Query":
    """A learner's recordings that were begun until then, by name only."""
    return (
        client.collection(RECORDINGS)
        .where(filter=_field("learner_id", "==", learner_id))
        .where(filter=_field("begun_at", "<=", until))
        .order_by("begun_at")
        .limit(limit)
        .select([])
    )


def recordings_named(client: "Client", *, learner_id: str, limit: int) -> "Query":
    """A learner's recordings in no order, by name only."""
    return (
        client.collection(RECORDINGS)
        .where(filter=_field("learner_id", "==", learner_id))
        .limit(limit)
        .select([])
    )


def answers_named(client: "Client", *, owner: str, limit: int) -> "Query":
    """Answers to repeated requests of one caller, by name only."""
    return (
        client.collection(IDEMPOTENCY_KEYS)
        .where(filter=_field("owner", "==", owner))
        .limit(limit)
        .select([])
    )


def named(collection: "CollectionReference", *, limit: int) -> "Query":
    """Documents of a learner's collection in no order, by name only."""
    return collection.limit(limit).select([])


def begun(collection: "CollectionReference", *, until: datetime, limit: int) -> "Query":
    """Documents of a learner's collection that were begun until then, by name only."""
    return (
        collection.where(filter=_field("begun_at", "<=", until))
        .order_by("begun_at")
        .limit(limit)
        .select([])
    )


def erased(client: "Client", *, since: datetime, limit: int) -> "Query":
    """Learners who were erased since then, the first first."""
    return (
        client.collection(LEARNERS)
        .where(filter=_field("erased_at", ">=", since))
        .order_by("erased_at")
        .limit(limit)
    )


def most_frequent(memory: "CollectionReference", *, limit: int) -> "Query":
    """A learner's patterns, most frequent first; the latest first among equals."""
    return (
        memory.order_by("occurrences", direction=_DOWN)
        .order_by("last_seen", direction=_DOWN)
        .order_by("pattern")
        .limit(limit)
    )


def due(
    memory: "CollectionReference",
    *,
    types: Collection[str],
    until: datetime,
    after: Mapping[str, object] | None,
    limit: int,
) -> "Query":
    """A learner's patterns of these types that were due then, the longest overdue first.

    Args:
        types: at most `IN_VALUES`.
        after: `due` and `pattern` of the last one seen.
    """
    query = (
        memory.where(filter=_field("type", "in", sorted(types)))
        .where(filter=_field("due", "<=", until))
        .order_by("due")
        .order_by("pattern")
        .limit(limit)
    )
    return query.start_after(_cursor(after, "due", "pattern")) if after else query


def overdue(memory: "CollectionReference", *, until: datetime, limit: int) -> "Query":
    """A learner's patterns that were due then, the longest overdue first."""
    return (
        memory.where(filter=_field("due", "<=", until))
        .order_by("due")
        .order_by("pattern")
        .limit(limit)
    )


def quoted(client: "Client", *, before: datetime, limit: int) -> "Query":
    """Everybody's patterns with words from before that time, oldest first."""
    return (
        client.collection_group(MEMORY)
        .where(filter=_field("quoted_since", "<", before))
        .order_by("quoted_since")
        .order_by("pattern")
        .limit(limit)
    )


def quiet(client: "Client", *, before: datetime, limit: int) -> "Query":
    """Everybody's talks that went quiet before that time, oldest first."""
    return (
        client.collection_group(CONVERSATIONS)
        .where(filter=_field("updated_at", "<", before))
        .order_by("updated_at")
        .order_by("id")
        .limit(limit)
    )


def ordered(
    collection: "CollectionReference", *, by: str, after: Mapping[str, object] | None, limit: int
) -> "Query":
    """Documents of a learner's collection in the order of a field, from after a value of it."""
    query = collection.order_by(by).limit(limit)
    return query.start_after(_cursor(after, by)) if after else query


def plan_before(plans: "CollectionReference", *, week: str) -> "Query":
    """A learner's newest plan of a week before that one."""
    return plans.where(filter=_field("week", "<", week)).order_by("week", direction=_DOWN).limit(1)


def plans_of_class(
    client: "Client", *, class_id: str, week: str, state: str, after: str, limit: int
) -> "Query":
    """A class's plans of a week, in one state or (empty) in any, from after a learner."""
    query = (
        client.collection_group(PLANS)
        .where(filter=_field("class_id", "==", class_id))
        .where(filter=_field("week", "==", week))
    )
    if state:
        query = query.where(filter=_field("state", "==", state))
    if after:
        query = query.where(filter=_field("learner_id", ">", after))
    return query.order_by("learner_id").limit(limit)


def profiles(
    client: "Client", *, first: int, end: int, after: Mapping[str, object] | None, limit: int
) -> "Query":
    """Profiles whose slot is among `first` … `end` - 1, from after `slot` and `learner_id`."""
    query = (
        client.collection(PROFILES)
        .where(filter=_field("slot", ">=", first))
        .where(filter=_field("slot", "<", end))
        .order_by("slot")
        .order_by("learner_id")
        .limit(limit)
    )
    return query.start_after(_cursor(after, "slot", "learner_id")) if after else query


def _cursor(fields: Mapping[str, object], *names: str) -> dict[str, object]:
    return {name: fields[name] for name in names}


def _field(path: str, operator: str, value: object) -> object:
    from google.cloud.firestore_v1.base_query import FieldFilter

    return FieldFilter(path, operator, value)
