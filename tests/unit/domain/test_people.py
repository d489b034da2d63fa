"""Weeks, consent and trust."""

from datetime import UTC, date, datetime

import pytest

from shared.domain.people import (
    LEAST_WEIGHT,
    Classroom,
    Consent,
    ConsentBy,
    ConsentKind,
    Profile,
    monday_of,
)

SUNDAY_NIGHT = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("timezone", "monday"),
    [
        ("UTC", date(2026, 2, 23)),
        ("Europe/Paris", date(2026, 3, 2)),
        ("America/Montreal", date(2026, 2, 23)),
        ("no/such/zone", date(2026, 2, 23)),
        ("../../etc/passwd", date(2026, 2, 23)),
        ("", date(2026, 2, 23)),
    ],
)
def test_a_week_is_the_learners_own(timezone: str, monday: date) -> None:
    assert monday_of(SUNDAY_NIGHT, timezone) == monday


def test_weeks_hold_across_the_clock_change_and_the_53rd_week() -> None:
    # GIVEN the night in which Paris puts its clocks forward
    before = datetime(2026, 3, 29, 21, 59, tzinfo=UTC)
    after = datetime(2026, 3, 29, 22, 0, tzinfo=UTC)
    assert monday_of(before, "Europe/Paris") == date(2026, 3, 23)
    assert monday_of(after, "Europe/Paris") == date(2026, 3, 30)
    # AND the first of January of a year whose last week was the 53rd
    assert monday_of(datetime(2027, 1, 1, tzinfo=UTC), "UTC") == date(2026, 12, 28)


def test_distrust_goes_down_to_a_floor_and_touches_no_other_detector() -> None:
    classroom = Classroom("5b", "5e B", ("marie",), detector_weights={"grammalecte": 0.9})
    for _ in range(20):
        classroom = classroom.distrust(["rules:x"], factor=0.8)
    assert classroom.detector_weights == {"grammalecte": 0.9, "rules:x": LEAST_WEIGHT}


@pytest.mark.parametrize(
    ("born", "agreed", "stands"),
    [
        (None, {ConsentBy.LEARNER}, True),
        (date(2011, 3, 2), {ConsentBy.LEARNER}, True),  # fifteen today
        (date(2011, 3, 3), {ConsentBy.LEARNER}, False),  # tomorrow
        (date(2011, 3, 3), {ConsentBy.PARENT}, False),
        (date(2011, 3, 3), {ConsentBy.LEARNER, ConsentBy.PARENT}, True),
        (date(2000, 1, 1), set(), False),
    ],
)
def test_under_fifteen_both_must_agree(
    born: date | None, agreed: set[ConsentBy], stands: bool
) -> None:
    given = tuple(Consent(ConsentKind.PROCESSING, by, SUNDAY_NIGHT) for by in agreed)
    profile = Profile("emma", born=born, consents=given)
    assert profile.agrees(ConsentKind.PROCESSING, on=date(2026, 3, 2)) is stands
    assert not profile.agrees(ConsentKind.EMAIL, on=date(2026, 3, 2))
