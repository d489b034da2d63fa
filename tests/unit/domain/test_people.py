"""Consent and trust."""

from datetime import UTC, date, datetime

import pytest

from shared.domain.people import (
    LEAST_WEIGHT,
    Classroom,
    Consent,
    ConsentBy,
    ConsentKind,
    Profile,
)

SUNDAY_NIGHT = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)


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
