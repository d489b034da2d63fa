"""Learners and classes as people, apart from what they said."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

# Under this age a parent's consent is needed beside the learner's own (GDPR art. 8; France: 15).
AGE_OF_CONSENT = 15
# A detector that was wrong here a few times is still right elsewhere: it is never silenced. At .3 a
# finding of full confidence is below what is brought up, and two witnesses may still be heard.
LEAST_WEIGHT = 0.3
EVERYDAY = "spoken"
"""Name of the register in which "je sais pas" is fine French."""


class ConsentKind(StrEnum):
    """What somebody agrees to."""

    PROCESSING = "processing"
    """Recording, analysis and memory."""
    EMAIL = "email"
    """The weekly study plan by e-mail."""


class ConsentBy(StrEnum):
    """Who agrees."""

    LEARNER = "learner"
    PARENT = "parent"


@dataclass(frozen=True, slots=True)
class Consent:
    """One recorded agreement; `withdrawn_at` ends it."""

    kind: ConsentKind
    by: ConsentBy
    given_at: datetime
    withdrawn_at: datetime | None = None

    @property
    def stands(self) -> bool:
        """Whether it has not been withdrawn."""
        return self.withdrawn_at is None


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of a learner as a person.

    Attributes:
        language: of explanations and mail, `fr` or `en`.
        timezone: IANA name; weeks and hours are the learner's own.
        born: for the age of consent; None where unknown.
        paused: neither plans nor mail for the time being.
        revision: counts the writes; a write names the one it has seen.
    """

    learner_id: str
    name: str = ""
    email: str = ""
    language: str = "fr"
    timezone: str = "Europe/Paris"
    class_id: str = ""
    born: date | None = None
    paused: bool = False
    email_bounced: bool = False
    consents: tuple[Consent, ...] = field(default=())
    revision: int = 0

    def agrees(self, kind: ConsentKind, *, on: date) -> bool:
        """Whether all who must agree do so on that day."""
        given = {c.by for c in self.consents if c.kind is kind and c.stands}
        needed = {ConsentBy.LEARNER}
        if self.born is not None and _age(self.born, on) < AGE_OF_CONSENT:
            needed.add(ConsentBy.PARENT)
        return needed <= given


@dataclass(frozen=True, slots=True)
class Classroom:
    """A class of one or more teachers.

    Attributes:
        plans_need_approval: no plan leaves before a teacher has approved it.
        register: name of the register profile the teacher takes as fine.
        detector_weights: confidence factors below 1 for detectors that were wrong in this class.
        consent_required: nobody of it is recorded without consent, also in development.
    """

    id: str
    name: str
    teacher_ids: tuple[str, ...]
    learner_ids: tuple[str, ...] = ()
    plans_need_approval: bool = False
    register: str = EVERYDAY
    detector_weights: dict[str, float] = field(default_factory=dict)
    consent_required: bool = False
    revision: int = 0

    def distrust(self, detectors: Iterable[str], *, factor: float) -> "Classroom":
        """Believe these detectors less in this class, within `LEAST_WEIGHT`."""
        weights = {
            name: max(LEAST_WEIGHT, self.detector_weights.get(name, 1.0) * factor)
            for name in detectors
        }
        return replace(self, detector_weights={**self.detector_weights, **weights})


def _age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
