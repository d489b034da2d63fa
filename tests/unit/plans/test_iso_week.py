"""Week boundaries, summer time, week 53."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.iso_week import IsoWeek

HOUR = timedelta(hours=1)
# The last three change their clocks at midnight, or once left out a whole day.
ZONES = (
    "Europe/Paris",
    "America/St_Johns",
    "Asia/Kathmandu",
    "America/Havana",
    "Asia/Beirut",
    "Pacific/Apia",
)


@pytest.mark.parametrize(
    ("day", "label"),
    [
        (date(2020, 12, 31), "2020-W53"),
        (date(2021, 1, 3), "2020-W53"),
        (date(2021, 1, 4), "2021-W01"),
        (date(2026, 12, 31), "2026-W53"),
        (date(2027, 1, 3), "2026-W53"),
        (date(2024, 12, 30), "2025-W01"),
        (date(2026, 3, 1), "2026-W09"),
        (date(2026, 3, 2), "2026-W10"),
    ],
)
def test_a_day_has_its_week(day: date, label: str) -> None:
    week = IsoWeek.of(day)
    assert week.label == label
    assert IsoWeek.parse(label) == week
    assert week.monday <= day < week.next.monday


def test_week_53_lies_between_52_and_1() -> None:
    week = IsoWeek(2026, 53)
    assert week.previous == IsoWeek(2026, 52)
    assert week.next == IsoWeek(2027, 1)
    assert IsoWeek(2026, 52) < week < IsoWeek(2027, 1)
    assert IsoWeek(2026, 52).label < week.label < IsoWeek(2027, 1).label


@pytest.mark.parametrize(
    "label", ["2025-W53", "2026-W00", "2026-W54", "2026-9", "", "2026-W9", "x"]
)
def test_there_is_no_such_week(label: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        IsoWeek.parse(label)


def test_the_week_is_the_learners_own() -> None:
    # Sunday noon in UTC is Monday in Auckland, Sunday in Paris and in Honolulu.
    moment = datetime(2026, 3, 1, 12, tzinfo=UTC)
    assert IsoWeek.at(moment, "Pacific/Auckland") == IsoWeek(2026, 10)
    assert IsoWeek.at(moment, "Europe/Paris") == IsoWeek(2026, 9)
    # One second decides.
    begins = IsoWeek(2026, 10).begins("Europe/Paris")
    assert begins == datetime(2026, 3, 1, 23, tzinfo=UTC)
    assert IsoWeek.at(begins, "Europe/Paris") == IsoWeek(2026, 10)
    assert IsoWeek.at(begins - timedelta(seconds=1), "Europe/Paris") == IsoWeek(2026, 9)


@pytest.mark.parametrize(
    ("week", "hours"),
    [(IsoWeek(2026, 13), 167), (IsoWeek(2026, 43), 169), (IsoWeek(2026, 20), 168)],
)
def test_summer_time_makes_weeks_shorter_and_longer(week: IsoWeek, hours: int) -> None:
    length = week.ends("Europe/Paris") - week.begins("Europe/Paris")
    assert length == hours * HOUR
    assert week.ends("Europe/Paris") == week.next.begins("Europe/Paris")


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),
    st.sampled_from(ZONES),
)
def test_every_moment_is_in_exactly_one_week(moment: datetime, timezone: str) -> None:
    week = IsoWeek.at(moment, timezone)
    assert week.begins(timezone) <= moment < week.ends(timezone)
    assert IsoWeek.at(week.begins(timezone), timezone) == week


@pytest.mark.parametrize(
    "name", ["", "Mars/Olympus", "../../etc/passwd", "Europe", "x" * 300, "a\0b"]
)
def test_a_zone_that_is_none_is_utc(name: str) -> None:
    week = IsoWeek(2026, 10)
    assert week.begins(name) == week.begins("UTC")


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
    assert IsoWeek.at(datetime(2026, 3, 1, 23, 30, tzinfo=UTC), timezone).monday == monday


def test_weeks_hold_across_the_clock_change_and_the_53rd_week() -> None:
    # GIVEN the night in which Paris puts its clocks forward
    before = datetime(2026, 3, 29, 21, 59, tzinfo=UTC)
    after = datetime(2026, 3, 29, 22, 0, tzinfo=UTC)
    assert IsoWeek.at(before, "Europe/Paris").monday == date(2026, 3, 23)
    assert IsoWeek.at(after, "Europe/Paris").monday == date(2026, 3, 30)
    # AND the first of January of a year whose last week was the 53rd
    assert IsoWeek.at(datetime(2027, 1, 1, tzinfo=UTC), "UTC").monday == date(2026, 12, 28)
