"""Mail servers that fail, people who want none: each plan's mail goes once, or is named."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from infra import bootstrap
from shared.application.run_plans import PATIENCE
from shared.application.send_plan import send_plan
from shared.domain import study_plan
from shared.domain.errors import Transient
from shared.domain.study_plan import MAX_ATTEMPTS, PlanReason, PlanState
from shared.ports.mailer import Mail, Mailer
from tests.doubles import HandClock
from tests.reliability.plans_world import by_smtp, mails, plan_of, run, seed, use_mailer
from tests.smtp import Mailbox, free_port, serving


def test_a_server_that_is_down_is_left_in_peace_and_tried_again(world: bootstrap.Ports) -> None:
    # GIVEN nobody listening
    learners = seed(world, 20)
    port = free_port()
    by_smtp(world, port)
    # WHEN the job runs THEN all is put off, and few tries are made
    assert run(world) == {"deferred": 20}
    tries = [plan_of(world, each).attempts for each in learners]
    assert 0 < sum(tries) <= 3 * PATIENCE
    # WHEN the server is back THEN everybody gets one mail
    mailbox = Mailbox()
    with serving(mailbox) as port:
        by_smtp(world, port)
        assert run(world) == {"sent": 20}
    assert Counter(mailbox.recipients) == Counter(f"{each}@example.org" for each in learners)


FAULTS: dict[str, tuple[Callable[[Mailbox], None], PlanState, PlanReason, int]] = {
    "4xx once": (
        lambda box: box.replies.update(RCPT=["450 busy"], DATA=["451 later"]),
        PlanState.SENT,
        PlanReason.NONE,
        1,
    ),
    "no such mailbox": (
        lambda box: box.always.update(RCPT="550 no such user"),
        PlanState.FAILED,
        PlanReason.BOUNCED,
        0,
    ),
    "refused": (
        lambda box: box.always.update(DATA="554 looks like spam"),
        PlanState.FAILED,
        PlanReason.REFUSED,
        0,
    ),
    "slow before the last byte": (
        lambda box: box.slow.update(RCPT=1.0),
        PlanState.APPROVED,
        PlanReason.NONE,
        0,
    ),
    "slow after the last byte": (
        lambda box: setattr(box, "late", 1.0),
        PlanState.FAILED,
        PlanReason.UNCONFIRMED,
        1,
    ),
    "cut after the last byte": (
        lambda box: box.cut.add("DATA"),
        PlanState.FAILED,
        PlanReason.UNCONFIRMED,
        0,
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_faults_of_the_server_are_tried_again_or_named(world: bootstrap.Ports, name: str) -> None:
    spoil, state, reason, arrived = FAULTS[name]
    seed(world, 1)
    mailbox = Mailbox()
    spoil(mailbox)
    with serving(mailbox) as port:
        by_smtp(world, port)
        for _ in range(2):
            run(world)
    plan = plan_of(world, "learner000")
    assert (plan.state, plan.reason) == (state, reason)
    assert len(mailbox.taken) == arrived
    known = world.people.profile("learner000")
    assert known is not None
    assert known.email_bounced is (reason is PlanReason.BOUNCED)
    if reason is PlanReason.REFUSED:
        assert plan.detail == "smtp 554"


def test_a_mail_that_never_goes_is_given_up_by_name(world: bootstrap.Ports) -> None:
    seed(world, 1)
    by_smtp(world, free_port())
    for _ in range(MAX_ATTEMPTS):
        run(world)
    plan = plan_of(world, "learner000")
    assert (plan.state, plan.reason) == (PlanState.FAILED, PlanReason.GAVE_UP)


def test_who_has_lost_the_lease_sends_nothing(world: bootstrap.Ports) -> None:
    """A sender so slow that another took over is stopped before the last byte."""
    seed(world, 1)
    clock = world.clock
    assert isinstance(clock, HandClock)
    run_mailer = world.outbox
    sent: list[str] = []

    class Slow(Mailer):
        name = "slow"
        repeatable = False

        def send(self, mail: Mail, *, committing: Callable[[], None]) -> None:
            clock.advance(minutes=10)
            known = world.people.profile("learner000")
            assert known is not None
            send_plan(
                plan_of(world, "learner000"),
                known,
                plans=world.plans,
                people=world.people,
                mailer=run_mailer,
                compose=world.post.compose,
                clock=clock,
            )
            committing()
            sent.append(mail.key)

        def close(self) -> None:
            """Nothing is held."""

    use_mailer(world, Slow())
    run(world)
    assert not sent
    assert plan_of(world, "learner000").state is PlanState.SENT


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"paused": True}, PlanReason.PAUSED),
        ({"consents": ()}, PlanReason.NO_CONSENT),
        ({"email": ""}, PlanReason.NO_ADDRESS),
        ({"email_bounced": True}, PlanReason.BOUNCED),
    ],
)
def test_who_must_not_get_mail_gets_none_and_is_told_why(
    world: bootstrap.Ports, folder: Path, changes: dict[str, object], reason: PlanReason
) -> None:
    seed(world, 1, **changes)
    assert run(world) == {"skipped": 1}
    assert plan_of(world, "learner000").reason is reason
    assert not mails(folder)
    # The plan itself can be seen in the app, unless the learner paused.
    assert plan_of(world, "learner000").enough_evidence is (reason is not PlanReason.PAUSED)


def test_consent_withdrawn_after_the_plan_was_made_stops_the_mail(
    world: bootstrap.Ports, folder: Path
) -> None:
    seed(world, 1)
    by_smtp(world, free_port())
    run(world)  # made, but not sent
    known = world.people.profile("learner000")
    assert known is not None
    gone = tuple(replace(each, withdrawn_at=world.clock.now()) for each in known.consents)
    world.people.save_profile(replace(known, consents=gone))
    use_mailer(world, world.outbox)
    run(world)
    plan = plan_of(world, "learner000")
    assert (plan.state, plan.reason) == (PlanState.SKIPPED, PlanReason.UNSUBSCRIBED)
    assert not mails(folder)


def test_a_plan_that_was_not_approved_in_its_week_is_closed(world: bootstrap.Ports) -> None:
    seed(world, 1)
    by_smtp(world, free_port())
    run(world)
    old = plan_of(world, "learner000")
    clock = world.clock
    assert isinstance(clock, HandClock)
    clock.advance(days=7)
    use_mailer(world, world.outbox)
    assert run(world) == {"sent": 1}
    closed = world.plans.get("learner000", old.week)
    assert closed is not None
    assert (closed.state, closed.reason) == (PlanState.SKIPPED, PlanReason.WEEK_OVER)
    with pytest.raises(Transient):
        world.plans.save(study_plan.hold(old, by="t", now=clock.now()))
