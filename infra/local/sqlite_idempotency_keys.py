"""Answers to repeated requests, in SQLite."""

from datetime import datetime, timedelta
from sqlite3 import Connection

from infra.local.database import Database
from infra.local.store_schema import microseconds
from shared.domain.errors import Code, Refused
from shared.ports.idempotency_keys import Answer, IdempotencyKeys

# Each claim clears up to this many dead keys: more than it adds, so that the table cannot grow
# beyond the keys of one keeping time, and few enough not to be felt.
_CLEARED_PER_CLAIM = 20


class SqliteIdempotencyKeys(IdempotencyKeys):
    """Remembers keys per scope, and forgets them by itself when their time is over.

    Args:
        database: from `open_store`; shared with the other stores, closed by its owner.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def claim(
        self, scope: str, key: str, *, digest: str, now: datetime, lease: float, keep: float
    ) -> Answer | None:
        """Take a key in hand for a request whose body has this digest.

        Raises:
            Refused: `request_in_flight` or `idempotency_key_reused`.
        """
        moment = microseconds(now)
        claimed_until = microseconds(now + timedelta(seconds=lease))
        kept_until = microseconds(now + timedelta(seconds=max(lease, keep)))
        with self._database.transaction() as connection:
            _clear(connection, moment)
            row = connection.execute(
                """SELECT digest, claimed_until, status, content_type, body
                    FROM idempotency_keys WHERE scope = ? AND key = ? AND kept_until > ?""",
                (scope, key, moment),
            ).fetchone()
            if row:
                before, in_hand_until, status, content_type, body = row
                if before != digest:
                    raise Refused(Code.IDEMPOTENCY_KEY_REUSED)
                if status is not None:
                    return Answer(status, content_type, body)
                if in_hand_until > moment:
                    raise Refused(Code.REQUEST_IN_FLIGHT)
            connection.execute(
                """INSERT OR REPLACE INTO idempotency_keys
                    (scope, key, digest, claimed_until, kept_until) VALUES (?, ?, ?, ?, ?)""",
                (scope, key, digest, claimed_until, kept_until),
            )
        return None

    def settle(self, scope: str, key: str, answer: Answer) -> None:
        """Keep the answer of a claimed key; the first answer given is the one kept."""
        with self._database.transaction() as connection:
            connection.execute(
                """UPDATE idempotency_keys SET status = ?, content_type = ?, body = ?
                    WHERE scope = ? AND key = ? AND status IS NULL""",
                (answer.status, answer.content_type, answer.body, scope, key),
            )

    def release(self, scope: str, key: str) -> None:
        """Forget a claim whose request failed; a settled key stays."""
        with self._database.transaction() as connection:
            connection.execute(
                "DELETE FROM idempotency_keys WHERE scope = ? AND key = ? AND status IS NULL",
                (scope, key),
            )


def _clear(connection: Connection, moment: int) -> None:
    connection.execute(
        """DELETE FROM idempotency_keys WHERE (scope, key) IN (
            SELECT scope, key FROM idempotency_keys WHERE kept_until <= ?
            ORDER BY kept_until LIMIT ?)""",
        (moment, _CLEARED_PER_CLAIM),
    )
