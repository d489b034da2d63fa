"""Recordings with inbox, outbox and memory, in Firestore."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from infra import documents
from infra.google import firestore_learning, firestore_queries
from infra.google.firestore_database import Fields, FirestoreDatabase, Seen, Write
from shared.domain.errors import Code, Transient
from shared.domain.memory import Learned
from shared.domain.recording import Recording, State
from shared.ports.recordings import Recordings

if TYPE_CHECKING:
    from google.cloud.firestore_v1.base_query import BaseQuery
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
        write = Write(reference, _fields(recording), Seen.ABSENT)
        try:
            version = firestore_learning.create(
                self._database,
                write,
                learner_id=recording.learner_id,
                begun_at=recording.created_at,
            )
        except Transient as error:
            if error.code is not Code.STALE_WRITE:
                raise
        else:
            if version is not None:
                self._database.remember(reference, recording.revision, version)

    def get(self, recording_id: str) -> Recording | None:
        """The newest stored state; None where there is none."""
        fields = self._database.revised(self._database.get(self._reference(recording_id)))
        return _recording(fields) if fields else None

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
        client = self._database.client
        return self._readable(firestore_queries.unpublished(client, before=before, limit=limit))

    def waiting(self, state: State, *, before: datetime, limit: int) -> Sequence[Recording]:
        """Recordings in `state` that were last changed before that time, oldest first."""
        return self._readable(
            firestore_queries.waiting(
                self._database.client, state=state.value, before=before, limit=limit
            )
        )

    def of_learner(
        self, learner_id: str, *, limit: int, page_token: str = ""
    ) -> tuple[Sequence[Recording], str]:
        """A learner's recordings, newest first, and the token of the next page or empty."""
        # The token is the last id given: ids sort by time, and new recordings move no page.
        query = firestore_queries.of_learner(
            self._database.client, learner_id=learner_id, below=page_token, limit=limit + 1
        )
        page = [_recording(fields) for fields in self._find(query)]
        more = len(page) > limit
        return page[:limit], page[limit - 1].id if more else ""

    def aged(self, *, before: datetime, with_audio: bool, limit: int) -> Sequence[Recording]:
        """Finished recordings from before that time, oldest first."""
        return self._readable(
            firestore_queries.aged(
                self._database.client, before=before, with_audio=with_audio, limit=limit
            )
        )

    def delete(self, recording: Recording) -> None:
        """Remove a recording if its revision is still the one it was read with.

        Raises:
            Transient: `stale_write`; nothing was changed.
        """
        reference = self._reference(recording.id)
        seen = self._database.version(reference, recording.revision)
        firestore_learning.commit(self._database, Write(reference, None, seen), None)

    def _readable(self, query: "BaseQuery") -> list[Recording]:
        found = ((fields["id"], fields["document"]) for fields in self._find(query))
        return list(documents.decode_readable(Recording, found))

    def _find(self, query: "BaseQuery") -> list[Fields]:
        found = self._database.query(query)
        return [fields for each in found if (fields := self._database.revised(each))]

    def _reference(self, recording_id: str) -> "DocumentReference":
        return self._database.reference(firestore_queries.RECORDINGS, recording_id)


def _fields(recording: Recording) -> Fields:
    return {
        "id": recording.id,
        "learner_id": recording.learner_id,
        "state": recording.state.value,
        "revision": recording.revision,
        "begun_at": recording.created_at,
        "updated_at": recording.updated_at,
        # Null is no time, so a query for earlier ones passes it over.
        "unpublished_since": min((e.time for e in recording.unpublished), default=None),
        "finished": recording.finished,
        "has_audio": not recording.audio_gone,
        "document": documents.encode(recording),
    }


def _recording(fields: Fields) -> Recording:
    return documents.decode(Recording, fields["document"])
