"""Making a plan, and what a teacher and a learner may do with it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from infra import bootstrap
from infra.settings import Settings
from shared.application.decide_plan import (
    EditPlan,
    approve_plan,
    edit_plan,
    hold_plan,
    list_plans,
)
from shared.application.make_sheet import make_sheet
from shared.application.plan_week import ENTRIES_READ, plan_week
from shared.application.run_plans import run_plans
from shared.application.show_plan import show_plan
from shared.domain import study_plan
from shared.domain.error_types import ErrorType
from shared.domain.errors import Code, Refused
from shared.domain.evidence import State
from shared.domain.history import span_of
from shared.domain.iso_week import IsoWeek
from shared.domain.memory import Learned, Observation, Quote
from shared.domain.people import Classroom
from shared.domain.study_plan import PlanReason, PlanState, StudyPlan
from shared.ports.system import Principal, Role
from tests.doubles import FixedVoice, HandClock
from tests.plans import full_plan, profile

# A Wednesday.
NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
WEEK = IsoWeek(2026, 10)
TEACHER = Principal("mme-petit", Role.TEACHER)
STRANGER = Principal("m-autre", Role.TEACHER)
EMMA = Principal("emma", Role.LEARNER)


@pytest.fixture
def ports(tmp_path: Path) -> Iterator[bootstrap.Ports]:
    made = bootstrap.Ports(Settings(data_dir=tmp_path / "var"))  # type: ignore[call-arg]
    clock = HandClock()
    clock.time = NOW
    made.__dict__.update(voice=FixedVoice(), clock=clock)
    yield made
    made.close()


def say(
    ports: bootstrap.Ports,
    turn: int,
    *,
    at: datetime,
    errors: int = 1,
    met: int = 5,
    pattern: str = "auxiliary:aller",
) -> None:
    quote = Quote("Hier j'ai allé au marché.", "Hier je suis allé au marché.", at)
    kind = ErrorType(pattern.partition(":")[0])
    seen = tuple(Observation(pattern, kind, quote) for _ in range(errors))
    source = f"{pattern} {turn}"
    ports.learners.learn(
        Learned("emma", source, source, at, seen, {kind: met}, recognizer="r", task="t")
    )


def make(ports: bootstrap.Ports, week: IsoWeek = WEEK, **changes: object) -> StudyPlan:
    known = profile("emma", **changes)
    return plan_week(known, week=week, needs_approval=False, workshop=ports.workshop)


def test_nothing_heard_is_said_so(ports: bootstrap.Ports) -> None:
    plan = make(ports)
    assert not plan.enough_evidence
    assert len(plan.prompts) == 3
    assert plan.state is PlanState.APPROVED


def test_a_single_slip_is_no_plan_but_chooses_what_to_talk_about(ports: bootstrap.Ports) -> None:
    say(ports, 0, at=NOW - timedelta(days=3))
    plan = make(ports)
    assert not plan.enough_evidence
    assert "week-end" in plan.prompts[0].fr or "voyage" in plan.prompts[0].fr


def test_what_came_back_is_worked_on(ports: bootstrap.Ports) -> None:
    for turn in range(3):
        say(ports, turn, at=NOW - timedelta(days=3 + turn))
    plan = make(ports)
    (focus,) = plan.focus
    assert focus.pattern == "auxiliary:aller"
    assert 4 <= len(focus.exercises) <= 6
    assert focus.rule["fr"]
    assert 10 <= focus.goal <= 40
    own = [each for each in focus.exercises if each.own]
    shared = [each for each in focus.exercises if not each.own]
    assert own
    assert all(each.audio.startswith("learners/emma/models/") for each in own)
    assert all(each.audio.startswith("models/") for each in shared)
    assert all(ports.blobs.get(each.audio) == b"sound" for each in focus.exercises)
    # What the statistics keep beside a quote does not travel.
    assert all(quote.origin is None for quote in focus.quotes)


def test_a_paused_pattern_is_left_alone(ports: bootstrap.Ports) -> None:
    for turn in range(3):
        say(ports, turn, at=NOW - timedelta(days=3 + turn))
    ports.learners.pause("emma", "auxiliary:aller", paused=True)
    assert not make(ports).enough_evidence


def test_a_plan_is_made_once(ports: bootstrap.Ports) -> None:
    first = make(ports)
    for turn in range(3):
        say(ports, turn, at=NOW - timedelta(days=turn))
    assert make(ports) == first
    assert make(ports, WEEK.next).enough_evidence


def test_no_more_than_three_patterns_and_a_bounded_number_read(ports: bootstrap.Ports) -> None:
    for pattern in ("auxiliary:aller", "noun_gender:main", "partitive:de", "negation:rien"):
        for turn in range(3):
            say(ports, turn, at=NOW - timedelta(days=turn), pattern=pattern)
    assert len(make(ports).focus) == 3
    assert ENTRIES_READ <= 7


@pytest.mark.parametrize(
    ("before", "after", "state"),
    [(3, 0, State.IMPROVED), (0, 3, State.WORSENED), (2, 2, State.NOT_ENOUGH_EVIDENCE)],
)
def test_last_weeks_result_is_told_with_its_figures(
    ports: bootstrap.Ports, before: int, after: int, state: State
) -> None:
    # GIVEN eight weeks of talk, and a plan on what was wrong in them
    last = span_of(WEEK.monday).until
    for week in range(8):
        for day in (0, 2, 4):
            at = datetime.combine(last, NOW.timetz()) + timedelta(weeks=week - 7, days=day)
            errors = before if week < 4 else after
            say(ports, 10 * week + day, at=at, errors=errors, met=10)
    past = full_plan("emma", WEEK.previous)
    ports.plans.put(replace(past, state=PlanState.SENT, told=()))
    # WHEN the next plan is made THEN it tells what may be said of it
    (told,) = make(ports).told
    assert told.opportunities_before == told.opportunities == 120
    assert (told.errors_before, told.errors) == (12 * before, 12 * after)
    if state is not State.NOT_ENOUGH_EVIDENCE:
        assert told.state is state
    else:
        assert told.state in (State.NOT_ENOUGH_EVIDENCE, State.STABLE)


def test_little_talk_is_told_as_little(ports: bootstrap.Ports) -> None:
    for turn in range(3):
        say(ports, turn, at=NOW - timedelta(days=5 + turn))
    make(ports, WEEK.previous)
    (told,) = make(ports).told
    assert told.state is State.NOT_ENOUGH_EVIDENCE
    assert told.more_opportunities > 0


# The teacher's desk


@pytest.fixture
def desk(ports: bootstrap.Ports) -> bootstrap.Ports:
    """A class that wants to see plans first, and Emma's plan in it."""
    ports.people.save_profile(profile("emma", class_id="3b", revision=0))
    ports.people.save_profile(profile("tom", class_id="", revision=0))
    ports.people.save_classroom(
        Classroom("3b", "3e B", (TEACHER.id,), ("emma",), plans_need_approval=True)
    )
    for turn in range(3):
        say(ports, turn, at=NOW - timedelta(days=3 + turn))
    run(ports)
    return ports


