"""What a turn teaches, committed together with whatever moves with it.

learners/{learner}                   the ledger, read and rewritten by every turn
learners/{learner}/windows/{monday}  blocks of four weeks that became too old for the ledger
learners/{learner}/memory/{pattern}  one document a pattern
"""

from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from infra import documents
from infra.google import firestore_ledger, firestore_queries
from infra.google.firestore_database import FirestoreDatabase, Seen, Stored, Write
from infra.google.firestore_errors import ConflictError, ContentionError
from infra.google.firestore_ledger import Book, entry_of
from infra.google.firestore_queries import LEARNERS, MEMORY
from shared.domain.error_types import ErrorType
from shared.domain.errors import Code, Transient
from shared.domain.expectation import expect
from shared.domain.history import block_of, count_turn, span_of
from shared.domain.learning import REVIEWS_PER_TURN, Lesson, learn, restate, sort_turn
from shared.domain.memory import Learned, MemoryEntry

if TYPE_CHECKING:
    from google.cloud.firestore_v1.document import DocumentReference


def commit(
    database: FirestoreDatabase, moved: Write | None, learned: Learned | None
) -> datetime | None:
    """Write a document and what the memory learns, all or nothing; each source teaches once.

    Args:
        moved: the recording or talk that moves with the lesson.
        learned: applied unless its `source_id` was applied before, or its learner erased since.

    Returns:
        The new version of what moved; None where nothing did.

    Raises:
        Transient: `stale_write` when what moves was not as seen; `store_unavailable`.
    """
    return database.patiently(lambda: _attempt(database, moved, learned))


def create(
    database: FirestoreDatabase,
    write: Write,
    *,
    learner_id: str,
    begun_at: datetime,
    learned: Learned | None = None,
) -> datetime | None:
    """Write a new document of a learner, unless the learner was erased since it was begun.

    An erasure leaves its mark first and deletes afterwards. So whoever writes first and looks for
    the mark afterwards either sees it, or was seen by the deletion; who dies in between leaves
    what the sweep finds.

    Returns:
        The document's version; None where it is not kept.

    Raises:
        Transient: `stale_write` when there is such a document already; `store_unavailable`.
    """
    version = commit(database, write, learned)
    if version is None:
        return None
    book = firestore_ledger.open_book(database, learner_id)
    if not book.ledger.was_erased(since=begun_at):
        return version
    with suppress(ConflictError):
        database.commit(Write(write.reference, None, version))
    return None


def _attempt(
    database: FirestoreDatabase, moved: Write | None, learned: Learned | None
) -> datetime | None:
    lesson = _lesson(database, learned) if learned else []
    writes = [moved, *lesson] if moved else lesson
    if not writes:
        return None
    try:
        versions = database.commit(*writes)
    except ConflictError as error:
        if moved and _is_stale(database, moved, alone=not lesson):
            raise Transient(Code.STALE_WRITE, moved.reference.parent.id) from error
        # Another turn of this learner was faster, or this one came twice: look again.
        raise ContentionError(Code.STORE_UNAVAILABLE, "memory") from error
    return versions[0] if moved else None


def _is_stale(database: FirestoreDatabase, moved: Write, *, alone: bool) -> bool:
    if alone:
        return True
    stored = database.get(moved.reference)
    if stored is None:
        return moved.seen is not Seen.ABSENT
    return stored.version != moved.seen


