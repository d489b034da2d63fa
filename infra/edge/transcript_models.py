"""Transcripts as answers."""

from pydantic import Field

from infra.edge.bodies import Body
from infra.edge.models import Said
from shared.domain.transcript import Timing, Transcript, Word


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
