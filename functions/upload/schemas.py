"""What POST /api/recordings takes and gives."""

from collections.abc import Mapping
from datetime import datetime

from pydantic import Field

from infra.edge.bodies import Body
from infra.edge.models import RecordingId, Url
from shared.application.start_recording import RecordingStarted
from shared.domain.error_types import Level


class NewRecording(Body):
    """The audio to come; an optional transcript (plain text, SRT or WebVTT) comes along."""

    filename: str = Field(min_length=1, max_length=255, examples=["lundi.webm"])
    content_type: str = Field(
        pattern=r"^[A-Za-z0-9_.+-]+/[A-Za-z0-9_.+-]+(;[ -~]{0,100})?$", examples=["audio/webm"]
    )
    size: int = Field(ge=0, description="bytes", examples=[48_213])
    prompt: str = Field("", max_length=2_000, description="the task the learner speaks to")
    transcript: str = Field(
        "", max_length=200_000, description="what is said, as plain text, SRT or WebVTT"
    )
    level: Level = Level.B1


class UploadRequest(Body):
    """Send the audio with exactly this method, address and headers before it expires."""

    method: str = Field(examples=["PUT"])
    url: Url
    headers: Mapping[str, str] = Field(examples=[{"Content-Type": "audio/webm"}])
    expires_at: datetime


class RecordingCreated(Body):
    """The accepted recording."""

    id: RecordingId
    upload: UploadRequest

    @classmethod
    def of(cls, started: RecordingStarted) -> "RecordingCreated":
        """Show an accepted recording."""
        upload = started.upload
        return cls(
            id=started.recording.id,
            upload=UploadRequest(
                method=upload.method,
                url=upload.url,
                headers=dict(upload.headers),
                expires_at=upload.expires_at,
            ),
        )
