"""A written or spoken talk with the tutor: a bounded window of its last turns."""

from dataclasses import dataclass, replace
from datetime import datetime

# What a tutor needs to stay on the subject; older turns live on only in the memory of errors.
TURNS_KEPT = 12


@dataclass(frozen=True, slots=True)
class Turn:
    """One exchange."""

    learner: str
    tutor: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """A talk of one learner.

    Attributes:
        revision: counts its writes.
        turns: the last, oldest first.
        started_at: when its first message came; None where that was not kept.
    """

    id: str
    learner_id: str
    updated_at: datetime
    revision: int = 0
    turns: tuple[Turn, ...] = ()
    started_at: datetime | None = None


def add_turn(conversation: Conversation, turn: Turn, *, now: datetime) -> Conversation:
    """Append a turn and let the oldest go."""
    return replace(conversation, turns=(*conversation.turns, turn)[-TURNS_KEPT:], updated_at=now)
