"""Accept a recording: remember it, and allow its audio to be uploaded."""

from dataclasses import dataclass

from shared.application.audio_day import AudioDay
from shared.application.learner_context import insist_on_consent
from shared.domain.error_types import Level
from shared.domain.errors import Code, Refused
from shared.domain.recording import SUPPLIED, Recording
from shared.ports.artefacts import Artefacts
from shared.ports.blob_store import BlobStore, SignedRequest
from shared.ports.people import People
from shared.ports.recordings import Recordings
from shared.ports.system import Clock, Ids
from shared.ports.transcriber import SuppliedTranscript

# reliability.md row 18: an upload address lives at most 15 minutes.
UPLOAD_SECONDS = 900.0


@dataclass(frozen=True, slots=True)
class StartRecording:
    """What the caller announces about the audio to come."""

    learner_id: str
    filename: str
    content_type: str
    size: int
    prompt: str = ""
    transcript: str = ""
    level: Level = Level.B1
    traceparent: str = ""


@dataclass(frozen=True, slots=True)
class RecordingStarted:
    """The accepted recording and the request by which its audio arrives."""

    recording: Recording
    upload: SignedRequest


def start_recording(
    command: StartRecording,
    *,
    recordings: Recordings,
    blobs: BlobStore,
    artefacts: Artefacts,
    clock: Clock,
    ids: Ids,
    max_bytes: int,
    people: People,
    audio_day: AudioDay,
    consent_demanded: bool = False,
) -> RecordingStarted:
    """Accept a recording and sign its upload.

    Args:
        consent_demanded: of everybody, not only of classes that say so.

    Raises:
        Refused: `consent_missing`, `payload_too_large`, `empty_audio`, `unsupported_media_type`,
            `daily_audio_reached`.
    """
    admit(
        command,
        max_bytes=max_bytes,
        people=people,
        audio_day=audio_day,
        clock=clock,
        consent_demanded=consent_demanded,
    )
    recording = remember(command, recordings=recordings, artefacts=artefacts, clock=clock, ids=ids)
    upload = blobs.signed_upload(
        recording.source,
        content_type=command.content_type,
        max_bytes=command.size,
        seconds=UPLOAD_SECONDS,
    )
    return RecordingStarted(recording, upload)


def admit(
    command: StartRecording,
    *,
    max_bytes: int,
    people: People,
    audio_day: AudioDay,
    clock: Clock,
    consent_demanded: bool,
) -> None:
    """Let a recording in by what is announced of it, by who is recorded, and how much today.

    Raises:
        Refused: `consent_missing`, `payload_too_large`, `empty_audio`, `unsupported_media_type`,
            `daily_audio_reached`.
    """
    if command.size > max_bytes:
        raise Refused(Code.PAYLOAD_TOO_LARGE, f"at most {max_bytes} bytes")
    if command.size == 0:
        raise Refused(Code.EMPTY_AUDIO)
    if not command.content_type.startswith(("audio/", "video/")):
        raise Refused(Code.UNSUPPORTED_MEDIA_TYPE)
    insist_on_consent(command.learner_id, people=people, demanded=consent_demanded, now=clock.now())
    audio_day.start(command.learner_id)


def remember(
    command: StartRecording,
    *,
    recordings: Recordings,
    artefacts: Artefacts,
    clock: Clock,
    ids: Ids,
) -> Recording:
    """Write down a recording that was admitted; its audio is still to come."""
    now = clock.now()
    recording = Recording(
        id=ids.new(),
        learner_id=command.learner_id,
        filename=command.filename,
        content_type=command.content_type,
        size=command.size,
        created_at=now,
        updated_at=now,
        prompt=command.prompt,
        level=command.level,
        traceparent=command.traceparent,
    )
    if command.transcript:
        name = f"{recording.prefix}{SUPPLIED}.json"
        artefacts.write(name, SuppliedTranscript(command.transcript))
        recording.artefacts[SUPPLIED] = name
    recordings.create(recording)
    return recording
