"""One task's share of the weekly plans: make what is missing, send what is approved."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from shared.application.plan_week import Workshop, plan_week
from shared.application.send_plan import send_plan
from shared.domain.errors import Code, ParlonsError, Transient
from shared.domain.iso_week import IsoWeek
from shared.domain.people import Profile
from shared.domain.study_plan import PlanState, StudyPlan
from shared.ports.mailer import Composer, Mailer
from shared.ports.people import People

# A server that fails so many mails in a row is down: the rest waits for the next run.
PATIENCE = 5
ROUNDS = 3
# Pauses before the second and third round, in seconds. A busy server's 4xx is over by then, and
# so are the leases of a job that was killed.
PAUSES = (30.0, 120.0)


@dataclass(frozen=True, slots=True)
class Post:
    """How mail goes out."""

    people: People
    mailer: Mailer
    compose: Composer


Report = Callable[[str, Mapping[str, str]], None]
"""Told the name of what went wrong with a learner, and ids; never content."""


def run_plans(
    *,
    part: int,
    parts: int,
    workshop: Workshop,
    post: Post,
    pause: Callable[[float], None],
    report: Report = lambda _name, _ids: None,
) -> Mapping[str, int]:
    """Go through one share of all learners.

    Safe to repeat, to kill, and to run beside itself: each plan is made once and sent once.

    Args:
        part, parts: which of how many disjoint shares.
        workshop, post: what plans are made and sent with.
        pause: waits so many seconds before mails that were put off are tried again.
        report: told what could not be done.

    Returns:
        How many plans ended in which state; `deferred` are left for the next run, `broken` could
        not be made.
    """
    tally: Counter[str] = Counter()
    classes: dict[str, bool] = {}
    deferred: list[str] = []
    line = _Line(post, workshop)
    for profile in post.people.profiles(part=part, parts=parts):
        try:
            plan = _plan(profile, classes, workshop=workshop, people=post.people)
            done = line.send(plan, profile)
        except ParlonsError as error:
            name = "plan_deferred" if isinstance(error, Transient) else "plan_broken"
            report(name, {"learner_id": profile.learner_id, "code": error.code.value})
            tally["broken"] += name == "plan_broken"
            if name == "plan_deferred":
                deferred.append(profile.learner_id)
            continue
        except Exception as error:  # noqa: BLE001 - the job's edge: one learner's odd data must not cost all others of the share their plans
            kind = type(error).__name__
            report("plan_crashed", {"learner_id": profile.learner_id, "code": kind})
            tally["broken"] += 1
            continue
        if done is None:
            deferred.append(profile.learner_id)
        else:
            tally[done.state.value] += 1
    for seconds in PAUSES[: ROUNDS - 1]:
        if not deferred:
            break
        pause(seconds)
        deferred = _again(deferred, tally, workshop=workshop, post=post)
    tally["deferred"] += len(deferred)
    return {name: count for name, count in tally.items() if count}


class _Line:
    """Sends until the provider has failed too often in a row."""

    def __init__(self, post: Post, workshop: Workshop) -> None:
        self._post = post
        self._workshop = workshop
        self._failures = 0

    def send(self, plan: StudyPlan, profile: Profile) -> StudyPlan | None:
        """Send what is approved; None where it has to be tried again."""
        if plan.state is not PlanState.APPROVED:
            return plan
        if self._failures >= PATIENCE:
            return None
        try:
            done = send_plan(
                plan,
                profile,
                plans=self._workshop.plans,
                people=self._post.people,
                mailer=self._post.mailer,
                compose=self._post.compose,
                clock=self._workshop.clock,
            )
        except Transient as error:
            self._failures += error.code is Code.PROVIDER_UNAVAILABLE
            raise
        self._failures = 0
        # Still approved: somebody else has it in hand, or had it and died.
        return None if done.state is PlanState.APPROVED else done


def _again(
    learner_ids: list[str], tally: Counter[str], *, workshop: Workshop, post: Post
) -> list[str]:
    """Try those once more that were put off; returns who still is."""
    left: list[str] = []
    line = _Line(post, workshop)
    classes: dict[str, bool] = {}
    for learner_id in learner_ids:
        try:
            profile = post.people.profile(learner_id)
            if profile is None:  # erased meanwhile
                continue
            plan = _plan(profile, classes, workshop=workshop, people=post.people)
            done = line.send(plan, profile)
        except ParlonsError:
            done = None
        if done is None:
            left.append(learner_id)
        else:
            tally[done.state.value] += 1
    return left


def _plan(
    profile: Profile, classes: dict[str, bool], *, workshop: Workshop, people: People
) -> StudyPlan:
    week = IsoWeek.at(workshop.clock.now(), profile.timezone)
    if profile.class_id and profile.class_id not in classes:
        classroom = people.classroom(profile.class_id)
        classes[profile.class_id] = bool(classroom and classroom.plans_need_approval)
    needs_approval = classes.get(profile.class_id, False)
    return plan_week(profile, week=week, needs_approval=needs_approval, workshop=workshop)
