"""A class and who is in it."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.application.access import find_classroom
from shared.domain.people import Classroom, Profile
from shared.ports.people import People
from shared.ports.system import Principal


@dataclass(frozen=True, slots=True)
class ClassMembers:
    """A class with its learners.

    Attributes:
        profiles: by id, of those whom the roster names and who name the class. A roster may still
            name somebody who has changed class, and what was made in a class goes along.
    """

    classroom: Classroom
    profiles: Mapping[str, Profile]

    @property
    def timezone(self) -> str:
        """IANA name of the first learner's zone, by which the class's weeks are told."""
        return next((each.timezone for each in self.profiles.values()), "UTC")


def find_members(class_id: str, *, principal: Principal, people: People) -> ClassMembers:
    """Load a class and its learners, one read each.

    Raises:
        Refused: `not_found` for a class that the caller does not teach.
    """
    classroom = find_classroom(class_id, principal=principal, people=people)
    profiles = people.profiles_of(classroom.learner_ids)
    own = {each: profile for each, profile in profiles.items() if profile.class_id == class_id}
    return ClassMembers(classroom, own)
