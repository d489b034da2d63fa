"""What is remembered of learners, in Firestore."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from typing import TypeVar

from infra import documents
from infra.google import firestore_ledger, firestore_queries
from infra.google.firestore_database import FirestoreDatabase, Stored, Write
from infra.google.firestore_errors import ConflictError, ContentionError
from infra.google.firestore_learning import commit, entry_reference, read_entries, write_entry
from infra.google.firestore_ledger import Book, entry_of
from infra.google.firestore_queries import LEARNERS, MEMORY, WINDOWS, ordered
from shared.domain.errors import Code
from shared.domain.expectation import PATTERNS, Expectation, expect, phrases, without_words
from shared.domain.history import block_of, uncount
from shared.domain.memory import Learned, MemoryEntry, Quote, take_back
from shared.domain.windows import Window
from shared.ports.learners import Learners

T = TypeVar("T")
_PAGE = 200


class FirestoreLearners(Learners):
    """Keeps each learner's memory and windows.

    Args:
        database: shared with the other stores, closed by its owner.
    """

    def __init__(self, database: FirestoreDatabase) -> None:
        self._database = database

    def memory(self, learner_id: str, *, limit: int = 200) -> Sequence[MemoryEntry]:
        """Entries of one learner, most frequent first; the latest first among equals."""
        memory = self._database.collection(LEARNERS, learner_id, MEMORY)
        found = self._database.query(firestore_queries.most_frequent(memory, limit=limit))
        return [entry_of(each) for each in found]

    def entries(self, learner_id: str, patterns: Collection[str]) -> Mapping[str, MemoryEntry]:
        """The entries of these patterns, where there are any."""
        return read_entries(self._database, learner_id, patterns)

    def expected_phrases(self, learner_id: str) -> Sequence[str]:
        """What the learner is likely to say, right or wrong; reads the ledger alone."""
        book = firestore_ledger.open_book(self._database, learner_id)
        return phrases(book.ledger.expected)

    def due(self, learner_id: str, *, at: datetime, limit: int) -> Sequence[MemoryEntry]:
        """Entries that should have been met again by then, the longest overdue first."""
        memory = self._database.collection(LEARNERS, learner_id, MEMORY)
        found = self._database.query(firestore_queries.overdue(memory, until=at, limit=limit))
        return [entry_of(each) for each in found]

    def learn(self, learned: Learned) -> None:
        """Apply what a written turn teaches; a `source_id` seen before changes nothing."""
        commit(self._database, None, learned)

    def take_back(
        self, learner_id: str, pattern: str, occurrence_id: str
    ) -> tuple[MemoryEntry | None, Quote] | None:
        """Remove an occurrence that was no error, from the memory and from its window."""

        def change(
            book: Book, entry: MemoryEntry, stored: Stored
        ) -> tuple[list[Write], tuple[MemoryEntry | None, Quote] | None]:
            taken = take_back(entry, occurrence_id)
            if taken is None:
                return [], None
            left, quote = taken
            if quote.origin is not None:
                block = book.block(block_of(quote.origin.week))
                book.put(uncount(block, entry.type, quote))
            self._expect(book, pattern, left)
            return [self._written(stored, left), *book.writes()], taken

        return self._change(learner_id, pattern, change)

    def pause(self, learner_id: str, pattern: str, *, paused: bool) -> MemoryEntry | None:
        """Stop or resume reviews of a pattern; None where there is no such entry."""

        def change(
            book: Book, entry: MemoryEntry, stored: Stored
        ) -> tuple[list[Write], MemoryEntry]:
            changed = replace(entry, paused=paused)
            before = book.ledger
            self._expect(book, pattern, changed)
            writes = book.writes() if book.ledger != before else []
            return [self._written(stored, changed), *writes], changed

        return self._change(learner_id, pattern, change)

    def forget(self, learner_id: str, pattern: str, *, at: datetime) -> bool:
        """Delete an entry and keep it from coming back by what was said before `at`."""

        def change(book: Book, _: MemoryEntry, stored: Stored) -> tuple[list[Write], bool]:
            known = book.ledger.forgotten
            latest = max(at, known.get(pattern, at))
            book.ledger = replace(book.ledger, forgotten={**known, pattern: latest})
            self._expect(book, pattern, None)
            return [self._written(stored, None), *book.writes()], True

        return bool(self._change(learner_id, pattern, change))

    def windows(
        self, learner_ids: Collection[str], *, since: date, until: date
    ) -> Sequence[Window]:
        """The windows of these learners in the weeks from `since` to `until`."""
        wanted = list(learner_ids)
        found = self._database.get_all(
            [firestore_ledger.reference(self._database, each) for each in wanted]
        )
        return [
            window
            for learner_id, stored in zip(wanted, found, strict=True)
            for window in Book(self._database, learner_id, stored).windows(since, until)
        ]

    def history(self, learner_id: str) -> Iterator[MemoryEntry | Window]:
        """Everything kept of a learner, streaming, a page at a time."""
        memory = self._database.collection(LEARNERS, learner_id, MEMORY)
        for each in self._database.stream(
            lambda after: ordered(memory, by="pattern", after=after, limit=_PAGE), size=_PAGE
        ):
            yield entry_of(each)
        # The ledger first: what moves from it into a document meanwhile is passed over there.
        blocks = firestore_ledger.open_book(self._database, learner_id).ledger.blocks
        newer = {block.first for block in blocks}
        older = self._database.collection(LEARNERS, learner_id, WINDOWS)
        for each in self._database.stream(
            lambda after: ordered(older, by="first", after=after, limit=1), size=1
        ):
            block = firestore_ledger.read_block(each)
            if block.first not in newer:
                yield from block.windows
        for block in blocks:
            yield from block.windows

    def strip_quotes(self, *, before: datetime, limit: int) -> int:
        """Drop the words said before that time, of at most `limit` entries."""
        query = firestore_queries.quoted(self._database.client, before=before, limit=limit)
        by_learner: dict[str, list[Write]] = {}
        found = {stored.reference.path: stored for stored in self._database.query(query)}
        # By learner in the log: a pattern may hold a word that was said.
        texts = (
            (each.reference.parent.parent.id, each.fields["document"]) for each in found.values()
        )
        for entry in documents.decode_readable(MemoryEntry, texts):
            reference = entry_reference(self._database, entry.learner_id, entry.pattern)
            kept = tuple(quote for quote in entry.quotes if quote.at >= before)
            written = self._written(found[reference.path], replace(entry, quotes=kept))
            by_learner.setdefault(entry.learner_id, []).append(written)
        changed = 0
        for learner_id, writes in by_learner.items():
            book = firestore_ledger.open_book(self._database, learner_id)
            expected = without_words(book.ledger.expected, before=before)
            others = []
            if expected != book.ledger.expected:
                book.ledger = replace(book.ledger, expected=expected)
                others = book.writes()
            with suppress(ConflictError):  # changed meanwhile: the next round finds it again
                self._database.commit(*writes, *others)
                changed += len(writes)
        return changed

    def _change(
        self,
        learner_id: str,
        pattern: str,
        change: Callable[[Book, MemoryEntry, Stored], tuple[list[Write], T]],
    ) -> T | None:
        """Read a learner's ledger and an entry, and write what `change` makes of them.

        Returns:
            What `change` tells besides; None where there is no such entry.
        """
        references = [
            firestore_ledger.reference(self._database, learner_id),
            entry_reference(self._database, learner_id, pattern),
        ]

        def attempt() -> T | None:
            ledger, stored = self._database.get_all(references)
            book = Book(self._database, learner_id, ledger)
            entry = book.entry(stored)
            if entry is None or stored is None:
                return None
            writes, result = change(book, entry, stored)
            try:
                if writes:
                    self._database.commit(*writes)
            except ConflictError as error:
                raise ContentionError(Code.STORE_UNAVAILABLE, "memory") from error
            return result

        return self._database.patiently(attempt)

    def _expect(self, book: Book, pattern: str, left: MemoryEntry | None) -> None:
        """Write into the ledger what is expected once a pattern was changed by hand.

        Args:
            left: its entry afterwards; None where it is gone.
        """
        known = book.ledger.expected
        others: Iterable[Expectation] = [each for each in known if each.pattern != pattern]
        if len(known) == PATTERNS and any(each.pattern == pattern for each in known):
            # Another may take its place. Beside more paused ones than that, fewer are expected.
            memory = self._database.collection(LEARNERS, book.ledger.learner_id, MEMORY)
            query = firestore_queries.most_frequent(memory, limit=2 * PATTERNS)
            entries = (book.entry(stored) for stored in self._database.query(query))
            others = expect((), (each for each in entries if each and each.pattern != pattern))
        expected = expect(others, [left] if left else [])
        book.ledger = replace(book.ledger, expected=expected)

    def _written(self, stored: Stored, entry: MemoryEntry | None) -> Write:
        if entry is None:
            return Write(stored.reference, None, stored.version)
        return write_entry(self._database, entry, stored)
