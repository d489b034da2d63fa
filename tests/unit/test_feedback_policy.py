"""Which finding is brought up, and how."""

from datetime import timedelta

import pytest

from shared.domain.correction import Operation, Verdict
from shared.domain.error_types import ErrorType, Level
from shared.domain.feedback import Move
from shared.domain.memory import MemoryEntry
from shared.french.feedback_policy import choose
from tests.doubles import NOON, finding


def known(pattern: str, occurrences: int, sessions: int) -> dict[str, MemoryEntry]:
    later = NOON + timedelta(days=1)
    entry = MemoryEntry(
        "emma", pattern, ErrorType.AUXILIARY, occurrences, sessions, (), NOON, later
    )
    return {pattern: entry}


FIRST = finding(0, 5, "a", "b", pattern="auxiliary:aller", confidence=0.7)
SURER = finding(6, 9, "c", "d", pattern="noun_gender:table", confidence=0.95)


def test_one_at_most_is_raised_and_the_surest_first() -> None:
    choice = choose([FIRST, SURER], level=Level.B1, known={})
    assert choice.raised == (1,)
    assert [d.reason for d in choice.trace] == ["one_at_a_time", "surest_finding"]


def test_two_are_raised_at_c1() -> None:
    assert choose([FIRST, SURER], level=Level.C1, known={}).raised == (1, 0)


def test_what_recurs_goes_before_what_is_surer() -> None:
    choice = choose([FIRST, SURER], level=Level.B1, known=known(FIRST.pattern, 3, 2))
    assert choice.raised == (0,)
    assert choice.trace[0].reason == "it_recurs"


@pytest.mark.parametrize("verdict", [v for v in Verdict if v is not Verdict.ERROR])
def test_what_a_guard_held_back_is_never_raised(verdict: Verdict) -> None:
    choice = choose([finding(0, 1, "a", "b", verdict=verdict)], level=Level.B1, known={})
    assert choice.raised == ()
    assert choice.move is Move.NONE
    assert choice.trace[0].reason not in {"surest_finding", "one_at_a_time"}


def test_a_guess_is_not_raised() -> None:
    choice = choose([finding(0, 1, "a", "b", confidence=0.3)], level=Level.B1, known={})
    assert choice.raised == ()
    assert choice.trace[0].reason == "too_little_confidence"


@pytest.mark.parametrize(
    ("level", "met_before", "op", "move"),
    [
        (Level.B1, False, Operation.REPLACE, Move.ELICIT),
        (Level.B1, False, Operation.INSERT, Move.METALINGUISTIC),
        (Level.B1, True, Operation.REPLACE, Move.RECAST),
        (Level.A1, False, Operation.REPLACE, Move.RECAST),
    ],
)
def test_a_prompt_comes_first_and_the_form_at_a1_or_the_second_time(
    level: Level, met_before: bool, op: Operation, move: Move
) -> None:
    error = finding(0, 1, "a", "b", op=op)
    memory = known(error.pattern, 1, 1) if met_before else {}
    assert choose([error], level=level, known=memory).move is move
