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
    current = _Round(workshop, post, tally, report)
    for profile in post.people.profiles(part=part, parts=parts):
        current.serve(profile.learner_id, profile)
    for seconds in PAUSES:
        if not current.deferred:
            break
        pause(seconds)
        again = current.deferred
        current = _Round(workshop, post, tally, report)
        for learner_id in again:
            current.serve(learner_id)
    tally["deferred"] += len(current.deferred)
    return {name: count for name, count in tally.items() if count}


class _Round:
    """One pass over learners: makes, and sends until the provider has failed too often in a row.

    Attributes:
        deferred: whom it has to be tried for again.
    """

    def __init__(self, workshop: Workshop, post: Post, tally: Counter[str], report: Report) -> None:
        self._workshop = workshop
        self._post = post
        self._tally = tally
        self._report = report
        self._classes: dict[str, bool] = {}
        self._failures = 0
        self.deferred: list[str] = []

    def serve(self, learner_id: str, profile: Profile | None = None) -> None:
        """Make and send one learner's plan; whatever goes wrong with it costs nobody else theirs.

        Args:
            profile: where it was read just now.
        """
        try:
            profile = profile or self._post.people.profile(learner_id)
            if profile is None:  # erased meanwhile
                return
            done = self._send(self._plan(profile), profile)
        except Transient as error:
            self._report("plan_deferred", {"learner_id": learner_id, "code": error.code.value})
            done = None
        except ParlonsError as error:
            self._broken("plan_broken", learner_id, error.code.value)
            return
        except Exception as error:  # noqa: BLE001 - the job's edge: one learner's odd data must not cost all others of the share their plans
            self._broken("plan_crashed", learner_id, type(error).__name__)
            return
        if done is None:
            self.deferred.append(learner_id)
        else:
            self._tally[done.state.value] += 1

    def _broken(self, name: str, learner_id: str, code: str) -> None:
        self._report(name, {"learner_id": learner_id, "code": code})
        self._tally["broken"] += 1

    def _plan(self, profile: Profile) -> StudyPlan:
        week = IsoWeek.at(self._workshop.clock.now(), profile.timezone)
        class_id, classes = profile.class_id, self._classes
        if class_id and class_id not in classes:
            classroom = self._post.people.classroom(class_id)
            classes[class_id] = bool(classroom and classroom.plans_need_approval)
        needs_approval = classes.get(class_id, False)
        return plan_week(profile, week=week, needs_approval=needs_approval, workshop=self._workshop)

    def _send(self, plan: StudyPlan, profile: Profile) -> StudyPlan | None:
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
