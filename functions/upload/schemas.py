"""What POST /api/recordings takes and gives."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from pydantic import Field, SecretStr, field_validator

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


class ImportedRecording(Body):
    """Audio in the learner's Google Drive, and a token that may read it."""

    source: Literal["google_drive"]
    file_id: str = Field(pattern=r"^[A-Za-z0-9_-]{1,128}$", examples=["1AbCdEfGhIjKlMnOpQrStUv"])
    access_token: SecretStr = Field(
        max_length=4_096,
        description="OAuth 2.0, with the scope drive.readonly or drive.file",
        examples=["ya29.a0AfB_byC3"],
    )
    prompt: str = Field("", max_length=2_000, description="the task the learner speaks to")
    transcript: str = Field("", max_length=200_000)
    level: Level = Level.B1

    @field_validator("access_token")
    @classmethod
    def _fits_a_header(cls, token: SecretStr) -> SecretStr:
        if not re.fullmatch(r"[\x21-\x7e]+", token.get_secret_value()):
            raise ValueError("is no access token")
        return token


class RecordingImported(Body):
    """The accepted recording, whose audio is here."""

    id: str


class DeliveryKey(Body):
    """The key of a delivery whose sender cannot set headers; others send `X-Event-Key`."""

    code: str = Field("", max_length=512)


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
