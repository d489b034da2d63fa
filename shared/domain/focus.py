"""Which patterns a week is for: at most three, by how due × how often × how much they hamper."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from shared.domain.distributions import jeffreys
from shared.domain.error_types import ErrorType
from shared.domain.memory import Quote

MOST_FOCUS = 3

# How much a type hampers the listener, 1 to 3. A ranking of ours, not a measurement: 3 where the
# listener understands something else, 2 where the sentence has to be put together again, 1 where
# it is understood and heard as foreign.
_GRAVITY = {
    **dict.fromkeys(
        (ErrorType.FALSE_FRIEND, ErrorType.OTHER_LEXICAL, ErrorType.PRONUNCIATION), 3.0
    ),
    **dict.fromkeys(
        (
            ErrorType.OBJECT_PRONOUN,
            ErrorType.PAST_ASPECT,
            ErrorType.QUESTION,
            ErrorType.NEGATION,
            ErrorType.SI_CLAUSE,
            ErrorType.TIME_DEPUIS,
            ErrorType.RELATIVE,
            ErrorType.OTHER_VERB_FORM,
            ErrorType.NUMBER_DATE,
            ErrorType.SUBJECT_VERB,
            ErrorType.TU_VOUS,
        ),
        2.0,
    ),
}
# Neither preferred nor put behind while nothing was counted of it.
_UNKNOWN_RATE = 0.25
_NOT_DUE = 0.25
_MOST_URGENCY = 2.0
# A second pattern of a type is worth half, a third a quarter: three points are a week, not one.
_SAME_TYPE = 0.5


@dataclass(frozen=True, slots=True)
class Counted:
    """Errors and opportunities of a type lately."""

    errors: int
    opportunities: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pattern that may become a focus.

    Attributes:
        recurrent: it came back often enough; a single slip never enters a plan.
        paused: learner or teacher wants to leave it alone.
        due: when it should be met again; None is now.
        occurrences: breaks ties.
    """

    pattern: str
    type: ErrorType
    recurrent: bool
    paused: bool
    due: datetime | None
    occurrences: int
    quotes: tuple[Quote, ...] = ()


def gravity(kind: ErrorType) -> float:
    """Tell how much a type of error hampers the listener, 1 to 3."""
    return _GRAVITY.get(kind, 1.0)


def urgency(due: datetime | None, *, begins: datetime, ends: datetime) -> float:
    """Tell how due a pattern is in a week: 1 within it, up to 2 when overdue, little before."""
    if due is None:
        return 1.0
    if due >= ends:
        return _NOT_DUE
    overdue = (begins - due) / timedelta(weeks=1)
    return 1.0 + min(_MOST_URGENCY - 1.0, max(0.0, overdue))


def choose_focus(
    candidates: Iterable[Candidate],
    counts: Mapping[ErrorType, Counted],
    *,
    begins: datetime,
    ends: datetime,
    most: int = MOST_FOCUS,
) -> tuple[Candidate, ...]:
    """Choose what a week is for, the weightiest first.

    Args:
        candidates: what is remembered of one learner.
        counts: recent errors and opportunities per type, where there are any.
        begins, ends: of the week, UTC.
        most: how many at most.
    """
    open_ = [each for each in candidates if each.recurrent and not each.paused]
    weight = {
        each.pattern: urgency(each.due, begins=begins, ends=ends)
        * _rate(counts.get(each.type))
        * gravity(each.type)
        for each in open_
    }
    chosen: list[Candidate] = []
    while open_ and len(chosen) < most:
        taken = [each.type for each in chosen]
        best = max(
            open_,
            key=lambda each: (
                weight[each.pattern] * _SAME_TYPE ** taken.count(each.type),
                each.occurrences,
                each.pattern,
            ),
        )
        chosen.append(best)
        open_.remove(best)
    return tuple(chosen)


def _rate(counted: Counted | None) -> float:
    if counted is None or not counted.opportunities:
        return _UNKNOWN_RATE
    errors = min(counted.errors, counted.opportunities)
    return jeffreys(errors, counted.opportunities).mean
