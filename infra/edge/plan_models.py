"""Study plans as answers, for the learner and for the teacher's desk."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

from pydantic import PlainValidator, WithJsonSchema

from infra.edge.bodies import Body
from infra.edge.exercise_models import ExerciseBody
from infra.edge.models import Download, QuoteModel
from infra.mail.words import result, words_for
from shared.domain.error_types import ErrorType
from shared.domain.evidence import Reason, State
from shared.domain.exercise import Exercise
from shared.domain.iso_week import IsoWeek
from shared.domain.study_plan import Focus, PlanReason, PlanState, Prompt, StudyPlan, Told
from shared.ports.blob_store import SignedRequest

Week = Annotated[
    IsoWeek,
    PlainValidator(IsoWeek.parse),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-W\d{2}$", "examples": ["2026-W10"]}),
]
"""An ISO week as a parameter."""


class ExerciseModel(ExerciseBody):
    """One exercise; `audio` is where its answer is spoken, null where it is not."""

    audio: Download | None

    @classmethod
    def of(cls, exercise: Exercise, sound: SignedRequest | None) -> "ExerciseModel":
        """Show an exercise."""
        return cls(
            audio=Download(url=sound.url, expires_at=sound.expires_at) if sound else None,
            **cls.parts(exercise),
        )


class FocusModel(Body):
    """One pattern to work on; `goal` is how often to meet it this week, right or wrong."""

    pattern: str
    type: ErrorType
    rule: Mapping[str, str]
    goal: int
    quotes: tuple[QuoteModel, ...]
    exercises: tuple[ExerciseModel, ...]

    @classmethod
    def of(cls, focus: Focus, sounds: Mapping[str, SignedRequest]) -> "FocusModel":
        """Show a focus."""
        return cls(
            pattern=focus.pattern,
            type=focus.type,
            rule=focus.rule,
            goal=focus.goal,
            quotes=tuple(map(QuoteModel.of, focus.quotes)),
            exercises=tuple(
                ExerciseModel.of(each, sounds.get(each.audio)) for each in focus.exercises
            ),
        )


class ToldModel(Body):
    """What became of a pattern of the last plan: two windows of four weeks, and one of four words.

    `more_opportunities` and `more_sessions` are about what is lacking for an answer.
    """

    pattern: str
    type: ErrorType
    state: State
    reason: Reason
    errors_before: int
    opportunities_before: int
    errors: int
    opportunities: int
    more_opportunities: int
    more_sessions: int
    explanation: Mapping[str, str]

    @classmethod
    def of(cls, told: Told) -> "ToldModel":
        """Show a result."""
        names = set(cls.model_fields) - {"explanation"}
        return cls(
            explanation={each: result(told, words_for(each)) for each in ("fr", "en")},
            **{name: getattr(told, name) for name in names},
        )


class PromptModel(Body):
    """Something to talk about, in French and with a gloss."""

    fr: str
    en: str

    @classmethod
    def of(cls, prompt: Prompt) -> "PromptModel":
        """Show a prompt."""
        return cls(fr=prompt.fr, en=prompt.en)


class PlanModel(Body):
    """A learner's plan of one week.

    `state` says how far it has come, `reason` and `detail` why nothing was sent. `focus` is empty
    where too little was heard to name a pattern. `name` is empty where nobody asked for names.
    """

    id: str
    learner_id: str
    name: str
    class_id: str
    week: str
    state: PlanState
    reason: PlanReason
    detail: str
    created_at: datetime
    sent_at: datetime | None
    focus: tuple[FocusModel, ...]
    told: tuple[ToldModel, ...]
    prompts: tuple[PromptModel, ...]
    note: str

    @classmethod
    def of(
        cls, plan: StudyPlan, *, name: str = "", sounds: Mapping[str, SignedRequest] | None = None
    ) -> "PlanModel":
        """Show a plan."""
        return cls(
            id=plan.id,
            learner_id=plan.learner_id,
            name=name,
            class_id=plan.class_id,
            week=plan.week.label,
            state=plan.state,
            reason=plan.reason,
            detail=plan.detail,
            created_at=plan.created_at,
            sent_at=plan.sent_at,
            focus=tuple(FocusModel.of(each, sounds or {}) for each in plan.focus),
            told=tuple(map(ToldModel.of, plan.told)),
            prompts=tuple(map(PromptModel.of, plan.prompts)),
            note=plan.note,
        )
