"""One document a learner that every turn reads and rewrites, so that its version guards the rest.

It holds what a turn has to know whatever it is about: since when the learner is erased, which
patterns were forgotten, which turns were applied, and the windows of the running four weeks and of
the two blocks before, on which every claim rests. Older blocks have documents of their own. What a
recognizer is told of the learner's errors stands here as well, cut to a few words each: the memory
would be twenty documents to read.

Whoever changes what a learner is remembered by writes it, and names the version he has seen. So
two turns never pass each other, and none passes an erasure or a pattern's being forgotten.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, TypeVar

from infra import documents
from infra.google.firestore_database import FirestoreDatabase, Seen, Stored, Write
from infra.google.firestore_queries import LEARNERS, WINDOWS
from shared.domain.expectation import Expectation
from shared.domain.history import Block, blocks_between, span_of
from shared.domain.memory import MemoryEntry
from shared.domain.windows import Window

if TYPE_CHECKING:
    from google.cloud.firestore_v1.document import DocumentReference

T = TypeVar("T")

# A message is delivered again for two hours, and what moves with a turn has a revision besides.
# Nobody says so many turns in a day; 16 characters each, they are 10 KB before they are packed.
APPLIED_KEPT = 500


@dataclass(frozen=True, slots=True)
class Ledger:
    """What a turn has to know of its learner.

    Attributes:
        erased_at: what was said until then never comes back.
        swept_at: when leftovers of the erasure were last looked for.
        forgotten: patterns and since when they are.
        applied: digests of the last turns that were applied, the newest last.
        blocks: the running block and the two before it, where there are any, oldest first.
        expected: what a recognizer is told, of the most frequent patterns.
    """

    learner_id: str
    erased_at: datetime | None = None
    swept_at: datetime | None = None
    forgotten: dict[str, datetime] = field(default_factory=dict)
    applied: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    expected: tuple[Expectation, ...] = ()

    def was_erased(self, *, since: datetime) -> bool:
        """Whether the learner was erased at that time or later."""
        return self.erased_at is not None and self.erased_at >= since

    def was_forgotten(self, pattern: str, *, since: datetime) -> bool:
        """Whether the pattern was forgotten at that time or later."""
        forgotten_at = self.forgotten.get(pattern)
        return forgotten_at is not None and forgotten_at >= since

    def has_applied(self, source_id: str) -> bool:
        """Whether this turn was applied before."""
        return _digest(source_id) in self.applied

    def with_applied(self, source_id: str) -> "Ledger":
        """Note that a turn was applied."""
        return replace(self, applied=(*self.applied, _digest(source_id))[-APPLIED_KEPT:])

    @property
    def since(self) -> date | None:
        """First Monday of the oldest block that would stand here; None before the first turn."""
        return span_of(self.blocks[-1].first).since if self.blocks else None

    def holds(self, first: date) -> bool:
        """Whether a block stands here if there is one, and not in a document of its own."""
        return self.since is None or first >= self.since

    def block(self, first: date) -> Block:
        """Give a block that stands here; an empty one where there is none."""
        found = (each for each in self.blocks if each.first == first)
        return next(found, Block(self.learner_id, first))

    def with_block(self, block: Block) -> tuple["Ledger", tuple[Block, ...]]:
        """Put in a block that stands here; gives what becomes too old for it besides."""
        others = (each for each in self.blocks if each.first != block.first)
        blocks = tuple(sorted((*others, block), key=lambda each: each.first))
        full = replace(self, blocks=blocks)
        kept = tuple(each for each in blocks if full.holds(each.first))
        return replace(self, blocks=kept), blocks[: len(blocks) - len(kept)]


class Book:
    """A learner's ledger and older blocks as they were read, to be changed and written back.

    Args:
        stored: the ledger's document; None where there is none yet.
    """

    def __init__(self, database: FirestoreDatabase, learner_id: str, stored: Stored | None) -> None:
        self._database = database
        self._learner_id = learner_id
        self._stored = stored
        self.ledger = read_ledger(stored) if stored else Ledger(learner_id)
        self._older: dict[date, Stored | None] = {}
        self._changed: dict[date, Block] = {}

    def entry(self, stored: Stored | None) -> MemoryEntry | None:
        """Read an entry of this learner back; None where an erasure is about to delete it."""
        entry = entry_of(stored) if stored else None
        if entry is None or self.ledger.was_erased(since=entry.last_seen):
            return None
        return entry

    def block(self, first: date) -> Block:
        """Give four weeks of windows; an empty block where there are none."""
        return self._blocks([first])[0]

    def put(self, block: Block) -> None:
        """Change four weeks of windows that were read here."""
        if not block.windows:
            return
        if not self.ledger.holds(block.first):
            self._changed[block.first] = block
            return
        self.ledger, moved = self.ledger.with_block(block)
        for each in moved:  # a block has one place at a time, so its document is not there yet
            self._older[each.first] = None
            self._changed[each.first] = each

    def windows(self, since: date, until: date) -> list[Window]:
        """Give the windows of the weeks from `since` to `until`; what is older costs a read."""
        return [
            window
            for block in self._blocks(blocks_between(since, until))
            for window in block.windows
            if since <= window.week <= until
        ]

    def writes(self) -> list[Write]:
        """Write all of it over what was read."""
        ledger = self.ledger
        fields = {
            "erased_at": ledger.erased_at,
            "swept_at": ledger.swept_at,
            "document": _encode(ledger),
        }
        written = [Write(reference(self._database, self._learner_id), fields, _seen(self._stored))]
        for first, block in self._changed.items():
            kept = {"first": first.isoformat(), "document": _encode(block)}
            written.append(Write(self._reference(first), kept, _seen(self._older[first])))
        return written

    def _blocks(self, firsts: Sequence[date]) -> list[Block]:
        unread = [each for each in firsts if not self.ledger.holds(each)]
        unread = [each for each in unread if each not in self._older]
        found = self._database.get_all([self._reference(each) for each in unread])
        self._older.update(zip(unread, found, strict=True))
        return [self._known(each) for each in firsts]

    def _known(self, first: date) -> Block:
        if first in self._changed:
            return self._changed[first]
        if self.ledger.holds(first):
            return self.ledger.block(first)
        stored = self._older[first]
        return read_block(stored) if stored else Block(self._learner_id, first)

    def _reference(self, first: date) -> "DocumentReference":
        return self._database.reference(LEARNERS, self._learner_id, WINDOWS, first.isoformat())


def reference(database: FirestoreDatabase, learner_id: str) -> "DocumentReference":
    """Name a learner's ledger."""
    return database.reference(LEARNERS, learner_id)


def open_book(database: FirestoreDatabase, learner_id: str) -> Book:
    """Read a learner's ledger."""
    return Book(database, learner_id, database.get(reference(database, learner_id)))


def entry_of(stored: Stored) -> MemoryEntry:
    """Read an entry of the memory back."""
    return documents.decode(MemoryEntry, stored.fields["document"])


def read_ledger(stored: Stored) -> Ledger:
    """Read a ledger back."""
    return _decode(Ledger, stored)


def read_block(stored: Stored) -> Block:
    """Read a block back that stands in a document of its own."""
    return _decode(Block, stored)


def _seen(stored: Stored | None) -> datetime | Seen:
    return Seen.ABSENT if stored is None else stored.version


# Rows of counts shrink to a twentieth and less (docs/adr/0007), far from the 1 MiB of a document.


def _encode(value: Ledger | Block) -> bytes:
    return zlib.compress(documents.encode(value))


def _decode(kind: type[T], stored: Stored) -> T:
    return documents.decode(kind, zlib.decompress(stored.fields["document"]))


def _digest(source_id: str) -> str:
    return sha256(source_id.encode()).hexdigest()[:16]
