"""Firestore as the adapters see it: documents, conditional commits, bounded queries, counted.

Transactions are not used. A commit is one batch whose writes name the state they have seen, so
nothing is locked while something else is waited for, and the loser of a race learns it at once. In
the emulator, 8 threads with 5 read-write transactions each got 9 of 40 through; with conditional
writes and a jittered repeat, all 40 in 0.6 s.
"""

import random
import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from infra.google.firestore_errors import (
    ConditionError,
    ConflictError,
    ContentionError,
    RefusedError,
    translated,
)
from infra.google.firestore_ids import key
from infra.resilience import CircuitBreaker, Resilience, RetryPolicy, remaining
from shared.domain.errors import Code, Transient

if TYPE_CHECKING:
    from google.cloud.firestore_v1.base_query import BaseQuery
    from google.cloud.firestore_v1.client import Client
    from google.cloud.firestore_v1.collection import CollectionReference
    from google.cloud.firestore_v1.document import DocumentReference
    from google.cloud.firestore_v1.query import Query

T = TypeVar("T")
Fields = Mapping[str, Any]  # Firestore's own values: text, numbers, bytes, times

# A read takes some 10 ms and a commit some 30 ms; beyond this the network is at fault.
CALL_SECONDS = 10.0
# Waits for rivals: each holds a document for one commit only.
PATIENCE = RetryPolicy(tries=12, seconds=12.0, base=0.05, cap=1.0)
# Reads may always be repeated; whoever waits for one sees an outage sooner than a rival.
READING = RetryPolicy(tries=3, seconds=CALL_SECONDS, base=0.1, cap=1.0)
_VERSIONS_KEPT = 4096
_DOCUMENTS_KEPT = 512


class Seen(Enum):
    """What a write expects where it has seen no version."""

    ABSENT = "absent"
    ANYTHING = "anything"
    """For deleting, whatever has become of it meanwhile."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A document as read; `version` changes with each write of it."""

    reference: "DocumentReference"
    fields: Fields
    version: datetime


@dataclass(frozen=True, slots=True)
class Write:
    """A document to be written whole, if it is still as it was seen.

    Attributes:
        fields: always the same ones for a kind of document, since those not named stay.
            None deletes the document.
        seen: its version; `ANYTHING` only where `fields` is None.
    """

    reference: "DocumentReference"
    fields: Fields | None
    seen: datetime | Seen


