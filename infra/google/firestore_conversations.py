"""Talks with the tutor, in Firestore."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from infra import documents
from infra.google import firestore_learning, firestore_queries
from infra.google.firestore_database import FirestoreDatabase, Seen, Write
from infra.google.firestore_errors import ConflictError
from infra.google.firestore_queries import CONVERSATIONS, LEARNERS
from shared.domain.conversation import Conversation
from shared.domain.errors import Code, Transient
from shared.domain.memory import Learned
from shared.ports.conversations import Conversations

if TYPE_CHECKING:
    from google.cloud.firestore_v1.document import DocumentReference

_PAGE = 50


class FirestoreConversations(Conversations):
    """Keeps the bounded window of each talk; ids of two learners never meet.

    Args:
        database: shared with the other stores, closed by its owner.
    """

    def __init__(self, database: FirestoreDatabase) -> None:
        self._database = database

    def get(self, learner_id: str, conversation_id: str) -> Conversation | None:
        """The talk of that id if it is this learner's; None otherwise."""
        reference = self._reference(learner_id, conversation_id)
        fields = self._database.revised(self._database.get(reference))
        return documents.decode(Conversation, fields["document"]) if fields else None

    def save(self, conversation: Conversation, *, learned: Learned | None = None) -> Conversation:
        """Write a talk if its revision is still the one it was read with (0: not there yet).

        Raises:
            Transient: `stale_write`; nothing was changed.
        """
        reference = self._reference(conversation.learner_id, conversation.id)
        before = conversation.revision
        new = replace(conversation, revision=before + 1)
        begun_at = conversation.started_at or conversation.updated_at
        fields = {
            "id": new.id,
            "revision": new.revision,
            "begun_at": begun_at,
            "updated_at": new.updated_at,
            "document": documents.encode(new),
        }
        if before:
            write = Write(reference, fields, self._database.version(reference, before))
            version = firestore_learning.commit(self._database, write, learned)
        else:
            version = firestore_learning.create(
                self._database,
                Write(reference, fields, Seen.ABSENT),
                learner_id=new.learner_id,
                begun_at=begun_at,
                learned=learned,
            )
        if version is None:
            raise Transient(Code.STALE_WRITE, "conversation")
        self._database.remember(reference, new.revision, version)
        return new

    def of_learner(self, learner_id: str) -> Iterator[Conversation]:
        """All talks of a learner, streaming, in order of id."""
        talks = self._database.collection(LEARNERS, learner_id, CONVERSATIONS)
        for each in self._database.stream(
            lambda after: firestore_queries.ordered(talks, by="id", after=after, limit=_PAGE),
            size=_PAGE,
        ):
            yield documents.decode(Conversation, each.fields["document"])

    def delete_aged(self, *, before: datetime, limit: int) -> int:
        """Delete up to `limit` talks that went quiet before that time; returns how many."""
        query = firestore_queries.quiet(self._database.client, before=before, limit=limit)
        gone = 0
        for each in self._database.query(query):
            with suppress(ConflictError):  # it has gone on meanwhile
                self._database.commit(Write(each.reference, None, each.version))
                gone += 1
        return gone

    def _reference(self, learner_id: str, conversation_id: str) -> "DocumentReference":
        return self._database.reference(LEARNERS, learner_id, CONVERSATIONS, conversation_id)
