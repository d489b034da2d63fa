"""Tables of the embedded stack's store: recordings, memory, talks, repeated requests.

Documents are whole; the columns beside them are what queries need, and every query has an index,
so that its cost does not grow with history. Times are microseconds since 1970 in UTC.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from infra.local.database import Database
from infra.local.plan_schema import PLAN_TABLES

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

_VERSION_1 = (
    """CREATE TABLE recordings (
        id TEXT PRIMARY KEY,
        learner_id TEXT NOT NULL,
        state TEXT NOT NULL,
        revision INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        unpublished_since INTEGER,
        leased INTEGER NOT NULL,
        document BLOB NOT NULL
    )""",
    "CREATE INDEX recordings_by_learner ON recordings (learner_id, id)",
    "CREATE INDEX recordings_by_state ON recordings (state, updated_at)",
    # Partial: nearly all recordings have nothing to publish and no lease most of the time.
    """CREATE INDEX recordings_unpublished ON recordings (unpublished_since)
        WHERE unpublished_since IS NOT NULL""",
    "CREATE INDEX recordings_leased ON recordings (id) WHERE leased = 1",
    """CREATE TABLE memory (
        learner_id TEXT NOT NULL,
        pattern TEXT NOT NULL,
        occurrences INTEGER NOT NULL,
        last_seen INTEGER NOT NULL,
        document BLOB NOT NULL,
        PRIMARY KEY (learner_id, pattern)
    ) WITHOUT ROWID""",
    """CREATE INDEX memory_by_frequency
        ON memory (learner_id, occurrences DESC, last_seen DESC, pattern)""",
    """CREATE TABLE learned_sources (
        learner_id TEXT NOT NULL,
        source_id TEXT NOT NULL,
        PRIMARY KEY (learner_id, source_id)
    ) WITHOUT ROWID""",
    """CREATE TABLE weekly_counts (
        learner_id TEXT NOT NULL,
        week TEXT NOT NULL,
        type TEXT NOT NULL,
        opportunities INTEGER NOT NULL,
        errors INTEGER NOT NULL,
        PRIMARY KEY (learner_id, week, type)
    ) WITHOUT ROWID""",
    """CREATE TABLE conversations (
        learner_id TEXT NOT NULL,
        id TEXT NOT NULL,
        revision INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        document BLOB NOT NULL,
        PRIMARY KEY (learner_id, id)
    ) WITHOUT ROWID""",
    """CREATE TABLE idempotency_keys (
        scope TEXT NOT NULL,
        key TEXT NOT NULL,
        digest TEXT NOT NULL,
        claimed_until INTEGER NOT NULL,
        kept_until INTEGER NOT NULL,
        status INTEGER,
        content_type TEXT,
        body BLOB,
        PRIMARY KEY (scope, key)
    ) WITHOUT ROWID""",
    "CREATE INDEX idempotency_keys_by_end ON idempotency_keys (kept_until)",
)

_MIGRATIONS = (_VERSION_1, PLAN_TABLES)


def open_store(path: Path) -> Database:
    """Open the store's file, making or migrating it where needed.

    Raises:
        Transient: `store_unavailable` when it cannot be opened.
        Permanent: `internal` when a newer version of this program wrote it.
    """
    return Database(path, _MIGRATIONS)


def microseconds(time: datetime) -> int:
    """Convert an aware time to the integer that the tables keep."""
    return (time - _EPOCH) // timedelta(microseconds=1)


def from_microseconds(value: int) -> datetime:
    """Convert back."""
    return _EPOCH + timedelta(microseconds=value)
