"""The states of a plan."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from infra import documents
from shared.domain import study_plan
from shared.domain.errors import Code, Refused
from shared.domain.study_plan import PlanReason, PlanState, StudyPlan
from tests.plans import NOW, full_plan

LEASE = timedelta(minutes=5)


def in_state(state: PlanState) -> StudyPlan:
    return replace(full_plan(), state=state)


def test_a_plan_is_stored_whole() -> None:
    plan = replace(full_plan(), sent_at=NOW, leased_until=NOW, reason=PlanReason.BOUNCED)
    assert documents.decode(StudyPlan, documents.encode(plan)) == plan


@pytest.mark.parametrize(
    ("needs_approval", "state"),
    [(True, PlanState.AWAITING_APPROVAL), (False, PlanState.APPROVED)],
)
def test_a_class_setting_decides_whether_approval_is_needed(
    needs_approval: bool, state: PlanState
) -> None:
    assert study_plan.submit(full_plan(), needs_approval=needs_approval).state is state


STEPS: dict[str, tuple[Callable[[StudyPlan], StudyPlan], set[PlanState]]] = {
    "approve": (
        lambda plan: study_plan.approve(plan, by="t"),
        {PlanState.AWAITING_APPROVAL, PlanState.HELD, PlanState.APPROVED},
    ),
    "hold": (
        lambda plan: study_plan.hold(plan, by="t", now=NOW),
        {PlanState.AWAITING_APPROVAL, PlanState.APPROVED, PlanState.HELD},
    ),
    "edit": (
        lambda plan: study_plan.edit(plan, by="t", now=NOW, note="x"),
        {PlanState.AWAITING_APPROVAL, PlanState.APPROVED, PlanState.HELD},
    ),
    "sent": (lambda plan: study_plan.sent(plan, now=NOW), {PlanState.APPROVED}),
    "hand_over": (lambda plan: study_plan.hand_over(plan, now=NOW), {PlanState.APPROVED}),
    "submit": (lambda plan: study_plan.submit(plan, needs_approval=True), {PlanState.DRAFT}),
}


@pytest.mark.parametrize("state", PlanState)
@pytest.mark.parametrize("step", STEPS)
def test_steps_out_of_order_are_refused(step: str, state: PlanState) -> None:
    work, allowed = STEPS[step]
    if state in allowed:
        work(in_state(state))
        return
    with pytest.raises(Refused) as caught:
        work(in_state(state))
    assert caught.value.code is Code.PLAN_CLOSED


@pytest.mark.parametrize("state", [PlanState.SENT, PlanState.FAILED, PlanState.SKIPPED])
def test_an_end_is_an_end(state: PlanState) -> None:
    plan = in_state(state)
    assert study_plan.fail(plan, PlanReason.GAVE_UP) == plan
    assert study_plan.skip(plan, PlanReason.PAUSED) == plan
    assert study_plan.claim(plan, now=NOW, lease=LEASE) is None


@pytest.mark.parametrize(
    ("state", "reason", "released"),
    [
        (PlanState.DRAFT, PlanReason.NONE, False),
        (PlanState.AWAITING_APPROVAL, PlanReason.NONE, False),
        (PlanState.HELD, PlanReason.NONE, False),
        (PlanState.APPROVED, PlanReason.NONE, True),
        (PlanState.SENT, PlanReason.NONE, True),
        (PlanState.FAILED, PlanReason.BOUNCED, True),
        (PlanState.SKIPPED, PlanReason.NO_CONSENT, True),
        (PlanState.SKIPPED, PlanReason.WEEK_OVER, False),
    ],
)
def test_a_learner_sees_what_nobody_has_to_approve(
    state: PlanState, reason: PlanReason, released: bool
) -> None:
    assert replace(in_state(state), reason=reason).released is released


@pytest.mark.parametrize("in_hand", [{"leased_until": NOW + LEASE}, {"handed_over_at": NOW}])
def test_what_is_being_sent_is_not_changed(in_hand: dict[str, object]) -> None:
    plan = replace(in_state(PlanState.APPROVED), **in_hand)  # type: ignore[arg-type]
    with pytest.raises(Refused):
        study_plan.hold(plan, by="t", now=NOW)
    with pytest.raises(Refused):
        study_plan.edit(plan, by="t", now=NOW, note="x")


def test_a_teacher_edits_note_goals_and_patterns() -> None:
    plan = in_state(PlanState.AWAITING_APPROVAL)
    edited = study_plan.edit(plan, by="t", now=NOW, note="Courage", goals={"auxiliary:aller": 20})
    assert (edited.note, edited.focus[0].goal, edited.decided_by) == ("Courage", 20, "t")
    other = replace(edited.focus[0], pattern="auxiliary:venir")
    two = replace(edited, focus=(*edited.focus, other))
    dropped = study_plan.edit(two, by="t", now=NOW, drop=frozenset({"auxiliary:aller"}))
    assert dropped.focus == (other,)


@pytest.mark.parametrize(
    "change",
    [
        {"drop": frozenset({"other:x"})},
        {"drop": frozenset({"auxiliary:aller"})},
        {"goals": {"other:x": 5}},
        {"goals": {"auxiliary:aller": 0}},
        {"goals": {"auxiliary:aller": 201}},
        {"note": "x" * 1001},
    ],
)
def test_edits_that_do_not_fit_are_refused(change: dict[str, object]) -> None:
    with pytest.raises(Refused):
        study_plan.edit(in_state(PlanState.HELD), by="t", now=NOW, **change)  # type: ignore[arg-type]


@pytest.mark.parametrize(("lacking", "goal"), [(0, 10), (5, 10), (60, 15), (100, 25), (900, 40)])
def test_a_goal_is_a_week_of_what_is_lacking(lacking: int, goal: int) -> None:
    assert study_plan.goal(lacking) == goal
