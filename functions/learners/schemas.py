"""What GET /api/learners/{id}/memory gives."""

from datetime import datetime

from infra.edge.bodies import Body
from shared.domain.error_types import ErrorType
from shared.domain.memory import MemoryEntry, MemoryState


class QuoteModel(Body):
    """The learner's own words; `start` and `end` are seconds in the recording, if any."""

    said: str
    better: str
    at: datetime
    recording_id: str
    start: float | None
    end: float | None


class MemoryEntryModel(Body):
    """One pattern that was heard, how often, in how many sittings, and where."""

    pattern: str
    type: ErrorType
    state: MemoryState
    occurrences: int
    sessions: int
    first_seen: datetime
    last_seen: datetime
    quotes: tuple[QuoteModel, ...]

    @classmethod
    def of(cls, entry: MemoryEntry) -> "MemoryEntryModel":
        """Show an entry."""
        return cls.model_validate(entry, from_attributes=True)


class MemoryModel(Body):
    """Everything remembered of a learner's errors, most frequent first."""

    entries: tuple[MemoryEntryModel, ...]
