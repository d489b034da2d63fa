"""A learner's plan of one ISO week, and its way into the mailbox.

    draft ──▶ awaiting_approval ──▶ approved ──▶ sent
      └────────────────────────────▲   │  └────▶ failed    (by name)
                  ▲     │              ▼
                  └── held ◀───────────┘         skipped   (by name; nothing was to be sent)

There is one plan per learner and week, so there is one mail. Before the last byte of a mail goes
out the plan notes it (`handed_over_at`, a conditional write): who comes later, after a crash, sees
that the mail may be out, and what may be out is never sent again unless sending it again replaces
the first.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from shared.domain.error_types import ErrorType
from shared.domain.errors import Code, Refused
from shared.domain.evidence import Reason as EvidenceReason
from shared.domain.evidence import State as Change
from shared.domain.exercise import Exercise
from shared.domain.iso_week import IsoWeek
from shared.domain.memory import Quote

MAX_NOTE = 1_000
# About 30 opportunities in each window of four weeks are the least that a claim rests on.
LEAST_GOAL, MOST_GOAL = 10, 40
# A teacher may ask for more; thirty an evening are beyond anybody's talk.
MOST_EDITED_GOAL = 200
# With a run an hour: a provider that stays silent for half a day is more than a hiccup.
MAX_ATTEMPTS = 12


class PlanState(StrEnum):
    """How far a plan has come."""

    DRAFT = "draft"
    AWAITING_APPROVAL = "awaiting_approval"
    APPROVED = "approved"
    HELD = "held"
    SENT = "sent"
    FAILED = "failed"
    SKIPPED = "skipped"


class PlanReason(StrEnum):
    """Why nothing was sent; stable keys."""

    NONE = ""
    NO_CONSENT = "no_consent"
    UNSUBSCRIBED = "unsubscribed"
    BOUNCED = "bounced"
    PAUSED = "paused"
    NO_ADDRESS = "no_address"
    WEEK_OVER = "week_over"
    """It was not approved, or could not be sent, before its week was over."""
    REFUSED = "refused"
    """The mail provider will not take it; the code stands in `detail`."""
    UNCONFIRMED = "unconfirmed"
    """It may have arrived: the line broke between the last byte and the provider's answer."""
    GAVE_UP = "gave_up"
    """The mail provider stayed unreachable."""


@dataclass(frozen=True, slots=True)
class Focus:
    """One pattern to work on.

    Attributes:
        quotes: the learner's own sentences, newest first.
        rule: the rule in one line, per language.
        goal: opportunities to meet this week, right or wrong.
    """

    pattern: str
    type: ErrorType
    quotes: tuple[Quote, ...]
    rule: dict[str, str]
    exercises: tuple[Exercise, ...]
    goal: int


@dataclass(frozen=True, slots=True)
class Told:
    """What may honestly be said of a focus of the last plan.

    Attributes:
        errors_before, opportunities_before, errors, opportunities: of the two windows compared.
        more_opportunities, more_sessions: about how many are lacking for an answer.
    """

    pattern: str
    type: ErrorType
    state: Change
    reason: EvidenceReason
    errors_before: int
    opportunities_before: int
    errors: int
    opportunities: int
    more_opportunities: int
    more_sessions: int


@dataclass(frozen=True, slots=True)
class Prompt:
    """Something to talk about, in French and with a gloss."""

    fr: str
    en: str


@dataclass(frozen=True, slots=True)
class StudyPlan:
    """What a learner works on in one week.

    Attributes:
        class_id: whose teachers may approve it; empty for a learner without a class.
        focus: at most three; none when there is too little evidence yet.
        prompts: what to speak about; more of them where evidence lacks.
        note: of the teacher, plain text.
        detail: what is particular to the reason, such as an SMTP code; never content.
        leased_until: somebody is sending it until then.
        handed_over_at: from then on the mail may be out.
        revision: counts the writes.
    """

    learner_id: str
    week: IsoWeek
    created_at: datetime
    class_id: str = ""
    state: PlanState = PlanState.DRAFT
    reason: PlanReason = PlanReason.NONE
    detail: str = ""
    focus: tuple[Focus, ...] = ()
    told: tuple[Told, ...] = ()
    prompts: tuple[Prompt, ...] = ()
    note: str = ""
    decided_by: str = ""
    attempts: int = 0
    leased_until: datetime | None = None
    handed_over_at: datetime | None = None
    sent_at: datetime | None = None
    revision: int = field(default=0)

    @property
    def id(self) -> str:
        """`{learner}.{week}`, as the addresses name it."""
        return f"{self.learner_id}.{self.week.label}"

    @property
    def enough_evidence(self) -> bool:
        """Whether there is a pattern to work on."""
        return bool(self.focus)

    @property
    def finished(self) -> bool:
        """Whether it will not change any more."""
        return self.state in (PlanState.SENT, PlanState.FAILED, PlanState.SKIPPED)

    @property
    def released(self) -> bool:
        """Whether its learner may see it, by mail or not: nobody has it still to approve.

        What its week ended may never have been approved, so it stays with the teacher.
        """
        if self.state is PlanState.SKIPPED:
            return self.reason is not PlanReason.WEEK_OVER
        return self.state in (PlanState.APPROVED, PlanState.SENT, PlanState.FAILED)


