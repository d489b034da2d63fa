"""Recordings with inbox, outbox and memory, in Firestore."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from infra import documents
from infra.google import firestore_learning, firestore_queries
from infra.google.firestore_database import (
    ConflictError,
    Fields,
    FirestoreDatabase,
    Seen,
    Write,
)
from shared.domain.memory import Learned
from shared.domain.recording import Recording, State
from shared.ports.recordings import Recordings

if TYPE_CHECKING:
    from google.cloud.firestore_v1.document import DocumentReference


class FirestoreRecordings(Recordings):
    """The unit of work: one document a recording, written whole by one conditional commit.

    Args:
        database: shared with the other stores, closed by its owner.
    """

    def __init__(self, database: FirestoreDatabase) -> None:
        self._database = database

    def create(self, recording: Recording) -> None:
        """Store a new recording; one of that id that exists already is left as it is."""
        reference = self._reference(recording.id)
        with suppress(ConflictError):
            [version] = self._database.commit(Write(reference, _fields(recording), Seen.ABSENT))
            self._database.remember(reference, recording.revision, version)

    def get(self, recording_id: str) -> Recording | None:
        """The newest stored state; None where there is none."""
        reference = self._reference(recording_id)
        stored = self._database.get(reference)
        if stored is None:
            return None
        self._database.remember(reference, stored.fields["revision"], stored.version)
        return _recording(stored.fields)

    def save(self, recording: Recording, *, learned: Learned | None = None) -> Recording:
        """Replace the stored recording if its revision is still the one this one was read with.

        Raises:
            Transient: `stale_write`; nothing was changed.
        """
        reference = self._reference(recording.id)
        seen = self._database.version(reference, recording.revision)
        new = replace(recording, revision=recording.revision + 1)
        version = firestore_learning.commit(
            self._database, Write(reference, _fields(new), seen), learned
        )
        if version is not None:
            self._database.remember(reference, new.revision, version)
        return new

    def unpublished(self, *, before: datetime, limit: int) -> Sequence[Recording]:
        """Recordings whose outbox holds events from before that time, oldest first."""
        query = firestore_queries.unpublished(self._database.client, before=before, limit=limit)
        return [_recording(fields) for fields in self._database.query(query)]

    def waiting(self, state: State, *, before: datetime, limit: int) -> Sequence[Recording]:
        """Recordings in `state` that were last changed before that time, oldest first."""
        query = firestore_queries.waiting(
            self._database.client, state=state.value, before=before, limit=limit
        )
        return [_recording(fields) for fields in self._database.query(query)]

    def of_learner(
        self, learner_id: str, *, limit: int, page_token: str = ""
    ) -> tuple[Sequence[Recording], str]:
        """A learner's recordings, newest first, and the token of the next page or empty."""
        # The token is the last id given: ids sort by time, and new recordings move no page.
        query = firestore_queries.of_learner(
            self._database.client, learner_id=learner_id, below=page_token, limit=limit + 1
        )
        page = [_recording(fields) for fields in self._database.query(query)]
        more = len(page) > limit
        return page[:limit], page[limit - 1].id if more else ""

    def _reference(self, recording_id: str) -> "DocumentReference":
        return self._database.reference(firestore_queries.RECORDINGS, recording_id)


def _fields(recording: Recording) -> Fields:
    return {
        "id": recording.id,
        "learner_id": recording.learner_id,
        "state": recording.state.value,
        "revision": recording.revision,
        "updated_at": recording.updated_at,
        # Null is no time, so a query for earlier ones passes it over.
        "unpublished_since": min((e.time for e in recording.unpublished), default=None),
        "document": documents.encode(recording),
    }


def _recording(fields: Fields) -> Recording:
    return documents.decode(Recording, fields["document"])
