"""How a class wants things done."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from shared.application.access import find_classroom
from shared.domain.errors import Code, Refused
from shared.domain.people import LEAST_WEIGHT, Classroom
from shared.ports.people import People
from shared.ports.system import Principal, Role

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ChangeSettings:
    """What to change; None leaves a setting as it is.

    Attributes:
        detector_weights: replaces all, so that an empty one trusts every detector again.
        teacher_ids: an admin's to set.
    """

    class_id: str
    name: str | None = None
    plans_need_approval: bool | None = None
    register: str | None = None
    consent_required: bool | None = None
    detector_weights: Mapping[str, float] | None = None
    teacher_ids: tuple[str, ...] | None = None


def show_settings(class_id: str, *, principal: Principal, people: People) -> Classroom:
    """Load a class.

    Raises:
        Refused: `not_found` for anybody else's class.
    """
    return find_classroom(class_id, principal=principal, people=people)


def change_settings(command: ChangeSettings, *, principal: Principal, people: People) -> Classroom:
    """Change a class; an admin makes one by naming an id that is free.

    Raises:
        Refused: `not_found`; `invalid_request` where a teacher sets who teaches.
        Transient: `stale_write`.
    """
    if principal.role is Role.ADMIN:
        known = people.classroom(command.class_id) or Classroom(command.class_id, "", ())
    else:
        known = find_classroom(command.class_id, principal=principal, people=people)
        if command.teacher_ids is not None:
            raise Refused(Code.INVALID_REQUEST, "teacher_ids is an administrator's to set")
    weights = command.detector_weights
    return people.save_classroom(
        replace(
            known,
            name=_or(command.name, known.name),
            plans_need_approval=_or(command.plans_need_approval, known.plans_need_approval),
            register=_or(command.register, known.register),
            consent_required=_or(command.consent_required, known.consent_required),
            teacher_ids=_or(command.teacher_ids, known.teacher_ids),
            detector_weights=known.detector_weights
            if weights is None
            else {name: min(1.0, max(LEAST_WEIGHT, each)) for name, each in weights.items()},
        )
    )


def _or(wanted: T | None, known: T) -> T:
    return known if wanted is None else wanted