def goal(more_opportunities: int) -> int:
    """Turn what is lacking for an answer in four weeks into a week's goal, in steps of five."""
    share = -(-more_opportunities // 20) * 5
    return min(MOST_GOAL, max(LEAST_GOAL, share))


def submit(plan: StudyPlan, *, needs_approval: bool) -> StudyPlan:
    """Finish a draft: to the teacher, or straight on."""
    _require(plan, PlanState.DRAFT)
    state = PlanState.AWAITING_APPROVAL if needs_approval else PlanState.APPROVED
    return replace(plan, state=state)


def approve(plan: StudyPlan, *, by: str) -> StudyPlan:
    """Let it go out; approving twice changes nothing.

    Raises:
        Refused: `plan_closed` when it is out, or has ended otherwise.
    """
    if plan.state is PlanState.APPROVED:
        return plan
    _require(plan, PlanState.AWAITING_APPROVAL, PlanState.HELD)
    return replace(plan, state=PlanState.APPROVED, decided_by=by)


def hold(plan: StudyPlan, *, by: str, now: datetime) -> StudyPlan:
    """Keep it back; holding twice changes nothing.

    Raises:
        Refused: `plan_closed` when it is out, ended otherwise, or is being sent right now.
    """
    if plan.state is PlanState.HELD:
        return plan
    _require(plan, PlanState.AWAITING_APPROVAL, PlanState.APPROVED)
    _require_at_rest(plan, now)
    return replace(plan, state=PlanState.HELD, decided_by=by)


def edit(
    plan: StudyPlan,
    *,
    by: str,
    now: datetime,
    note: str | None = None,
    drop: frozenset[str] = frozenset(),
    goals: dict[str, int] | None = None,
) -> StudyPlan:
    """Change a plan that is not out: its note, its goals, patterns to leave out.

    Args:
        note: new note, plain text up to 1 000 characters; None leaves it.
        drop: patterns to take out.
        goals: new goals by pattern, 1 to `MOST_EDITED_GOAL` opportunities.

    Raises:
        Refused: `plan_closed` for a plan that is out or being sent; `invalid_request` for a
            pattern that it does not have, all of its patterns dropped, a goal out of bounds or a
            note too long.
    """
    _require(plan, PlanState.AWAITING_APPROVAL, PlanState.APPROVED, PlanState.HELD)
    _require_at_rest(plan, now)
    wanted = goals or {}
    unknown = (drop | wanted.keys()) - {focus.pattern for focus in plan.focus}
    if unknown or any(not 1 <= number <= MOST_EDITED_GOAL for number in wanted.values()):
        raise Refused(
            Code.INVALID_REQUEST, f"patterns of this plan; goals of 1 to {MOST_EDITED_GOAL}"
        )
    if note is not None and len(note) > MAX_NOTE:
        raise Refused(Code.INVALID_REQUEST, f"a note of at most {MAX_NOTE} characters")
    focus = tuple(
        replace(each, goal=wanted.get(each.pattern, each.goal))
        for each in plan.focus
        if each.pattern not in drop
    )
    # Without any, its mail would say that too little was heard, which is not so.
    if plan.focus and not focus:
        raise Refused(Code.INVALID_REQUEST, "one pattern stays; hold the plan to send nothing")
    return replace(plan, focus=focus, note=plan.note if note is None else note, decided_by=by)


def claim(plan: StudyPlan, *, now: datetime, lease: timedelta) -> StudyPlan | None:
    """Take an approved plan in hand for sending; None when it is not to be, or in other hands."""
    if plan.state is not PlanState.APPROVED:
        return None
    if plan.leased_until is not None and plan.leased_until > now:
        return None
    return replace(plan, leased_until=now + lease, attempts=plan.attempts + 1)


def hand_over(plan: StudyPlan, *, now: datetime) -> StudyPlan:
    """Note that the mail may be out from now on."""
    _require(plan, PlanState.APPROVED)
    return replace(plan, handed_over_at=now)


def take_back(plan: StudyPlan) -> StudyPlan:
    """Let the plan be claimed again: the provider has said that it did not take the mail."""
    _require(plan, PlanState.APPROVED)
    return replace(plan, handed_over_at=None, leased_until=None)


def sent(plan: StudyPlan, *, now: datetime) -> StudyPlan:
    """Note that the provider has the mail."""
    _require(plan, PlanState.APPROVED)
    return replace(plan, state=PlanState.SENT, sent_at=now, leased_until=None)


def fail(plan: StudyPlan, reason: PlanReason, detail: str = "") -> StudyPlan:
    """End it by name."""
    if plan.finished:
        return plan
    return replace(
        plan, state=PlanState.FAILED, reason=reason, detail=detail[:100], leased_until=None
    )


def skip(plan: StudyPlan, reason: PlanReason) -> StudyPlan:
    """End it because nothing is to be sent, and say why."""
    if plan.finished:
        return plan
    return replace(plan, state=PlanState.SKIPPED, reason=reason, leased_until=None)


def _require(plan: StudyPlan, *states: PlanState) -> None:
    if plan.state not in states:
        raise Refused(Code.PLAN_CLOSED, f"the plan is {plan.state}")


def _require_at_rest(plan: StudyPlan, now: datetime) -> None:
    in_hand = plan.leased_until is not None and plan.leased_until > now
    if in_hand or plan.handed_over_at is not None:
        raise Refused(Code.PLAN_CLOSED, "the plan is being sent")
