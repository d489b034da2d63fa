"""Speech to text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from shared.domain.transcript import Interval, Transcript


@dataclass(frozen=True, slots=True)
class SuppliedTranscript:
    """A transcript that came with the recording: plain text, SRT or WebVTT."""

    text: str


@dataclass(frozen=True, slots=True)
class Hint:
    """What may help a recognizer.

    Attributes:
        supplied: the transcript that came with the recording, if any.
        phrases: expected phrases, the learner's likely erroneous variants among them.
        speech: the stretches in which somebody speaks.
        stored: the name under which the `BlobStore` holds the same audio; empty where it does not.
    """

    supplied: SuppliedTranscript | None = None
    phrases: Sequence[str] = ()
    speech: Sequence[Interval] = ()
    stored: str = ""


class Transcriber(Protocol):
    """Hears words in a converted FLAC. `name` goes into `Transcript.engine`."""

    name: str

    def transcribe(
        self, audio: Path, hint: Hint, *, progress: Callable[[float], None] = lambda _done: None
    ) -> Transcript:
        """Transcribe French speech, raw: no repair of what was said.

        Args:
            audio: 16 kHz mono FLAC.
            hint: what may help.
            progress: told the share done, 0 to 1.

        Raises:
            Permanent: `recognizer_missing`, `transcript_invalid`, `no_speech`, `audio_too_long`,
                `provider_refused`.
            Transient: `provider_unavailable`.
        """