def _lesson(database: FirestoreDatabase, learned: Learned) -> list[Write]:
    """Read what a turn touches and write down how it changes; nothing where it was applied."""
    learner_id, lesson = learned.learner_id, sort_turn(learned)
    own = firestore_ledger.reference(database, learner_id)
    wrong = [entry_reference(database, learner_id, pattern) for pattern in lesson.wrong]
    ledger, *found = database.take([own, *wrong])
    book = Book(database, learner_id, ledger)
    if book.ledger.was_erased(since=learned.at) or book.ledger.has_applied(learned.source_id):
        return []
    book.ledger = book.ledger.with_applied(learned.source_id)
    book.put(count_turn(book.block(block_of(learned.monday)), learned))
    before = {
        pattern: stored for pattern, stored in zip(lesson.wrong, found, strict=True) if stored
    }
    due = _due(database, lesson)
    changed = learn(
        lesson,
        {pattern: entry for pattern, stored in before.items() if (entry := book.entry(stored))},
        [entry for stored in due.values() if (entry := book.entry(stored))],
        lambda pattern: book.ledger.was_forgotten(pattern, since=learned.at),
    )
    if changed:
        span = span_of(learned.monday)
        changed = restate(changed, book.windows(span.since, span.last), until=span.until)
        book.ledger = replace(book.ledger, expected=expect(book.ledger.expected, changed))
    before |= due
    return [
        *book.writes(),
        *(write_entry(database, entry, before.get(entry.pattern)) for entry in changed),
    ]


def _due(database: FirestoreDatabase, lesson: Lesson) -> dict[str, Stored]:
    """Read what was due of the types that were used rightly, by pattern."""
    wanted = {kind: min(right, REVIEWS_PER_TURN) for kind, right in lesson.right.items()}
    kinds, most = sorted(wanted), firestore_queries.IN_VALUES
    found: dict[str, Stored] = {}
    for start in range(0, len(kinds), most):
        found |= _overdue(database, lesson, {kind: wanted[kind] for kind in kinds[start:][:most]})
    return found


def _overdue(
    database: FirestoreDatabase, lesson: Lesson, wanted: dict[ErrorType, int]
) -> dict[str, Stored]:
    """Read the longest overdue, as many of each type as are wanted, and no more than count.

    A full page holds what is wanted, or all that is wanted of some type, which the next page
    leaves out. So there is one page nearly always, and never more than types.
    """
    learned = lesson.learned
    memory = database.collection(LEARNERS, learned.learner_id, MEMORY)
    found: dict[str, Stored] = {}
    after: Mapping[str, object] | None = None
    while wanted and len(found) < REVIEWS_PER_TURN:
        limit = min(sum(wanted.values()), REVIEWS_PER_TURN) + len(lesson.wrong)
        names = [kind.value for kind in wanted]
        page = database.query(
            firestore_queries.due(memory, types=names, until=learned.at, after=after, limit=limit)
        )
        for stored in page:
            pattern, kind = stored.fields["pattern"], ErrorType(stored.fields["type"])
            if pattern in lesson.wrong or kind not in wanted:
                continue
            found[pattern] = stored
            wanted[kind] -= 1
            if not wanted[kind]:
                del wanted[kind]
        if len(page) < limit:
            break
        after = page[-1].fields
    return found


def read_entries(
    database: FirestoreDatabase, learner_id: str, patterns: Collection[str]
) -> Mapping[str, MemoryEntry]:
    """The entries of these patterns, where there are any; the turn that asks will write them."""
    wanted = list(dict.fromkeys(patterns))
    found = database.keep([entry_reference(database, learner_id, p) for p in wanted])
    return {pattern: entry_of(each) for pattern, each in zip(wanted, found, strict=True) if each}


def entry_reference(
    database: FirestoreDatabase, learner_id: str, pattern: str
) -> "DocumentReference":
    """Name the document of a pattern."""
    return database.reference(LEARNERS, learner_id, MEMORY, pattern)


def write_entry(database: FirestoreDatabase, entry: MemoryEntry, stored: Stored | None) -> Write:
    """Write an entry over what was read, with the fields that queries need."""
    fields = {
        "pattern": entry.pattern,
        "type": entry.type.value,
        "occurrences": entry.occurrences,
        "last_seen": entry.last_seen,
        # Null is no time, so a query for earlier ones passes it over.
        "due": entry.due,
        "quoted_since": min((quote.at for quote in entry.quotes), default=None),
        "document": documents.encode(entry),
    }
    seen = Seen.ABSENT if stored is None else stored.version
    return Write(entry_reference(database, entry.learner_id, entry.pattern), fields, seen)
