"""What a turn teaches, committed together with whatever moves with it.

learners/{learner}/turns/{source}    one document a turn: proof that it was applied, and its counts
learners/{learner}/memory/{pattern}  one document a pattern
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from infra import documents
from infra.google.firestore_database import (
    ConflictError,
    ContentionError,
    FirestoreDatabase,
    Seen,
    Stored,
    Write,
)
from infra.google.firestore_queries import LEARNERS, MEMORY, TURNS
from shared.domain.errors import Code, Transient
from shared.domain.memory import Learned, MemoryEntry, remember

if TYPE_CHECKING:
    from google.cloud.firestore_v1.document import DocumentReference


def commit(
    database: FirestoreDatabase, moved: Write | None, learned: Learned | None
) -> datetime | None:
    """Write a document and what the memory learns, all or nothing; each source teaches once.

    Args:
        moved: the recording or talk that moves with the lesson.
        learned: applied unless its `source_id` was applied before.

    Returns:
        The new version of what moved; None where nothing did.

    Raises:
        Transient: `stale_write` when what moves was not as seen; `store_unavailable`.
    """
    return database.patiently(lambda: _attempt(database, moved, learned))


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
    turn = database.reference(LEARNERS, learned.learner_id, TURNS, learned.source_id)
    patterns = dict.fromkeys(each.pattern for each in learned.observations)
    entries = {p: _entry_reference(database, learned.learner_id, p) for p in patterns}
    applied, *found = database.get_all([turn, *entries.values()])
    if applied is not None:
        return []
    before = dict(zip(entries, found, strict=True))
    after: dict[str, MemoryEntry | None] = {p: entry_of(stored) for p, stored in before.items()}
    for each in learned.observations:
        after[each.pattern] = remember(
            after[each.pattern], each, learner_id=learned.learner_id, session=learned.session
        )
    writes = [Write(turn, _turn_fields(learned), Seen.ABSENT)]
    for pattern, entry in after.items():
        stored = before[pattern]
        seen = Seen.ABSENT if stored is None else stored.version
        if entry is not None:
            writes.append(Write(entries[pattern], _entry_fields(entry), seen))
    return writes


def read_entries(
    database: FirestoreDatabase, learner_id: str, patterns: Collection[str]
) -> Mapping[str, MemoryEntry]:
    """The entries of these patterns, where there are any."""
    wanted = list(dict.fromkeys(patterns))
    found = database.get_all([_entry_reference(database, learner_id, p) for p in wanted])
    entries = zip(wanted, map(entry_of, found), strict=True)
    return {pattern: entry for pattern, entry in entries if entry is not None}


def entry_of(stored: Stored | None) -> MemoryEntry | None:
    """Read an entry back."""
    return documents.decode(MemoryEntry, stored.fields["document"]) if stored else None


def _entry_reference(
    database: FirestoreDatabase, learner_id: str, pattern: str
) -> "DocumentReference":
    return database.reference(LEARNERS, learner_id, MEMORY, pattern)


def _entry_fields(entry: MemoryEntry) -> dict[str, object]:
    return {
        "pattern": entry.pattern,
        "occurrences": entry.occurrences,
        "last_seen": entry.last_seen,
        "document": documents.encode(entry),
    }


def _turn_fields(learned: Learned) -> dict[str, object]:
    # Counts a turn, not a week: a week's document would be one more write a turn, and would not
    # keep its sessions apart.
    counts = {kind.value: [met, 0] for kind, met in learned.opportunities.items()}
    for each in learned.observations:
        counts.setdefault(each.type.value, [0, 0])[1] += 1
    return {
        "session": learned.session,
        "at": learned.at,
        "opportunities": {kind: met for kind, (met, _) in counts.items()},
        "errors": {kind: errors for kind, (_, errors) in counts.items() if errors},
    }
