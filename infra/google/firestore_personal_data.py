"""Erasing a learner from Firestore: first the mark, then everything else, then what came late."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from infra.google import firestore_ledger, firestore_queries
from infra.google.firestore_database import FirestoreDatabase, Seen, Write
from infra.google.firestore_errors import ConflictError, ContentionError
from infra.google.firestore_ledger import Ledger
from infra.google.firestore_queries import (
    CONVERSATIONS,
    LEARNERS,
    MEMORY,
    PLANS,
    PROFILES,
    WINDOWS,
)
from shared.domain.errors import Code
from shared.ports.personal_data import Kept, PersonalData

if TYPE_CHECKING:
    from google.cloud.firestore_v1.query import Query

_PAGE = 200
# More than a learner can have of anything; what is counted is only shown and compared with none.
_COUNTED = 1_000_000
# A day's erasures are few enough to be put in order here; a school that leaves brings hundreds.
_ERASED_READ = 1_000
_NEVER = datetime.min.replace(tzinfo=UTC)


class FirestorePersonalData(PersonalData):
    """Knows every collection that holds something of a learner.

    Args:
        database: shared with the other stores, closed by its owner.
    """

    def __init__(self, database: FirestoreDatabase) -> None:
        self._database = database

    def erase(self, learner_id: str, *, at: datetime) -> Mapping[str, int]:
        """Leave a tombstone, which whatever a turn writes conflicts with, and delete all the rest.

        What else is begun at this moment looks for the tombstone once it is written
        (`firestore_learning.create`).
        """
        gone = self._database.patiently(lambda: self._mark(learner_id, at))
        for kept, query in self._queries(learner_id).items():
            gone[kept] = gone.get(kept, 0) + self._database.delete(query)
        profile = self._database.reference(PROFILES, learner_id)
        gone[Kept.PROFILE] = int(self._database.get(profile) is not None)
        if gone[Kept.PROFILE]:
            self._database.commit(Write(profile, None, Seen.ANYTHING))
        return {kept.value: gone[kept] for kept in Kept}

    def held(self, learner_id: str) -> Mapping[str, int]:
        """How many documents each store holds of a learner, by the store's name."""
        book = firestore_ledger.open_book(self._database, learner_id)
        counts = _in_ledger(book.ledger)
        for kept, query in self._queries(learner_id, limit=_COUNTED).items():
            counts[kept] = counts.get(kept, 0) + self._database.count(query)
        profile = self._database.get(self._database.reference(PROFILES, learner_id))
        counts[Kept.PROFILE] = int(profile is not None)
        return {kept.value: counts[kept] for kept in Kept}

    def erased(self, *, since: datetime, limit: int) -> Sequence[str]:
        """Learners who were erased since then, the longest unswept first."""
        client = self._database.client
        found = self._database.query(
            firestore_queries.erased(client, since=since, limit=_ERASED_READ)
        )
        ledgers = [firestore_ledger.read_ledger(each) for each in found]
        ledgers.sort(key=lambda each: each.swept_at or _NEVER)
        return [each.learner_id for each in ledgers[:limit]]

    def swept(self, learner_id: str, *, at: datetime) -> None:
        """Delete what a worker wrote that died before it saw the tombstone, and note the time."""
        book = firestore_ledger.open_book(self._database, learner_id)
        erased_at = book.ledger.erased_at
        if erased_at is None:
            return
        self._database.delete(
            firestore_queries.recordings_begun(
                self._database.client, learner_id=learner_id, until=erased_at, limit=_PAGE
            )
        )
        for name in (CONVERSATIONS, PLANS):
            collection = self._database.collection(LEARNERS, learner_id, name)
            self._database.delete(firestore_queries.begun(collection, until=erased_at, limit=_PAGE))
        book.ledger = replace(book.ledger, swept_at=at)
        # Where a turn was faster, the next round notes it.
        with suppress(ConflictError):
            self._database.commit(*book.writes())

    def _mark(self, learner_id: str, at: datetime) -> dict[Kept, int]:
        book = firestore_ledger.open_book(self._database, learner_id)
        counts = _in_ledger(book.ledger)
        latest = max(at, book.ledger.erased_at or at)
        book.ledger = Ledger(learner_id, erased_at=latest)
        try:
            self._database.commit(*book.writes())
        except ConflictError as error:
            raise ContentionError(Code.STORE_UNAVAILABLE, "memory") from error
        return counts

    def _queries(self, learner_id: str, *, limit: int = _PAGE) -> "Mapping[Kept, Query]":
        """Say how each store's documents are found, other than by name."""
        client = self._database.client

        def own(name: str) -> "Query":
            collection = self._database.collection(LEARNERS, learner_id, name)
            return firestore_queries.named(collection, limit=limit)

        return {
            Kept.RECORDINGS: firestore_queries.recordings_named(
                client, learner_id=learner_id, limit=limit
            ),
            Kept.MEMORY: own(MEMORY),
            Kept.WINDOWS: own(WINDOWS),
            Kept.CONVERSATIONS: own(CONVERSATIONS),
            Kept.PLANS: own(PLANS),
            Kept.ANSWERS: firestore_queries.answers_named(client, owner=learner_id, limit=limit),
        }


def _in_ledger(ledger: Ledger) -> dict[Kept, int]:
    return {
        Kept.FORGOTTEN: len(ledger.forgotten),
        Kept.WINDOWS: len(ledger.blocks),
        Kept.TURNS: len(ledger.applied),
    }
