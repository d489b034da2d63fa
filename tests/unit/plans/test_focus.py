"""Which patterns a week is for."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from shared.domain.error_types import ErrorType
from shared.domain.focus import Candidate, Counted, choose_focus, gravity, urgency
from shared.domain.iso_week import IsoWeek

WEEK = IsoWeek(2026, 10)
BEGINS, ENDS = WEEK.begins("Europe/Paris"), WEEK.ends("Europe/Paris")
DAY = timedelta(days=1)
ONE = Candidate("auxiliary:aller", ErrorType.AUXILIARY, True, False, None, 5)


def chosen(*candidates: Candidate, counts: dict[ErrorType, Counted] | None = None) -> list[str]:
    found = choose_focus(candidates, counts or {}, begins=BEGINS, ends=ENDS)
    return [each.pattern for each in found]


def test_a_single_slip_never_enters_a_plan() -> None:
    assert chosen(replace(ONE, recurrent=False, occurrences=99)) == []


def test_what_is_paused_never_enters_a_plan() -> None:
    assert chosen(replace(ONE, paused=True)) == []


def test_three_at_most() -> None:
    many = [replace(ONE, pattern=f"p{n}", type=kind) for n, kind in enumerate(list(ErrorType)[:9])]
    assert len(chosen(*many)) == 3


def test_due_goes_before_not_due() -> None:
    later = replace(ONE, pattern="later", due=ENDS + DAY)
    overdue = replace(ONE, pattern="overdue", due=BEGINS - 7 * DAY)
    within = replace(ONE, pattern="within", due=ENDS - DAY)
    assert chosen(later, within, overdue) == ["overdue", "within", "later"]


def test_urgency_is_bounded() -> None:
    assert urgency(datetime(1990, 1, 1, tzinfo=UTC), begins=BEGINS, ends=ENDS) == 2.0
    assert urgency(ENDS, begins=BEGINS, ends=ENDS) == 0.25


def test_the_higher_rate_goes_first() -> None:
    other = replace(ONE, pattern="noun_gender:main", type=ErrorType.NOUN_GENDER)
    counts = {ErrorType.AUXILIARY: Counted(3, 60), ErrorType.NOUN_GENDER: Counted(20, 60)}
    assert chosen(ONE, other, counts=counts)[0] == "noun_gender:main"


def test_what_hampers_more_goes_first() -> None:
    worse = replace(ONE, pattern="false_friend:librairie", type=ErrorType.FALSE_FRIEND)
    assert chosen(ONE, worse)[0] == "false_friend:librairie"
    assert all(1 <= gravity(kind) <= 3 for kind in ErrorType)


def test_a_week_is_not_three_times_the_same_point() -> None:
    same = [replace(ONE, pattern=f"auxiliary:{verb}") for verb in ("aller", "venir", "partir")]
    other = replace(ONE, pattern="noun_gender:main", type=ErrorType.NOUN_GENDER, occurrences=3)
    assert "noun_gender:main" in chosen(*same, other)


def test_more_errors_than_opportunities_do_not_stop_the_job() -> None:
    assert chosen(ONE, counts={ErrorType.AUXILIARY: Counted(5, 3)}) == [ONE.pattern]
