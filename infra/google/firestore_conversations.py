"""Talks with the tutor, in Firestore."""

from dataclasses import replace
from typing import TYPE_CHECKING

from infra import documents
from infra.google import firestore_learning
from infra.google.firestore_database import FirestoreDatabase, Seen, Write
from infra.google.firestore_queries import CONVERSATIONS, LEARNERS
from shared.domain.conversation import Conversation
from shared.domain.memory import Learned
from shared.ports.conversations import Conversations

if TYPE_CHECKING:
    from google.cloud.firestore_v1.document import DocumentReference


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
        stored = self._database.get(reference)
        if stored is None:
            return None
        self._database.remember(reference, stored.fields["revision"], stored.version)
        return documents.decode(Conversation, stored.fields["document"])

    def save(self, conversation: Conversation, *, learned: Learned | None = None) -> Conversation:
        """Write a talk if its revision is still the one it was read with (0: not there yet).

        Raises:
            Transient: `stale_write`; nothing was changed.
        """
        reference = self._reference(conversation.learner_id, conversation.id)
        before = conversation.revision
        seen = self._database.version(reference, before) if before else Seen.ABSENT
        new = replace(conversation, revision=before + 1)
        fields = {
            "revision": new.revision,
            "updated_at": new.updated_at,
            "document": documents.encode(new),
        }
        version = firestore_learning.commit(self._database, Write(reference, fields, seen), learned)
        if version is not None:
            self._database.remember(reference, new.revision, version)
        return new

    def _reference(self, learner_id: str, conversation_id: str) -> "DocumentReference":
        return self._database.reference(LEARNERS, learner_id, CONVERSATIONS, conversation_id)
