"""Row 11: two sessions at once, duplicates, late turns, corrections, pauses, forgetting, erasure.

Whatever the order, counts are exact and nothing that was forgotten or erased comes back.
"""

import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
)

from infra.local.learning import write_entry
from infra.local.sqlite_learners import SqliteLearners
from shared.domain.error_types import ErrorType
from shared.domain.expectation import expect, phrases
from shared.domain.memory import Learned, Observation, Quote
from tests.contract import cloud
from tests.contract.conftest import STORES, Stores, sqlite_stores
from tests.doubles import NOON, HandClock
from tests.reliability.explore import explore
from tests.threads import in_threads

PATTERNS = ("auxiliary:aller", "auxiliary:être", "auxiliary:venir")
SESSIONS = ("morning", "evening")
EVER = date(2026, 1, 5), date(2026, 12, 28)


@dataclass(frozen=True)
class Bugs:
    """Faults that the machine must catch; each is off unless a test plants it."""

    count_every_time: bool = False
    forgotten_comes_back: bool = False
    erased_comes_back: bool = False
    windows_not_corrected: bool = False
    lost_updates: bool = False
    expects_what_was_forgotten: bool = False

    @contextmanager
    def planted(self) -> Iterator[None]:
        """Work with the faults in place."""
        never = mock.Mock(return_value=False)
        faults = {
            "infra.local.tombstones.was_forgotten": (self.forgotten_comes_back, never),
            "infra.local.tombstones.was_erased": (self.erased_comes_back, never),
            "infra.local.sqlite_learners.uncount": (
                self.windows_not_corrected,
                lambda block, *_: block,
            ),
            "infra.google.firestore_learners.FirestoreLearners._expect": (
                self.expects_what_was_forgotten,
                never,
            ),
        }
        with ExitStack() as stack:
            for name, (on, fault) in faults.items():
                if on:
                    stack.enter_context(mock.patch(name, fault))
            yield


class Model:
    """What must be true, in plain Python."""

    def __init__(self) -> None:
        self.seen: set[str] = set()
        self.live: dict[str, dict[str, str]] = defaultdict(dict)
        self.forgotten: dict[str, datetime] = {}
        self.erased: datetime | None = None
        self.errors = self.opportunities = 0

    def learn(self, learned: Learned) -> None:
        if (self.erased and learned.at <= self.erased) or learned.source_id in self.seen:
            return
        self.seen.add(learned.source_id)
        wrong = len(learned.observations)
        self.errors += wrong
        self.opportunities += max(wrong, learned.opportunities[ErrorType.AUXILIARY])
        numbered = sorted(
            learned.observations,
            # The order in which occurrences are numbered: the most frequent patterns first.
            key=lambda each: -sum(o.pattern == each.pattern for o in learned.observations),
        )
        for number, observation in enumerate(numbered):
            since = self.forgotten.get(observation.pattern)
            if since is None or learned.at > since:
                self.live[observation.pattern][f"{learned.source_id}:{number}"] = learned.session

    def take_back(self, pattern: str, session: str) -> None:
        gone = next(k for k, v in self.live[pattern].items() if v == session)
        del self.live[pattern][gone]
        self.errors -= 1

    def forget(self, pattern: str, at: datetime) -> None:
        if self.live.pop(pattern, None):
            self.forgotten[pattern] = at

    def erase(self, at: datetime) -> None:
        self.__init__()  # type: ignore[misc]  # nothing is left
        self.erased = at

    def shown(self) -> dict[str, tuple[int, int]]:
        """Occurrences and sittings by pattern."""
        return {
            pattern: (len(live), len(set(live.values())))
            for pattern, live in self.live.items()
            if live
        }


