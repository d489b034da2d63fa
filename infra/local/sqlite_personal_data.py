"""Erasing a learner from the embedded store, in one transaction."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from sqlite3 import Connection

from infra.local.database import Database
from infra.local.store_schema import microseconds
from shared.ports.personal_data import Kept, PersonalData

# Store as a receipt names it → table with a learner_id. A new table that holds anything of a
# learner gets a line here; a test compares with the schema.
TABLES: Mapping[str, str] = {
    Kept.RECORDINGS: "recordings",
    Kept.MEMORY: "memory",
    Kept.FORGOTTEN: "forgotten_patterns",
    Kept.WINDOWS: "window_blocks",
    Kept.TURNS: "learned_sources",
    Kept.CONVERSATIONS: "conversations",
    Kept.PLANS: "plans",
    Kept.PROFILE: "profiles",
}
# A scope is the caller's id, a blank, and the route: `!` follows the blank in ASCII.
_OF_LEARNER = "scope >= ? AND scope < ?"


class SqlitePersonalData(PersonalData):
    """Knows every table that holds something of a learner.

    Args:
        database: from `open_store`; shared with the other stores, closed by its owner.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def erase(self, learner_id: str, *, at: datetime) -> Mapping[str, int]:
        """Delete all of it and leave a tombstone."""
        moment = microseconds(at)
        with self._database.transaction() as connection:
            connection.execute(
                """INSERT INTO erased_learners (learner_id, erased_at, swept_at)
                    VALUES (?, ?, 0) ON CONFLICT (learner_id) DO UPDATE SET
                    erased_at = max(erased_at, excluded.erased_at)""",
                (learner_id, moment),
            )
            gone = {
                store: connection.execute(
                    f"DELETE FROM {table} WHERE learner_id = ?",  # noqa: S608 - a constant of ours
                    (learner_id,),
                ).rowcount
                for store, table in TABLES.items()
            }
            answers = connection.execute(
                f"DELETE FROM idempotency_keys WHERE {_OF_LEARNER}",  # noqa: S608 - likewise
                (f"{learner_id} ", f"{learner_id}!"),
            )
            return {**gone, Kept.ANSWERS: answers.rowcount}

    def held(self, learner_id: str) -> Mapping[str, int]:
        """How many documents each store holds of a learner, by the store's name."""
        with self._database.read() as connection:
            counts = {
                store: _count(connection, f"{table} WHERE learner_id = ?", (learner_id,))
                for store, table in TABLES.items()
            }
            scopes = (f"{learner_id} ", f"{learner_id}!")
            answers = _count(connection, f"idempotency_keys WHERE {_OF_LEARNER}", scopes)
        return {**counts, Kept.ANSWERS: answers}

    def erased(self, *, since: datetime, limit: int) -> Sequence[str]:
        """Learners who were erased since then, the longest unswept first."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT learner_id, swept_at FROM erased_learners WHERE erased_at >= ?",
                (microseconds(since),),
            ).fetchall()
        # A day's erasures are few enough to be put in order here.
        return [learner_id for learner_id, _ in sorted(rows, key=lambda row: row[1])[:limit]]

    def swept(self, learner_id: str, *, at: datetime) -> None:
        """Note that leftovers of an erased learner were looked for."""
        with self._database.transaction() as connection:
            connection.execute(
                "UPDATE erased_learners SET swept_at = ? WHERE learner_id = ?",
                (microseconds(at), learner_id),
            )


def _count(connection: Connection, where: str, values: tuple[str, ...]) -> int:
    sql = f"SELECT count(*) FROM {where}"  # noqa: S608 - constants of ours
    count: int = connection.execute(sql, values).fetchone()[0]
    return count
