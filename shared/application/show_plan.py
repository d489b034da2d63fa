"""The plan of a week, for the learner and the teacher."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.application.access import insist
from shared.application.speak_models import sound_addresses
from shared.domain.errors import Code, Refused
from shared.domain.iso_week import IsoWeek
from shared.domain.study_plan import StudyPlan
from shared.ports.blob_store import BlobStore, SignedRequest
from shared.ports.people import People
from shared.ports.plans import Plans
from shared.ports.system import Clock, Principal, Role

# A plan is worked on for some time, and shown again for new addresses.
SOUND_SECONDS = 3600.0
# Plans that a learner may not see are passed over, back to a month ago: a class whose teacher
# approves none has none to show.
_LOOK_BACK = 4


@dataclass(frozen=True, slots=True)
class ShownPlan:
    """A plan, and where its spoken answers can be fetched, by the names its exercises carry."""

    plan: StudyPlan
    sounds: Mapping[str, SignedRequest]


def show_plan(
    learner_id: str,
    *,
    principal: Principal,
    plans: Plans,
    people: People,
    blobs: BlobStore,
    clock: Clock,
    week: IsoWeek | None = None,
) -> ShownPlan:
    """Give a learner's plan; the learner sees it once it is released.

    Args:
        week: by default the newest that is not to come.

    Raises:
        Refused: `not_found` where there is none, or for somebody else's.
    """
    insist(principal, learner_id, people=people)
    if week is not None:
        plan = plans.get(learner_id, week)
    else:
        profile = people.profile(learner_id)
        this_week = IsoWeek.at(clock.now(), profile.timezone if profile else "UTC")
        plan = plans.before(learner_id, this_week.next)
        for _ in range(_LOOK_BACK):
            if plan is None or _visible(plan, principal):
                break
            plan = plans.before(learner_id, plan.week)
    if plan is None or not _visible(plan, principal):
        raise Refused(Code.NOT_FOUND)
    return ShownPlan(plan, sound_addresses(plan, blobs=blobs, seconds=SOUND_SECONDS))


def _visible(plan: StudyPlan, principal: Principal) -> bool:
    return plan.released or principal.role is not Role.LEARNER
