"""Every query we ask of Firestore; nothing else builds one.

`firestore_indexes.json` must hold exactly the composite indexes that these need: the emulator
answers without them and production does not, so a test compares the two.
"""

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from google.cloud.firestore_v1.client import Client
    from google.cloud.firestore_v1.collection import CollectionReference
    from google.cloud.firestore_v1.query import Query

RECORDINGS = "recordings"
LEARNERS = "learners"
MEMORY = "memory"
TURNS = "turns"
CONVERSATIONS = "conversations"
IDEMPOTENCY_KEYS = "idempotency_keys"

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


def of_learner(client: "Client", *, learner_id: str, below: str, limit: int) -> "Query":
    """A learner's recordings, newest first, from below an id (empty: from the newest)."""
    query = client.collection(RECORDINGS).where(filter=_field("learner_id", "==", learner_id))
    if below:
        query = query.where(filter=_field("id", "<", below))
    return query.order_by("id", direction=_DOWN).limit(limit)


def most_frequent(memory: "CollectionReference", *, limit: int) -> "Query":
    """A learner's patterns, most frequent first; the latest first among equals."""
    return (
        memory.order_by("occurrences", direction=_DOWN)
        .order_by("last_seen", direction=_DOWN)
        .order_by("pattern")
        .limit(limit)
    )


def _field(path: str, operator: str, value: object) -> object:
    from google.cloud.firestore_v1.base_query import FieldFilter

    return FieldFilter(path, operator, value)
