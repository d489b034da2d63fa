"""Talks with the tutor."""

from collections.abc import Iterator
from datetime import datetime
from typing import Protocol

from shared.domain.conversation import Conversation
from shared.domain.memory import Learned


class Conversations(Protocol):
    """Keeps the bounded window of each talk."""

    def get(self, learner_id: str, conversation_id: str) -> Conversation | None:
        """The talk of that id if it is this learner's; None otherwise."""

    def save(self, conversation: Conversation, *, learned: Learned | None = None) -> Conversation:
        """Write a talk if its revision is still the one it was read with (0: not there yet).

        Args:
            conversation: still carrying the revision it was read with.
            learned: what the memory learns from the turn, in the same transaction, once per
                `source_id`.

        Returns:
            The talk with its new revision.

        Raises:
            Transient: `stale_write`, also for a talk that was begun before its learner was
                erased; nothing was changed.
        """

    def of_learner(self, learner_id: str) -> Iterator[Conversation]:
        """All talks of a learner, streaming."""

    def delete_aged(self, *, before: datetime, limit: int) -> int:
        """Delete up to `limit` talks that went quiet before that time; returns how many."""
