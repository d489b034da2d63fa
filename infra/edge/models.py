"""Parts of answers that more than one function gives."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

from pydantic import Field

from infra.edge.bodies import Body
from shared.domain.correction import Correction, Operation, Verdict
from shared.domain.error_types import ErrorType, Level
from shared.domain.exercise import Exercise, ExerciseKind
from shared.domain.feedback import Analysis, Decision
from shared.domain.memory import Quote
from shared.domain.transcript import Timing, Transcript, Word

RecordingId = Annotated[str, Field(examples=["01KCR5M1V0ANKFXJ4B8T2D6QHS"])]
LearnerId = Annotated[str, Field(examples=["emma"])]
ClassId = Annotated[str, Field(examples=["5b"])]
Pattern = Annotated[str, Field(examples=["auxiliary:aller"])]
Key = Annotated[
    str,
    Field(description="the pattern as it stands in paths", examples=["YXV4aWxpYXJ5OmFsbGVy"]),
]
Explanation = Annotated[
    Mapping[str, str],
    Field(examples=[{"fr": "Aller se conjugue avec être.", "en": "Aller takes être."}]),
]
Said = Annotated[str, Field(examples=["j'ai allé au marché"])]
Corrected = Annotated[str, Field(examples=["je suis allé au marché"])]
Reply = Annotated[str, Field(examples=["Tu es allé au marché ? Qu'est-ce que tu as acheté ?"])]
Url = Annotated[str, Field(examples=["https://parlons.example/blobs/…?signature=…"])]


class ExerciseBody(Body):
    """What every way of showing an exercise has; `said_wrong` is the learner's own, where it is."""

    kind: ExerciseKind
    task: Mapping[str, str]
    stimulus: str
    options: tuple[str, ...]
    solution: str
    answer: str
    said_wrong: str

    @staticmethod
    def parts(exercise: Exercise) -> Mapping[str, Any]:
        """Give these fields of an exercise."""
        names = set(ExerciseBody.model_fields) - {"said_wrong"}
        return {"said_wrong": exercise.wrong, **{n: getattr(exercise, n) for n in names}}


class WordModel(Body):
    """A word; `start` and `end` in seconds, `confidence` 0 to 1, null where unknown."""

    text: str = Field(examples=["allé"])
    start: float | None = Field(examples=[0.61])
    end: float | None = Field(examples=[0.98])
    confidence: float | None = Field(examples=[0.94])

    @classmethod
    def of(cls, word: Word) -> "WordModel":
        """Show a word."""
        return cls(text=word.text, start=word.start, end=word.end, confidence=word.confidence)


class TranscriptModel(Body):
    """What was said, who heard it, and where the times come from."""

    text: Said
    words: tuple[WordModel, ...]
    language: str | None = Field(examples=["fr"])
    engine: str = Field(examples=["faster-whisper:small"])
    timing: Timing
    seconds: float = Field(examples=[2.1])

    @classmethod
    def of(cls, transcript: Transcript) -> "TranscriptModel":
        """Show a transcript."""
        return cls(
            text=transcript.text,
            words=tuple(WordModel.of(word) for word in transcript.words),
            language=transcript.language,
            engine=transcript.engine,
            timing=transcript.timing,
            seconds=round(transcript.seconds, 3),
        )


class CorrectionModel(Body):
    """One finding. `start` and `end` count characters of the text; `verdict` says what it is.

    Findings that are not `error` were not counted: `unsure` is a question, `inaudible`,
    `register` and `self_repair` were dropped by a guard; `reason` says why.
    """

    start: int = Field(examples=[2])
    end: int = Field(examples=[9])
    original: str = Field(examples=["ai allé"])
    replacement: str = Field(examples=["suis allé"])
    type: ErrorType = Field(examples=[ErrorType.AUXILIARY])
    pattern: Pattern
    op: Operation
    verdict: Verdict
    audible: bool = Field(examples=[True])
    confidence: float = Field(examples=[0.9])
    level: Level = Field(examples=[Level.A2])
    explanation: Explanation
    detectors: tuple[str, ...] = Field(examples=[("rules:auxiliary",)])
    raised: bool = Field(examples=[True])
    reason: str = Field(examples=["raised"])

    @classmethod
    def of(cls, correction: Correction, decision: Decision) -> "CorrectionModel":
        """Show a finding with the decision on it."""
        return cls(
            start=correction.start,
            end=correction.end,
            original=correction.original,
            replacement=correction.replacement,
            type=correction.type,
            pattern=correction.pattern,
            op=correction.op,
            verdict=correction.verdict,
            audible=correction.audible,
            confidence=round(correction.confidence, 2),
            level=correction.level,
            explanation=correction.explanation,
            detectors=correction.detectors,
            raised=decision.raised,
            reason=decision.reason,
        )


def show_corrections(
    analysis: Analysis, trace: tuple[Decision, ...]
) -> tuple[CorrectionModel, ...]:
    """Show all findings of a turn in order of place."""
    by_index = {decision.index: decision for decision in trace}
    return tuple(
        CorrectionModel.of(correction, by_index[i])
        for i, correction in enumerate(analysis.corrections)
    )


class QuoteModel(Body):
    """The learner's own words; `start` and `end` are seconds in the recording, if any.

    `id` names the occurrence; it is empty where it can no longer be taken back.
    """

    id: str = Field(examples=["01KCR5M1V0ANKFXJ4B8T2D6QHS:0"])
    said: Said
    better: Corrected
    at: datetime
    recording_id: RecordingId
    start: float | None = Field(examples=[0.6])
    end: float | None = Field(examples=[1.8])

    @classmethod
    def of(cls, quote: Quote) -> "QuoteModel":
        """Show a quote."""
        return cls.model_validate(quote, from_attributes=True)


class Download(Body):
    """Where to fetch something, and until when."""

    url: Url
    expires_at: datetime
