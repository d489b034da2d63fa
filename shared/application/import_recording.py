"""Accept a recording that the learner keeps elsewhere, and fetch its audio."""

from dataclasses import replace

from shared.application.audio_day import AudioDay
from shared.application.start_recording import StartRecording, admit, remember
from shared.domain.recording import Recording
from shared.ports.artefacts import Artefacts
from shared.ports.audio import Scratch
from shared.ports.blob_store import BlobStore
from shared.ports.file_source import Access, FileSource
from shared.ports.people import People
from shared.ports.recordings import Recordings
from shared.ports.system import Clock, Ids


def import_recording(
    command: StartRecording,
    access: Access,
    *,
    source: FileSource,
    recordings: Recordings,
    blobs: BlobStore,
    artefacts: Artefacts,
    scratch: Scratch,
    people: People,
    audio_day: AudioDay,
    clock: Clock,
    ids: Ids,
    max_bytes: int,
    consent_demanded: bool = False,
) -> Recording:
    """Fetch a file and put it where an upload would have gone; the store announces it likewise.

    Nothing is written down before the whole file is here, so that a failure leaves nothing.

    Args:
        command: without name, type and size, which the source tells.

    Raises:
        Refused: `consent_missing`, `payload_too_large`, `empty_audio`, `unsupported_media_type`,
            `file_access_refused`, `file_not_found`, `daily_audio_reached`.
        Transient: `provider_unavailable`, `store_unavailable`.
    """
    file = source.describe(access)
    command = replace(command, filename=file.name, content_type=file.content_type, size=file.size)
    admit(
        command,
        max_bytes=max_bytes,
        people=people,
        audio_day=audio_day,
        clock=clock,
        consent_demanded=consent_demanded,
    )
    with scratch() as folder:
        path = folder / "source"
        source.fetch(access, file, path)
        recording = remember(
            command, recordings=recordings, artefacts=artefacts, clock=clock, ids=ids
        )
        blobs.put_file(recording.source, path, content_type=command.content_type)
    return recording
