"""What is remembered of learners, in SQLite."""

from collections.abc import Collection, Mapping, Sequence

from infra import documents
from infra.local.database import Database
from infra.local.learning import apply_learned
from shared.domain.memory import Learned, MemoryEntry
from shared.ports.recordings import Learners


class SqliteLearners(Learners):
    """Keeps each learner's memory.

    Args:
        database: from `open_store`; shared with the other stores, closed by its owner.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def memory(self, learner_id: str, *, limit: int = 200) -> Sequence[MemoryEntry]:
        """Entries of one learner, most frequent first; the latest first among equals."""
        with self._database.read() as connection:
            rows = connection.execute(
                """SELECT document FROM memory WHERE learner_id = ?
                    ORDER BY occurrences DESC, last_seen DESC, pattern LIMIT ?""",
                (learner_id, limit),
            ).fetchall()
        return [documents.decode(MemoryEntry, document) for (document,) in rows]

    def entries(self, learner_id: str, patterns: Collection[str]) -> Mapping[str, MemoryEntry]:
        """The entries of these patterns, where there are any."""
        found = {}
        with self._database.read() as connection:
            for pattern in patterns:
                row = connection.execute(
                    "SELECT document FROM memory WHERE learner_id = ? AND pattern = ?",
                    (learner_id, pattern),
                ).fetchone()
                if row:
                    found[pattern] = documents.decode(MemoryEntry, row[0])
        return found

    def learn(self, learned: Learned) -> None:
        """Apply what a written turn teaches; a `source_id` seen before changes nothing."""
        with self._database.transaction() as connection:
            apply_learned(connection, learned)
