"""Which finding is brought up in a turn, and how; every other stays visible with the reason.

Raising little is deliberate: at most one correction a turn, two at C1. A prompt comes first, for a
learner who mends the error alone keeps it mended longer (Lyster & Saito 2010,
https://doi.org/10.1017/S0272263109990520); the right form is given at A1 and on the second failure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shared.domain.correction import Correction, Operation, Verdict
from shared.domain.error_types import Level
from shared.domain.feedback import Decision, Move
from shared.domain.memory import MemoryEntry, MemoryState

# Below this a detector is guessing; a wrong correction costs more than three missed ones.
MIN_CONFIDENCE = 0.5

_WHY_NOT = {
    Verdict.UNSURE: "unsure_of_what_was_said",
    Verdict.INAUDIBLE: "cannot_be_heard",
    Verdict.REGISTER: "fine_in_spoken_french",
    Verdict.SELF_REPAIR: "mended_by_the_learner",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """The findings to bring up (indices), how, and the reason for each finding."""

    raised: tuple[int, ...]
    move: Move
    trace: tuple[Decision, ...]


def choose(
    corrections: Sequence[Correction], *, level: Level, known: Mapping[str, MemoryEntry]
) -> Choice:
    """Choose what to bring up.

    Args:
        corrections: the findings of one turn, in order of place.
        level: the learner's.
        known: what the memory holds of the patterns found, by pattern.
    """
    ranked = sorted(
        (i for i, found in enumerate(corrections) if _may_be_raised(found)),
        key=lambda i: _rank(corrections[i], known),
    )
    raised = tuple(ranked[: 2 if level is Level.C1 else 1])
    trace = tuple(
        Decision(i, i in raised, _reason(found, raised=i in raised, known=known))
        for i, found in enumerate(corrections)
    )
    move = _move(corrections[raised[0]], level, known) if raised else Move.NONE
    return Choice(raised, move, trace)


def _may_be_raised(found: Correction) -> bool:
    return found.verdict is Verdict.ERROR and found.confidence >= MIN_CONFIDENCE


def _is_recurrent(found: Correction, known: Mapping[str, MemoryEntry]) -> bool:
    entry = known.get(found.pattern)
    return entry is not None and entry.state is MemoryState.RECURRENT


def _rank(found: Correction, known: Mapping[str, MemoryEntry]) -> tuple[bool, bool, float, int]:
    """Order: what recurs, what was met before, what is surest, what came first."""
    return (
        not _is_recurrent(found, known),
        found.pattern not in known,
        -found.confidence,
        found.start,
    )


def _reason(found: Correction, *, raised: bool, known: Mapping[str, MemoryEntry]) -> str:
    if raised:
        return "it_recurs" if _is_recurrent(found, known) else "surest_finding"
    if found.verdict in _WHY_NOT:
        return _WHY_NOT[found.verdict]
    if found.confidence < MIN_CONFIDENCE:
        return "too_little_confidence"
    return "one_at_a_time"


def _move(found: Correction, level: Level, known: Mapping[str, MemoryEntry]) -> Move:
    if level is Level.A1 or found.pattern in known:
        return Move.RECAST
    if found.op is Operation.REPLACE:
        return Move.ELICIT
    return Move.METALINGUISTIC
