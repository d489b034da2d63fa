"""What a teacher does with a plan before it goes out: see, approve, edit, hold."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from shared.application.access import insist
from shared.application.class_members import find_members
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


@dataclass(frozen=True, slots=True)
class PlanPage:
    """Some of a class's plans of a week.

    Attributes:
        names: of the learners, by id.
        next_page_token: empty on the last page.
    """

    week: IsoWeek
    plans: Sequence[StudyPlan]
    names: Mapping[str, str]
    next_page_token: str


def list_plans(
    class_id: str,
    *,
    principal: Principal,
    plans: Plans,
    people: People,
    clock: Clock,
    week: IsoWeek | None = None,
    state: PlanState | None = None,
    page_token: str = "",
) -> PlanPage:
    """List a class's plans of a week; with `awaiting_approval` it is the teacher's queue.

    Args:
        week: this week by default.
        state: only plans in it.
        page_token: from the page before. A page has `PAGE` plans at most, and fewer where
            somebody has left the class.

    Raises:
        Refused: `not_found` for a class that the caller does not teach.
    """
    members = find_members(class_id, principal=principal, people=people)
    week = week or IsoWeek.at(clock.now(), members.timezone)
    page, token = plans.of_class(class_id, week, state=state, limit=PAGE, page_token=page_token)
    found = [plan for plan in page if plan.learner_id in members.profiles]
    names = {plan.learner_id: members.profiles[plan.learner_id].name for plan in found}
    return PlanPage(week, found, names, token)


def approve_plan(plan_id: str, *, principal: Principal, plans: Plans, people: People) -> StudyPlan:
    """Let a plan go out with the next run.

    Raises:
        Refused: `not_found`, or `plan_closed` when it is out or ended.
        Transient: `stale_write`.
    """
    plan = _of_teacher(plan_id, principal=principal, plans=plans, people=people)
    return _save(plan, lambda each: study_plan.approve(each, by=principal.id), plans=plans)


def hold_plan(
    plan_id: str, *, principal: Principal, plans: Plans, people: People, clock: Clock
) -> StudyPlan:
    """Keep a plan back.

    Raises:
        Refused: `not_found`, or `plan_closed` when it is out, ended or being sent.
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
        Refused: `not_found`; `plan_closed` or `invalid_request` as `study_plan.edit` says.
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
