"""What is remembered of each learner: patterns, and counts week by week."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from shared.domain.memory import Learned, MemoryEntry, Quote
from shared.domain.windows import Window


class Learners(Protocol):
    """Keeps entries and windows; what a turn teaches moves with the turn, in its transaction.

    Every method raises `Transient` `store_unavailable` when the store does not answer.
    """

    def memory(self, learner_id: str, *, limit: int = 200) -> Sequence[MemoryEntry]:
        """Entries of one learner, most frequent first."""

    def entries(self, learner_id: str, patterns: Collection[str]) -> Mapping[str, MemoryEntry]:
        """The entries of these patterns, where there are any."""

    def expected_phrases(self, learner_id: str) -> Sequence[str]:
        """What the learner is likely to say, right or wrong (`shared.domain.expectation`).

        Reads one document at most. What is forgotten, paused, taken back or erased is not among
        them from that moment on.
        """

    def due(self, learner_id: str, *, at: datetime, limit: int) -> Sequence[MemoryEntry]:
        """Entries that should have been met again by then, the longest overdue first.

        Paused ones are never due.
        """

    def learn(self, learned: Learned) -> None:
        """Apply what a written turn teaches; a `source_id` seen before changes nothing.

        Nor does a turn said before its learner was erased; and a pattern that was forgotten
        after the turn was said stays forgotten.
        """

    def take_back(
        self, learner_id: str, pattern: str, occurrence_id: str
    ) -> tuple[MemoryEntry | None, Quote] | None:
        """Remove an occurrence that was no error, from the memory and from its window.

        Returns:
            What is left of the entry, None where nothing is, and what was removed; None where
            there is no such occurrence.
        """

    def pause(self, learner_id: str, pattern: str, *, paused: bool) -> MemoryEntry | None:
        """Stop or resume reviews of a pattern; None where there is no such entry."""

    def forget(self, learner_id: str, pattern: str, *, at: datetime) -> bool:
        """Delete an entry and keep it from coming back by what was said before `at`.

        The counts of its type stay: they hold no words.

        Returns:
            Whether there was one.
        """

    def windows(
        self, learner_ids: Collection[str], *, since: date, until: date
    ) -> Sequence[Window]:
        """The windows of these learners in the weeks from `since` to `until`, both Mondays.

        Reads one document per learner and block of four weeks (`shared.domain.history`) at most.
        """

    def history(self, learner_id: str) -> Iterator[MemoryEntry | Window]:
        """Everything kept of a learner, streaming, for an export."""

    def strip_quotes(self, *, before: datetime, limit: int) -> int:
        """Drop the words said before that time, of at most `limit` entries; the counts stay.

        An entry that cannot be read is passed over.

        Returns:
            How many entries were changed.
        """