def run(ports: bootstrap.Ports) -> dict[str, int]:
    return dict(
        run_plans(
            part=0, parts=1, workshop=ports.workshop, post=ports.post, pause=lambda _seconds: None
        )
    )


def mails(ports: bootstrap.Ports) -> list[str]:
    return [each.to for each in ports.outbox.newest(10)]


def test_nothing_leaves_before_the_teacher_approves(desk: bootstrap.Ports) -> None:
    # GIVEN a plan that waits; Tom, without a class, has his mail
    assert len(mails(desk)) == 1
    page = list_plans(
        "3b",
        principal=TEACHER,
        plans=desk.plans,
        people=desk.people,
        clock=desk.clock,
        state=PlanState.AWAITING_APPROVAL,
    )
    queue = page.plans
    assert (page.week, page.names, page.next_page_token) == (WEEK, {"emma": "Emma"}, "")
    assert [plan.id for plan in queue] == ["emma.2026-W10"]
    run(desk)
    assert len(mails(desk)) == 1
    # WHEN it is edited and approved THEN the next run sends it as edited
    changed = EditPlan(note="Courage, Emma !", goals={"auxiliary:aller": 20})
    edit_plan(
        queue[0].id,
        changed,
        principal=TEACHER,
        plans=desk.plans,
        people=desk.people,
        clock=desk.clock,
    )
    approve_plan(queue[0].id, principal=TEACHER, plans=desk.plans, people=desk.people)
    run(desk)
    assert len(mails(desk)) == 2
    text = [desk.outbox.read(each.name) for each in desk.outbox.newest(10) if "emma" in each.to]
    body = text[0].get_body(("plain",)) if text[0] else None
    assert body is not None
    assert "Courage, Emma !" in body.get_content()
    with pytest.raises(Refused):
        hold_plan(
            queue[0].id, principal=TEACHER, plans=desk.plans, people=desk.people, clock=desk.clock
        )


def test_a_held_plan_stays(desk: bootstrap.Ports) -> None:
    plan = hold_plan(
        "emma.2026-W10",
        principal=TEACHER,
        plans=desk.plans,
        people=desk.people,
        clock=desk.clock,
    )
    assert (plan.state, plan.decided_by) == (PlanState.HELD, TEACHER.id)
    run(desk)
    assert len(mails(desk)) == 1


