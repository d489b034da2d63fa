"""What is remembered of a learner's errors: one entry a pattern, bounded however long the history.

A pattern becomes *recurrent* after at least 3 occurrences in at least 2 sessions; a single slip
never enters a plan.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from shared.domain.error_types import ErrorType

RECURRENT_OCCURRENCES = 3
RECURRENT_SESSIONS = 2
QUOTES_KEPT = 5
# Enough to tell sittings apart when a handful run at once; the count itself never shrinks.
SESSIONS_KEPT = 8


class MemoryState(StrEnum):
    """How firmly a pattern stands."""

    SLIP = "slip"
    RECURRENT = "recurrent"


@dataclass(frozen=True, slots=True)
class Quote:
    """The learner's own words, and where to hear them.

    Attributes:
        said, better: the sentence as said and as it should be.
        recording_id: empty for a written turn.
        start, end: seconds in that recording, None where unknown.
    """

    said: str
    better: str
    at: datetime
    recording_id: str = ""
    start: float | None = None
    end: float | None = None


@dataclass(frozen=True, slots=True)
class Observation:
    """One counted error of one turn."""

    pattern: str
    type: ErrorType
    quote: Quote


@dataclass(frozen=True, slots=True)
class Learned:
    """All that one turn teaches the memory; applied once per `source_id`.

    Attributes:
        source_id: the recording or chat turn it comes from.
        session: what counts as one sitting.
        opportunities: obligatory contexts met, right or wrong, per type.
    """

    learner_id: str
    source_id: str
    session: str
    at: datetime
    observations: tuple[Observation, ...]
    opportunities: Mapping[ErrorType, int]


@dataclass(frozen=True, slots=True)
class MemoryEntry:
    """What is known of one pattern of one learner."""

    learner_id: str
    pattern: str
    type: ErrorType
    occurrences: int
    sessions: int
    recent_sessions: tuple[str, ...]
    first_seen: datetime
    last_seen: datetime
    quotes: tuple[Quote, ...] = field(default=())

    @property
    def state(self) -> MemoryState:
        """Slip or recurrent, by the rule above."""
        often = self.occurrences >= RECURRENT_OCCURRENCES
        return (
            MemoryState.RECURRENT
            if often and self.sessions >= RECURRENT_SESSIONS
            else MemoryState.SLIP
        )


def remember(
    entry: MemoryEntry | None, observation: Observation, *, learner_id: str, session: str
) -> MemoryEntry:
    """Add one counted error to what is known of its pattern."""
    quote = observation.quote
    if entry is None:
        return MemoryEntry(
            learner_id=learner_id,
            pattern=observation.pattern,
            type=observation.type,
            occurrences=1,
            sessions=1,
            recent_sessions=(session,),
            first_seen=quote.at,
            last_seen=quote.at,
            quotes=(quote,),
        )
    known = session in entry.recent_sessions
    return replace(
        entry,
        occurrences=entry.occurrences + 1,
        sessions=entry.sessions + (not known),
        recent_sessions=entry.recent_sessions
        if known
        else (*entry.recent_sessions, session)[-SESSIONS_KEPT:],
        first_seen=min(entry.first_seen, quote.at),
        last_seen=max(entry.last_seen, quote.at),
        quotes=(*entry.quotes, quote)[-QUOTES_KEPT:],
    )
