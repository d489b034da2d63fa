"""An approved plan into its learner's mailbox, once."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from shared.domain import study_plan
from shared.domain.errors import Code, Transient
from shared.domain.mailing import reason_against
from shared.domain.people import Profile
from shared.domain.study_plan import MAX_ATTEMPTS, PlanReason, StudyPlan
from shared.ports.mailer import Composer, Mailer, MailRefused, MailUnconfirmed
from shared.ports.people import People
from shared.ports.plans import Plans
from shared.ports.system import Clock

# About what a slow mail takes. It need not be longer than the slowest: who has lost the lease is
# stopped by `committing`, right before the last byte.
LEASE = timedelta(minutes=2)


def send_plan(
    plan: StudyPlan,
    profile: Profile,
    *,
    plans: Plans,
    people: People,
    mailer: Mailer,
    compose: Composer,
    clock: Clock,
) -> StudyPlan:
    """Send a plan if it is approved and nothing speaks against it.

    Of any number of callers one sends. Consent is asked for again right before: the learner may
    have unsubscribed since the plan was made.

    Returns:
        The plan as it now is: sent, skipped or failed by name, or unchanged where somebody else
        has it in hand.

    Raises:
        Transient: the mail could not be sent yet, and may be tried again.
    """
    if plan.state is not study_plan.PlanState.APPROVED:
        return plan
    now = clock.now()
    reason = reason_against(profile, on=now.date())
    if reason is PlanReason.NONE and now >= plan.week.ends(profile.timezone):
        reason = PlanReason.WEEK_OVER
    held = plans.claim(plan.learner_id, plan.week, now=now, lease=LEASE)
    if held is None:
        return plan
    if held.handed_over_at is not None and not mailer.repeatable:
        return plans.save(study_plan.fail(held, PlanReason.UNCONFIRMED))
    if reason is not PlanReason.NONE:
        return plans.save(study_plan.skip(held, reason))
    if held.attempts > MAX_ATTEMPTS:
        return plans.save(study_plan.fail(held, PlanReason.GAVE_UP))
    return _hand_in(
        held, profile, plans=plans, people=people, mailer=mailer, compose=compose, clock=clock
    )


def _hand_in(
    held: StudyPlan,
    profile: Profile,
    *,
    plans: Plans,
    people: People,
    mailer: Mailer,
    compose: Composer,
    clock: Clock,
) -> StudyPlan:
    def committing() -> None:
        nonlocal held
        # Also the fence: a sender whose lease has passed to somebody else is stale here.
        held = plans.save(study_plan.hand_over(held, now=clock.now()))

    try:
        mailer.send(compose(held, profile), committing=committing)
    except MailRefused as error:
        if error.bounced:
            _note_bounce(profile, people=people)
        reason = PlanReason.BOUNCED if error.bounced else PlanReason.REFUSED
        return plans.save(study_plan.fail(held, reason, error.detail))
    except MailUnconfirmed:
        return plans.save(study_plan.fail(held, PlanReason.UNCONFIRMED))
    except Transient as error:
        if error.code is not Code.STALE_WRITE:
            plans.save(study_plan.take_back(held))
        raise
    return plans.save(study_plan.sent(held, now=clock.now()))


def _note_bounce(profile: Profile, *, people: People) -> None:
    # Who changed the profile at this moment may have mended the address.
    with suppress(Transient):
        people.save_profile(replace(profile, email_bounced=True))
