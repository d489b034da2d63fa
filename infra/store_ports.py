"""The stores of documents, a part of `infra.bootstrap`: SQLite here, Firestore in the cloud."""

from typing import TYPE_CHECKING

from infra.built_once import built_once
from infra.embedded_ports import EmbeddedPorts

if TYPE_CHECKING:
    from infra.buffered_rate_limits import BufferedRateLimits
    from infra.google.firestore_database import FirestoreDatabase
    from shared.ports.conversations import Conversations
    from shared.ports.idempotency_keys import IdempotencyKeys
    from shared.ports.learners import Learners
    from shared.ports.people import People
    from shared.ports.personal_data import PersonalData
    from shared.ports.plans import Plans
    from shared.ports.recordings import Recordings


class StorePorts(EmbeddedPorts):
    """What is kept as documents."""

    @built_once
    def firestore(self) -> "FirestoreDatabase":
        """The store of the cloud."""
        from infra import cloud_adapters

        return cloud_adapters.firestore(self.settings)

    @property
    def _in_firestore(self) -> bool:
        return self.settings.store == "firestore"

    @built_once
    def recordings(self) -> "Recordings":
        """Recordings with inbox and outbox."""
        if not self._in_firestore:
            return self.sqlite_recordings
        from infra.google.firestore_recordings import FirestoreRecordings

        return FirestoreRecordings(self.firestore)

    @built_once
    def learners(self) -> "Learners":
        """The memory of each learner."""
        if self._in_firestore:
            from infra.google.firestore_learners import FirestoreLearners

            return FirestoreLearners(self.firestore)
        from infra.local.sqlite_learners import SqliteLearners

        return SqliteLearners(self.database)

    @built_once
    def people(self) -> "People":
        """Profiles and classes."""
        if self._in_firestore:
            from infra.google.firestore_people import FirestorePeople

            return FirestorePeople(self.firestore)
        from infra.local.sqlite_people import SqlitePeople

        return SqlitePeople(self.database)

    @built_once
    def personal_data(self) -> "PersonalData":
        """Everything under a learner's id, to be erased at once."""
        if self._in_firestore:
            from infra.google.firestore_personal_data import FirestorePersonalData

            return FirestorePersonalData(self.firestore)
        from infra.local.sqlite_personal_data import SqlitePersonalData

        return SqlitePersonalData(self.database)

    @built_once
    def conversations(self) -> "Conversations":
        """Talks with the tutor."""
        if self._in_firestore:
            from infra.google.firestore_conversations import FirestoreConversations

            return FirestoreConversations(self.firestore)
        from infra.local.sqlite_conversations import SqliteConversations

        return SqliteConversations(self.database)

    @built_once
    def idempotency_keys(self) -> "IdempotencyKeys":
        """Answers to repeated requests."""
        if self._in_firestore:
            from infra.google.firestore_idempotency_keys import FirestoreIdempotencyKeys

            return FirestoreIdempotencyKeys(self.firestore)
        from infra.local.sqlite_idempotency_keys import SqliteIdempotencyKeys

        return SqliteIdempotencyKeys(self.database)

    @built_once
    def rate_limits(self) -> "BufferedRateLimits":
        """How often somebody may ask."""
        from infra.buffered_rate_limits import BufferedRateLimits

        if self._in_firestore:
            from infra.google.firestore_rate_limits import FirestoreRateLimits

            return BufferedRateLimits(FirestoreRateLimits(self.firestore))
        from infra.local.sqlite_rate_limits import SqliteRateLimits

        return BufferedRateLimits(SqliteRateLimits(self.database))

    @built_once
    def plans(self) -> "Plans":
        """Study plans."""
        if self._in_firestore:
            from infra.google.firestore_plans import FirestorePlans

            return FirestorePlans(self.firestore)
        from infra.local.sqlite_plans import SqlitePlans

        return SqlitePlans(self.database)
