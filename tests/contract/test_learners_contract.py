"""What every adapter of `Learners` must do."""

from datetime import UTC, datetime, timedelta

from shared.domain.error_types import ErrorType
from shared.domain.memory import Learned, MemoryState, Observation, Quote
from shared.ports.recordings import Learners
from tests.lessons import lesson
from tests.threads import in_threads

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_nobody_has_no_memory(learners: Learners) -> None:
    assert list(learners.memory("nobody")) == []


def test_a_lesson_is_kept_with_its_words(learners: Learners) -> None:
    learners.learn(lesson("t1"))
    (entry,) = learners.memory("l1")
    assert (entry.pattern, entry.type, entry.occurrences) == ("p", ErrorType.AUXILIARY, 1)
    assert entry.quotes == (Quote("j'ai allé", "je suis allé", NOW),)


def test_one_source_counts_once_however_often_it_comes(learners: Learners) -> None:
    # WHEN the same turn is taught twenty times, in line and at once
    for _ in range(12):
        learners.learn(lesson("t1"))
    results = in_threads(8, lambda i: learners.learn(lesson("t1")))
    # THEN it has counted once
    assert results == [None] * 8
    (entry,) = learners.memory("l1")
    assert entry.occurrences == 1


def test_a_source_is_each_learners_own(learners: Learners) -> None:
    learners.learn(lesson("t1"))
    learners.learn(lesson("t1", learner="l2"))
    assert [e.occurrences for e in learners.memory("l2")] == [1]


def test_two_sessions_that_learn_at_once_are_both_kept(learners: Learners) -> None:
    # WHEN eight turns of two sittings are learnt at the same moment
    results = in_threads(8, lambda i: learners.learn(lesson(f"t{i}", session=f"s{i % 2}")))
    # THEN all count, and the pattern has become recurrent
    assert results == [None] * 8
    (entry,) = learners.memory("l1")
    assert (entry.occurrences, entry.sessions) == (8, 2)
    assert entry.state is MemoryState.RECURRENT


def test_one_turn_may_hold_a_pattern_twice(learners: Learners) -> None:
    quote = Quote("a", "b", NOW)
    twice = (Observation("p", ErrorType.OTHER, quote), Observation("p", ErrorType.OTHER, quote))
    learners.learn(Learned("l1", "t1", "s1", NOW, twice, {}))
    (entry,) = learners.memory("l1")
    assert (entry.occurrences, entry.sessions) == (2, 1)


def test_a_turn_without_errors_is_learnt_too(learners: Learners) -> None:
    learners.learn(Learned("l1", "t1", "s1", NOW, (), {ErrorType.AUXILIARY: 2}))
    assert list(learners.memory("l1")) == []


def test_the_most_frequent_come_first_within_the_limit(learners: Learners) -> None:
    # GIVEN patterns met one to four times
    for pattern, times in {"b": 2, "d": 4, "a": 1, "c": 3}.items():
        for index in range(times):
            learners.learn(lesson(f"{pattern}{index}", pattern=pattern))
    # WHEN the memory is read THEN the most frequent lead
    assert [e.pattern for e in learners.memory("l1")] == ["d", "c", "b", "a"]
    assert [e.pattern for e in learners.memory("l1", limit=2)] == ["d", "c"]


def test_late_news_does_not_turn_back_the_time(learners: Learners) -> None:
    old = Quote("a", "b", NOW - timedelta(days=3))
    learners.learn(lesson("t1"))
    learners.learn(
        Learned("l1", "t0", "s0", old.at, (Observation("p", ErrorType.AUXILIARY, old),), {})
    )
    (entry,) = learners.memory("l1")
    assert (entry.first_seen, entry.last_seen) == (old.at, NOW)


def test_any_text_names_a_learner_a_turn_or_a_pattern(learners: Learners) -> None:
    # GIVEN names that mean something to this or that store
    names = ["a/b", ".", "..", "__x__", "%2F", "é 'x' \\", "x" * 400]
    for name in names:
        learners.learn(lesson(name, learner=name, pattern=name))
        learners.learn(lesson(name, learner="l1", pattern=name))
    # THEN they stay apart
    assert {e.pattern: e.occurrences for e in learners.memory("l1")} == dict.fromkeys(names, 1)
    assert learners.entries("l1", ["..", "absent"]).keys() == {".."}
    for name in names:
        assert [e.pattern for e in learners.memory(name)] == [name]
