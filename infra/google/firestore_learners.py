"""What is remembered of learners, in Firestore."""

from collections.abc import Collection, Mapping, Sequence

from infra import documents
from infra.google import firestore_learning, firestore_queries
from infra.google.firestore_database import FirestoreDatabase, key
from shared.domain.memory import Learned, MemoryEntry
from shared.ports.learners import Learners


class FirestoreLearners(Learners):
    """Keeps each learner's memory.

    Args:
        database: shared with the other stores, closed by its owner.
    """

    def __init__(self, database: FirestoreDatabase) -> None:
        self._database = database

    def memory(self, learner_id: str, *, limit: int = 200) -> Sequence[MemoryEntry]:
        """Entries of one learner, most frequent first; the latest first among equals."""
        memory = self._database.client.collection(
            firestore_queries.LEARNERS, key(learner_id), firestore_queries.MEMORY
        )
        found = self._database.query(firestore_queries.most_frequent(memory, limit=limit))
        return [documents.decode(MemoryEntry, fields["document"]) for fields in found]

    def entries(self, learner_id: str, patterns: Collection[str]) -> Mapping[str, MemoryEntry]:
        """The entries of these patterns, where there are any."""
        return firestore_learning.read_entries(self._database, learner_id, patterns)

    def learn(self, learned: Learned) -> None:
        """Apply what a written turn teaches; a `source_id` seen before changes nothing."""
        firestore_learning.commit(self._database, None, learned)
