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
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote

from infra.resilience import CircuitBreaker, Resilience, RetryPolicy, remaining
from shared.domain.errors import Code, Permanent, Transient

if TYPE_CHECKING:
    from google.cloud.firestore_v1.base_query import BaseQuery
    from google.cloud.firestore_v1.client import Client
    from google.cloud.firestore_v1.document import DocumentReference

T = TypeVar("T")
Fields = Mapping[str, Any]  # Firestore's own values: text, numbers, bytes, times

# A read takes some 10 ms and a commit some 30 ms; beyond this the network is at fault.
CALL_SECONDS = 10.0
# Waits for rivals: each holds a document for one commit only.
PATIENCE = RetryPolicy(tries=12, seconds=12.0, base=0.05, cap=1.0)
# Reads may always be repeated; whoever waits for one sees an outage sooner than a rival.
READING = RetryPolicy(tries=3, seconds=CALL_SECONDS, base=0.1, cap=1.0)
_VERSIONS_KEPT = 4096


class Seen(Enum):
    """What a write expects where it has seen no version."""

    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Stored:
    """A document as read; `version` changes with each write of it."""

    fields: Fields
    version: datetime


@dataclass(frozen=True, slots=True)
class Write:
    """A document to be written whole, if it is still as it was seen.

    Attributes:
        fields: always the same ones for a kind of document, since those not named stay.
            None deletes the document.
    """

    reference: "DocumentReference"
    fields: Fields | None
    seen: datetime | Seen


class ConflictError(Exception):
    """A document was not as a write had seen it; nothing of the commit was written."""


class ContentionError(Transient):
    """Rivals held the documents; nothing was written, and another try may succeed at once."""


class RefusedError(Transient):
    """The store answered no: a permission, an index or the database is missing."""


class ConditionError(RefusedError):
    """The store answered no because of what is stored, or is not."""


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
        self._lock = Lock()

    def reference(self, *path: str) -> "DocumentReference":
        """Name a document: collection, id, collection, id, … Ids may be any text."""
        named = [key(part) if index % 2 else part for index, part in enumerate(path)]
        reference: DocumentReference = self.client.document(*named)
        return reference

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
            with _translated():
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

    def query(self, query: "BaseQuery") -> list[Fields]:
        """Read what a query finds, whole; every query has a limit.

        Raises:
            Transient: `store_unavailable`.
        """

        def read() -> list[Fields]:
            with _translated():
                stream: Any = query.stream(retry=None, timeout=_patience())
                return [snapshot.to_dict() for snapshot in stream]

        found = self._read(read)
        self._count("reads", max(1, len(found)))  # an empty answer costs one as well
        return found

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
                with _translated():
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

    # A write must name the version it has seen, and the domain carries a revision. That a revision
    # has a version stays true for ever, so remembering it saves a read and can mislead nobody.

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


def key(text: str) -> str:
    """Make any text a document id, and no two the same one.

    Firestore refuses `/`, `.`, `..`, `__…__`, the empty id, and more than 1500 bytes
    (https://firebase.google.com/docs/firestore/quotas#collections_documents_and_fields).
    """
    quoted = quote(text, safe="")
    if quoted[:1] in {".", "_"}:  # quote leaves both, so their escapes are free
        quoted = f"%{ord(quoted[0]):02X}{quoted[1:]}"
    if len(quoted) <= 1000:
        return quoted or "%"
    from hashlib import sha256

    return f"%%{sha256(text.encode()).hexdigest()}"


def _patience() -> float:
    return max(0.1, min(CALL_SECONDS, remaining()))


def _stored(snapshot: Any) -> Stored | None:
    if snapshot is None or not snapshot.exists:
        return None
    return Stored(snapshot.to_dict(), snapshot.update_time)


def _add(batch: Any, write: Write) -> None:
    from google.cloud.firestore_v1.client import Client

    if write.seen is Seen.ABSENT:
        batch.create(write.reference, write.fields)
        return
    option = Client.write_option(last_update_time=write.seen)
    if write.fields is None:
        batch.delete(write.reference, option=option)
    else:
        batch.update(write.reference, write.fields, option=option)


@contextmanager
def _translated() -> Iterator[None]:
    from google.api_core import exceptions as api
    from google.auth.exceptions import GoogleAuthError

    try:
        yield
    except (api.AlreadyExists, api.FailedPrecondition, api.NotFound) as error:
        raise ConditionError(
            Code.STORE_UNAVAILABLE, f"firestore: {type(error).__name__}"
        ) from error
    except (api.PermissionDenied, api.Unauthenticated) as error:
        # Failing every recording for a set-up that is being mended would lose more than waiting.
        detail = f"firestore: {type(error).__name__}"
        raise RefusedError(Code.STORE_UNAVAILABLE, detail) from error
    except api.Aborted as error:
        raise ContentionError(Code.STORE_UNAVAILABLE, "contention") from error
    except api.InvalidArgument as error:
        # Too large, or a mistake of ours: the same write would fail again.
        raise Permanent(Code.INTERNAL, "the store refused a document") from error
    except (api.GoogleAPIError, GoogleAuthError) as error:
        detail = f"firestore: {type(error).__name__}"
        raise Transient(Code.STORE_UNAVAILABLE, detail) from error
    except ValueError as error:
        # The client's own word for a commit that was lost to a rival.
        if isinstance(error.__cause__, api.Aborted):
            raise ContentionError(Code.STORE_UNAVAILABLE, "contention") from error
        raise
