"""ISO 8601 weeks in a learner's own time zone: what a plan is for, and what it is sent once in.

A week runs from Monday 00:00 to the next, by the clock on the learner's wall: 167 or 169 hours
where summer time begins or ends in it. A year has 53 of them when it begins on a Thursday, or is
a leap year that begins on a Wednesday.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_LABEL = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)


def zone(name: str) -> ZoneInfo:
    """Give the time zone of that IANA name; UTC where there is none, so that no job stops at it."""
    try:
        return ZoneInfo(name)
    # ZoneInfo raises by the name's shape: not found, not relative, a folder of zones, too long.
    except (LookupError, ValueError, OSError):
        return ZoneInfo("UTC")


@dataclass(frozen=True, slots=True, order=True)
class IsoWeek:
    """A week by its ISO year and number; weeks order as time does.

    Raises:
        ValueError: there is no such week.
    """

    year: int
    number: int

    def __post_init__(self) -> None:
        date.fromisocalendar(self.year, self.number, 1)

    @classmethod
    def of(cls, day: date) -> "IsoWeek":
        """Give the week that a day is in."""
        year, number, _ = day.isocalendar()
        return cls(year, number)

    @classmethod
    def at(cls, moment: datetime, timezone: str) -> "IsoWeek":
        """Give the week it is at a moment for somebody in that time zone (IANA name)."""
        return cls.of(moment.astimezone(zone(timezone)).date())

    @classmethod
    def parse(cls, label: str) -> "IsoWeek":
        """Read `2026-W53`.

        Raises:
            ValueError: it is not written so, or there is no such week.
        """
        found = _LABEL.fullmatch(label)
        if not found:
            raise ValueError("a week is written like 2026-W09")
        return cls(int(found[1]), int(found[2]))

    @property
    def label(self) -> str:
        """`2026-W53`; labels sort as the weeks do."""
        return f"{self.year:04}-W{self.number:02}"

    @property
    def monday(self) -> date:
        """Its first day."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def next(self) -> "IsoWeek":
        """The week after it."""
        return IsoWeek.of(self.monday + timedelta(weeks=1))

    @property
    def previous(self) -> "IsoWeek":
        """The week before it."""
        return IsoWeek.of(self.monday - timedelta(weeks=1))

    def begins(self, timezone: str) -> datetime:
        """Give the moment, in UTC, at which it begins for somebody in that time zone."""
        # Where midnight is left out or comes twice on that day, the wall's first reading counts.
        return datetime.combine(self.monday, time(), zone(timezone)).astimezone(UTC)

    def ends(self, timezone: str) -> datetime:
        """Give the moment, in UTC, at which the next one begins."""
        return self.next.begins(timezone)
