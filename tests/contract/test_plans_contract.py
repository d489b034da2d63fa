"""What every adapter of `Plans` must do."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from shared.domain import study_plan
from shared.domain.errors import Code, Transient
from shared.domain.iso_week import IsoWeek
from shared.domain.study_plan import PlanState, StudyPlan
from shared.ports.personal_data import PersonalData
from shared.ports.plans import Plans
from tests.plans import full_plan
from tests.threads import in_threads

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
WEEK = IsoWeek(2026, 10)
LEASE = timedelta(minutes=5)


def approved(learner: str = "l1", week: IsoWeek = WEEK) -> StudyPlan:
    return study_plan.submit(full_plan(learner, week), needs_approval=False)


def test_a_plan_comes_back_as_it_went(plans: Plans) -> None:
    stored = plans.put(full_plan("l1", WEEK))
    assert stored == replace(full_plan("l1", WEEK), revision=1)
    assert plans.get("l1", WEEK) == stored
    assert plans.get("l2", WEEK) is None


def test_the_first_plan_of_a_week_stays(plans: Plans) -> None:
    stored = plans.put(approved())
    assert plans.put(replace(approved(), note="another")) == stored


def test_of_eight_plans_at_once_one_is_kept(plans: Plans) -> None:
    results = in_threads(8, lambda i: plans.put(replace(approved(), note=str(i))))
    assert len({r.note for r in results if isinstance(r, StudyPlan)}) == 1
    assert plans.get("l1", WEEK) == results[0]


def test_the_plan_before_is_the_newest_earlier_one(plans: Plans) -> None:
    for week in (IsoWeek(2025, 51), IsoWeek(2026, 1), IsoWeek(2026, 9), WEEK):
        plans.put(approved(week=week))
    plans.put(approved("l2", IsoWeek(2026, 8)))
    found = [plans.before("l1", week) for week in (WEEK, IsoWeek(2026, 1), IsoWeek(2025, 51))]
    assert [each.week if each else None for each in found] == [
        IsoWeek(2026, 9),
        IsoWeek(2025, 51),
        None,
    ]


def test_a_stale_plan_changes_nothing(plans: Plans) -> None:
    stored = plans.put(approved())
    newer = plans.save(replace(stored, note="newer"))
    for stale in (stored, replace(stored, revision=9), approved("nobody")):
        with pytest.raises(Transient) as caught:
            plans.save(stale)
        assert caught.value.code is Code.STALE_WRITE
    assert plans.get("l1", WEEK) == newer


def test_of_eight_claims_one_is_given(plans: Plans) -> None:
    plans.put(approved())
    results = in_threads(8, lambda _: plans.claim("l1", WEEK, now=NOW, lease=LEASE))
    (claimed,) = [r for r in results if isinstance(r, StudyPlan)]
    assert claimed == plans.get("l1", WEEK)
    assert claimed.attempts == 1


def test_a_claim_ends_and_its_holder_is_stale(plans: Plans) -> None:
    # GIVEN a claim whose lease is over
    plans.put(approved())
    first = plans.claim("l1", WEEK, now=NOW, lease=LEASE)
    assert first is not None
    assert plans.claim("l1", WEEK, now=NOW + LEASE - timedelta(seconds=1), lease=LEASE) is None
    # WHEN somebody else claims it
    second = plans.claim("l1", WEEK, now=NOW + LEASE, lease=LEASE)
    assert second is not None
    # THEN the first holder can write no more
    with pytest.raises(Transient):
        plans.save(study_plan.hand_over(first, now=NOW))
    assert plans.save(study_plan.sent(second, now=NOW)).state is PlanState.SENT
    assert plans.claim("l1", WEEK, now=NOW + 9 * LEASE, lease=LEASE) is None


@pytest.mark.parametrize("state", [s for s in PlanState if s is not PlanState.APPROVED])
def test_only_approved_plans_are_given_out(plans: Plans, state: PlanState) -> None:
    plans.put(replace(approved(), state=state))
    assert plans.claim("l1", WEEK, now=NOW, lease=LEASE) is None
    assert plans.claim("nobody", WEEK, now=NOW, lease=LEASE) is None


def test_a_class_is_listed_by_pages(plans: Plans) -> None:
    for number in range(5):
        plans.put(replace(approved(f"l{number}"), class_id="c1"))
    plans.put(replace(approved("other"), class_id="c2"))
    plans.put(replace(approved("l0", IsoWeek(2026, 9)), class_id="c1"))
    plans.put(replace(full_plan("waiting", WEEK), class_id="c1"))
    seen, token = [], ""
    while True:
        page, token = plans.of_class("c1", WEEK, limit=2, page_token=token)
        assert len(page) <= 2
        seen += [plan.learner_id for plan in page]
        if not token:
            break
    assert seen == ["l0", "l1", "l2", "l3", "l4", "waiting"]
    drafts, _ = plans.of_class("c1", WEEK, state=PlanState.DRAFT)
    assert [plan.learner_id for plan in drafts] == ["waiting"]


def test_erasing_takes_one_learners_plans(plans: Plans) -> None:
    for week in (WEEK, WEEK.next):
        plans.put(approved(week=week))
    kept = plans.put(approved("l2"))
    assert plans.erase("l1") == 2
    assert plans.get("l1", WEEK) is None
    assert plans.get("l2", WEEK) == kept
    assert plans.erase("l1") == 0


def test_a_plan_does_not_come_back_after_its_learner_was_erased(
    plans: Plans, personal_data: PersonalData
) -> None:
    plans.put(approved())
    personal_data.erase("l1", at=NOW)
    assert plans.get("l1", WEEK) is None
    # WHEN a job that was at work puts what it made before
    late = plans.put(approved())
    # THEN nothing is stored, and nothing can be sent
    assert late.revision == 0
    assert plans.get("l1", WEEK) is None
    assert plans.claim("l1", WEEK, now=NOW, lease=LEASE) is None
