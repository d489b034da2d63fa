"""The plan of this week, for the learner and the teacher."""

from shared.application.access import insist
from shared.domain.errors import Code, Refused
from shared.domain.iso_week import IsoWeek
from shared.domain.study_plan import PlanState, StudyPlan
from shared.ports.people import People
from shared.ports.plans import Plans
from shared.ports.system import Clock, Principal, Role

_NOT_YET = frozenset({PlanState.DRAFT, PlanState.AWAITING_APPROVAL, PlanState.HELD})


def show_plan(
    learner_id: str, *, principal: Principal, plans: Plans, people: People, clock: Clock
) -> StudyPlan:
    """Give the newest plan that is not of a week to come; a learner sees it once it is approved.

    Raises:
        Refused: `not_found` where there is none, or for somebody else's.
    """
    insist(principal, learner_id, people=people)
    profile = people.profile(learner_id)
    week = IsoWeek.at(clock.now(), profile.timezone if profile else "UTC")
    plan = plans.before(learner_id, week.next)
    if plan is not None and plan.state in _NOT_YET and principal.role is Role.LEARNER:
        plan = plans.before(learner_id, plan.week)
    if plan is None or (plan.state in _NOT_YET and principal.role is Role.LEARNER):
        raise Refused(Code.NOT_FOUND)
    return plan
