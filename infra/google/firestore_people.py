"""Profiles and classes, in Firestore."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from infra import documents
from infra.google import firestore_queries
from infra.google.firestore_database import FirestoreDatabase
from infra.google.firestore_queries import CLASSES, PROFILES
from infra.slots import slot_of, slots_of
from shared.domain.people import Classroom, Profile
from shared.ports.people import People

_PAGE = 200


class FirestorePeople(People):
    """Keeps who learners are and which classes there are.

    Args:
        database: shared with the other stores, closed by its owner.
    """

    def __init__(self, database: FirestoreDatabase) -> None:
        self._database = database

    def profile(self, learner_id: str) -> Profile | None:
        """The profile of a learner; None where there is none."""
        return self.profiles_of([learner_id]).get(learner_id)

    def save_profile(self, profile: Profile) -> Profile:
        """Write a profile if its revision is still the one it was read with.

        Raises:
            Transient: `stale_write`; nothing was changed.
        """
        stored = replace(profile, revision=profile.revision + 1)
        fields = {
            "learner_id": stored.learner_id,
            "slot": slot_of(stored.learner_id),
            "revision": stored.revision,
            "document": documents.encode(stored),
        }
        self._database.put(self._database.reference(PROFILES, stored.learner_id), fields)
        return stored

    def profiles(self, *, part: int = 0, parts: int = 1) -> Iterator[Profile]:
        """Every profile of one of `parts` disjoint shares, streaming, in a stable order."""
        first, end = slots_of(part, parts)
        client = self._database.client
        found = self._database.stream(
            lambda after: firestore_queries.profiles(
                client, first=first, end=end, after=after, limit=_PAGE
            ),
            size=_PAGE,
        )
        yield from documents.decode_readable(
            Profile,
            (
                (fields["learner_id"], fields["document"])
                for each in found
                if (fields := self._database.revised(each))
            ),
        )

    def profiles_of(self, learner_ids: Collection[str]) -> Mapping[str, Profile]:
        """The profiles of these learners, where there are any."""
        wanted = list(dict.fromkeys(learner_ids))
        found = self._database.get_all([self._database.reference(PROFILES, i) for i in wanted])
        return {
            learner_id: documents.decode(Profile, fields["document"])
            for learner_id, each in zip(wanted, found, strict=True)
            if (fields := self._database.revised(each))
        }

    def classroom(self, class_id: str) -> Classroom | None:
        """The class of that id; None where there is none."""
        stored = self._database.get(self._database.reference(CLASSES, class_id))
        fields = self._database.revised(stored)
        return documents.decode(Classroom, fields["document"]) if fields else None

    def save_classroom(self, classroom: Classroom) -> Classroom:
        """Write a class if its revision is still the one it was read with.

        Raises:
            Transient: `stale_write`; nothing was changed.
        """
        stored = replace(classroom, revision=classroom.revision + 1)
        fields = {"revision": stored.revision, "document": documents.encode(stored)}
        self._database.put(self._database.reference(CLASSES, stored.id), fields)
        return stored
