"""Applying what a turn teaches, inside whatever transaction moves with it."""

import sqlite3

from infra import documents
from infra.local.store_schema import microseconds
from shared.domain.memory import Learned, MemoryEntry, remember


def apply_learned(connection: sqlite3.Connection, learned: Learned) -> bool:
    """Add a turn to its learner's memory and weekly counts.

    The cost depends on the turn alone: each row touched is found by its key.

    Args:
        connection: inside an open write transaction, which the caller commits.
        learned: the turn; its `source_id` counts once per learner.

    Returns:
        False when this source was applied before, and nothing was changed.
    """
    new = connection.execute(
        "INSERT INTO learned_sources (learner_id, source_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
        (learned.learner_id, learned.source_id),
    )
    if not new.rowcount:
        return False
    for observation in learned.observations:
        row = connection.execute(
            "SELECT document FROM memory WHERE learner_id = ? AND pattern = ?",
            (learned.learner_id, observation.pattern),
        ).fetchone()
        known = documents.decode(MemoryEntry, row[0]) if row else None
        entry = remember(known, observation, learner_id=learned.learner_id, session=learned.session)
        _write(connection, entry)
    _count(connection, learned)
    return True


def _write(connection: sqlite3.Connection, entry: MemoryEntry) -> None:
    connection.execute(
        """INSERT INTO memory (learner_id, pattern, occurrences, last_seen, document)
            VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (learner_id, pattern) DO UPDATE SET
                occurrences = excluded.occurrences,
                last_seen = excluded.last_seen,
                document = excluded.document""",
        (
            entry.learner_id,
            entry.pattern,
            entry.occurrences,
            microseconds(entry.last_seen),
            documents.encode(entry),
        ),
    )


def _count(connection: sqlite3.Connection, learned: Learned) -> None:
    year, week, _ = learned.at.isocalendar()
    counts = {kind: [met, 0] for kind, met in learned.opportunities.items()}
    for observation in learned.observations:
        counts.setdefault(observation.type, [0, 0])[1] += 1
    connection.executemany(
        """INSERT INTO weekly_counts (learner_id, week, type, opportunities, errors)
            VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (learner_id, week, type) DO UPDATE SET
                opportunities = opportunities + excluded.opportunities,
                errors = errors + excluded.errors""",
        [
            (learned.learner_id, f"{year:04}-W{week:02}", kind.value, met, errors)
            for kind, (met, errors) in counts.items()
        ],
    )
