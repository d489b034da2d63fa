"""What was deleted for good, and since when: nothing said before then may come back."""

from datetime import datetime
from sqlite3 import Connection

from infra.local.store_schema import microseconds


def was_erased(connection: Connection, learner_id: str, *, since: datetime) -> bool:
    """Whether the learner was erased at that time or later."""
    row = connection.execute(
        "SELECT erased_at FROM erased_learners WHERE learner_id = ?", (learner_id,)
    ).fetchone()
    return bool(row) and row[0] >= microseconds(since)


def was_forgotten(
    connection: Connection, learner_id: str, pattern: str, *, since: datetime
) -> bool:
    """Whether the pattern was forgotten at that time or later."""
    row = connection.execute(
        "SELECT forgotten_at FROM forgotten_patterns WHERE learner_id = ? AND pattern = ?",
        (learner_id, pattern),
    ).fetchone()
    return bool(row) and row[0] >= microseconds(since)