@pytest.mark.parametrize(
    ("plan_id", "principal"),
    [
        ("emma.2026-W10", STRANGER),
        ("emma.2026-W10", EMMA),
        ("emma.2026-W11", TEACHER),
        ("emma.2026-W99", TEACHER),
        ("tom.2026-W10", TEACHER),
        ("nobody.2026-W10", TEACHER),
        ("emma", TEACHER),
        ("", TEACHER),
    ],
)
def test_other_peoples_and_absent_plans_look_alike(
    desk: bootstrap.Ports, plan_id: str, principal: Principal
) -> None:
    with pytest.raises(Refused) as caught:
        approve_plan(plan_id, principal=principal, plans=desk.plans, people=desk.people)
    assert caught.value.code is Code.NOT_FOUND


def test_a_foreign_class_is_not_there(desk: bootstrap.Ports) -> None:
    for principal, class_id in ((STRANGER, "3b"), (TEACHER, "4a"), (EMMA, "3b")):
        with pytest.raises(Refused) as caught:
            list_plans(
                class_id,
                principal=principal,
                plans=desk.plans,
                people=desk.people,
                clock=desk.clock,
            )
        assert caught.value.code is Code.NOT_FOUND
        with pytest.raises(Refused):
            make_sheet(
                class_id,
                principal=principal,
                plans=desk.plans,
                people=desk.people,
                clock=desk.clock,
            )


def test_a_learner_sees_a_plan_once_it_is_approved(desk: bootstrap.Ports) -> None:
    def seen(principal: Principal) -> StudyPlan:
        return show_plan(
            "emma",
            principal=principal,
            plans=desk.plans,
            people=desk.people,
            blobs=desk.blobs,
            clock=desk.clock,
        ).plan

    assert seen(TEACHER).state is PlanState.AWAITING_APPROVAL
    with pytest.raises(Refused):
        seen(EMMA)
    approve_plan("emma.2026-W10", principal=TEACHER, plans=desk.plans, people=desk.people)
    assert seen(EMMA).focus
    with pytest.raises(Refused):
        seen(replace(EMMA, id="tom"))


def test_who_gets_no_mail_waits_for_approval_all_the_same(desk: bootstrap.Ports) -> None:
    # GIVEN a learner of a class that approves, who does not want mail
    desk.people.save_profile(profile("lea", class_id="3b", consents=(), revision=0))
    # WHEN the job runs, the plan waits
    run(desk)
    waiting = desk.plans.get("lea", WEEK)
    assert waiting is not None
    assert (waiting.state, waiting.released) == (PlanState.AWAITING_APPROVAL, False)
    # WHEN it is approved THEN it is for the app alone
    desk.plans.save(study_plan.approve(waiting, by=TEACHER.id))
    run(desk)
    ended = desk.plans.get("lea", WEEK)
    assert ended is not None
    assert (ended.state, ended.reason) == (PlanState.SKIPPED, PlanReason.NO_CONSENT)
    assert ended.released
    assert len(mails(desk)) == 1


def test_what_was_never_approved_stays_with_the_teacher(desk: bootstrap.Ports) -> None:
    # GIVEN last week's plan let out, and this week's over before anybody approved it
    last = study_plan.submit(full_plan("emma", WEEK.previous), needs_approval=False)
    desk.plans.put(last)
    waiting = desk.plans.get("emma", WEEK)
    assert waiting is not None
    desk.plans.save(study_plan.skip(waiting, PlanReason.WEEK_OVER))

    def seen(principal: Principal, week: IsoWeek | None = None) -> IsoWeek:
        shown = show_plan(
            "emma",
            principal=principal,
            plans=desk.plans,
            people=desk.people,
            blobs=desk.blobs,
            clock=desk.clock,
            week=week,
        )
        return shown.plan.week

    # THEN the learner has the one before, and the teacher both
    assert seen(EMMA) == WEEK.previous
    with pytest.raises(Refused):
        seen(EMMA, WEEK)
    assert seen(TEACHER) == WEEK
    assert seen(TEACHER, WEEK.previous) == WEEK.previous


def test_who_has_changed_class_takes_the_plan_along(desk: bootstrap.Ports) -> None:
    """The old roster may still name her; the old teacher sees nothing more of her."""
    known = desk.people.profile("emma")
    assert known is not None
    desk.people.save_profile(replace(known, class_id="4a"))
    page = list_plans(
        "3b", principal=TEACHER, plans=desk.plans, people=desk.people, clock=desk.clock, week=WEEK
    )
    assert not page.plans
    sheet = make_sheet(
        "3b", principal=TEACHER, plans=desk.plans, people=desk.people, clock=desk.clock, week=WEEK
    )
    assert not sheet.entries


def test_a_class_sheet_has_names_only_when_asked_for(desk: bootstrap.Ports) -> None:
    def names(*, named: bool) -> set[str]:
        sheet = make_sheet(
            "3b",
            principal=TEACHER,
            plans=desk.plans,
            people=desk.people,
            clock=desk.clock,
            named=named,
        )
        assert sheet.title == "3e B"
        return {entry.learner for entry in sheet.entries}

    assert names(named=False) == {""}
    assert names(named=True) == {"Emma"}
