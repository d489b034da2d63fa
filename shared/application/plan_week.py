"""A learner's plan of the week: made once, whoever asks and however often."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from shared.application.speak_models import speak_models
from shared.domain import study_plan
from shared.domain.error_types import ErrorType
from shared.domain.errors import Transient
from shared.domain.evidence import RULES, Reason, State
from shared.domain.focus import Candidate, Counted, choose_focus
from shared.domain.history import comparable, of_type, span_of
from shared.domain.iso_week import IsoWeek
from shared.domain.mailing import reason_against
from shared.domain.memory import MemoryEntry, MemoryState
from shared.domain.people import ConsentKind, Profile
from shared.domain.progress import Comparison, across, compare
from shared.domain.study_plan import Focus, PlanReason, StudyPlan, Told
from shared.domain.windows import Window
from shared.french.exercises.in_a_line import in_a_line
from shared.french.exercises.make import ExerciseMaker
from shared.french.prompts import choose_prompts
from shared.ports.blob_store import BlobStore
from shared.ports.learners import Learners
from shared.ports.plans import Plans
from shared.ports.system import Clock
from shared.ports.voice import Voice

# What a plan may cost in reads: the most frequent patterns are what three are chosen from. With
# profile, last plan, two for weeks and tombstone, and the claim that makes twelve documents.
ENTRIES_READ = 7
QUOTES_SHOWN = 2
FEW_PROMPTS, MANY_PROMPTS = 1, 3
# Where the statistics do not say how much is lacking: half of what a window of four weeks asks.
USUAL_NEED = 60


@dataclass(frozen=True, slots=True)
class Workshop:
    """What a plan is made with.

    Attributes:
        demanded: whether nobody's words may be used without a recorded consent.
    """

    plans: Plans
    learners: Learners
    maker: ExerciseMaker
    voice: Voice
    blobs: BlobStore
    clock: Clock
    demanded: bool = False


def plan_week(
    profile: Profile, *, week: IsoWeek, needs_approval: bool, workshop: Workshop
) -> StudyPlan:
    """Give the learner's plan of the week, making it where there is none yet.

    Args:
        profile: whom it is for.
        week: by the learner's own calendar.
        needs_approval: whether a teacher is to see it first.
        workshop: what it is made with.

    Returns:
        The stored plan. It is `skipped`, by name, where no mail may go out, at once or once it
        was approved; it can still be seen in the app then, unless the learner has paused or must
        not be analysed.
    """
    plans, now = workshop.plans, workshop.clock.now()
    latest = plans.before(profile.learner_id, week.next)
    if latest is not None and latest.week == week:
        return latest
    _close(latest, plans=plans)
    plan = StudyPlan(profile.learner_id, week, now, class_id=profile.class_id)
    today = now.date()
    if profile.paused:
        return plans.put(study_plan.skip(plan, PlanReason.PAUSED))
    if workshop.demanded and not profile.agrees(ConsentKind.PROCESSING, on=today):
        return plans.put(study_plan.skip(plan, PlanReason.NO_CONSENT))
    plan = _filled(plan, profile, latest, workshop=workshop)
    reason = reason_against(profile, on=today)
    # Without mail a learner sees the plan in the app, which waits for the teacher all the same.
    if reason is not PlanReason.NONE and not needs_approval:
        return plans.put(study_plan.skip(plan, reason))
    return plans.put(study_plan.submit(plan, needs_approval=needs_approval))


def _close(latest: StudyPlan | None, *, plans: Plans) -> None:
    """End last week's plan if it never went out; nobody wants two at once."""
    if latest is None or latest.finished:
        return
    over = PlanReason.WEEK_OVER
    ended = (
        study_plan.fail(latest, PlanReason.UNCONFIRMED)
        if latest.handed_over_at is not None
        else study_plan.skip(latest, over)
    )
    try:
        plans.save(ended)
    except Transient:
        return  # somebody has it in hand, and will end it


