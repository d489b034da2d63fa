"""What is remembered of a learner."""

from collections.abc import Sequence

from shared.application.access import insist
from shared.domain.history import span_of
from shared.domain.iso_week import IsoWeek
from shared.domain.learning import restate
from shared.domain.memory import MemoryEntry
from shared.domain.people import Profile
from shared.ports.learners import Learners
from shared.ports.people import People
from shared.ports.system import Clock, Principal


def show_memory(
    learner_id: str, *, principal: Principal, learners: Learners, people: People, clock: Clock
) -> Sequence[MemoryEntry]:
    """List what is remembered, most frequent first, each with its state as of now.

    Raises:
        Refused: `not_found` for anybody else's memory.
    """
    insist(principal, learner_id, people=people)
    profile = people.profile(learner_id) or Profile(learner_id)
    span = span_of(IsoWeek.at(clock.now(), profile.timezone).monday)
    windows = learners.windows([learner_id], since=span.since, until=span.last)
    return restate(learners.memory(learner_id), windows, until=span.until)
