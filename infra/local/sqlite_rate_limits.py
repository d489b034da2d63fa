"""Limits that outlive a process, in SQLite."""

from collections.abc import Sequence
from datetime import datetime
from sqlite3 import Connection

from infra.local.database import Database
from infra.local.store_schema import from_microseconds, microseconds
from shared.domain.rate import Draw, Drawn, take
from shared.ports.rate_limits import RateLimits

# A full bucket is as good as none. More than one draw adds, so that the table cannot grow beyond
# the buckets in use.
_CLEARED_PER_DRAW = 10


class SqliteRateLimits(RateLimits):
    """Keeps one moment a bucket.

    Args:
        database: from `open_store`; shared with the other stores, closed by its owner.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def draw(self, draws: Sequence[Draw], *, now: datetime) -> Sequence[Drawn]:
        """Take from all buckets, or from none where one holds too little."""
        with self._database.transaction() as connection:
            found = [take(draw, _full_at(connection, draw.key), now=now) for draw in draws]
            if not any(drawn.wait for drawn in found):
                connection.executemany(
                    "INSERT OR REPLACE INTO rate_limits VALUES (?, ?)",
                    [
                        (draw.key, microseconds(drawn.full_at))
                        for draw, drawn in zip(draws, found, strict=True)
                    ],
                )
            connection.execute(
                """DELETE FROM rate_limits WHERE key IN (
                    SELECT key FROM rate_limits WHERE full_at <= ? LIMIT ?)""",
                (microseconds(now), _CLEARED_PER_DRAW),
            )
        return found


def _full_at(connection: Connection, key: str) -> datetime | None:
    row = connection.execute("SELECT full_at FROM rate_limits WHERE key = ?", (key,)).fetchone()
    return from_microseconds(row[0]) if row else None
