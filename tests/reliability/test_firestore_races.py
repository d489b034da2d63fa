"""Writers of one memory meet in Firestore; the bug that its condition prevents is planted too."""

import os
from contextlib import ExitStack
from dataclasses import replace

import pytest

from shared.domain.recording import Recording
from tests.clocks import WallClock
from tests.contract import cloud
from tests.lessons import lesson
from tests.threads import in_threads

pytestmark = [
    pytest.mark.emulators,
    pytest.mark.skipif(
        not os.environ.get("FIRESTORE_EMULATOR_HOST"),
        reason="no FIRESTORE_EMULATOR_HOST: 'make test-emulators' starts the emulators",
    ),
]
WRITERS = 12


def taught_at_once(*, careless: bool) -> tuple[list[object], int]:
    """Save as many recordings of one learner as there are writers; how often their error counts."""
    from infra.google.firestore_learners import FirestoreLearners
    from infra.google.firestore_recordings import FirestoreRecordings

    with ExitStack() as stack:
        database = cloud.firestore_database(stack)
        recordings, learners = FirestoreRecordings(database), FirestoreLearners(database)
        now = WallClock().now()
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
