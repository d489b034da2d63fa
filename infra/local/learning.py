"""Applying what a turn teaches, inside whatever transaction moves with it."""

from collections.abc import Callable, Collection
from datetime import date
from sqlite3 import Connection

from infra import documents
from infra.local import tombstones
from infra.local.store_schema import microseconds
from shared.domain.history import Block, block_of, blocks_between, count_turn, span_of
from shared.domain.learning import REVIEWS_PER_TURN, Lesson, learn, restate, sort_turn
from shared.domain.memory import Learned, MemoryEntry
from shared.domain.windows import Window


def apply_learned(connection: Connection, learned: Learned) -> bool:
    """Add a turn to its learner's memory and windows.

    The cost depends on the turn alone: each row touched is found by its key, and what was due by
    an index.

    Args:
        connection: inside an open write transaction, which the caller commits.
        learned: the turn; its `source_id` counts once per learner.

    Returns:
        False when this source was applied before, or its learner was erased since; then nothing
        was changed.
    """
    if tombstones.was_erased(connection, learned.learner_id, since=learned.at):
        return False
    new = connection.execute(
        "INSERT INTO learned_sources (learner_id, source_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
        (learned.learner_id, learned.source_id),
    )
    if not new.rowcount:
        return False
    first = block_of(learned.monday)
    block = read_block(connection, learned.learner_id, first)
    write_block(connection, count_turn(block, learned))
    lesson = sort_turn(learned)
    known = read_entries(connection, learned.learner_id, lesson.wrong)
    changed = learn(lesson, known, _due(connection, lesson), _forgotten(connection, learned))
    if changed:
        span = span_of(learned.monday)
        windows = read_windows(connection, learned.learner_id, span.since, span.last)
        for entry in restate(changed, windows, until=span.until):
            write_entry(connection, entry)
    return True


def read_entries(
    connection: Connection, learner_id: str, patterns: Collection[str]
) -> dict[str, MemoryEntry]:
    """Read the entries of these patterns, where there are any."""
    found = {}
    for pattern in patterns:
        row = connection.execute(
            "SELECT document FROM memory WHERE learner_id = ? AND pattern = ?",
            (learner_id, pattern),
        ).fetchone()
        if row:
            found[pattern] = documents.decode(MemoryEntry, row[0])
    return found


def write_entry(connection: Connection, entry: MemoryEntry) -> None:
    """Write an entry with the columns that queries need."""
    connection.execute(
        """INSERT INTO memory
                (learner_id, pattern, occurrences, last_seen, document, type, due, quoted_since)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (learner_id, pattern) DO UPDATE SET
                occurrences = excluded.occurrences,
                last_seen = excluded.last_seen,
                document = excluded.document,
                type = excluded.type,
                due = excluded.due,
                quoted_since = excluded.quoted_since""",
        (
            entry.learner_id,
            entry.pattern,
            entry.occurrences,
            microseconds(entry.last_seen),
            documents.encode(entry),
            entry.type.value,
            microseconds(entry.due) if entry.due else None,
            min((microseconds(quote.at) for quote in entry.quotes), default=None),
        ),
    )


def delete_entry(connection: Connection, learner_id: str, pattern: str) -> bool:
    """Delete an entry; returns whether there was one."""
    gone = connection.execute(
        "DELETE FROM memory WHERE learner_id = ? AND pattern = ?", (learner_id, pattern)
    )
    return gone.rowcount == 1


def read_block(connection: Connection, learner_id: str, first: date) -> Block:
    """Read four weeks of windows; an empty block where there are none."""
    row = connection.execute(
        "SELECT document FROM window_blocks WHERE learner_id = ? AND first = ?",
        (learner_id, first.isoformat()),
    ).fetchone()
    return documents.decode(Block, row[0]) if row else Block(learner_id, first)


def write_block(connection: Connection, block: Block) -> None:
    """Write four weeks of windows."""
    if block.windows:
        connection.execute(
            "INSERT OR REPLACE INTO window_blocks (learner_id, first, document) VALUES (?, ?, ?)",
            (block.learner_id, block.first.isoformat(), documents.encode(block)),
        )


def read_windows(connection: Connection, learner_id: str, since: date, until: date) -> list[Window]:
    """Read a learner's windows of the weeks from `since` to `until`; one row a block."""
    return [
        window
        for first in blocks_between(since, until)
        for window in read_block(connection, learner_id, first).windows
        if since <= window.week <= until
    ]


def _due(connection: Connection, lesson: Lesson) -> list[MemoryEntry]:
    """Read what was due of the types that were used rightly: the longest overdue first."""
    learned = lesson.learned
    found = []
    for kind, right in lesson.right.items():
        uses = min(right, REVIEWS_PER_TURN)
        wrong = sum(each[0].type is kind for each in lesson.wrong.values())
        rows = connection.execute(
            """SELECT pattern, document FROM memory
                WHERE learner_id = ? AND type = ? AND due <= ? ORDER BY due, pattern LIMIT ?""",
            (learned.learner_id, kind.value, microseconds(learned.at), uses + wrong),
        ).fetchall()
        rightly = [document for pattern, document in rows if pattern not in lesson.wrong]
        found += [documents.decode(MemoryEntry, document) for document in rightly[:uses]]
    return found


def _forgotten(connection: Connection, learned: Learned) -> Callable[[str], bool]:
    def forgotten(pattern: str) -> bool:
        return tombstones.was_forgotten(connection, learned.learner_id, pattern, since=learned.at)

    return forgotten
