"""What is remembered of learners, in SQLite."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import islice

from infra import documents
from infra.local import learning
from infra.local.database import Database
from infra.local.store_schema import microseconds
from shared.domain.expectation import PATTERNS, expect, phrases
from shared.domain.history import Block, block_of, uncount
from shared.domain.memory import Learned, MemoryEntry, Quote, take_back
from shared.domain.windows import Window
from shared.ports.learners import Learners

_PAGE = 200
_ALL = -1
_MOST_FREQUENT = """SELECT document FROM memory WHERE learner_id = ?
    ORDER BY occurrences DESC, last_seen DESC, pattern LIMIT ?"""


class SqliteLearners(Learners):
    """Keeps each learner's memory and windows.

    Args:
        database: from `open_store`; shared with the other stores, closed by its owner.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def memory(self, learner_id: str, *, limit: int = 200) -> Sequence[MemoryEntry]:
        """Entries of one learner, most frequent first; the latest first among equals."""
        with self._database.read() as connection:
            rows = connection.execute(_MOST_FREQUENT, (learner_id, limit)).fetchall()
        return [documents.decode(MemoryEntry, document) for (document,) in rows]

    def entries(self, learner_id: str, patterns: Collection[str]) -> Mapping[str, MemoryEntry]:
        """The entries of these patterns, where there are any."""
        with self._database.read() as connection:
            return learning.read_entries(connection, learner_id, patterns)

    def expected_phrases(self, learner_id: str) -> Sequence[str]:
        """What the learner is likely to say, right or wrong; reads as far as it must."""
        with self._database.read() as connection:
            rows = connection.execute(_MOST_FREQUENT, (learner_id, _ALL))
            entries = (documents.decode(MemoryEntry, document) for (document,) in rows)
            expected = islice((each for each in entries if not each.paused), PATTERNS)
            return phrases(expect((), expected))

    def due(self, learner_id: str, *, at: datetime, limit: int) -> Sequence[MemoryEntry]:
        """Entries that should have been met again by then, the longest overdue first."""
        rows = self._page(
            """SELECT pattern, document FROM memory
                WHERE learner_id = ? AND due <= ? ORDER BY due, pattern LIMIT ?""",
            (learner_id, microseconds(at), limit),
        )
        return [documents.decode(MemoryEntry, document) for _, document in rows]

    def learn(self, learned: Learned) -> None:
        """Apply what a written turn teaches; a `source_id` seen before changes nothing."""
        with self._database.transaction() as connection:
            learning.apply_learned(connection, learned)

    def take_back(
        self, learner_id: str, pattern: str, occurrence_id: str
    ) -> tuple[MemoryEntry | None, Quote] | None:
        """Remove an occurrence that was no error, from the memory and from its window."""
        with self._database.transaction() as connection:
            entry = learning.read_entries(connection, learner_id, [pattern]).get(pattern)
            taken = take_back(entry, occurrence_id) if entry else None
            if entry is None or taken is None:
                return None
            left, quote = taken
            if left is None:
                learning.delete_entry(connection, learner_id, pattern)
            else:
                learning.write_entry(connection, left)
            if quote.origin is not None:
                first = block_of(quote.origin.week)
                block = learning.read_block(connection, learner_id, first)
                learning.write_block(connection, uncount(block, entry.type, quote))
        return left, quote

    def pause(self, learner_id: str, pattern: str, *, paused: bool) -> MemoryEntry | None:
        """Stop or resume reviews of a pattern; None where there is no such entry."""
        with self._database.transaction() as connection:
            entry = learning.read_entries(connection, learner_id, [pattern]).get(pattern)
            if entry is None:
                return None
            changed = replace(entry, paused=paused)
            learning.write_entry(connection, changed)
        return changed

    def forget(self, learner_id: str, pattern: str, *, at: datetime) -> bool:
        """Delete an entry and keep it from coming back by what was said before `at`."""
        with self._database.transaction() as connection:
            if not learning.delete_entry(connection, learner_id, pattern):
                return False
            connection.execute(
                """INSERT INTO forgotten_patterns (learner_id, pattern, forgotten_at)
                    VALUES (?, ?, ?) ON CONFLICT (learner_id, pattern) DO UPDATE SET
                    forgotten_at = max(forgotten_at, excluded.forgotten_at)""",
                (learner_id, pattern, microseconds(at)),
            )
        return True

    def windows(
        self, learner_ids: Collection[str], *, since: date, until: date
    ) -> Sequence[Window]:
        """The windows of these learners in the weeks from `since` to `until`."""
        with self._database.read() as connection:
            return [
                window
                for learner_id in learner_ids
                for window in learning.read_windows(connection, learner_id, since, until)
            ]

    def history(self, learner_id: str) -> Iterator[MemoryEntry | Window]:
        """Everything kept of a learner, streaming, a page at a time."""
        after = ""
        while rows := self._page(
            """SELECT pattern, document FROM memory WHERE learner_id = ? AND pattern > ?
                ORDER BY pattern LIMIT ?""",
            (learner_id, after, _PAGE),
        ):
            after = rows[-1][0]
            for _, document in rows:
                yield documents.decode(MemoryEntry, document)
        after = ""
        while rows := self._page(
            """SELECT first, document FROM window_blocks WHERE learner_id = ? AND first > ?
                ORDER BY first LIMIT ?""",
            (learner_id, after, 1),
        ):
            after = rows[-1][0]
            for _, document in rows:
                yield from documents.decode(Block, document).windows

    def strip_quotes(self, *, before: datetime, limit: int) -> int:
        """Drop the words said before that time, of at most `limit` entries."""
        with self._database.transaction() as connection:
            rows = connection.execute(
                """SELECT learner_id, document FROM memory
                    WHERE quoted_since IS NOT NULL AND quoted_since < ?
                    ORDER BY quoted_since LIMIT ?""",
                (microseconds(before), limit),
            ).fetchall()
            found = list(documents.decode_readable(MemoryEntry, rows))
            for entry in found:
                kept = tuple(quote for quote in entry.quotes if quote.at >= before)
                learning.write_entry(connection, replace(entry, quotes=kept))
        return len(found)

    def _page(self, sql: str, values: tuple[str | int, ...]) -> list[tuple[str, bytes]]:
        with self._database.read() as connection:
            return connection.execute(sql, values).fetchall()
