"""Whether a learner's errors are going away: honest comparisons, and the weeks behind them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from shared.application.access import insist
from shared.application.learner_context import context_of
from shared.domain.clustering import Clustering, Counts, total
from shared.domain.error_types import ErrorType
from shared.domain.history import Span, comparable, of_type, span_of
from shared.domain.iso_week import IsoWeek
from shared.domain.progress import Comparison, Mastery, class_clustering, compare, mastery
from shared.domain.windows import Window
from shared.ports.learners import Learners
from shared.ports.people import People
from shared.ports.system import Clock, Principal

# Enough to know rho, and a bound on what one look at one learner reads: two documents each.
CLASSMATES = 40


@dataclass(frozen=True, slots=True)
class Week:
    """What was counted in one week under the recognizer and task that are compared."""

    monday: date
    counts: Counts


@dataclass(frozen=True, slots=True)
class TypeProgress:
    """One error type of one learner.

    Attributes:
        comparison: None where nothing of it was said that could be counted.
        errors_only: errors whose contexts are not counted, so that they have no rate.
    """

    type: ErrorType
    comparison: Comparison | None
    mastery: Mastery
    weeks: tuple[Week, ...]
    errors_only: int


@dataclass(frozen=True, slots=True)
class Progress:
    """All types of one learner, compared at the last closed block of four weeks."""

    learner_id: str
    span: Span
    types: tuple[TypeProgress, ...]


def show_progress(
    learner_id: str, *, principal: Principal, learners: Learners, people: People, clock: Clock
) -> Progress:
    """Compare a learner's last closed four weeks with the four before.

    Claims fall on the same weeks however often the page is opened, so looking often does not
    make a false one likelier. Where there is a class, its sessions tell how strongly errors
    cluster, which finds more.

    Raises:
        Refused: `not_found` for anybody else's progress.
    """
    insist(principal, learner_id, people=people)
    context = context_of(learner_id, people=people)
    span = span_of(IsoWeek.at(clock.now(), context.profile.timezone).monday)
    windows = learners.windows([learner_id], since=span.since, until=span.last)
    mates = context.classroom.learner_ids if context.classroom else ()
    known = None
    if learner_id in mates:
        others = [each for each in mates if each != learner_id][: CLASSMATES - 1]
        among = learners.windows(others, since=span.since, until=span.until)
        known = class_clustering(comparable([*windows, *among]), until=span.until)
    kinds = sorted({each.type for each in windows})
    return Progress(learner_id, span, tuple(_of_type(windows, kind, span, known) for kind in kinds))


def _of_type(
    windows: Sequence[Window], kind: ErrorType, span: Span, known: Clustering | None
) -> TypeProgress:
    own = of_type(windows, kind)
    rated = comparable(own)
    comparison = compare(rated, until=span.until, clustering=known) if rated else None
    shown = [
        each
        for each in rated
        if comparison is None
        or not comparison.recognizer
        or (each.recognizer, each.task) == (comparison.recognizer, comparison.task)
    ]
    mondays = sorted({each.week for each in shown})
    return TypeProgress(
        type=kind,
        comparison=comparison,
        mastery=mastery(own),
        weeks=tuple(
            Week(day, total(row.counts for w in shown if w.week == day for row in w.sessions))
            for day in mondays
        ),
        errors_only=sum(
            row.counts.errors for each in own if each not in rated for row in each.sessions
        ),
    )
