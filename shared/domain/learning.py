"""What one turn changes in a learner's memory; pure, for every store's transaction.

The documents a turn touches are bounded: the patterns it holds (`PATTERNS_PER_TURN` at most), some
that were due and were used rightly (`REVIEWS_PER_TURN`), and the windows of its four weeks. Two
more blocks of windows are read, never the history.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from shared.domain.error_types import ErrorType
from shared.domain.evidence import State
from shared.domain.history import comparable, of_type, turn_counts
from shared.domain.memory import (
    Learned,
    MemoryEntry,
    MemoryState,
    Observation,
    practise,
    remember_turn,
)
from shared.domain.progress import compare, mastery
from shared.domain.windows import Window

# An hour's talk holds some fifty patterns; with the windows these stay under the 500 documents
# that Firestore's transactions were long limited to. Rates count every error, remembered or not.
PATTERNS_PER_TURN = 200
REVIEWS_PER_TURN = 20


@dataclass(frozen=True, slots=True)
class Lesson:
    """A turn, sorted by what it touches.

    Attributes:
        wrong: errors by pattern, the most frequent patterns first.
        right: correct uses by type: opportunities less errors of this turn.
    """

    learned: Learned
    wrong: Mapping[str, tuple[Observation, ...]]
    right: Mapping[ErrorType, int]


def sort_turn(learned: Learned) -> Lesson:
    """Sort a turn by pattern and type."""
    frequency = Counter(each.pattern for each in learned.observations)
    wrong = {
        pattern: tuple(each for each in learned.observations if each.pattern == pattern)
        for pattern, _ in frequency.most_common(PATTERNS_PER_TURN)
    }
    counts = turn_counts(learned)
    right = {kind: each.opportunities - each.errors for kind, each in counts.items()}
    return Lesson(learned, wrong, {kind: n for kind, n in right.items() if n})


def learn(
    lesson: Lesson,
    known: Mapping[str, MemoryEntry],
    due: Sequence[MemoryEntry],
    forgotten: Callable[[str], bool],
) -> list[MemoryEntry]:
    """Give the entries as the turn leaves them.

    Args:
        known: those of the turn's patterns that exist.
        due: entries of the types used rightly that were due when the turn was said, one per
            correct use at most; the longest overdue are reviewed.
        forgotten: whether a pattern was forgotten after this turn was said: a late duplicate or
            a slow worker must not bring it back.
    """
    learned = lesson.learned
    changed, number = [], 0
    for pattern, observations in lesson.wrong.items():
        if not forgotten(pattern):
            entry = known.get(pattern)
            changed.append(remember_turn(entry, observations, learned, number))
        number += len(observations)
    reviews = [each for each in due if each.due and each.pattern not in lesson.wrong]
    reviews.sort(key=lambda each: (each.due or learned.at, each.pattern))
    return changed + [practise(each, at=learned.at) for each in reviews[:REVIEWS_PER_TURN]]


def restate(
    entries: Iterable[MemoryEntry], windows: Sequence[Window], *, until: date
) -> list[MemoryEntry]:
    """Say of each entry how far the counts of its type have taken it.

    Args:
        windows: of this learner, two closed blocks and the running one.
        until: Monday of the last complete week that is compared.
    """
    stands: dict[ErrorType, MemoryState | None] = {}
    restated = []
    for entry in entries:
        if entry.type not in stands:
            stands[entry.type] = _standing(of_type(windows, entry.type), until)
        restated.append(replace(entry, advance=stands[entry.type]))
    return restated


def _standing(windows: tuple[Window, ...], until: date) -> MemoryState | None:
    if mastery(windows).mastered:
        return MemoryState.MASTERED
    rated = comparable(windows)
    if not rated:
        return None
    verdict = compare(rated, until=until).verdict
    return MemoryState.IMPROVING if verdict.state is State.IMPROVED else None
