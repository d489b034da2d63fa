"""Text to speech."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

FORMAL = "formal"
"""A voice name that every engine knows: how it speaks to a class that prepares for examinations."""


class AudioFormat(StrEnum):
    """What a spoken reply can be encoded as; Opus comes in an Ogg or a WebM container."""

    OGG = "ogg"
    WEBM = "webm"
    MP3 = "mp3"

    @property
    def content_type(self) -> str:
        """Its media type."""
        return {"ogg": "audio/ogg", "webm": "audio/webm", "mp3": "audio/mpeg"}[self.value]


@dataclass(frozen=True, slots=True)
class Speech:
    """Spoken text. `audio` is encoded as asked; `seconds` is its length."""

    audio: bytes
    format: AudioFormat
    seconds: float
    engine: str


class Voice(Protocol):
    """Speaks French."""

    name: str

    def speak(
        self, text: str, *, format: AudioFormat = AudioFormat.OGG, voice: str = "", speed: float = 1
    ) -> Speech:
        """Speak a text of any length; long text is split at sentence ends.

        Args:
            text: plain text; nothing in it is read as markup.
            format: how to encode it.
            voice: a name the engine knows, or `FORMAL`; empty for its default.
            speed: 0.5 to 2, where 1 is the engine's normal rate.

        Raises:
            Refused: `invalid_request` for an unknown voice, a speed out of range, or a text
                in which nothing can be spoken.
            Permanent: `provider_refused`.
            Transient: `provider_unavailable`.
        """
