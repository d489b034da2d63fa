"""Writers and erasures of one learner meet in Firestore; what is prevented is planted too."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import replace
from datetime import timedelta
from unittest import mock

import pytest

from infra.local.system import SystemClock
from shared.domain.conversation import Conversation
from shared.domain.errors import Transient
from shared.domain.people import Profile
from shared.domain.recording import Recording
from tests.contract import cloud
from tests.contract.conftest import Stores
from tests.doubles import HandClock, recording
from tests.lessons import NOW, lesson
from tests.plans import full_plan
from tests.threads import in_threads

pytestmark = pytest.mark.emulators("FIRESTORE_EMULATOR_HOST")
WRITERS = 12
LATER = NOW + timedelta(hours=1)
BOUNDARIES = 12  # more than the calls of any work below, so that each is interrupted everywhere


def taught_at_once(*, careless: bool) -> tuple[list[object], int]:
    """Save as many recordings of one learner as there are writers; how often their error counts."""
    from infra.google.firestore_learners import FirestoreLearners
    from infra.google.firestore_recordings import FirestoreRecordings

    with ExitStack() as stack:
        database = cloud.firestore_database(stack)
        recordings, learners = FirestoreRecordings(database), FirestoreLearners(database)
        now = SystemClock().now()
        for index in range(WRITERS):
            recordings.create(Recording(f"r{index}", "l1", "a", "audio/webm", 1, now, now))
        learners.learn(lesson("first"))
        if careless:
            honest = database.commit

            def commit(*writes):
                # The planted bug: each entry is written as if nobody else had touched it.
                found = {w.reference.path: database.get(w.reference) for w in writes}
                return honest(
                    *(
                        replace(w, seen=stored.version) if stored else w
                        for w in writes
                        for stored in [found[w.reference.path]]
                    )
                )

            database.commit = commit

        def save(index: int) -> object:
            recording = recordings.get(f"r{index}")
            assert recording is not None
            return recordings.save(recording, learned=lesson(f"r{index}"))

        results = in_threads(WRITERS, save)
        [entry] = learners.memory("l1")
        return results, entry.occurrences


def test_every_lesson_of_writers_at_once_counts() -> None:
    results, occurrences = taught_at_once(careless=False)
    assert all(isinstance(result, Recording) for result in results), results
    assert occurrences == WRITERS + 1


def test_planted_without_the_condition_lessons_are_lost() -> None:
    _, occurrences = taught_at_once(careless=True)
    assert occurrences < WRITERS + 1


class Crash(BaseException):
    """The instance is gone."""


class Interrupted:
    """Stores whose calls to Firestore let something else happen at a chosen boundary."""

    def __init__(self, stores: Stores, database) -> None:
        self.stores = stores
        self.database = database
        self.calls = 0
        self._at: int | None = None
        self._interlude: Callable[[], object] = lambda: None
        for name in ("get_all", "query", "commit"):
            setattr(database, name, self._stepping(getattr(database, name)))

    def during(self, work: Callable[[], object], boundary: int, then: Callable[[], object]) -> None:
        """Do `work`, and `then` before its call of that number."""
        self.calls, self._at, self._interlude = 0, boundary, then
        with suppress(Transient):
            work()
        self._at = None

    def _stepping(self, call: Callable[..., object]) -> Callable[..., object]:
        def stepped(*values: object, **named: object) -> object:
            if self._at is not None:
                self.calls += 1
                if self.calls > self._at:
                    self._at = None
                    self._interlude()
            return call(*values, **named)

        return stepped


@pytest.fixture(scope="module")
def shared_stack() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def interrupted(stack: ExitStack, tmp_path) -> Interrupted:
    stores = cloud.firestore_stores(stack, tmp_path, HandClock())
    return Interrupted(stores, stores.recordings._database)


def known(stores: Stores) -> None:
    """Leave what late work builds on."""
    stores.recordings.create(recording(1, learner_id="l1"))
    stores.learners.learn(lesson("t0"))
    stores.people.save_profile(Profile("l1", "Emma"))


def finish(stores: Stores) -> None:
    """Save the recording together with what it teaches, as a worker does that read it before."""
    found = stores.recordings.get("rec1")
    if found is not None:
        stores.recordings.save(found, learned=lesson("rec1"))


LATE: dict[str, Callable[[Stores], object]] = {
    "a new recording": lambda s: s.recordings.create(recording(2, learner_id="l1")),
    "a recording's end": finish,
    "a turn": lambda s: s.learners.learn(lesson("t1", pattern="q")),
    "a first turn of a talk": lambda s: s.conversations.save(
        Conversation("c1", "l1", NOW, started_at=NOW), learned=lesson("t2", pattern="r")
    ),
    "a talk without a lesson": lambda s: s.conversations.save(Conversation("c2", "l1", NOW)),
    "a plan": lambda s: s.plans.put(full_plan("l1")),
    "a correction": lambda s: s.learners.take_back("l1", "p", "t0.0"),
    "a pattern forgotten": lambda s: s.learners.forget("l1", "p", at=NOW),
    "a pattern paused": lambda s: s.learners.pause("l1", "p", paused=True),
    "words that are too old": lambda s: s.learners.strip_quotes(before=LATER, limit=9),
}


def left_behind(
    stack: ExitStack, tmp_path, work: Callable[[Stores], object], order: str
) -> Sequence[dict[str, int]]:
    """Let an erasure and other work interrupt each other at every call; what is kept then."""
    found = []
    for boundary in range(BOUNDARIES):
        world = interrupted(stack, tmp_path)
        stores = world.stores
        known(stores)

        def erase(data=stores.personal_data) -> object:
            return data.erase("l1", at=LATER)

        def late(stores: Stores = stores) -> None:
            with suppress(Transient):
                work(stores)

        outer, inner = (late, erase) if order == "erased during work" else (erase, late)
        world.during(outer, boundary, inner)
        if world.calls <= boundary:  # it has no such call
            break
        found.append(dict(stores.personal_data.held("l1")))
    return found


@pytest.mark.parametrize("order", ["erased during work", "work during the erasure"])
@pytest.mark.parametrize("name", LATE)
def test_an_erasure_at_any_moment_leaves_nothing_of_before(
    shared_stack: ExitStack, tmp_path, name: str, order: str
) -> None:
    outcomes = left_behind(shared_stack, tmp_path, LATE[name], order)
    assert outcomes
    for boundary, held in enumerate(outcomes):
        assert not any(held.values()), (boundary, held)


@pytest.mark.parametrize("name", ["a new recording", "a turn", "a first turn of a talk", "a plan"])
def test_planted_without_the_tombstone_it_comes_back(
    shared_stack: ExitStack, tmp_path, name: str
) -> None:
    with mock.patch(
        "infra.google.firestore_ledger.Ledger.was_erased", mock.Mock(return_value=False)
    ):
        outcomes = left_behind(shared_stack, tmp_path, LATE[name], "erased during work")
    assert any(any(held.values()) for held in outcomes)


@pytest.mark.parametrize("name", ["a new recording", "a talk without a lesson", "a plan"])
def test_what_died_before_it_saw_the_tombstone_is_swept(
    shared_stack: ExitStack, tmp_path, name: str
) -> None:
    """Who has written and looks for the mark dies in between; the erasure has listed before."""
    world = interrupted(shared_stack, tmp_path)
    stores = world.stores
    known(stores)
    stores.personal_data.erase("l1", at=LATER)

    def die() -> None:
        raise Crash

    with suppress(Crash):
        world.during(lambda: LATE[name](stores), 1, die)
    assert sum(stores.personal_data.held("l1").values()) == 1
    # AND the learner has come back meanwhile
    after = LATER + timedelta(minutes=1)
    stores.recordings.create(recording(3, learner_id="l1", created_at=after))
    stores.learners.learn(replace(lesson("new"), at=after))
    stores.personal_data.swept("l1", at=after)
    held = {store: count for store, count in stores.personal_data.held("l1").items() if count}
    assert held == {"recordings": 1, "memory": 1, "weekly windows": 1, "learned turns": 1}
    assert stores.recordings.get("rec3") is not None


def test_erasures_and_turns_at_the_same_moment_leave_nothing_of_before(
    shared_stack: ExitStack, tmp_path
) -> None:
    stores = cloud.firestore_stores(shared_stack, tmp_path, HandClock())
    known(stores)
    works = list(LATE.values())

    def act(index: int) -> object:
        if index < 2:
            return stores.personal_data.erase("l1", at=LATER)
        return works[index - 2](stores)

    for result in in_threads(len(works) + 2, act):
        assert result is None or not isinstance(result, Exception) or isinstance(result, Transient)
    assert not any(stores.personal_data.held("l1").values())


def forgotten_at_once(stack: ExitStack, tmp_path) -> tuple[int, int]:
    """Forget a pattern at every call of a late turn that holds it; entries and errors kept."""
    entries = errors = 0
    for boundary in range(BOUNDARIES):
        world = interrupted(stack, tmp_path)
        learners = world.stores.learners
        learners.learn(lesson("t0"))

        def meanwhile(learners=learners) -> None:
            # Another turn brings it up first, so that there is something to forget.
            learners.learn(lesson("t2"))
            learners.forget("l1", "p", at=LATER)

        world.during(lambda s=learners: s.learn(lesson("t1")), boundary, meanwhile)
        if world.calls <= boundary:
            break
        entries += len(learners.memory("l1"))
        windows = learners.windows(["l1"], since=NOW.date(), until=NOW.date() + timedelta(weeks=1))
        errors += sum(row.counts.errors for window in windows for row in window.sessions)
        assert errors == 3 * (boundary + 1), "counts hold no words, and stay"
    return entries, errors


def test_a_pattern_forgotten_while_a_turn_is_learnt_stays_so(
    shared_stack: ExitStack, tmp_path
) -> None:
    entries, errors = forgotten_at_once(shared_stack, tmp_path)
    assert errors
    assert entries == 0


def test_planted_without_the_mark_a_forgotten_pattern_comes_back(
    shared_stack: ExitStack, tmp_path
) -> None:
    with mock.patch(
        "infra.google.firestore_ledger.Ledger.was_forgotten", mock.Mock(return_value=False)
    ):
        entries, _ = forgotten_at_once(shared_stack, tmp_path)
    assert entries
