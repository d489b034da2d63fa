"""A learner's weekly windows as they are kept: four weeks a document.

A claim compares two blocks of four weeks (`last_closed_week`), so two documents hold all that it
rests on, and a third the running weeks, however many types, tasks and recognizers there are. A
document stays bounded because a window keeps at most `SESSIONS_KEPT` sessions apart.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from shared.domain.clustering import Counts
from shared.domain.error_types import ErrorType
from shared.domain.evidence import RULES
from shared.domain.memory import ERRORS_ONLY, Learned, Quote
from shared.domain.windows import SessionCounts, Window, last_closed_week, record

# Beyond so many sittings a week the latest share a row. Fewer, larger sessions make a claim
# harder, never easier: the design effect grows with them.
SESSIONS_KEPT = 20
_WEEKS = timedelta(weeks=RULES.weeks)


@dataclass(frozen=True, slots=True)
class Block:
    """The windows of one learner in the four weeks from `first`, a Monday."""

    learner_id: str
    first: date
    windows: tuple[Window, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """Weeks to be looked at, both Mondays inclusive; `until` is the last that is compared."""

    since: date
    until: date
    last: date


def block_of(week: date) -> date:
    """Give the first Monday of the block that holds a week.

    Raises:
        ValueError: week is not a Monday.
    """
    return last_closed_week(week) + timedelta(weeks=1)


def span_of(week: date) -> Span:
    """Give what a claim made in `week` looks at: two closed blocks, and the running one.

    Raises:
        ValueError: week is not a Monday.
    """
    until = last_closed_week(week)
    return Span(until - 2 * _WEEKS + timedelta(weeks=1), until, week)


def blocks_between(since: date, until: date) -> tuple[date, ...]:
    """List the blocks that hold the weeks from `since` to `until`."""
    first, last = block_of(since), block_of(until)
    count = (last - first) // _WEEKS + 1
    return tuple(first + index * _WEEKS for index in range(max(0, count)))


def count_turn(block: Block, learned: Learned) -> Block:
    """Add a turn's counts to its windows."""
    for kind, counts in turn_counts(learned).items():
        row = SessionCounts(learned.session, learned.learner_id, learned.at, counts)
        block = _with_row(block, kind, learned, row)
    return block


def turn_counts(learned: Learned) -> dict[ErrorType, Counts]:
    """Count a turn's errors among its opportunities, by type.

    An error of a type whose contexts are not counted is an opportunity all the same.
    """
    errors: dict[ErrorType, int] = {}
    for observation in learned.observations:
        errors[observation.type] = errors.get(observation.type, 0) + 1
    return {
        kind: Counts(wrong := errors.get(kind, 0), max(wrong, learned.opportunities.get(kind, 0)))
        for kind in sorted(errors.keys() | learned.opportunities.keys())
        if errors.get(kind) or learned.opportunities.get(kind)
    }


def uncount(block: Block, kind: ErrorType, quote: Quote) -> Block:
    """Take back one error; what was said stays an opportunity, met rightly."""
    origin = quote.origin
    if origin is None:
        return block
    key = (kind, origin.week, origin.recognizer, origin.task)
    windows = [
        _without_error(each, origin.session) if _key(each) == key else each
        for each in block.windows
    ]
    return replace(block, windows=tuple(windows))


def of_type(windows: Iterable[Window], kind: ErrorType) -> tuple[Window, ...]:
    """Pick the windows of one type."""
    return tuple(each for each in windows if each.type is kind)


def comparable(windows: Iterable[Window]) -> tuple[Window, ...]:
    """Pick the windows whose contexts were counted, so that they have a rate."""
    return tuple(each for each in windows if each.recognizer != ERRORS_ONLY)


def _key(window: Window) -> tuple[ErrorType, date, str, str]:
    return window.type, window.week, window.recognizer, window.task


def _with_row(block: Block, kind: ErrorType, learned: Learned, row: SessionCounts) -> Block:
    key = (kind, learned.monday, learned.counted_under(kind), learned.task)
    others = tuple(each for each in block.windows if _key(each) != key)
    known = next((each for each in block.windows if _key(each) == key), None)
    window = known or Window(learned.learner_id, *key, ())
    there = {each.session for each in window.sessions}
    if row.session not in there and len(there) >= SESSIONS_KEPT:
        row = replace(row, session=window.sessions[-1].session)
    return replace(block, windows=(*others, record(window, row)))


def _without_error(window: Window, session: str) -> Window:
    rows = list(window.sessions)
    # Its own row, or the last, which stands for the sittings beyond the bound.
    candidates = [i for i, row in enumerate(rows) if row.session == session] or [len(rows) - 1]
    for index in candidates:
        counts = rows[index].counts
        if counts.errors:
            fewer = Counts(counts.errors - 1, counts.opportunities)
            rows[index] = replace(rows[index], counts=fewer)
            break
    return replace(window, sessions=tuple(rows))
