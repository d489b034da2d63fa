"""What a teacher does with a plan before it goes out: see, approve, edit, hold."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from shared.application.access import find_classroom, insist
from shared.domain import study_plan
from shared.domain.errors import Code, Refused
from shared.domain.iso_week import IsoWeek
from shared.domain.study_plan import PlanState, StudyPlan
from shared.ports.people import People
from shared.ports.plans import Plans
from shared.ports.system import Clock, Principal, Role

PAGE = 100


@dataclass(frozen=True, slots=True)
class EditPlan:
    """What to change in a plan.

    Attributes:
        note: new note, plain text; None leaves it.
        drop: patterns to leave out.
        goals: new goals in opportunities, by pattern.
    """

    note: str | None = None
    drop: frozenset[str] = frozenset()
    goals: dict[str, int] | None = None


def list_plans(
    class_id: str,
    week: IsoWeek,
    *,
    principal: Principal,
    plans: Plans,
    people: People,
    state: PlanState | None = None,
    page_token: str = "",
) -> tuple[Sequence[StudyPlan], str]:
    """List a class's plans of a week; with `awaiting_approval` it is the teacher's queue.

    Raises:
        Refused: `not_found` for a class that the caller does not teach.
    """
    find_classroom(class_id, principal=principal, people=people)
    return plans.of_class(class_id, week, state=state, limit=PAGE, page_token=page_token)


def approve_plan(plan_id: str, *, principal: Principal, plans: Plans, people: People) -> StudyPlan:
    """Let a plan go out with the next run.

    Raises:
        Refused: `not_found`, or `invalid_request` when it is out or ended.
        Transient: `stale_write`.
    """
    plan = _of_teacher(plan_id, principal=principal, plans=plans, people=people)
    return _save(plan, lambda each: study_plan.approve(each, by=principal.id), plans=plans)


def hold_plan(
    plan_id: str, *, principal: Principal, plans: Plans, people: People, clock: Clock
) -> StudyPlan:
    """Keep a plan back.

    Raises:
        Refused: `not_found`, or `invalid_request` when it is out, ended or being sent.
        Transient: `stale_write`.
    """
    plan = _of_teacher(plan_id, principal=principal, plans=plans, people=people)
    now = clock.now()
    return _save(plan, lambda each: study_plan.hold(each, by=principal.id, now=now), plans=plans)


def edit_plan(
    plan_id: str,
    command: EditPlan,
    *,
    principal: Principal,
    plans: Plans,
    people: People,
    clock: Clock,
) -> StudyPlan:
    """Change a plan that is not out.

    Raises:
        Refused: `not_found`, or `invalid_request` for what `study_plan.edit` refuses.
        Transient: `stale_write`.
    """
    plan = _of_teacher(plan_id, principal=principal, plans=plans, people=people)
    now = clock.now()

    def change(each: StudyPlan) -> StudyPlan:
        return study_plan.edit(
            each,
            by=principal.id,
            now=now,
            note=command.note,
            drop=command.drop,
            goals=command.goals,
        )

    return _save(plan, change, plans=plans)


def _of_teacher(plan_id: str, *, principal: Principal, plans: Plans, people: People) -> StudyPlan:
    learner_id, _, label = plan_id.rpartition(".")
    if principal.role not in (Role.TEACHER, Role.ADMIN) or not learner_id:
        raise Refused(Code.NOT_FOUND)
    insist(principal, learner_id, people=people)
    try:
        plan = plans.get(learner_id, IsoWeek.parse(label))
    except ValueError:
        plan = None
    if plan is None:
        raise Refused(Code.NOT_FOUND)
    return plan


def _save(plan: StudyPlan, change: Callable[[StudyPlan], StudyPlan], *, plans: Plans) -> StudyPlan:
    changed = change(plan)
    return plan if changed == plan else plans.save(changed)
