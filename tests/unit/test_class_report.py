"""A report of many cells does not find what chance brings forth."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from infra.local.database import Database
from infra.local.learning import write_block
from infra.local.sqlite_learners import SqliteLearners
from infra.local.sqlite_people import SqlitePeople
from infra.local.store_schema import open_store
from shared.application.class_report import ClassReport, report_class
from shared.application.show_progress import show_progress
from shared.domain.clustering import Counts
from shared.domain.error_types import ErrorType
from shared.domain.evidence import Reason, State
from shared.domain.history import Block, block_of, span_of
from shared.domain.iso_week import IsoWeek
from shared.domain.people import Classroom, Profile
from shared.domain.progress import class_clustering, compare
from shared.domain.windows import SessionCounts, Window
from shared.ports.system import Principal, Role
from tests.doubles import NOON, HandClock

LEARNERS = tuple(f"l{number:02}" for number in range(20))
TYPES = tuple(ErrorType)[:10]
SPAN = span_of(IsoWeek.at(NOON, "UTC").monday)
MARIE = Principal("marie", Role.TEACHER)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_store(tmp_path / "d.sqlite")
    yield opened
    opened.close()


def simulate(database: Database, *, improved: str = "") -> None:
    """Eight weeks of a class in which nobody changes, or one learner halves and more."""
    random = Random(7)  # noqa: S311 - a simulation
    people = SqlitePeople(database)
    people.save_classroom(Classroom("5b", "5e B", ("marie",), LEARNERS))
    for learner in LEARNERS:
        people.save_profile(Profile(learner, timezone="UTC", class_id="5b"))
        blocks: dict[object, list[Window]] = {}
        for weeks in range(8):
            week = SPAN.since + timedelta(weeks=weeks)
            for kind in TYPES:
                rate = 0.04 if learner == improved and weeks >= 4 else 0.3
                rows = tuple(
                    SessionCounts(
                        f"{week}-{index}",
                        learner,
                        NOON,
                        Counts(sum(random.random() < rate for _ in range(15)), 15),
                    )
                    for index in range(2)
                )
                window = Window(learner, kind, week, "r", "talk", rows)
                blocks.setdefault(block_of(week), []).append(window)
        with database.transaction() as connection:
            for first, windows in blocks.items():
                write_block(connection, Block(learner, first, tuple(windows)))  # type: ignore[arg-type]


def report(database: Database) -> ClassReport:
    return report_class(
        "5b",
        principal=MARIE,
        people=SqlitePeople(database),
        learners=SqliteLearners(database),
        clock=HandClock(),
    )


def claims(found: ClassReport) -> list[str]:
    return [
        cell.learner_id
        for cell in found.cells
        if cell.comparison and cell.comparison.verdict.state is State.IMPROVED
    ]


def test_nobody_who_did_not_change_is_called_improved_among_two_hundred(
    database: Database,
) -> None:
    # GIVEN a class without any change, in which single comparisons find some by chance
    simulate(database)
    windows = SqliteLearners(database).windows(LEARNERS, since=SPAN.since, until=SPAN.last)
    known = class_clustering(windows, until=SPAN.until)
    alone = [
        compare(
            [w for w in windows if (w.subject_id, w.type) == (learner, kind)],
            until=SPAN.until,
            clustering=known,
        )
        for learner in LEARNERS
        for kind in TYPES
    ]
    assert sum(each.verdict.state is State.IMPROVED for each in alone) >= 2
    # WHEN the class is reported THEN they are withdrawn, and say why
    found = report(database)
    assert len(found.cells) == 200
    assert claims(found) == []
    reasons = [c.comparison.verdict.reason for c in found.cells if c.comparison]
    assert Reason.MANY_COMPARISONS in reasons


def test_control_who_did_change_is_found(database: Database) -> None:
    simulate(database, improved="l03")
    found = claims(report(database))
    assert found.count("l03") >= 8
    # Of the claims that stand, one in twenty may be false on average; this draw has two.
    assert len(found) - found.count("l03") <= 2


def test_progress_knows_from_the_class_how_errors_cluster(database: Database) -> None:
    simulate(database, improved="l03")
    progress = show_progress(
        "l03",
        principal=MARIE,
        learners=SqliteLearners(database),
        people=SqlitePeople(database),
        clock=HandClock(),
    )
    states = [t.comparison.verdict.state for t in progress.types if t.comparison]
    assert states.count(State.IMPROVED) >= 9
    rhos = {t.comparison.rho for t in progress.types if t.comparison}
    assert len(rhos) == 1  # one estimate for all, from all sessions of the class
    assert [len(t.weeks) for t in progress.types] == [8] * 10
