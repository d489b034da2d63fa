"""What every adapter of `Learners` must do."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from shared.domain.clustering import Counts
from shared.domain.error_types import ErrorType
from shared.domain.learning import REVIEWS_PER_TURN
from shared.domain.memory import Learned, MemoryEntry, MemoryState, Observation, Quote
from shared.domain.windows import Window
from shared.ports.learners import Learners
from tests.later_release import write_as_a_later_release
from tests.lessons import lesson
from tests.threads import in_threads

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
WEEK = timedelta(weeks=1)


def test_nobody_has_no_memory(learners: Learners) -> None:
    assert list(learners.memory("nobody")) == []


def test_a_lesson_is_kept_with_its_words(learners: Learners) -> None:
    learners.learn(lesson("t1"))
    (entry,) = learners.memory("l1")
    assert (entry.pattern, entry.type, entry.occurrences) == ("p", ErrorType.AUXILIARY, 1)
    (quote,) = entry.quotes
    assert (quote.said, quote.better, quote.at) == ("j'ai allé", "je suis allé", NOW)


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


def rightly(source: str, uses: int, *, days: float, session: str = "s9") -> Learned:
    """A turn without errors, some days later."""
    at = NOW + timedelta(days=days)
    return Learned("l1", source, session, at, (), {ErrorType.AUXILIARY: uses})


def entry_of(learners: Learners, pattern: str = "p") -> MemoryEntry:
    return learners.entries("l1", [pattern])[pattern]


def test_an_error_sets_a_date_and_a_right_use_when_due_puts_it_off(learners: Learners) -> None:
    # GIVEN an error
    learners.learn(lesson("t1"))
    first = entry_of(learners)
    assert first.due is not None
    # WHEN it is used rightly before it is due THEN that proves nothing
    learners.learn(rightly("t2", 5, days=0.2))
    assert entry_of(learners) == first
    # WHEN it is used rightly once it is due THEN it is put off
    learners.learn(rightly("t3", 5, days=10))
    put_off = entry_of(learners)
    assert put_off.due is not None
    assert put_off.due > first.due + timedelta(days=10)
    assert put_off.occurrences == 1
    # WHEN it goes wrong again THEN it comes back soon
    again = lesson("t4")
    late = NOW + timedelta(days=60)
    learners.learn(replace(again, at=late))
    due = entry_of(learners).due
    assert due is not None
    assert due - late <= timedelta(days=3)


def test_a_correct_use_reviews_one_pattern_the_longest_overdue_first(learners: Learners) -> None:
    for number, pattern in enumerate("abc"):
        learners.learn(
            replace(lesson(f"t{pattern}", pattern=pattern), at=NOW + timedelta(hours=number))
        )
    before = {pattern: entry_of(learners, pattern).due for pattern in "abc"}
    learners.learn(rightly("t9", 2, days=30))
    after = {pattern: entry_of(learners, pattern).due for pattern in "abc"}
    assert [pattern for pattern in "abc" if after[pattern] != before[pattern]] == ["a", "b"]


def test_opportunities_that_went_wrong_review_nothing(learners: Learners) -> None:
    learners.learn(lesson("t1", pattern="a"))
    before = entry_of(learners, "a")
    wrong = lesson("t2", pattern="b")
    learners.learn(
        replace(wrong, at=NOW + timedelta(days=30), opportunities={ErrorType.AUXILIARY: 1})
    )
    assert entry_of(learners, "a") == before


def test_windows_keep_weeks_sessions_recognizers_and_tasks_apart(learners: Learners) -> None:
    # GIVEN turns of two sessions, of another task, of the next week and of another learner
    learners.learn(lesson("t1", session="a"))
    learners.learn(lesson("t2", session="b"))
    learners.learn(lesson("t2", session="b"))
    learners.learn(replace(lesson("t3"), task="chat", recognizer="w2"))
    learners.learn(rightly("t4", 4, days=7))
    learners.learn(lesson("t5", learner="l2"))
    # WHEN a class is loaded
    monday = date(2026, 3, 2)
    windows = learners.windows(["l1", "l2"], since=monday, until=monday + timedelta(weeks=1))
    # THEN
    seen = {
        (w.subject_id, w.week, w.recognizer, w.task): [row.counts for row in w.sessions]
        for w in windows
    }
    assert seen == {
        ("l1", monday, "", ""): [Counts(1, 3), Counts(1, 3)],
        ("l1", monday, "w2", "chat"): [Counts(1, 3)],
        ("l1", monday + timedelta(weeks=1), "", ""): [Counts(0, 4)],
        ("l2", monday, "", ""): [Counts(1, 3)],
    }
    assert not learners.windows(["l1"], since=monday - timedelta(weeks=9), until=monday - WEEK)


def test_the_first_of_january_counts_in_the_old_years_last_week(learners: Learners) -> None:
    new_year = datetime(2027, 1, 1, tzinfo=UTC)
    learners.learn(Learned("l1", "t3", "s", new_year, (), {ErrorType.NEGATION: 1}))
    monday = date(2026, 12, 28)
    (window,) = learners.windows(["l1"], since=monday, until=monday)
    assert window.opportunities == 1


def test_what_was_no_error_is_taken_back_everywhere(learners: Learners) -> None:
    # GIVEN three occurrences in two sittings
    for source, session in (("t1", "a"), ("t2", "a"), ("t3", "b")):
        learners.learn(lesson(source, session=session))
    assert entry_of(learners).state is MemoryState.RECURRENT
    # WHEN the only one of a sitting is taken back
    taken = learners.take_back("l1", "p", "t3.0")
    # THEN counts, sittings and window follow, and it cannot be taken back twice
    assert taken is not None
    left, quote = taken
    assert left == entry_of(learners)
    assert (left.occurrences, left.sessions, left.state) == (2, 1, MemoryState.SLIP)
    assert quote.id == "t3.0"
    assert learners.take_back("l1", "p", "t3.0") is None
    assert learners.take_back("l2", "p", "t1.0") is None
    assert errors(learners) == (2, 9)
    # WHEN the others follow THEN the entry is gone, and a late duplicate brings nothing back
    for occurrence in ("t1.0", "t2.0"):
        learners.take_back("l1", "p", occurrence)
    learners.learn(lesson("t1", session="a"))
    assert not learners.memory("l1")
    assert errors(learners) == (0, 9)


def test_taking_back_the_latest_error_takes_its_review_back(learners: Learners) -> None:
    learners.learn(lesson("t1"))
    before = entry_of(learners)
    learners.learn(replace(lesson("t2"), at=NOW + timedelta(days=40)))
    assert entry_of(learners).card != before.card
    learners.take_back("l1", "p", "t2.0")
    assert entry_of(learners).card == before.card


def test_of_eight_who_take_back_the_same_one_counts(learners: Learners) -> None:
    for number in range(3):
        learners.learn(lesson(f"t{number}"))
    results = in_threads(8, lambda _: learners.take_back("l1", "p", "t1.0"))
    assert sum(result is not None for result in results) == 1
    assert entry_of(learners).occurrences == 2


def test_a_paused_pattern_counts_but_is_neither_due_nor_reviewed(learners: Learners) -> None:
    learners.learn(lesson("t1"))
    paused = learners.pause("l1", "p", paused=True)
    assert paused is not None
    assert paused.due is None
    learners.learn(rightly("t2", 5, days=30))
    learners.learn(lesson("t3"))
    entry = entry_of(learners)
    assert (entry.occurrences, entry.card) == (2, paused.card)
    resumed = learners.pause("l1", "p", paused=False)
    assert resumed is not None
    assert resumed.due is not None
    assert learners.pause("l1", "nothing", paused=True) is None


def test_what_was_forgotten_comes_back_by_new_errors_only(learners: Learners) -> None:
    # GIVEN a forgotten pattern
    learners.learn(lesson("t1"))
    forgotten_at = NOW + timedelta(days=1)
    assert learners.forget("l1", "p", at=forgotten_at)
    assert not learners.forget("l1", "p", at=forgotten_at)
    # WHEN the turn comes again, and one from before that was slow
    learners.learn(lesson("t1"))
    learners.learn(lesson("slow"))
    # THEN it stays forgotten, and the counts, which hold no words, are exact
    assert not learners.memory("l1")
    assert errors(learners) == (2, 6)
    # WHEN it is said again afterwards THEN it begins afresh
    learners.learn(replace(lesson("new"), at=forgotten_at + timedelta(days=1)))
    assert entry_of(learners).occurrences == 1


def test_an_export_holds_every_entry_and_window(learners: Learners) -> None:
    for number in range(450):
        learners.learn(lesson(f"t{number}", pattern=f"p{number:03}"))
    learners.learn(rightly("later", 3, days=100))
    learners.learn(lesson("t1", learner="l2"))
    found = list(learners.history("l1"))
    entries = [each for each in found if isinstance(each, MemoryEntry)]
    assert len(entries) == 450
    assert len(found) - len(entries) == 2


def test_old_words_go_and_their_counts_stay(learners: Learners) -> None:
    learners.learn(lesson("t1"))
    learners.learn(replace(lesson("t2"), at=NOW + timedelta(days=40)))
    cut = NOW + timedelta(days=1)
    assert learners.strip_quotes(before=cut, limit=10) == 1
    assert learners.strip_quotes(before=cut, limit=10) == 0
    entry = entry_of(learners)
    assert (entry.occurrences, [quote.id for quote in entry.quotes]) == (2, ["t2.0"])


def test_an_entry_that_cannot_be_read_keeps_nobody_elses_words(
    learners: Learners, monkeypatch: pytest.MonkeyPatch
) -> None:
    learners.learn(lesson("t1"))
    learners.learn(lesson("t1", learner="l2"))
    [entry] = learners.memory("l1")
    with monkeypatch.context() as patch:
        write_as_a_later_release(patch)
        learners.pause("l1", entry.pattern, paused=True)
    assert learners.strip_quotes(before=NOW + timedelta(days=1), limit=10) == 1
    assert [entry.quotes for entry in learners.memory("l2")] == [()]


def errors(learners: Learners) -> tuple[int, int]:
    """Errors and opportunities of l1 in the week of the lessons and the next."""
    monday = date(2026, 3, 2)
    windows = learners.windows(["l1"], since=monday, until=monday + WEEK)
    rows = [row.counts for window in windows for row in window.sessions]
    return sum(row.errors for row in rows), sum(row.opportunities for row in rows)


def test_what_is_due_comes_longest_overdue_first(learners: Learners) -> None:
    for number, pattern in enumerate(("b", "a", "c")):
        known = lesson(f"t{number}", pattern=pattern)
        learners.learn(replace(known, at=NOW + number * WEEK, opportunities={}))
    learners.learn(lesson("x", learner="l2", pattern="other"))
    cards = {e.pattern: e.due for e in learners.memory("l1")}
    last = max(due for due in cards.values() if due)
    assert [e.pattern for e in learners.due("l1", at=last, limit=9)] == ["b", "a", "c"]
    assert [e.pattern for e in learners.due("l1", at=last, limit=2)] == ["b", "a"]
    assert [e.pattern for e in learners.due("l1", at=last - timedelta(hours=1), limit=9)] == [
        "b",
        "a",
    ]
    learners.pause("l1", "b", paused=True)
    assert [e.pattern for e in learners.due("l1", at=last, limit=9)] == ["a", "c"]


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


KINDS = tuple(ErrorType)


def test_no_type_keeps_the_others_from_their_review(learners: Learners) -> None:
    # GIVEN thirty overdue patterns of one type, and later one of every other type
    first, *others = KINDS
    quote = Quote("a", "b", NOW)
    flood = tuple(Observation(f"{first}:{number:02}", first, quote) for number in range(30))
    learners.learn(Learned("l1", "t1", "s", NOW, flood, {}))
    rest = tuple(Observation(f"{kind}:x", kind, quote) for kind in others)
    learners.learn(Learned("l1", "t2", "s", NOW + timedelta(hours=1), rest, {}))
    before = {e.pattern: e.due for e in learners.memory("l1")}
    # WHEN each type is used rightly: those that may be reviewed a turn, the longest overdue first
    late = NOW + timedelta(days=60)
    learners.learn(Learned("l1", "t3", "s", late, (), dict.fromkeys(KINDS[:5], 1)))
    after = {e.pattern: e.due for e in learners.memory("l1")}
    changed = {pattern for pattern in before if after[pattern] != before[pattern]}
    assert changed == {f"{first}:00", *(f"{kind}:x" for kind in KINDS[1:5])}
    # AND with more types than one question to a store may hold, no more than are reviewed at once
    learners.learn(Learned("l1", "t4", "s", late, (), dict.fromkeys(KINDS, 3)))
    final = {e.pattern: e.due for e in learners.memory("l1")}
    changed = {pattern for pattern in after if final[pattern] != after[pattern]}
    # All of the flood fell due first, but it was used three times only.
    assert {pattern for pattern in changed if pattern.startswith(f"{first}:")} == {
        f"{first}:01",
        f"{first}:02",
        f"{first}:03",
    }
    assert len(changed) == REVIEWS_PER_TURN


def test_weeks_of_years_stay_apart_and_late_turns_find_theirs(learners: Learners) -> None:
    # GIVEN a turn in each of forty weeks, told in no order
    weeks = [(number * 23) % 40 for number in range(40)]
    for number in weeks:
        learners.learn(rightly(f"t{number}", number + 1, days=7 * number))
    # WHEN an error is told that was said in the second week, and taken back
    learners.learn(replace(lesson("late"), at=NOW + WEEK))
    learners.take_back("l1", "p", "late.0")
    # THEN every week has its own counts
    monday = date(2026, 3, 2)
    windows = learners.windows(["l1"], since=monday, until=monday + 39 * WEEK)
    counts = {(w.week - monday).days // 7: w.opportunities for w in windows}
    assert counts == {number: number + 1 + 3 * (number == 1) for number in range(40)}
    assert not any(row.counts.errors for window in windows for row in window.sessions)
    exported = [each for each in learners.history("l1") if isinstance(each, Window)]
    assert sorted(each.week for each in exported) == sorted(each.week for each in windows)
    # AND so it is for a part of them
    part = learners.windows(["l1"], since=monday + 3 * WEEK, until=monday + 9 * WEEK)
    assert {(w.week - monday).days // 7 for w in part} == set(range(3, 10))
