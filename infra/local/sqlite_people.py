"""Profiles and classes, in SQLite."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from infra import documents
from infra.local.database import Database
from infra.slots import slot_of, slots_of
from shared.domain.errors import Code, Transient
from shared.domain.people import Classroom, Profile
from shared.ports.people import People

_PAGE = 200


class SqlitePeople(People):
    """Keeps who learners are and which classes there are.

    Args:
        database: from `open_store`; shared with the other stores, closed by its owner.
    """

    def __init__(self, database: Database) -> None:
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
        with self._database.transaction() as connection:
            if profile.revision == 0:
                changed = connection.execute(
                    """INSERT INTO profiles (learner_id, share, revision, document)
                        VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING""",
                    (stored.learner_id, slot_of(stored.learner_id), 1, documents.encode(stored)),
                )
            else:
                changed = connection.execute(
                    """UPDATE profiles SET revision = ?, document = ?
                        WHERE learner_id = ? AND revision = ?""",
                    (
                        stored.revision,
                        documents.encode(stored),
                        stored.learner_id,
                        profile.revision,
                    ),
                )
            if changed.rowcount != 1:
                raise Transient(Code.STALE_WRITE, "profile")
        return stored

    def profiles(self, *, part: int = 0, parts: int = 1) -> Iterator[Profile]:
        """Every profile of one of `parts` disjoint shares, streaming, in a stable order."""
        first, end = slots_of(part, parts)
        slot, after = first, ""
        while True:
            with self._database.read() as connection:
                rows = connection.execute(
                    """SELECT learner_id, document, share FROM profiles
                        WHERE (share, learner_id) > (?, ?) AND share < ?
                        ORDER BY share, learner_id LIMIT ?""",
                    (slot, after, end, _PAGE),
                ).fetchall()
            yield from documents.decode_readable(Profile, (row[:2] for row in rows))
            if len(rows) < _PAGE:
                return
            after, _, slot = rows[-1]

    def profiles_of(self, learner_ids: Collection[str]) -> Mapping[str, Profile]:
        """The profiles of these learners, where there are any."""
        found = {}
        with self._database.read() as connection:
            for learner_id in learner_ids:
                row = connection.execute(
                    "SELECT document FROM profiles WHERE learner_id = ?", (learner_id,)
                ).fetchone()
                if row:
                    found[learner_id] = documents.decode(Profile, row[0])
        return found

    def classroom(self, class_id: str) -> Classroom | None:
        """The class of that id; None where there is none."""
        with self._database.read() as connection:
            row = connection.execute(
                "SELECT document FROM classes WHERE id = ?", (class_id,)
            ).fetchone()
        return documents.decode(Classroom, row[0]) if row else None

    def save_classroom(self, classroom: Classroom) -> Classroom:
        """Write a class if its revision is still the one it was read with.

        Raises:
            Transient: `stale_write`; nothing was changed.
        """
        stored = replace(classroom, revision=classroom.revision + 1)
        document = documents.encode(stored)
        with self._database.transaction() as connection:
            if classroom.revision == 0:
                changed = connection.execute(
                    """INSERT INTO classes (id, revision, document) VALUES (?, ?, ?)
                        ON CONFLICT DO NOTHING""",
                    (stored.id, 1, document),
                )
            else:
                changed = connection.execute(
                    "UPDATE classes SET revision = ?, document = ? WHERE id = ? AND revision = ?",
                    (stored.revision, document, stored.id, classroom.revision),
                )
            if changed.rowcount != 1:
                raise Transient(Code.STALE_WRITE, "class")
        return stored