class FirestoreDatabase:
    """One database, with time limits, one place of retry, and counts of what is paid for.

    Args:
        client: with retries of its own only where a call does not say otherwise.
        sleep, uniform: waiting and chance.

    Attributes:
        operations: `reads`, `writes`, `deletes` as Firestore bills them, since the start.
    """

    def __init__(
        self,
        client: "Client",
        *,
        sleep: Callable[[float], None] = time.sleep,
        uniform: Callable[[float, float], float] = random.uniform,
    ) -> None:
        self.client = client
        self.operations: Counter[str] = Counter()
        # Contention says nothing about the store's health: this circuit never opens.
        breaker = CircuitBreaker("firestore", failures=1_000_000)
        self._resilience = Resilience(PATIENCE, breaker, sleep=sleep, uniform=uniform)
        self._reading = Resilience(READING, breaker, sleep=sleep, uniform=uniform)
        self._versions: OrderedDict[tuple[str, int], datetime] = OrderedDict()
        self._kept: OrderedDict[str, Stored | None] = OrderedDict()
        self._lock = Lock()

    def reference(self, *path: str) -> "DocumentReference":
        """Name a document: collection, id, collection, id, … Ids may be any text."""
        reference: DocumentReference = self.client.document(*_named(path))
        return reference

    def collection(self, *path: str) -> "CollectionReference":
        """Name a collection: collection, id, collection, … Ids may be any text."""
        collection: CollectionReference = self.client.collection(*_named(path))
        return collection

    def get(self, reference: "DocumentReference") -> Stored | None:
        """Read one document; None where there is none.

        Raises:
            Transient: `store_unavailable`.
        """
        return self.get_all([reference])[0]

    def get_all(self, references: Sequence["DocumentReference"]) -> list[Stored | None]:
        """Read documents in the order of their references.

        Raises:
            Transient: `store_unavailable`.
        """
        if not references:
            return []

        def read() -> list[Stored | None]:
            with translated():
                found = {
                    snapshot.reference.path: snapshot
                    for snapshot in self.client.get_all(
                        list(references), retry=None, timeout=_patience()
                    )
                }
            return [_stored(found.get(reference.path)) for reference in references]

        found = self._read(read)
        self._count("reads", len(references))
        return found

    def keep(self, references: Sequence["DocumentReference"]) -> list[Stored | None]:
        """Read documents, and keep them for the one who is about to write them.

        Raises:
            Transient: `store_unavailable`.
        """
        found = self.get_all(references)
        with self._lock:
            for reference, stored in zip(references, found, strict=True):
                self._kept[reference.path] = stored
            while len(self._kept) > _DOCUMENTS_KEPT:
                self._kept.popitem(last=False)
        return found

    def take(self, references: Sequence["DocumentReference"]) -> list[Stored | None]:
        """Read documents that will be written, those that were kept from memory, once.

        A write names the version it has seen: what has changed since is refused, and read anew.

        Raises:
            Transient: `store_unavailable`.
        """
        with self._lock:
            kept = {r.path: self._kept.pop(r.path) for r in references if r.path in self._kept}
        unread = [each for each in references if each.path not in kept]
        kept |= {r.path: stored for r, stored in zip(unread, self.get_all(unread), strict=True)}
        return [kept[each.path] for each in references]

    def query(self, query: "BaseQuery") -> list[Stored]:
        """Read what a query finds, whole; every query has a limit.

        Raises:
            Transient: `store_unavailable`.
        """

        def read() -> list[Stored]:
            with translated():
                stream: Any = query.stream(retry=None, timeout=_patience())
                return [_read_back(snapshot) for snapshot in stream]

        found = self._read(read)
        self._count("reads", max(1, len(found)))  # an empty answer costs one as well
        return found

    def stream(
        self, page: "Callable[[Fields | None], BaseQuery]", *, size: int
    ) -> Iterator[Stored]:
        """Read page after page.

        Args:
            page: asks for what comes after these fields of the last document (None: the first).
            size: the limit of each page.

        Raises:
            Transient: `store_unavailable`.
        """
        after: Fields | None = None
        while True:
            found = self.query(page(after))
            yield from found
            if len(found) < size:
                return
            after = found[-1].fields

    def count(self, query: "Query") -> int:
        """Count what a query finds, up to its limit; a thousand cost as much as one read.

        Raises:
            Transient: `store_unavailable`.
        """

        def read() -> int:
            with translated():
                counting: Any = query.count()  # typed as the class itself
                [[result]] = counting.get(retry=None, timeout=_patience())
                return int(result.value)

        found = self._read(read)
        self._count("reads", max(1, -(-found // 1000)))
        return found

    def delete(self, query: "BaseQuery") -> int:
        """Delete all that a query finds, page by page, whatever changes meanwhile.

        Returns:
            How many documents there were.

        Raises:
            Transient: `store_unavailable`; what was found so far is gone.
        """
        gone = 0
        while page := self.query(query):
            self.commit(*(Write(each.reference, None, Seen.ANYTHING) for each in page))
            gone += len(page)
        return gone

    def commit(self, *writes: Write) -> list[datetime]:
        """Write all or nothing; returns each document's new version.

        A commit that rivals pushed aside is tried again here. One whose answer was lost is not:
        it may have happened, and only the caller knows what that means.

        Raises:
            ConflictError: a document was not as seen.
            Transient: `store_unavailable`, perhaps after it was written.
        """

        def attempt() -> list[datetime]:
            batch = self.client.batch()
            for write in writes:
                _add(batch, write)
            try:
                with translated():
                    results = batch.commit(retry=None, timeout=_patience())
            except ConditionError as error:
                raise ConflictError from error
            return [result.update_time for result in results]

        versions = self.patiently(attempt)
        for write in writes:
            self._count("deletes" if write.fields is None else "writes", 1)
        return versions

    def patiently(self, attempt: Callable[[], T]) -> T:
        """Repeat what contention stopped, with jitter; every other failure leaves at once.

        Raises:
            Transient: the attempt's own, or `store_unavailable` when rivals never let it through.
        """

        def held() -> T | Transient:
            try:
                return attempt()
            except ContentionError:
                raise
            except Transient as error:
                return error

        result = self._resilience.call(held)
        if isinstance(result, Transient):
            raise result
        return result

    # A write must name the version it has seen, and the domain carries a revision. What version a
    # revision has changes only with a deletion, and then the write that names it is refused. So
    # remembering it saves a read and can mislead nobody.

    def revised(self, stored: Stored | None) -> Fields | None:
        """Give a document's fields, and keep which version its revision has."""
        if stored is None:
            return None
        self.remember(stored.reference, stored.fields["revision"], stored.version)
        return stored.fields

    def put(self, reference: "DocumentReference", fields: Fields) -> None:
        """Write a document's next revision if the one before is stored (0: nothing is).

        Args:
            fields: with the `revision` that is written.

        Raises:
            Transient: `stale_write`; nothing was changed.
        """
        revision = fields["revision"]
        seen = self.version(reference, revision - 1) if revision > 1 else Seen.ABSENT
        try:
            [version] = self.commit(Write(reference, fields, seen))
        except ConflictError as error:
            raise Transient(Code.STALE_WRITE, reference.parent.id) from error
        self.remember(reference, revision, version)

    def remember(self, reference: "DocumentReference", revision: int, version: datetime) -> None:
        """Keep which version a revision of a document has."""
        with self._lock:
            self._versions[(reference.path, revision)] = version
            while len(self._versions) > _VERSIONS_KEPT:
                self._versions.popitem(last=False)

    def version(self, reference: "DocumentReference", revision: int) -> datetime:
        """Tell the version of a revision.

        Raises:
            Transient: `stale_write` when the stored revision is another one.
        """
        with self._lock:
            known = self._versions.get((reference.path, revision))
        if known is not None:
            return known
        stored = self.get(reference)
        if stored is None or stored.fields["revision"] != revision:
            raise Transient(Code.STALE_WRITE, reference.parent.id)
        self.remember(reference, revision, stored.version)
        return stored.version

    def close(self) -> None:
        """Close the connection."""
        self.client.close()  # type: ignore[no-untyped-call]

    def _read(self, read: Callable[[], T]) -> T:
        """Read again what was not answered; a refusal, as for want of an index, stays one."""

        def held() -> T | Transient:
            try:
                return read()
            except RefusedError as error:
                return error

        result = self._reading.call(held)
        if isinstance(result, Transient):
            raise result
        return result

    def _count(self, kind: str, number: int) -> None:
        with self._lock:
            self.operations[kind] += number


def _named(path: Sequence[str]) -> list[str]:
    return [key(part) if index % 2 else part for index, part in enumerate(path)]


def _patience() -> float:
    return max(0.1, min(CALL_SECONDS, remaining()))


def _stored(snapshot: Any) -> Stored | None:
    return _read_back(snapshot) if snapshot is not None and snapshot.exists else None


def _read_back(snapshot: Any) -> Stored:
    return Stored(snapshot.reference, snapshot.to_dict(), snapshot.update_time)


def _add(batch: Any, write: Write) -> None:
    from google.cloud.firestore_v1.client import Client

    if write.seen is Seen.ABSENT:
        batch.create(write.reference, write.fields)
        return
    if write.seen is Seen.ANYTHING:
        batch.delete(write.reference)
        return
    option = Client.write_option(last_update_time=write.seen)
    if write.fields is None:
        batch.delete(write.reference, option=option)
    else:
        batch.update(write.reference, write.fields, option=option)
