"""What is remembered of a learner."""

from collections.abc import Sequence

from shared.domain.errors import Code, Refused
from shared.domain.memory import MemoryEntry
from shared.ports.learners import Learners
from shared.ports.system import Principal, Role


def show_memory(
    learner_id: str, *, principal: Principal, learners: Learners
) -> Sequence[MemoryEntry]:
    """List what is remembered, most frequent first.

    Raises:
        Refused: `not_found` for anybody else's memory.
    """
    if principal.role is not Role.ADMIN and principal.id != learner_id:
        raise Refused(Code.NOT_FOUND)
    return learners.memory(learner_id)