class Memory(RuleBasedStateMachine):
    """Everything that may happen to one learner's memory."""

    bugs = Bugs()
    build: Callable[..., Stores] = staticmethod(sqlite_stores)

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.opened = ExitStack()
        stores = self.build(self.opened, self.folder, HandClock())
        self.learners, self.data = stores.learners, stores.personal_data
        self.model = Model()
        self.told: list[Learned] = []
        self.now = NOON
        self.calls = 0
        self.plant = self.bugs.planted()
        self.plant.__enter__()

    def turn(self, session: str, wrong: list[str], right: int, ago: int) -> Learned:
        at = self.now - timedelta(hours=ago)
        number = len(self.told)
        seen = tuple(
            Observation(each, ErrorType.AUXILIARY, Quote(f"{each} {number}", f"b {number}", at))
            for each in wrong
        )
        learned = Learned(
            "emma",
            f"t{len(self.told)}",
            session,
            at,
            seen,
            {ErrorType.AUXILIARY: len(wrong) + right},
        )
        self.told.append(learned)
        return learned

    def teach(self, learned: Learned) -> None:
        if self.bugs.count_every_time:
            self.calls += 1
            learned = replace(learned, source_id=f"{learned.source_id}-{self.calls}")
        self.learners.learn(learned)

    def race(self, *work: Callable[[], object]) -> list[object]:
        """Do things at the same moment.

        With a fault planted the outcome hangs on who comes first, and Hypothesis needs the same
        one each time: then they follow each other in the order given, the worst one.
        """
        if self.bugs != Bugs():
            return [each() for each in work]
        return in_threads(len(work), lambda index: work[index]())

    def teach_both(self, one: Learned, other: Learned) -> None:
        """Two workers at the same moment; the planted one reads before and writes after."""
        if not self.bugs.lost_updates:
            assert self.race(lambda: self.teach(one), lambda: self.teach(other)) == [None, None]
            return
        before = self.learners.entries("emma", PATTERNS)
        self.teach(one)
        assert isinstance(self.learners, SqliteLearners)
        with self.learners._database.transaction() as connection:
            for entry in before.values():
                write_entry(connection, entry)
        self.teach(other)

    turns = st.tuples(
        st.sampled_from(SESSIONS),
        st.lists(st.sampled_from(PATTERNS), max_size=4),
        st.integers(1, 3),
        st.sampled_from([0, 0, 0, 1, 30]),
    )

    @initialize()
    def something_is_known(self) -> None:
        learned = self.turn("morning", list(PATTERNS), 1, 0)
        self.teach(learned)
        self.model.learn(learned)

    @rule(made=turns)
    def learn(self, made: tuple[str, list[str], int, int]) -> None:
        learned = self.turn(*made)
        self.teach(learned)
        self.model.learn(learned)

    @rule(pick=st.integers(0, 50))
    def hear_again(self, pick: int) -> None:
        learned = self.told[pick % len(self.told)]
        self.teach(learned)
        self.model.learn(learned)

    @rule(one=turns, other=turns, twins=st.booleans())
    def two_sessions_learn_at_once(
        self,
        one: tuple[str, list[str], int, int],
        other: tuple[str, list[str], int, int],
        twins: bool,
    ) -> None:
        first = self.turn(*one)
        both = [first, first if twins else self.turn(*other)]
        self.teach_both(*both)
        for each in both:
            self.model.learn(each)

    @rule(pattern=st.sampled_from(PATTERNS), made=turns)
    def forget_while_a_turn_is_learnt(
        self, pattern: str, made: tuple[str, list[str], int, int]
    ) -> None:
        if not self.model.live.get(pattern):
            return
        learned = self.turn(*made)
        work = [
            lambda: self.learners.forget("emma", pattern, at=self.now),
            lambda: self.teach(learned),
        ]
        self.race(*work)
        self.model.forget(pattern, self.now)
        self.model.learn(learned)

    @rule(pattern=st.sampled_from(PATTERNS), paused=st.booleans(), made=turns)
    def pause_while_a_turn_is_learnt(
        self, pattern: str, paused: bool, made: tuple[str, list[str], int, int]
    ) -> None:
        learned = self.turn(*made)
        self.race(
            lambda: self.learners.pause("emma", pattern, paused=paused),
            lambda: self.teach(learned),
        )
        self.model.learn(learned)

    @rule(made=turns)
    def erase_while_a_turn_is_learnt(self, made: tuple[str, list[str], int, int]) -> None:
        learned = self.turn(*made)
        work = [lambda: self.data.erase("emma", at=self.now), lambda: self.teach(learned)]
        self.race(*work)
        self.model.erase(self.now)
        self.wait(1)

    @rule(pattern=st.sampled_from(PATTERNS), pick=st.integers(0, 4), twice=st.booleans())
    def take_back(self, pattern: str, pick: int, twice: bool) -> None:
        entry = self.learners.entries("emma", [pattern]).get(pattern)
        if entry is None or not entry.quotes:
            return
        quote = entry.quotes[pick % len(entry.quotes)]
        assert quote.origin is not None
        results = self.race(
            *[lambda: self.learners.take_back("emma", pattern, quote.id)] * (2 if twice else 1)
        )
        assert sum(result is not None for result in results) == 1
        self.model.take_back(pattern, quote.origin.session)

    @rule(pattern=st.sampled_from(PATTERNS), paused=st.booleans())
    def pause(self, pattern: str, paused: bool) -> None:
        entry = self.learners.pause("emma", pattern, paused=paused)
        assert (entry is not None) == (pattern in self.model.shown())

    @rule(pattern=st.sampled_from(PATTERNS))
    def forget(self, pattern: str) -> None:
        known = pattern in self.model.shown()
        assert self.learners.forget("emma", pattern, at=self.now) == known
        self.model.forget(pattern, self.now)

    @rule(hours=st.sampled_from([1, 20, 24 * 9]))
    def wait(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @invariant()
    def counts_are_exact(self) -> None:
        entries = self.learners.memory("emma")
        shown = {each.pattern: (each.occurrences, each.sessions) for each in entries}
        assert shown == self.model.shown()
        windows = self.learners.windows(["emma"], since=EVER[0], until=EVER[1])
        rows = [row.counts for window in windows for row in window.sessions]
        assert sum(row.errors for row in rows) == self.model.errors
        assert sum(row.opportunities for row in rows) == self.model.opportunities

    @invariant()
    def what_is_expected_is_what_is_open(self) -> None:
        expected = expect((), self.learners.memory("emma"))
        assert list(self.learners.expected_phrases("emma")) == list(phrases(expected))

    def teardown(self) -> None:
        self.plant.__exit__(None, None, None)
        self.opened.close()
        shutil.rmtree(self.folder)


@pytest.mark.slow
@pytest.mark.parametrize("build", STORES)
def test_counts_are_exact_and_nothing_comes_back_in_any_order(
    build: Callable[..., Stores],
) -> None:
    # An emulator takes some milliseconds where SQLite takes a tenth of one.
    examples = 100 if build is sqlite_stores else 50
    explore(Memory, bugs=Bugs(), build=build, examples=examples, steps=25)


@pytest.mark.slow
@pytest.mark.parametrize(
    "bugs",
    [
        Bugs(count_every_time=True),
        Bugs(forgotten_comes_back=True),
        Bugs(erased_comes_back=True),
        Bugs(windows_not_corrected=True),
        Bugs(lost_updates=True),
    ],
    ids=["counts twice", "unforgets", "unerases", "stale windows", "loses updates"],
)
def test_the_machine_catches_planted_bugs(bugs: Bugs) -> None:
    with pytest.raises((AssertionError, BaseExceptionGroup)):
        explore(Memory, bugs=bugs, build=sqlite_stores, examples=100, steps=25)


@pytest.mark.slow
@pytest.mark.emulators("FIRESTORE_EMULATOR_HOST")
def test_the_machine_catches_a_ledger_that_expects_what_was_forgotten() -> None:
    bugs = Bugs(expects_what_was_forgotten=True)
    with pytest.raises((AssertionError, BaseExceptionGroup)):
        explore(Memory, bugs=bugs, build=cloud.firestore_stores, examples=50, steps=25)
