"""Tables of the embedded stack's store: recordings, memory, people, talks, repeated requests.

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

_VERSION_2 = (
    # What is due, and what holds words older than they may be kept.
    "ALTER TABLE memory ADD COLUMN type TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE memory ADD COLUMN due INTEGER",
    "ALTER TABLE memory ADD COLUMN quoted_since INTEGER",
    """UPDATE memory SET type = json_extract(CAST(document AS TEXT), '$.type'),
        quoted_since = last_seen""",
    "CREATE INDEX memory_due ON memory (learner_id, type, due, pattern) WHERE due IS NOT NULL",
    """CREATE INDEX memory_by_quote ON memory (quoted_since)
        WHERE quoted_since IS NOT NULL""",
    """CREATE TABLE forgotten_patterns (
        learner_id TEXT NOT NULL,
        pattern TEXT NOT NULL,
        forgotten_at INTEGER NOT NULL,
        PRIMARY KEY (learner_id, pattern)
    ) WITHOUT ROWID""",
    # The weekly counts did not tell sessions and recognizers apart: nothing can be claimed from
    # them, so they are not carried over.
    "DROP TABLE weekly_counts",
    """CREATE TABLE window_blocks (
        learner_id TEXT NOT NULL,
        first TEXT NOT NULL,
        document BLOB NOT NULL,
        PRIMARY KEY (learner_id, first)
    ) WITHOUT ROWID""",
    """CREATE TABLE profiles (
        learner_id TEXT PRIMARY KEY,
        share INTEGER NOT NULL,
        revision INTEGER NOT NULL,
        document BLOB NOT NULL
    ) WITHOUT ROWID""",
    "CREATE INDEX profiles_by_share ON profiles (share, learner_id)",
    """CREATE TABLE classes (
        id TEXT PRIMARY KEY,
        revision INTEGER NOT NULL,
        document BLOB NOT NULL
    ) WITHOUT ROWID""",
    """CREATE TABLE erased_learners (
        learner_id TEXT PRIMARY KEY,
        erased_at INTEGER NOT NULL,
        swept_at INTEGER NOT NULL
    ) WITHOUT ROWID""",
    "CREATE INDEX erased_by_time ON erased_learners (erased_at)",
    "ALTER TABLE recordings ADD COLUMN created_at INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE recordings ADD COLUMN has_audio INTEGER NOT NULL DEFAULT 1",
    "UPDATE recordings SET created_at = updated_at",
    "CREATE INDEX recordings_by_age ON recordings (created_at)",
    "CREATE INDEX recordings_with_audio ON recordings (created_at) WHERE has_audio = 1",
    "CREATE INDEX conversations_by_age ON conversations (updated_at)",
)

_RATE_LIMITS = (
    "CREATE TABLE rate_limits (key TEXT PRIMARY KEY, full_at INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE INDEX rate_limits_by_end ON rate_limits (full_at)",
)

_MIGRATIONS = (_VERSION_1, _VERSION_2, PLAN_TABLES, _RATE_LIMITS)


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
