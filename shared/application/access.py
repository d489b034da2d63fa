"""Who may reach whom: a learner themselves, a teacher the learners of own classes, an admin all."""

from shared.domain.errors import Code, Refused
from shared.domain.people import Classroom
from shared.ports.people import People
from shared.ports.system import Principal, Role


def may_reach(principal: Principal, learner_id: str, *, people: People) -> bool:
    """Whether the caller may see what is kept of a learner; two reads at most."""
    if principal.role is Role.ADMIN:
        return True
    if principal.role is Role.LEARNER:
        return principal.id == learner_id
    if principal.role is not Role.TEACHER:
        return False
    profile = people.profile(learner_id)
    classroom = people.classroom(profile.class_id) if profile and profile.class_id else None
    # Both sides must say so: neither a stale profile nor a stale roster opens anything.
    return (
        classroom is not None
        and principal.id in classroom.teacher_ids
        and learner_id in classroom.learner_ids
    )


def insist(principal: Principal, learner_id: str, *, people: People) -> None:
    """Go on only for those who may reach a learner.

    Raises:
        Refused: `not_found`, for somebody else's learner as for an unknown one.
    """
    if not may_reach(principal, learner_id, people=people):
        raise Refused(Code.NOT_FOUND)


def find_classroom(class_id: str, *, principal: Principal, people: People) -> Classroom:
    """Load a class that the caller teaches, or any for an admin.

    Raises:
        Refused: `not_found`.
    """
    classroom = people.classroom(class_id)
    teaches = (
        classroom is not None
        and principal.role is Role.TEACHER
        and principal.id in classroom.teacher_ids
    )
    if classroom is None or not (teaches or principal.role is Role.ADMIN):
        raise Refused(Code.NOT_FOUND)
    return classroom
