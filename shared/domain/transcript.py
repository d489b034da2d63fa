"""What was said: text, words with times and confidence, and who heard it."""

from dataclasses import dataclass, field
from enum import StrEnum


class Timing(StrEnum):
    """Where the word times come from."""

    RECOGNIZED = "recognized"
    CUES = "cues"
    """Spread over the cue of an SRT or WebVTT file that holds the word."""
    ESTIMATED = "estimated"
    """Spread over the stretches of speech by the length of the words."""
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of audio, in seconds from its beginning."""

    start: float
    end: float

    @property
    def seconds(self) -> float:
        """Its length."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the transcript.

    Attributes:
        text: the word as it stands in `Transcript.text`.
        offset: where it starts there, in characters.
        start, end: seconds in the audio, None where nobody knows.
        confidence: 0 to 1 from the recognizer, None where it gives none.
    """

    text: str
    offset: int
    start: float | None = None
    end: float | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Transcript:
    """The words of one recording, as one engine heard them.

    Attributes:
        text: raw text; never repaired, for a repair would hide the learner's errors.
        words: in order, offsets into `text`.
        language: BCP 47 code the engine states, or None.
        engine: who heard it and in which version, such as `faster-whisper:small`.
        alternatives: other readings, best first.
        speech: the stretches in which somebody speaks.
        seconds: length of the audio.
    """

    text: str
    words: tuple[Word, ...]
    engine: str
    timing: Timing = Timing.NONE
    language: str | None = None
    alternatives: tuple[str, ...] = ()
    speech: tuple[Interval, ...] = field(default=())
    seconds: float = 0.0
