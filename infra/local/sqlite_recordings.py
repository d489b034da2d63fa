"""Recordings with inbox, outbox and memory, in SQLite."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from sqlite3 import Connection

from infra import documents
from infra.local.database import Database
from infra.local.learning import apply_learned
from infra.local.store_schema import microseconds
from infra.local.tombstones import was_erased
from shared.domain.errors import Code, Transient
from shared.domain.memory import Learned
from shared.domain.recording import Recording, State, release
from shared.ports.recordings import Recordings

_COLUMNS = (
    "id, learner_id, state, revision, updated_at, unpublished_since, leased, document, "
    "created_at, has_audio"
)


class SqliteRecordings(Recordings):
    """The unit of work over one SQLite file.

    Args:
        database: from `open_store`; shared with the other stores, closed by its owner.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self, recording: Recording) -> None:
        """Store a new recording; one of that id that exists already is left as it is."""
        row = _row(recording)
        with self._database.transaction() as connection:
            if was_erased(connection, recording.learner_id, since=recording.created_at):
                return
            connection.execute(
                f"""INSERT INTO recordings ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT DO NOTHING""",  # noqa: S608 - the columns are a constant of ours
                row,
            )

    def get(self, recording_id: str) -> Recording | None:
        """The newest stored state; None where there is none."""
        with self._database.read() as connection:
            row = connection.execute(
                "SELECT document FROM recordings WHERE id = ?", (recording_id,)
            ).fetchone()
        return documents.decode(Recording, row[0]) if row else None

    def save(self, recording: Recording, *, learned: Learned | None = None) -> Recording:
        """Replace the stored recording if its revision is still the one this one was read with.

        Raises:
            Transient: `stale_write`; nothing was changed.
        """
        with self._database.transaction() as connection:
            stored = _save(connection, recording)
            if learned is not None:
                apply_learned(connection, learned)
        return stored

    def unpublished(self, *, before: datetime, limit: int) -> Sequence[Recording]:
        """Recordings whose outbox holds events from before that time, oldest first."""
        return self._readable(
            """SELECT id, document FROM recordings
                WHERE unpublished_since IS NOT NULL AND unpublished_since < ?
                ORDER BY unpublished_since LIMIT ?""",
            (microseconds(before), limit),
        )

    def waiting(self, state: State, *, before: datetime, limit: int) -> Sequence[Recording]:
        """Recordings in `state` that were last changed before that time, oldest first."""
        return self._readable(
            """SELECT id, document FROM recordings WHERE state = ? AND updated_at < ?
                ORDER BY updated_at LIMIT ?""",
            (state.value, microseconds(before), limit),
        )

    def of_learner(
        self, learner_id: str, *, limit: int, page_token: str = ""
    ) -> tuple[Sequence[Recording], str]:
        """A learner's recordings, newest first, and the token of the next page or empty."""
        # The token is the last id given: ids sort by time, and new recordings move no page.
        if page_token:
            page = self._select(
                """SELECT document FROM recordings WHERE learner_id = ? AND id < ?
                    ORDER BY id DESC LIMIT ?""",
                (learner_id, page_token, limit + 1),
            )
        else:
            page = self._select(
                """SELECT document FROM recordings WHERE learner_id = ?
                    ORDER BY id DESC LIMIT ?""",
                (learner_id, limit + 1),
            )
        more = len(page) > limit
        return page[:limit], page[limit - 1].id if more else ""

    def aged(self, *, before: datetime, with_audio: bool, limit: int) -> Sequence[Recording]:
        """Finished recordings from before that time, oldest first."""
        audio = "AND has_audio = 1" if with_audio else ""
        # The plus keeps SQLite from the index by state, under which age is in no order.
        return self._readable(
            f"""SELECT id, document FROM recordings
                WHERE created_at < ? {audio} AND +state IN ('answered', 'failed', 'cancelled')
                ORDER BY created_at LIMIT ?""",  # noqa: S608 - the condition is a constant of ours
            (microseconds(before), limit),
        )

    def delete(self, recording: Recording) -> None:
        """Remove a recording if its revision is still the one it was read with.

        Raises:
            Transient: `stale_write`; nothing was changed.
        """
        with self._database.transaction() as connection:
            gone = connection.execute(
                "DELETE FROM recordings WHERE id = ? AND revision = ?",
                (recording.id, recording.revision),
            )
            if gone.rowcount != 1:
                raise Transient(Code.STALE_WRITE, "recording")

    def release_leases(self) -> int:
        """Free every stage in hand; returns how many there were.

        Only for the start of the embedded stack, which owns its data folder alone: whoever held
        a lease then is dead, and waiting for the lease to end would delay the learner for nothing.
        """
        with self._database.transaction() as connection:
            rows = connection.execute("SELECT id, document FROM recordings WHERE leased = 1")
            leased = list(documents.decode_readable(Recording, rows))
            for recording in leased:
                _save(connection, release(recording))
        return len(leased)

    def _readable(self, sql: str, values: tuple[str | int, ...]) -> list[Recording]:
        with self._database.read() as connection:
            rows = connection.execute(sql, values).fetchall()
        return list(documents.decode_readable(Recording, rows))

    def _select(self, sql: str, values: tuple[str | int, ...]) -> list[Recording]:
        with self._database.read() as connection:
            rows = connection.execute(sql, values).fetchall()
        return [documents.decode(Recording, document) for (document,) in rows]


def _save(connection: Connection, recording: Recording) -> Recording:
    stored = replace(recording, revision=recording.revision + 1)
    changed = connection.execute(
        """UPDATE recordings SET id = ?, learner_id = ?, state = ?, revision = ?, updated_at = ?,
            unpublished_since = ?, leased = ?, document = ?, created_at = ?, has_audio = ?
            WHERE id = ? AND revision = ?""",
        (*_row(stored), recording.id, recording.revision),
    )
    if changed.rowcount != 1:
        raise Transient(Code.STALE_WRITE, "recording")
    return stored


def _row(recording: Recording) -> tuple[str | int | bytes | None, ...]:
    return (
        recording.id,
        recording.learner_id,
        recording.state.value,
        recording.revision,
        microseconds(recording.updated_at),
        min((microseconds(event.time) for event in recording.unpublished), default=None),
        int(recording.lease is not None),
        documents.encode(recording),
        microseconds(recording.created_at),
        int(not recording.audio_gone),
    )
