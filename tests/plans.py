"""Study plans and the people they are for, for tests."""

from dataclasses import replace
from datetime import UTC, datetime

from shared.domain.error_types import ErrorType
from shared.domain.evidence import Reason, State
from shared.domain.exercise import Exercise, ExerciseKind
from shared.domain.iso_week import IsoWeek
from shared.domain.memory import Quote
from shared.domain.people import Consent, ConsentBy, ConsentKind, Profile
from shared.domain.study_plan import Focus, Prompt, StudyPlan, Told

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
TASK = {"fr": "Dis-le correctement.", "en": "Say it right."}
QUOTE = Quote("Hier j'ai allé au marché.", "Hier je suis allé au marché.", NOW)
EXERCISES = (
    Exercise(ExerciseKind.SAY_IT_RIGHT, TASK, QUOTE.said, QUOTE.better, QUOTE.said, own=True),
    Exercise(
        ExerciseKind.CHOOSE,
        {"fr": "Choisis.", "en": "Choose."},
        "Elle ___ partie.",
        "Elle est partie.",
        "Elle a partie.",
        options=("a", "est"),
        solution="est",
    ),
    Exercise(
        ExerciseKind.TRANSFORM,
        {"fr": "Mets au passé.", "en": "Put it in the past."},
        "Je vais au marché.",
        "Je suis allé au marché.",
    ),
    Exercise(
        ExerciseKind.ANSWER_ALOUD,
        {"fr": "Réponds à voix haute.", "en": "Answer aloud."},
        "Où es-tu allé hier ?",
        "Je suis allé au marché.",
    ),
)


def full_plan(learner: str = "emma", week: IsoWeek | None = None) -> StudyPlan:
    """A draft with everything in it."""
    return StudyPlan(
        learner,
        week or IsoWeek(2026, 10),
        NOW,
        focus=(
            Focus(
                "auxiliary:aller",
                ErrorType.AUXILIARY,
                (QUOTE,),
                {"fr": "Aller se conjugue avec être.", "en": "Aller takes être."},
                EXERCISES,
                15,
            ),
        ),
        told=(
            Told(
                "noun_gender:problème",
                ErrorType.NOUN_GENDER,
                State.NOT_ENOUGH_EVIDENCE,
                Reason.FEW_OPPORTUNITIES,
                4,
                20,
                2,
                12,
                20,
                1,
            ),
        ),
        prompts=(Prompt("Raconte ton week-end.", "Tell about your weekend."),),
        note="Bravo !",
    )


def profile(learner: str = "emma", **changes: object) -> Profile:
    """Somebody who wants the mail."""
    consents = tuple(
        Consent(kind, ConsentBy.LEARNER, NOW)
        for kind in (ConsentKind.PROCESSING, ConsentKind.EMAIL)
    )
    known = Profile(
        learner, name="Emma", email=f"{learner}@example.org", consents=consents, revision=1
    )
    return replace(known, **changes)  # type: ignore[arg-type]
