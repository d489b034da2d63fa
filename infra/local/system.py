"""The machine's own clock and identifiers."""

from datetime import UTC, datetime

from ulid import ULID


class SystemClock:
    """The machine's time, in UTC."""

    def now(self) -> datetime:
        """Tell the time."""
        return datetime.now(UTC)


class UlidIds:
    """ULIDs: 26 characters that sort by the time of their making (https://github.com/ulid/spec)."""

    def new(self) -> str:
        """Make an id."""
        return str(ULID())
