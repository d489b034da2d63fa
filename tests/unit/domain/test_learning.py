"""What one turn changes: bounded, and each correct use counted for one pattern."""

from dataclasses import replace
from datetime import timedelta

import pytest

from shared.domain.error_types import ErrorType
from shared.domain.learning import PATTERNS_PER_TURN, REVIEWS_PER_TURN, learn, sort_turn
from shared.domain.memory import (
    PATTERN_BYTES,
    Learned,
    MemoryEntry,
    Observation,
    Quote,
    is_due,
    memory_key,
)
from tests.doubles import NOON

QUOTE = Quote("j'ai allé", "je suis allé", NOON)


def turn(patterns: list[str], *, met: int = 0, day: float = 0) -> Learned:
    seen = tuple(Observation(each, ErrorType.AUXILIARY, QUOTE) for each in patterns)
    at = NOON + timedelta(days=day)
    return Learned("emma", f"t{day}", "s", at, seen, {ErrorType.AUXILIARY: met})


def known(patterns: list[str]) -> list[MemoryEntry]:
    return [
        learn(sort_turn(turn([each], day=index / 100)), {}, (), lambda _: False)[0]
        for index, each in enumerate(patterns)
    ]


def test_a_turn_touches_a_bounded_number_of_patterns_the_most_frequent_ones() -> None:
    patterns = [f"auxiliary:{number}" for number in range(500)] + ["auxiliary:often"] * 2
    changed = learn(sort_turn(turn(patterns)), {}, (), lambda _: False)
    assert len(changed) == PATTERNS_PER_TURN
    assert changed[0].pattern == "auxiliary:often"


def test_reviews_are_bounded_and_the_longest_overdue_come_first() -> None:
    entries = known([f"auxiliary:{number:03}" for number in range(60)])
    lesson = sort_turn(turn([], met=100, day=30))
    changed = learn(lesson, {}, list(reversed(entries)), lambda _: False)
    assert [each.pattern for each in changed] == [
        each.pattern for each in entries[:REVIEWS_PER_TURN]
    ]


def test_occurrences_of_a_turn_have_names_of_their_own_whatever_was_forgotten() -> None:
    learned = turn(["auxiliary:a", "auxiliary:b", "auxiliary:a"])
    changed = learn(sort_turn(learned), {}, (), lambda pattern: pattern == "auxiliary:a")
    (entry,) = changed
    assert [quote.id for quote in entry.quotes] == ["t0.2"]


def test_correct_uses_are_opportunities_less_errors() -> None:
    assert sort_turn(turn(["auxiliary:a"] * 2, met=5)).right == {ErrorType.AUXILIARY: 3}
    assert sort_turn(turn(["auxiliary:a"] * 2, met=2)).right == {}
    assert sort_turn(turn(["auxiliary:a"] * 2, met=0)).right == {}


def test_several_errors_of_one_turn_are_one_review() -> None:
    (once,) = known(["auxiliary:a"])
    (twice,) = learn(sort_turn(turn(["auxiliary:a"] * 3)), {}, (), lambda _: False)
    assert once.card == twice.card
    assert (once.occurrences, twice.occurrences) == (1, 3)


def test_a_paused_pattern_is_not_due() -> None:
    (entry,) = known(["auxiliary:a"])
    later = NOON + timedelta(days=30)
    assert is_due(entry, at=later)
    assert not is_due(replace(entry, paused=True), at=later)
    assert not is_due(entry, at=NOON)


@pytest.mark.parametrize("pattern", ["auxiliary:aller", "noun_gender:été", "x:" + "é" * 500])
def test_a_key_fits_into_a_path_and_stays_itself_where_it_can(pattern: str) -> None:
    key = memory_key(pattern)
    assert len(key.encode()) <= PATTERN_BYTES
    assert memory_key(key) == key
    assert (key == pattern) == (len(pattern.encode()) <= PATTERN_BYTES)
