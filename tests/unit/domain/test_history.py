"""Windows as they are kept, four weeks a document."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra import documents
from shared.domain.clustering import Counts
from shared.domain.error_types import ErrorType
from shared.domain.history import (
    SESSIONS_KEPT,
    Block,
    block_of,
    blocks_between,
    comparable,
    count_turn,
    span_of,
    uncount,
)
from shared.domain.learning import learn, restate, sort_turn
from shared.domain.memory import Learned, MemoryState, Observation, Quote
from shared.domain.windows import SessionCounts, Window, last_closed_week
from tests.doubles import NOON

MONDAY = date(2026, 3, 2)
FIRST = block_of(MONDAY)


def turn(
    number: int, *, errors: int = 1, opportunities: int = 3, session: str = "s", day: int = 0
) -> Learned:
    quote = Quote("j'ai allé", "je suis allé", NOON)
    observation = Observation("auxiliary:aller", ErrorType.AUXILIARY, quote, ("rules:x",))
    return Learned(
        "emma",
        f"t{number}",
        session,
        NOON + timedelta(days=day),
        (observation,) * errors,
        {ErrorType.AUXILIARY: opportunities} if opportunities else {},
        recognizer="r",
        task="talk",
    )


def test_turns_of_a_session_add_up_and_sessions_stay_apart() -> None:
    block = Block("emma", FIRST)
    for number, session in enumerate("aab"):
        block = count_turn(block, turn(number, session=session))
    (window,) = block.windows
    assert (window.week, window.recognizer, window.task) == (MONDAY, "r", "talk")
    assert [(row.session, row.counts) for row in window.sessions] == [
        ("a", Counts(2, 6)),
        ("b", Counts(1, 3)),
    ]
    assert documents.decode(Block, documents.encode(block)) == block


def test_errors_without_counted_contexts_stand_apart() -> None:
    block = count_turn(Block("emma", FIRST), turn(1))
    block = count_turn(block, turn(2, opportunities=0))
    assert sum(window.opportunities for window in block.windows) == 4
    assert [window.opportunities for window in comparable(block.windows)] == [3]


@given(st.lists(st.sampled_from(range(60)), max_size=120))
def test_a_week_stays_bounded_and_counts_everything(sessions: list[int]) -> None:
    block = Block("emma", FIRST)
    for number, session in enumerate(sessions):
        block = count_turn(block, turn(number, session=f"s{session}"))
    rows = [row for window in block.windows for row in window.sessions]
    assert len(rows) <= SESSIONS_KEPT
    assert sum(row.counts.errors for row in rows) == len(sessions)
    assert sum(row.counts.opportunities for row in rows) == 3 * len(sessions)


@given(st.lists(st.sampled_from(range(30)), min_size=1, max_size=60), st.data())
def test_taking_back_removes_one_error_and_no_opportunity(
    sessions: list[int], data: st.DataObject
) -> None:
    # GIVEN turns in many sessions, with the memory they leave
    block, entry = Block("emma", FIRST), None
    for number, session in enumerate(sessions):
        learned = turn(number, session=f"s{session}")
        block = count_turn(block, learned)
        known = {entry.pattern: entry} if entry else {}
        (entry,) = learn(sort_turn(learned), known, (), lambda _: False)
    assert entry is not None
    quote = data.draw(st.sampled_from(entry.quotes))
    # WHEN one occurrence is taken back
    rows = [row for window in uncount(block, entry.type, quote).windows for row in window.sessions]
    # THEN one error is gone, and nothing else
    assert sum(row.counts.errors for row in rows) == len(sessions) - 1
    assert sum(row.counts.opportunities for row in rows) == 3 * len(sessions)


@given(st.integers(0, 3000))
def test_a_claim_rests_on_two_blocks_and_the_running_one(weeks: int) -> None:
    week = date(1990, 1, 1) + timedelta(weeks=weeks)
    span = span_of(week)
    assert span.until == last_closed_week(week)
    assert span.since == span.until - timedelta(weeks=7)
    assert span.last == week
    assert len(blocks_between(span.since, span.last)) == 3
    assert block_of(week) <= week < block_of(week) + timedelta(weeks=4)


def test_only_mondays_name_weeks() -> None:
    with pytest.raises(ValueError, match="Monday"):
        block_of(MONDAY + timedelta(days=1))


def window(week: date, errors: int, opportunities: int, sessions: int = 4) -> Window:
    share = Counts(errors // sessions, opportunities // sessions)
    at = datetime.combine(week, NOON.timetz())
    rows = tuple(SessionCounts(f"{week}-{i}", "emma", at, share) for i in range(sessions))
    return Window("emma", ErrorType.AUXILIARY, week, "r", "talk", rows)


@pytest.mark.parametrize(
    ("before", "after", "state"),
    [
        (48, 48, MemoryState.RECURRENT),
        (48, 8, MemoryState.IMPROVING),
        (48, 0, MemoryState.MASTERED),
    ],
)
def test_the_counts_of_its_type_take_a_pattern_further(
    before: int, after: int, state: MemoryState
) -> None:
    # GIVEN a recurrent pattern, and eight weeks of its type
    entry = None
    for number, session in enumerate("aabc"):
        known = {entry.pattern: entry} if entry else {}
        lesson = sort_turn(turn(number, session=session))
        (entry,) = learn(lesson, known, (), lambda _: False)
    assert entry is not None
    span = span_of(MONDAY)
    weeks = [span.since + timedelta(weeks=i) for i in range(8)]
    windows = [window(week, before if i < 4 else after, 120) for i, week in enumerate(weeks)]
    # WHEN its state is worked out
    (stated,) = restate([entry], windows, until=span.until)
    # THEN
    assert stated.state is state


def test_a_slip_stays_a_slip_however_good_its_type() -> None:
    (entry,) = learn(sort_turn(turn(1)), {}, (), lambda _: False)
    span = span_of(MONDAY)
    (stated,) = restate([entry], [window(span.until, 0, 120)], until=span.until)
    assert stated.state is MemoryState.SLIP
