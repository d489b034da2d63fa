"""Erasing a learner from every document store at once, and proving it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Kept(StrEnum):
    """What is kept of a learner apart from blobs, as a receipt names it."""

    RECORDINGS = "recordings"
    MEMORY = "memory"
    FORGOTTEN = "forgotten patterns"
    WINDOWS = "weekly windows"
    TURNS = "learned turns"
    CONVERSATIONS = "conversations"
    PLANS = "study plans"
    PROFILE = "profile"
    ANSWERS = "answers to repeated requests"


class PersonalData(Protocol):
    """Knows everything that is kept under a learner's id, apart from blobs.

    Every method raises `Transient` `store_unavailable` when the store does not answer.
    """

    def erase(self, learner_id: str, *, at: datetime) -> Mapping[str, int]:
        """Delete all of it and leave a tombstone: what was said before `at` never comes back.

        Safe to repeat; the latest tombstone counts.

        Returns:
            How many documents each store lost, by the store's name (`Kept`).
        """

    def held(self, learner_id: str) -> Mapping[str, int]:
        """How many documents each store holds of a learner, by the store's name."""

    def erased(self, *, since: datetime, limit: int) -> Sequence[str]:
        """Learners who were erased since then, the longest unswept first."""

    def swept(self, learner_id: str, *, at: datetime) -> None:
        """Note that leftovers of an erased learner were looked for.

        A store in which late work may overtake an erasure deletes its own leftovers here.
        """
