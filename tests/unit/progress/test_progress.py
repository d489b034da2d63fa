"""Windows of weeks: what is compared with what, across which changes nothing is claimed."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.clustering import Clustering, Counts
from shared.domain.error_types import ErrorType
from shared.domain.evidence import RULES, Reason, State
from shared.domain.progress import (
    Comparison,
    across,
    class_clustering,
    compare,
    compare_class,
    mastery,
)
from shared.domain.windows import (
    SessionCounts,
    Window,
    class_windows,
    last_closed_week,
    record,
    week_of,
)

MONDAY = date(2025, 1, 6)
UNTIL = MONDAY + timedelta(weeks=7)
CLAIMS = (State.IMPROVED, State.WORSENED)


def week(
    index: int,
    *counts: tuple[int, int],
    learner: str = "ana",
    recognizer: str = "whisper-1",
    task: str = "talk",
    kind: ErrorType = ErrorType.AUXILIARY,
) -> Window:
    """One week with a session per (errors, opportunities)."""
    monday = MONDAY + timedelta(weeks=index)
    start = datetime(monday.year, monday.month, monday.day, 9, tzinfo=UTC)
    return Window(
        learner,
        kind,
        monday,
        recognizer,
        task,
        tuple(
            SessionCounts(
                f"s{index}-{recognizer}-{task}-{place}",
                learner,
                start + timedelta(days=place),
                Counts(*each),
            )
            for place, each in enumerate(counts)
        ),
    )


def weeks(first: int, errors: int, opportunities: int = 15, **tags: str) -> list[Window]:
    """Four weeks of two sessions, all with the same counts."""
    each = (errors, opportunities)
    return [week(first + index, each, each, **tags) for index in range(4)]  # type: ignore[arg-type]


HALVED = weeks(0, 6) + weeks(4, 2)

some_sessions = st.lists(
    st.integers(0, 25).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), max_size=4
)
some_weeks = st.lists(some_sessions, min_size=8, max_size=8).map(
    lambda rows: [week(index, *row) for index, row in enumerate(rows)]
)


def test_four_weeks_are_compared_with_the_four_before() -> None:
    # GIVEN eight weeks of two sessions, WHEN compared
    found = compare(HALVED, until=UNTIL)
    # THEN each side holds its own four weeks
    assert found.verdict.state is State.IMPROVED
    assert (found.verdict.baseline.errors, found.verdict.baseline.opportunities) == (48, 120)
    assert (found.verdict.recent.errors, found.verdict.recent.opportunities) == (16, 120)
    assert found.verdict.baseline.sessions == found.verdict.recent.sessions == 8
    assert (found.subject_id, found.type) == ("ana", ErrorType.AUXILIARY)
    assert (found.recognizer, found.task, found.set_aside, found.rho) == (
        *("whisper-1", "talk"),
        0,
        0,
    )


def test_weeks_before_and_after_the_windows_do_not_count() -> None:
    # GIVEN a running week full of errors and an old one, WHEN compared until the week before
    extra = [week(8, (40, 40)), week(-1, (0, 40))]
    assert compare(HALVED + extra, until=UNTIL) == compare(HALVED, until=UNTIL)
    # THEN a week later the running one counts
    assert compare(HALVED + extra, until=UNTIL + timedelta(weeks=1)).verdict.recent.errors == 52


@given(some_weeks, st.integers(-60, 60), st.randoms(use_true_random=False))
def test_neither_the_calendar_nor_the_order_matters(
    windows: list[Window],
    shift: int,
    random: Random,
) -> None:
    # GIVEN any eight weeks, WHEN they are shuffled and happen at another time of the year
    move = timedelta(weeks=shift)
    moved = [replace(each, week=each.week + move, sessions=each.sessions[::-1]) for each in windows]
    random.shuffle(moved)
    here, there = compare(windows, until=UNTIL), compare(moved, until=UNTIL + move)
    # THEN the verdict is the same
    assert there.verdict.state is here.verdict.state
    assert there.verdict.reason is here.verdict.reason
    if here.verdict.probability is not None:
        assert there.verdict.probability == pytest.approx(here.verdict.probability, abs=1e-9)


@given(some_weeks)
def test_no_claim_with_too_little_on_either_side(windows: list[Window]) -> None:
    verdict = compare(windows, until=UNTIL).verdict
    enough = min(verdict.baseline.opportunities, verdict.recent.opportunities) >= 30
    sessions = min(verdict.baseline.sessions, verdict.recent.sessions) >= 3
    # THEN a figure is given exactly where there is enough, and claims only there
    assert (verdict.probability is not None) is (enough and sessions)
    assert (verdict.state in CLAIMS) <= (enough and sessions)


@given(some_weeks)
def test_swapping_the_weeks_swaps_the_claim(windows: list[Window]) -> None:
    # GIVEN eight weeks, WHEN the later four are put first
    turned = [
        replace(each, week=each.week + timedelta(weeks=4 if index < 4 else -4))
        for index, each in enumerate(windows)
    ]
    forth, back = (compare(each, until=UNTIL).verdict for each in (windows, turned))
    # THEN improved becomes worsened, and the rest stays
    swap = {State.IMPROVED: State.WORSENED, State.WORSENED: State.IMPROVED}
    assert back.state is swap.get(forth.state, forth.state)


def test_no_claim_across_a_change_of_recognizer() -> None:
    # GIVEN half the errors under a new recognizer; as a control, the same under the old one
    changed = compare(weeks(0, 6) + weeks(4, 2, recognizer="whisper-2"), until=UNTIL)
    assert compare(HALVED, until=UNTIL).verdict.state is State.IMPROVED
    # THEN nothing is claimed, the reason is named, no figure is shown
    assert changed.verdict.state is State.NOT_ENOUGH_EVIDENCE
    assert changed.verdict.reason is Reason.RECOGNIZER_CHANGED
    assert changed.verdict.probability is None
    assert changed.recognizer == "whisper-2"
    assert changed.set_aside == 120
    assert changed.verdict.more_opportunities >= 30


@given(some_weeks)
def test_disjoint_recognizers_are_never_compared(windows: list[Window]) -> None:
    split = [
        replace(each, recognizer="old" if index < 4 else "new")
        for index, each in enumerate(windows)
    ]
    verdict = compare(split, until=UNTIL).verdict
    assert verdict.state is State.NOT_ENOUGH_EVIDENCE
    assert verdict.probability is None
    assert verdict.reason in (Reason.RECOGNIZER_CHANGED, Reason.FEW_OPPORTUNITIES)


def test_no_claim_across_a_change_of_task() -> None:
    changed = compare(weeks(0, 6) + weeks(4, 2, task="retelling"), until=UNTIL)
    assert changed.verdict.reason is Reason.TASK_CHANGED
    assert changed.verdict.probability is None


def test_the_part_under_one_recognizer_is_still_compared() -> None:
    # GIVEN a new recognizer in the last week only, which hears nothing wrong
    windows = [*HALVED[:7], week(7, (0, 15), (0, 15), recognizer="whisper-2")]
    found = compare(windows, until=UNTIL)
    # THEN the weeks under the old one are compared, and the last is set aside
    assert found.recognizer == "whisper-1"
    assert found.verdict.state is State.IMPROVED
    assert found.verdict.recent.opportunities == 90
    assert found.set_aside == 30


def test_little_talk_is_not_blamed_on_the_recognizer() -> None:
    windows = [week(0, (1, 5), (1, 5)), week(5, (0, 5), recognizer="whisper-2")]
    assert compare(windows, until=UNTIL).verdict.reason is Reason.FEW_OPPORTUNITIES


def test_no_talk_in_these_weeks() -> None:
    verdict = compare([week(-20, (1, 5))], until=UNTIL).verdict
    assert verdict.reason is Reason.FEW_OPPORTUNITIES
    assert verdict.more_opportunities >= 30
    assert verdict.more_sessions == 3


@pytest.mark.parametrize(
    "windows",
    [
        [],
        [week(0, (1, 5)), week(1, (1, 5), learner="bo")],
        [week(0, (1, 5)), week(1, kind=ErrorType.OTHER)],
    ],
)
def test_only_one_subject_and_type_are_compared(windows: list[Window]) -> None:
    with pytest.raises(ValueError, match="one subject"):
        compare(windows, until=UNTIL)


def test_a_week_is_named_by_its_monday() -> None:
    assert week_of(date(2026, 12, 31)) == date(2026, 12, 28)
    assert week_of(date(2027, 1, 3)) == date(2026, 12, 28)  # ISO week 53
    with pytest.raises(ValueError, match="Monday"):
        compare(HALVED, until=date(2025, 1, 7))


@given(st.integers(0, 3000))
def test_closed_blocks_change_every_four_weeks(index: int) -> None:
    # GIVEN any week, THEN the newest closed block ended one to four weeks ago
    here = MONDAY + timedelta(weeks=index)
    closed = last_closed_week(here)
    assert 1 <= (here - closed).days // 7 <= RULES.weeks
    # AND two neighbouring weeks differ by a whole block or not at all
    assert last_closed_week(here + timedelta(weeks=1)) - closed in (
        timedelta(0),
        timedelta(weeks=RULES.weeks),
    )


def test_a_session_is_recorded_once_and_grows() -> None:
    # GIVEN a window with a session, WHEN the next turns of it and another session are recorded
    first = week(0, (1, 5))
    more = replace(first.sessions[0], counts=Counts(2, 4))
    other = replace(first.sessions[0], session="later", counts=Counts(0, 3))
    found = record(record(first, more), other)
    # THEN its row holds the sum, and the other stands beside it
    assert [(each.session, each.counts) for each in found.sessions] == [
        (first.sessions[0].session, Counts(3, 9)),
        ("later", Counts(0, 3)),
    ]
    assert found.opportunities == 12


def test_the_class_lends_its_rho() -> None:
    # GIVEN a learner with a lucky even spread, in a class whose sessions differ widely
    wild = [week(index, (9, 15), (1, 15), learner="bo") for index in range(8)]
    lent = class_clustering(HALVED + wild, until=UNTIL)
    assert lent is not None
    assert lent.rho > 0.02
    # THEN the comparison uses the class's estimate and says so
    found = compare(HALVED, until=UNTIL, clustering=lent)
    assert found.rho == lent.rho
    assert found.verdict.recent.divisor > compare(HALVED, until=UNTIL).verdict.recent.divisor
    assert compare(HALVED, until=UNTIL, clustering=Clustering(0.5, 9)).verdict.state not in CLAIMS


def class_of(*talk: tuple[tuple[int, int], tuple[int, int]]) -> tuple[Window, ...]:
    """A class from the counts a session has before and since, a learner each."""
    return class_windows(
        [
            window
            for index, (before, after) in enumerate(talk)
            for window in (
                *weeks(0, *before, learner=f"learner-{index}"),
                *weeks(4, *after, learner=f"learner-{index}"),
            )
        ],
        "class",
    )


def test_a_class_improves_where_its_learners_do() -> None:
    found = compare_class(class_of(*[((4, 10), (2, 10))] * 6), until=UNTIL)
    assert found.subject_id == "class"
    assert found.verdict.state is State.IMPROVED
    assert found.verdict.baseline.opportunities == 6 * 80


def test_a_class_whose_weak_learners_fall_silent_does_not_improve() -> None:
    # GIVEN constant learners; the three weak ones talk a tenth as much
    silent = class_of(*[((10, 20), (1, 2))] * 3, *[((2, 20), (2, 20))] * 3)
    found = compare_class(silent, until=UNTIL).verdict
    plain = [
        sum(each.counts.errors for window in side for each in window.sessions)
        / sum(window.opportunities for window in side)
        for side in (
            [each for each in silent if each.week < MONDAY + timedelta(weeks=4)],
            [each for each in silent if each.week >= MONDAY + timedelta(weeks=4)],
        )
    ]
    # WHEN the plain rate falls by half, THEN the standardized one does not
    assert plain[1] < 0.6 * plain[0]
    assert found.state is not State.IMPROVED
    assert found.baseline.rate == pytest.approx(found.recent.rate)


def test_a_class_needs_three_learners_in_both_windows() -> None:
    pair = ((4, 10), (0, 10))
    newcomer = ((0, 0), (0, 10))
    found = compare_class(class_of(pair, pair, newcomer), until=UNTIL)
    assert found.verdict.reason is Reason.FEW_LEARNERS
    # The newcomer's talk is not in the sums, and said to be left out.
    assert found.verdict.recent.opportunities == 160
    assert found.set_aside == 80
    assert compare_class(class_of(pair, pair, pair), until=UNTIL).verdict.state is State.IMPROVED


def claims(*errors: int) -> list[Comparison]:
    """One comparison per learner, from the errors in 15 that each session has since."""
    return [
        compare(
            [replace(each, subject_id=str(place)) for each in weeks(0, 5) + weeks(4, count)],
            until=UNTIL,
        )
        for place, count in enumerate(errors)
    ]


def test_a_weak_claim_among_many_comparisons_is_withdrawn() -> None:
    # GIVEN one claim at about .97 among twenty learners as before, and one beyond doubt
    weak, strong, same = claims(3, 0, 5)
    assert weak.verdict.probability is not None
    assert 0.95 < weak.verdict.probability < 0.995
    report = [weak, strong, *[same] * 20]
    # WHEN judged together
    found = across(report)
    # THEN the strong one stays, the weak one says why it went and what would bring it back
    assert found[1] == strong
    assert found[2:] == tuple(report[2:])
    assert found[0].verdict.state is State.NOT_ENOUGH_EVIDENCE
    assert found[0].verdict.reason is Reason.MANY_COMPARISONS
    assert found[0].verdict.more_opportunities > 0
    # AND alone it would have stood
    assert across([weak]) == (weak,)


def test_withdrawal_treats_both_directions_alike_and_ignores_what_was_not_compared() -> None:
    (worse,) = claims(7)
    assert worse.verdict.state is State.WORSENED
    silent = compare([replace(week(0, (1, 5)), subject_id="silent")], until=UNTIL)
    same = claims(5) * 40
    # GIVEN forty silent learners, THEN the family is still of one; forty compared ones count
    assert across([worse, *[silent] * 40])[0].verdict.state is State.WORSENED
    assert across([worse, *same])[0].verdict.state is State.NOT_ENOUGH_EVIDENCE
    assert across([]) == ()


def test_thirty_clean_opportunities_in_three_sessions_are_mastery() -> None:
    # GIVEN an error long ago and three clean sessions of ten since
    found = mastery([week(0, (3, 10)), week(1, (0, 10)), week(2, (0, 10), (0, 10))])
    assert found.mastered
    assert (found.clean_opportunities, found.clean_sessions) == (30, 3)
    # THEN what that shows is a rate below about 6 %, not zero
    assert 0.05 < found.rate_below < 0.07


@pytest.mark.parametrize(
    ("windows", "opportunities", "sessions"),
    [
        ([week(1, (0, 29), (0, 0), (0, 0))], 1, 2),
        ([week(1, (0, 20)), week(2, (0, 20))], 0, 1),
        ([week(1, (0, 30), (0, 30), (0, 30)), week(2, (1, 30))], 30, 3),
        ([week(1, (0, 30), (0, 30), recognizer="deaf"), week(2, (0, 30))], 0, 2),
        ([], 30, 3),
    ],
)
def test_mastery_says_what_is_lacking(
    windows: list[Window], opportunities: int, sessions: int
) -> None:
    # GIVEN too few, too few sessions, a fresh error, a deaf recognizer before, nothing at all
    found = mastery(windows)
    assert not found.mastered
    assert (found.more_opportunities, found.more_sessions) == (opportunities, sessions)


@given(some_weeks)
def test_mastery_and_a_last_session_with_an_error_exclude_each_other(windows: list[Window]) -> None:
    spoilt = [*windows, week(9, (1, 5))]
    assert mastery(spoilt).clean_opportunities == 0
    assert mastery([*spoilt, week(10, (0, 10), (0, 10), (0, 10))]).mastered
