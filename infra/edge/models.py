"""Parts of answers that more than one function gives."""

from collections.abc import Mapping
from datetime import datetime

from infra.edge.bodies import Body
from shared.domain.correction import Correction, Operation, Verdict
from shared.domain.error_types import ErrorType, Level
from shared.domain.feedback import Analysis, Decision
from shared.domain.memory import Quote
from shared.domain.transcript import Timing, Transcript, Word


class WordModel(Body):
    """A word; `start` and `end` in seconds, `confidence` 0 to 1, null where unknown."""

    text: str
    start: float | None
    end: float | None
    confidence: float | None

    @classmethod
    def of(cls, word: Word) -> "WordModel":
        """Show a word."""
        return cls(text=word.text, start=word.start, end=word.end, confidence=word.confidence)


class TranscriptModel(Body):
    """What was said, who heard it, and where the times come from."""

    text: str
    words: tuple[WordModel, ...]
    language: str | None
    engine: str
    timing: Timing
    seconds: float

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

    start: int
    end: int
    original: str
    replacement: str
    type: ErrorType
    pattern: str
    op: Operation
    verdict: Verdict
    audible: bool
    confidence: float
    level: Level
    explanation: Mapping[str, str]
    detectors: tuple[str, ...]
    raised: bool
    reason: str

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

    id: str
    said: str
    better: str
    at: datetime
    recording_id: str
    start: float | None
    end: float | None

    @classmethod
    def of(cls, quote: Quote) -> "QuoteModel":
        """Show a quote."""
        return cls.model_validate(quote, from_attributes=True)


class Download(Body):
    """Where to fetch something, and until when."""

    url: str
    expires_at: datetime
