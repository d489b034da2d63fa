"""A recording with all that came of it so far."""

from dataclasses import dataclass

from shared.application.access import may_reach
from shared.domain.errors import Code, Refused
from shared.domain.feedback import Feedback
from shared.domain.recording import AUDIO, FEEDBACK, REPLY, TRANSCRIPT, Recording
from shared.domain.transcript import Transcript
from shared.ports.artefacts import Artefacts
from shared.ports.audio import AudioConverter, Scratch
from shared.ports.blob_store import BlobStore, SignedRequest
from shared.ports.people import People
from shared.ports.recordings import Recordings
from shared.ports.system import Principal

DOWNLOAD_SECONDS = 900.0


@dataclass(frozen=True, slots=True)
class RecordingView:
    """State and results; what is not there yet is None."""

    recording: Recording
    transcript: Transcript | None
    feedback: Feedback | None
    reply_audio: SignedRequest | None


def find_recording(
    recording_id: str, *, principal: Principal, recordings: Recordings, people: People
) -> Recording:
    """Load a recording that the caller may see.

    Raises:
        Refused: `not_found`, for somebody else's as for an absent one.
    """
    recording = recordings.get(recording_id)
    if recording is None or not may_reach(principal, recording.learner_id, people=people):
        raise Refused(Code.NOT_FOUND)
    return recording


def show_recording(
    recording_id: str,
    *,
    principal: Principal,
    recordings: Recordings,
    people: People,
    artefacts: Artefacts,
    blobs: BlobStore,
) -> RecordingView:
    """Load a recording and its results.

    Raises:
        Refused: `not_found`.
    """
    recording = find_recording(
        recording_id, principal=principal, recordings=recordings, people=people
    )
    names = recording.artefacts
    return RecordingView(
        recording=recording,
        transcript=artefacts.read(names[TRANSCRIPT], Transcript) if TRANSCRIPT in names else None,
        feedback=artefacts.read(names[FEEDBACK], Feedback) if FEEDBACK in names else None,
        reply_audio=(
            blobs.signed_download(names[REPLY], seconds=DOWNLOAD_SECONDS)
            if REPLY in names
            else None
        ),
    )


def cut_clip(
    recording_id: str,
    *,
    start: float,
    end: float,
    principal: Principal,
    recordings: Recordings,
    people: People,
    blobs: BlobStore,
    converter: AudioConverter,
    scratch: Scratch,
) -> bytes:
    """Cut the words behind a correction out of a recording; MP3.

    Raises:
        Refused: `not_found` (also before conversion), `invalid_request` for a bad span.
    """
    recording = find_recording(
        recording_id, principal=principal, recordings=recordings, people=people
    )
    with scratch() as folder:
        audio = folder / "audio.flac"
        name = recording.artefacts.get(AUDIO)
        if name is None or blobs.fetch(name, audio) is None:
            raise Refused(Code.NOT_FOUND)
        return converter.cut(audio, start=start, end=end)
