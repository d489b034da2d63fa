"""What a learner's profile and class say about how a turn is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from shared.domain.errors import Code, Refused
from shared.domain.people import EVERYDAY, Classroom, ConsentKind, Profile
from shared.ports.people import People


@dataclass(frozen=True, slots=True)
class LearnerContext:
    """A learner's circumstances.

    Attributes:
        weights: confidence factors of detectors that were wrong in the class.
        register: name of the register profile that the class takes as fine.
    """

    profile: Profile
    classroom: Classroom | None = None
    weights: Mapping[str, float] = field(default_factory=dict)
    register: str = EVERYDAY


def context_of(learner_id: str, *, people: People) -> LearnerContext:
    """Load profile and class, two reads; an unknown learner has the defaults."""
    profile = people.profile(learner_id) or Profile(learner_id)
    classroom = people.classroom(profile.class_id) if profile.class_id else None
    if classroom is None:
        return LearnerContext(profile)
    return LearnerContext(profile, classroom, classroom.detector_weights, classroom.register)


def insist_on_consent(
    learner_id: str, *, people: People, demanded: bool, now: datetime
) -> LearnerContext:
    """Go on only where the learner may be recorded and analysed.

    Consent is demanded outside development, and of a class that says so. Under 15 it takes the
    learner's and a parent's.

    Args:
        demanded: whether it is demanded of everybody.

    Raises:
        Refused: `consent_missing`.
    """
    context = context_of(learner_id, people=people)
    wanted = demanded or (context.classroom is not None and context.classroom.consent_required)
    if wanted and not context.profile.agrees(ConsentKind.PROCESSING, on=now.date()):
        raise Refused(Code.CONSENT_MISSING)
    return context
