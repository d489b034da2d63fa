"""Corrections of many at the same moment are all kept, in the memory and in the class."""

from dataclasses import replace
from pathlib import Path

import pytest

from infra.local.sqlite_learners import SqliteLearners
from infra.local.sqlite_people import SqlitePeople
from infra.local.store_schema import open_store
from shared.application.change_memory import take_back_error
from shared.domain.people import Classroom, Profile
from shared.ports.system import Principal, Role
from tests.lessons import lesson
from tests.threads import in_threads


def test_four_corrections_at_once_lower_the_weight_four_times(tmp_path: Path) -> None:
    # GIVEN an error that was counted five times, in the same class
    database = open_store(tmp_path / "d.sqlite")
    learners, people = SqliteLearners(database), SqlitePeople(database)
    people.save_classroom(Classroom("5b", "5e B", ("marie",), ("l1",)))
    people.save_profile(Profile("l1", class_id="5b"))
    for number in range(5):
        known = lesson(f"t{number}")
        seen = tuple(replace(each, detectors=("rules:x",)) for each in known.observations)
        learners.learn(replace(known, observations=seen))
    # WHEN a teacher's four windows each take one back at the same moment
    results = in_threads(
        4,
        lambda index: take_back_error(
            "l1",
            "p",
            f"t{index}.0",
            principal=Principal("marie", Role.TEACHER),
            learners=learners,
            people=people,
        ),
    )
    # THEN
    assert not [each for each in results if isinstance(each, Exception)]
    assert learners.entries("l1", ["p"])["p"].occurrences == 1
    classroom = people.classroom("5b")
    assert classroom is not None
    assert classroom.detector_weights == {"rules:x": pytest.approx(0.8**4)}
    database.close()


def test_who_left_a_class_changes_no_weight_of_it(tmp_path: Path) -> None:
    # GIVEN a learner whose profile names a class whose roster no longer has them
    database = open_store(tmp_path / "d.sqlite")
    learners, people = SqliteLearners(database), SqlitePeople(database)
    before = people.save_classroom(Classroom("5b", "5e B", ("marie",)))
    people.save_profile(Profile("l1", class_id="5b"))
    known = lesson("t1")
    seen = tuple(replace(each, detectors=("rules:x",)) for each in known.observations)
    learners.learn(replace(known, observations=seen))
    # WHEN the learner takes an error back THEN the class believes its detectors as before
    learner = Principal("l1", Role.LEARNER)
    take_back_error("l1", "p", "t1.0", principal=learner, learners=learners, people=people)
    assert people.classroom("5b") == before
    database.close()
