"""Recordings with their inbox and outbox, and the memory that moves with them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from shared.domain.memory import Learned
from shared.domain.recording import Recording, State


class Recordings(Protocol):
    """The unit of work: one conditional write moves state, inbox, outbox and memory together.

    Every method raises `Transient` `store_unavailable` when the store does not answer.
    """

    def create(self, recording: Recording) -> None:
        """Store a new recording; one of that id that exists already is left as it is.

        One that was begun before its learner was erased is not stored.
        """

    def get(self, recording_id: str) -> Recording | None:
        """The newest stored state; None where there is none."""

    def save(self, recording: Recording, *, learned: Learned | None = None) -> Recording:
        """Replace the stored recording if its revision is still the one this one was read with.

        Args:
            recording: the new state, still carrying the revision it was read with.
            learned: what the memory learns, applied in the same transaction, and once only per
                `source_id`.

        Returns:
            The recording as stored, with its new revision.

        Raises:
            Transient: `stale_write`; nothing was changed.
        """

    def unpublished(self, *, before: datetime, limit: int) -> Sequence[Recording]:
        """Recordings whose outbox holds events from before that time, oldest first.

        One that cannot be read is passed over here, in `waiting` and in `aged`: it must not keep
        the others from what is promised to them.
        """

    def waiting(self, state: State, *, before: datetime, limit: int) -> Sequence[Recording]:
        """Recordings in `state` that were last changed before that time, oldest first."""

    def of_learner(
        self, learner_id: str, *, limit: int, page_token: str = ""
    ) -> tuple[Sequence[Recording], str]:
        """A learner's recordings, newest first, and the token of the next page or empty."""

    def aged(self, *, before: datetime, with_audio: bool, limit: int) -> Sequence[Recording]:
        """Finished recordings from before that time, oldest first.

        Args:
            before: their time of creation.
            with_audio: only those whose audio is still kept.
        """

    def delete(self, recording: Recording) -> None:
        """Remove a recording if its revision is still the one it was read with.

        Raises:
            Transient: `stale_write`; nothing was changed.
        """
