"""Talks with the tutor, in SQLite."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from infra import documents
from infra.local.database import Database
from infra.local.learning import apply_learned
from infra.local.store_schema import microseconds
from infra.local.tombstones import was_erased
from shared.domain.conversation import Conversation
from shared.domain.errors import Code, Transient
from shared.domain.memory import Learned
from shared.ports.conversations import Conversations

_PAGE = 50


class SqliteConversations(Conversations):
    """Keeps the bounded window of each talk; ids of two learners never meet.

    Args:
        database: from `open_store`; shared with the other stores, closed by its owner.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, learner_id: str, conversation_id: str) -> Conversation | None:
        """The talk of that id if it is this learner's; None otherwise."""
        with self._database.read() as connection:
            row = connection.execute(
                "SELECT document FROM conversations WHERE learner_id = ? AND id = ?",
                (learner_id, conversation_id),
            ).fetchone()
        return documents.decode(Conversation, row[0]) if row else None

    def save(self, conversation: Conversation, *, learned: Learned | None = None) -> Conversation:
        """Write a talk if its revision is still the one it was read with (0: not there yet).

        Raises:
            Transient: `stale_write`; nothing was changed.
        """
        stored = replace(conversation, revision=conversation.revision + 1)
        written = (stored.revision, microseconds(stored.updated_at), documents.encode(stored))
        key = (stored.learner_id, stored.id)
        with self._database.transaction() as connection:
            begun = conversation.started_at or conversation.updated_at
            if was_erased(connection, conversation.learner_id, since=begun):
                raise Transient(Code.STALE_WRITE, "conversation")
            if conversation.revision == 0:
                changed = connection.execute(
                    """INSERT INTO conversations (revision, updated_at, document, learner_id, id)
                        VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""",
                    (*written, *key),
                )
            else:
                changed = connection.execute(
                    """UPDATE conversations SET revision = ?, updated_at = ?, document = ?
                        WHERE learner_id = ? AND id = ? AND revision = ?""",
                    (*written, *key, conversation.revision),
                )
            if changed.rowcount != 1:
                raise Transient(Code.STALE_WRITE, "conversation")
            if learned is not None:
                apply_learned(connection, learned)
        return stored

    def of_learner(self, learner_id: str) -> Iterator[Conversation]:
        """All talks of a learner, streaming, in order of id."""
        after = ""
        while True:
            with self._database.read() as connection:
                rows = connection.execute(
                    """SELECT id, document FROM conversations WHERE learner_id = ? AND id > ?
                        ORDER BY id LIMIT ?""",
                    (learner_id, after, _PAGE),
                ).fetchall()
            for _, document in rows:
                yield documents.decode(Conversation, document)
            if len(rows) < _PAGE:
                return
            after = rows[-1][0]

    def delete_aged(self, *, before: datetime, limit: int) -> int:
        """Delete up to `limit` talks that went quiet before that time; returns how many."""
        with self._database.transaction() as connection:
            gone = connection.execute(
                """DELETE FROM conversations WHERE (learner_id, id) IN (
                    SELECT learner_id, id FROM conversations WHERE updated_at < ?
                    ORDER BY updated_at LIMIT ?)""",
                (microseconds(before), limit),
            )
        return gone.rowcount
