"""Weekly windows: what was counted, by week, recognizer and task, with its sessions kept apart."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from shared.domain.clustering import Counts, total
from shared.domain.error_types import ErrorType
from shared.domain.evidence import RULES, Rules

# A Monday: blocks of weeks are counted from it, so that everybody's claims fall on the same weeks.
_FIRST_MONDAY = date(1970, 1, 5)
_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class SessionCounts:
    """What one learner said in one session, of one type, under one recognizer and one task.

    Attributes:
        started_at: orders the sessions of a week.
        counts: every error counts as an opportunity too, since it was made in one.
    """

    session: str
    learner_id: str
    started_at: datetime
    counts: Counts


@dataclass(frozen=True, slots=True)
class Window:
    """One week of one type.

    Attributes:
        subject_id: the learner or the class.
        week: the Monday of the ISO week, in the learner's own time zone.
        recognizer: name and version of everything that decides what is counted: the speech
            model, and the detectors and opportunity rules behind it.
        task: what was asked for (free talk, retelling, ...).
        sessions: kept apart, as clustering cannot be seen in their sum.
    """

    subject_id: str
    type: ErrorType
    week: date
    recognizer: str
    task: str
    sessions: tuple[SessionCounts, ...]

    @property
    def opportunities(self) -> int:
        """Sum over the sessions."""
        return sum(each.counts.opportunities for each in self.sessions)


def week_of(day: date) -> date:
    """Give the Monday of a day's ISO week."""
    return day - timedelta(days=day.weekday())


def last_closed_week(week: date, *, rules: Rules = RULES) -> date:
    """Give the last week of the newest block that was over before `week` began.

    Blocks are as long as the windows. Who compares only there looks at each week's talk once as
    recent and once as baseline, however often a page is opened.

    Raises:
        ValueError: week is not a Monday.
    """
    require_monday(week)
    weeks = (week - _FIRST_MONDAY).days // 7
    return _FIRST_MONDAY + (weeks // rules.weeks * rules.weeks - 1) * _WEEK


def record(window: Window, session: SessionCounts) -> Window:
    """Add what was counted in a session; a session already there grows.

    Returns:
        The window, with no more rows than it has sessions.
    """
    rows = {(each.session, each.learner_id): each for each in window.sessions}
    key = (session.session, session.learner_id)
    known = rows.get(key)
    if known is not None:
        session = replace(
            known,
            started_at=min(known.started_at, session.started_at),
            counts=total((known.counts, session.counts)),
        )
    rows[key] = session
    return replace(window, sessions=tuple(rows.values()))


def class_windows(windows: Iterable[Window], class_id: str) -> tuple[Window, ...]:
    """Join the windows of a class's learners, week by week, recognizer by recognizer."""
    joined: dict[tuple[ErrorType, date, str, str], list[SessionCounts]] = defaultdict(list)
    for each in windows:
        joined[each.type, each.week, each.recognizer, each.task].extend(each.sessions)
    return tuple(
        Window(class_id, kind, week, recognizer, task, tuple(sessions))
        for (kind, week, recognizer, task), sessions in joined.items()
    )


def require_monday(day: date) -> None:
    """Refuse a day that does not name a week.

    Raises:
        ValueError: it is not a Monday.
    """
    if day.weekday():
        raise ValueError("a week is named by its Monday")
