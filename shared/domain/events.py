"""Facts that one stage tells the next: past tense, versioned, ids only."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class EventType(StrEnum):
    """CloudEvents types. The version is part of the name: a new shape is a new type."""

    AUDIO_UPLOADED = "parlons.audio.uploaded.v1"
    AUDIO_CONVERTED = "parlons.audio.converted.v1"
    TRANSCRIPT_READY = "parlons.transcript.ready.v1"
    FEEDBACK_READY = "parlons.feedback.ready.v1"
    REPLY_READY = "parlons.reply.ready.v1"
    RECORDING_FAILED = "parlons.recording.failed.v1"

    @property
    def topic(self) -> str:
        """The topic it travels on, such as `audio.uploaded`."""
        return self.value.removeprefix("parlons.").rsplit(".", 1)[0]


@dataclass(frozen=True, slots=True)
class Event:
    """One fact about one recording. Text, audio and names stay in the stores.

    Attributes:
        id: unique; the same fact sent again keeps its id.
        generation: which upload of the recording's audio it speaks of.
        traceparent: W3C trace context of the recording's whole way.
    """

    id: str
    type: EventType
    recording_id: str
    generation: str
    time: datetime
    traceparent: str = ""
