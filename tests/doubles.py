"""Test doubles that subclass the real ports, and small makers of domain objects."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from shared.domain.correction import Correction, Operation, Verdict
from shared.domain.error_types import ErrorType, Level
from shared.domain.events import Event
from shared.domain.feedback import Analysis
from shared.domain.memory import Learned, MemoryEntry
from shared.domain.recording import Recording
from shared.domain.transcript import Interval, Transcript, Word
from shared.french.register import SPOKEN, RegisterProfile
from shared.ports.audio import AudioConverter, ConvertedAudio, SpeechActivity
from shared.ports.learners import Learners
from shared.ports.publisher import Publisher
from shared.ports.system import Clock, Ids
from shared.ports.transcriber import Hint, Transcriber
from shared.ports.tutor import Tutor, TutorRequest
from shared.ports.voice import AudioFormat, Speech, Voice

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


class HandClock(Clock):
    """A clock that moves when a test says so."""

    def __init__(self) -> None:
        self.time = NOON

    def now(self) -> datetime:
        return self.time

    def advance(self, **amount: float) -> None:
        self.time += timedelta(**amount)


class CountingIds(Ids):
    """Ids in order: 000001, 000002, …"""

    def __init__(self) -> None:
        self.count = 0

    def new(self) -> str:
        self.count += 1
        return f"{self.count:06}"


class ListPublisher(Publisher):
    """Keeps what was published."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    def publish(self, events: Sequence[Event]) -> None:
        self.events.extend(events)


class CopyingConverter(AudioConverter):
    """Copies the source as if it were FLAC already."""

    def convert(self, source: Path, target: Path, *, max_seconds: float) -> ConvertedAudio:
        target.write_bytes(source.read_bytes())
        return ConvertedAudio(seconds=2.0, codec="flac", container="flac")

    def cut(self, source: Path, *, start: float, end: float) -> bytes:
        return source.read_bytes()


class TalkingActivity(SpeechActivity):
    """Hears one stretch of speech everywhere."""

    def speech(self, audio: Path) -> tuple[Interval, ...]:
        return (Interval(0.0, 2.0),)


class FixedTranscriber(Transcriber):
    """Hears the same words in everything."""

    name = "fixed"

    def __init__(self, text: str = "j'ai allé au marché") -> None:
        self.text = text

    def transcribe(
        self, audio: Path, hint: Hint, *, progress: Callable[[float], None] = lambda _done: None
    ) -> Transcript:
        return Transcript(self.text, (Word(self.text, 0, 0.0, 2.0, 0.9),), self.name)


class FixedVoice(Voice):
    """Speaks the same sound whatever the text."""

    name = "fixed"

    def speak(
        self, text: str, *, format: AudioFormat = AudioFormat.OGG, voice: str = "", speed: float = 1
    ) -> Speech:
        return Speech(b"sound", format, 1.0, self.name)


class FixedTutor(Tutor):
    """Gives the same answer to everything."""

    name = "fixed"

    def reply(self, request: TutorRequest) -> Iterator[str]:
        yield "D'accord."


class OneErrorEngine:
    """Stands in for the French engine: finds « ai allé » wherever it stands."""

    name = "one-error"

    def looks_french(self, text: str) -> bool:
        return True

    def analyse(
        self,
        text: str,
        *,
        words: Sequence[Word] = (),
        spoken: bool = True,
        profile: RegisterProfile = SPOKEN,
    ) -> Analysis:
        start = text.find("ai allé")
        found = (finding(start, start + 7, "ai allé", "suis allé"),) if start >= 0 else ()
        return Analysis(text, text, found, {ErrorType.AUXILIARY: 1}, syllables=6)


class NoLearners(Learners):
    """Knows nobody."""

    def memory(self, learner_id: str, *, limit: int = 200) -> Sequence[MemoryEntry]:
        return ()

    def entries(self, learner_id: str, patterns: Collection[str]) -> Mapping[str, MemoryEntry]:
        return {}

    def expected_phrases(self, learner_id: str) -> Sequence[str]:
        return ()

    def learn(self, learned: Learned) -> None:
        raise AssertionError("nothing should be learned here")


def finding(
    start: int,
    end: int,
    original: str,
    replacement: str,
    *,
    pattern: str = "auxiliary:aller",
    verdict: Verdict = Verdict.ERROR,
    confidence: float = 0.9,
    op: Operation = Operation.REPLACE,
) -> Correction:
    """Make a finding."""
    return Correction(
        start=start,
        end=end,
        original=original,
        replacement=replacement,
        type=ErrorType.AUXILIARY,
        pattern=pattern,
        op=op,
        verdict=verdict,
        confidence=confidence,
        detectors=("rules:test",),
        explanation={"fr": "Aller se conjugue avec être.", "en": "Aller takes être."},
        level=Level.A2,
    )


def recording(number: int = 1, **changes: object) -> Recording:
    """Make an accepted recording of the learner emma."""
    fields: dict[str, object] = {
        "id": f"rec{number}",
        "learner_id": "emma",
        "filename": "lundi.webm",
        "content_type": "audio/webm",
        "size": 5,
        "created_at": NOON,
        "updated_at": NOON,
    }
    return Recording(**{**fields, **changes})  # type: ignore[arg-type]
