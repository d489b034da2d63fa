"""What every adapter of `Learners` must expect a learner to say, for a recognizer to be told."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from shared.domain.error_types import ErrorType
from shared.domain.expectation import PATTERNS
from shared.domain.memory import Learned, Observation, Quote
from shared.ports.learners import Learners
from tests.contract.conftest import Stores

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
WEEK = timedelta(weeks=1)


def told(source: str, pattern: str, *, at: datetime = NOW) -> Learned:
    """An error whose words name its pattern."""
    quote = Quote(f"je {pattern}", f"tu {pattern}", at)
    seen = (Observation(pattern, ErrorType.AUXILIARY, quote),)
    return Learned("l1", source, "s1", at, seen, {ErrorType.AUXILIARY: 1})


def expected(learners: Learners) -> list[str]:
    """The wrong form of each pattern that is expected, in order."""
    return list(learners.expected_phrases("l1"))[::2]


def test_of_nobody_nothing_is_expected(learners: Learners) -> None:
    assert not learners.expected_phrases("nobody")


def test_a_pattern_is_expected_both_wrong_and_right_until_it_is_forgotten(
    learners: Learners, stores: Stores
) -> None:
    # GIVEN two patterns, one of them met twice
    for source, pattern in (("t1", "a"), ("t2", "b"), ("t3", "a")):
        learners.learn(told(source, pattern))
    assert list(learners.expected_phrases("l1")) == [
        *("je a", "tu a"),  # once, however often it was said
        *("je b", "tu b"),
    ]
    assert not learners.expected_phrases("l2")
    # WHEN one is paused THEN it is not expected, also where it is met again, until that ends
    learners.pause("l1", "a", paused=True)
    assert expected(learners) == ["je b"]
    learners.learn(told("t4", "a"))
    assert expected(learners) == ["je b"]
    learners.pause("l1", "a", paused=False)
    assert expected(learners) == ["je a", "je b"]
    # WHEN all of its occurrences are taken back, or it is forgotten THEN it is gone at once
    for source in ("t1", "t3", "t4"):
        learners.take_back("l1", "a", f"{source}.0")
    assert expected(learners) == ["je b"]
    learners.forget("l1", "b", at=NOW)
    assert expected(learners) == []
    # WHEN the learner is erased THEN nothing is left of what came since
    learners.learn(told("t5", "c", at=NOW + WEEK))
    assert expected(learners) == ["je c"]
    stores.personal_data.erase("l1", at=NOW + WEEK)
    assert expected(learners) == []


def test_the_next_frequent_takes_the_place_of_what_is_no_longer_expected(
    learners: Learners,
) -> None:
    # GIVEN three patterns more than are expected
    names = [f"p{number:02}" for number in range(PATTERNS + 3)]
    for number, name in enumerate(names):
        learners.learn(told(f"t{number}", name, at=NOW - number * timedelta(minutes=1)))
    first = [f"je {name}" for name in names]
    assert expected(learners) == first[:PATTERNS]
    # WHEN one is paused, one forgotten and one taken back THEN the others move up
    learners.pause("l1", names[0], paused=True)
    assert expected(learners) == first[1 : PATTERNS + 1]
    learners.forget("l1", names[1], at=NOW)
    assert expected(learners) == first[2 : PATTERNS + 2]
    learners.take_back("l1", names[2], "t2.0")
    assert expected(learners) == first[3:]
    # AND one that is resumed comes back to its own
    learners.pause("l1", names[0], paused=False)
    assert expected(learners) == [first[0], *first[3:]][:PATTERNS]


def test_words_that_are_too_old_are_not_expected(learners: Learners) -> None:
    learners.learn(told("t1", "a"))
    learners.learn(told("t2", "b", at=NOW + WEEK))
    learners.learn(replace(told("t3", "a"), learner_id="l2"))
    assert learners.strip_quotes(before=NOW + timedelta(days=1), limit=10) == 2
    assert (expected(learners), learners.expected_phrases("l2")) == (["je b"], ())