def _filled(
    plan: StudyPlan, profile: Profile, latest: StudyPlan | None, *, workshop: Workshop
) -> StudyPlan:
    learner_id, week = profile.learner_id, plan.week
    entries = workshop.learners.memory(learner_id, limit=ENTRIES_READ)
    past = latest.focus if latest else ()
    compared = _compared(entries, past, learner_id, week, workshop.learners)
    candidates = {each.pattern: _candidate(each) for each in entries}
    chosen = choose_focus(
        candidates.values(),
        {kind: _counted(each) for kind, each in compared.items()},
        begins=week.begins(profile.timezone),
        ends=week.ends(profile.timezone),
    )
    seed = f"{learner_id} {week.label}"
    focus = tuple(
        _focus(each, compared.get(each.type), maker=workshop.maker, seed=seed) for each in chosen
    )
    kinds = {each.type for each in focus} or {each.type for each in entries}
    count = FEW_PROMPTS if focus else MANY_PROMPTS
    filled = replace(
        plan,
        focus=focus,
        told=tuple(_told(past, compared)),
        prompts=choose_prompts(kinds, count=count, seed=seed),
    )
    return speak_models(filled, voice=workshop.voice, blobs=workshop.blobs)


def _compared(
    entries: Sequence[MemoryEntry],
    past: Sequence[Focus],
    learner_id: str,
    week: IsoWeek,
    learners: Learners,
) -> Mapping[ErrorType, Comparison]:
    """Compare the last closed four weeks with the four before, for the types that matter here."""
    kinds = {each.type for each in entries} | {each.type for each in past}
    if not kinds:
        return {}
    span = span_of(week.monday)
    windows: Sequence[Window] = comparable(
        learners.windows([learner_id], since=span.since, until=span.until)
    )
    found = {}
    for kind in sorted(kinds):
        own = of_type(windows, kind)
        if own:
            found[kind] = compare(own, until=span.until)
    return found


def _candidate(entry: MemoryEntry) -> Candidate:
    return Candidate(
        pattern=entry.pattern,
        type=entry.type,
        recurrent=entry.state in (MemoryState.RECURRENT, MemoryState.IMPROVING),
        paused=entry.paused,
        due=entry.due,
        occurrences=entry.occurrences,
        quotes=entry.quotes,
    )


def _counted(comparison: Comparison) -> Counted:
    recent = comparison.verdict.recent
    return Counted(recent.errors, recent.opportunities)


def _focus(
    candidate: Candidate, comparison: Comparison | None, *, maker: ExerciseMaker, seed: str
) -> Focus:
    newest = sorted(candidate.quotes, key=lambda quote: quote.at, reverse=True)
    lacking = comparison.verdict.more_opportunities if comparison else 0
    return Focus(
        pattern=candidate.pattern,
        type=candidate.type,
        # The plan is shown and mailed: what the statistics keep beside a quote stays there.
        quotes=tuple(replace(quote, origin=None) for quote in newest[:QUOTES_SHOWN]),
        rule=in_a_line(candidate.type),
        exercises=maker.make(candidate.pattern, candidate.type, newest, seed=seed),
        goal=study_plan.goal(lacking or USUAL_NEED),
    )


def _told(past: Iterable[Focus], compared: Mapping[ErrorType, Comparison]) -> Iterable[Told]:
    """Tell what became of the last plan's focus; of many claims only those that stand together."""
    known = [(focus, compared[focus.type]) for focus in past if focus.type in compared]
    for focus in past:
        if focus.type not in compared:
            yield _unheard(focus)
    told = across([comparison for _, comparison in known])
    for (focus, _), comparison in zip(known, told, strict=True):
        verdict = comparison.verdict
        yield Told(
            pattern=focus.pattern,
            type=focus.type,
            state=verdict.state,
            reason=verdict.reason,
            errors_before=verdict.baseline.errors,
            opportunities_before=verdict.baseline.opportunities,
            errors=verdict.recent.errors,
            opportunities=verdict.recent.opportunities,
            more_opportunities=verdict.more_opportunities,
            more_sessions=verdict.more_sessions,
        )


def _unheard(focus: Focus) -> Told:
    """Say that nothing of it was heard in the weeks that are compared."""
    return Told(
        pattern=focus.pattern,
        type=focus.type,
        state=State.NOT_ENOUGH_EVIDENCE,
        reason=Reason.FEW_OPPORTUNITIES,
        errors_before=0,
        opportunities_before=0,
        errors=0,
        opportunities=0,
        more_opportunities=RULES.opportunities,
        more_sessions=RULES.sessions,
    )
