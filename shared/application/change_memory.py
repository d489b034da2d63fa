"""Correct, pause and forget what is remembered of a learner."""

from collections.abc import Iterable

from shared.application.access import insist
from shared.domain.errors import Code, Refused, Transient
from shared.domain.memory import MemoryEntry
from shared.ports.learners import Learners
from shared.ports.people import People
from shared.ports.system import Clock, Principal, Role

# A teacher's word weighs more than a learner's, who may be wrong about French: from full
# confidence a rule falls below what is brought up (.5) after four words of a teacher or fourteen
# of learners.
TEACHERS_FACTOR = 0.8
LEARNERS_FACTOR = 0.95
_TRIES = 10


def take_back_error(
    learner_id: str,
    pattern: str,
    occurrence_id: str,
    *,
    principal: Principal,
    learners: Learners,
    people: People,
) -> MemoryEntry | None:
    """Remove an occurrence that was no error, and believe its detectors less in the class.

    Returns:
        What is left of the entry; None where that was all.

    Raises:
        Refused: `not_found`: nobody of theirs, no such pattern, or no such occurrence kept.
    """
    insist(principal, learner_id, people=people)
    taken = learners.take_back(learner_id, pattern, occurrence_id)
    if taken is None:
        raise Refused(Code.NOT_FOUND)
    left, quote = taken
    detectors = quote.origin.detectors if quote.origin else ()
    factor = LEARNERS_FACTOR if principal.role is Role.LEARNER else TEACHERS_FACTOR
    _distrust(learner_id, detectors, factor, people=people)
    return left


def pause_pattern(
    learner_id: str,
    pattern: str,
    *,
    paused: bool,
    principal: Principal,
    learners: Learners,
    people: People,
) -> MemoryEntry:
    """Leave a pattern alone for the time being, or take it up again.

    Raises:
        Refused: `not_found`.
    """
    insist(principal, learner_id, people=people)
    entry = learners.pause(learner_id, pattern, paused=paused)
    if entry is None:
        raise Refused(Code.NOT_FOUND)
    return entry


def forget_pattern(
    learner_id: str,
    pattern: str,
    *,
    principal: Principal,
    learners: Learners,
    people: People,
    clock: Clock,
) -> None:
    """Delete a pattern with its quotes; only what is said from now on can bring it back.

    Raises:
        Refused: `not_found`.
    """
    insist(principal, learner_id, people=people)
    if not learners.forget(learner_id, pattern, at=clock.now()):
        raise Refused(Code.NOT_FOUND)


def _distrust(learner_id: str, detectors: Iterable[str], factor: float, *, people: People) -> None:
    names = tuple(detectors)
    profile = people.profile(learner_id)
    if not names or profile is None or not profile.class_id:
        return
    for last in (False,) * (_TRIES - 1) + (True,):
        classroom = people.classroom(profile.class_id)
        if classroom is None or learner_id not in classroom.learner_ids:
            return
        try:
            people.save_classroom(classroom.distrust(names, factor=factor))
        except Transient:
            # Somebody else changed the class; the memory is right already, so try again here.
            if last:
                raise
        else:
            return
