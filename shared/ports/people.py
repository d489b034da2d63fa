"""Learners and classes as people."""

from collections.abc import Collection, Iterator, Mapping
from typing import Protocol

from shared.domain.people import Classroom, Profile


class People(Protocol):
    """Keeps profiles and classes.

    Every method raises `Transient` `store_unavailable` when the store does not answer.
    """

    def profile(self, learner_id: str) -> Profile | None:
        """The profile of a learner; None where there is none."""

    def save_profile(self, profile: Profile) -> Profile:
        """Write a profile if its revision is still the one it was read with (0: not there yet).

        Raises:
            Transient: `stale_write`; nothing was changed.
        """

    def profiles(self, *, part: int = 0, parts: int = 1) -> Iterator[Profile]:
        """Every profile of one of `parts` disjoint shares, streaming, in a stable order.

        One that cannot be read is passed over.
        """

    def profiles_of(self, learner_ids: Collection[str]) -> Mapping[str, Profile]:
        """The profiles of these learners, where there are any; one read each."""

    def classroom(self, class_id: str) -> Classroom | None:
        """The class of that id; None where there is none."""

    def save_classroom(self, classroom: Classroom) -> Classroom:
        """Write a class if its revision is still the one it was read with (0: not there yet).

        Raises:
            Transient: `stale_write`; nothing was changed.
        """
