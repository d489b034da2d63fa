"""Start a recording: sign the upload of its audio, or fetch it from where the learner keeps it."""

from threading import BoundedSemaphore

import functions_framework.aio as ff
from starlette.requests import Request
from starlette.responses import Response

from functions.upload.schemas import (
    DeliveryKey,
    ImportedRecording,
    NewRecording,
    RecordingCreated,
    RecordingImported,
)
from infra import bootstrap, trace_context
from infra.edge import storage_events
from infra.edge.bodies import KILOBYTE
from infra.edge.door import Call, Door, Route, in_thread
from infra.settings import RateClass
from shared.application.import_recording import import_recording
from shared.application.start_recording import StartRecording, start_recording
from shared.domain.errors import Code, Refused, Transient
from shared.ports.file_source import Access

# Each file lies in the instance's temporary folder, which is memory on Cloud Run, until it is
# stored: 200 MB (MAX_UPLOAD_BYTES) each, and services.tf gives room for so many.
_IMPORTS = BoundedSemaphore(2)


def _start(call: Call) -> RecordingCreated:
    """Start a recording.

    The answer has a signed address for the audio: send it there as it was announced, and
    everything else follows by itself.
    """
    ports = bootstrap.ports()
    new: NewRecording = call.body
    command = StartRecording(
        learner_id=call.principal.id,
        traceparent=trace_context.current_traceparent(),
        **dict(new),
    )
    started = start_recording(
        command,
        recordings=ports.recordings,
        blobs=ports.blobs,
        artefacts=ports.artefacts,
        clock=ports.clock,
        ids=ports.ids,
        max_bytes=ports.settings.max_upload_bytes,
        people=ports.people,
        audio_day=ports.audio_day,
        consent_demanded=ports.settings.demands_consent,
    )
    return RecordingCreated.of(started)


def _import(call: Call) -> RecordingImported:
    """Fetch a recording from Google Drive.

    The access token is the learner's own, of a scope that reads the file; it is kept nowhere.
    """
    if not _IMPORTS.acquire(blocking=False):
        raise Transient(Code.PROVIDER_UNAVAILABLE, "too many files at once", retry_after=10.0)
    try:
        return _fetch(call)
    finally:
        _IMPORTS.release()


def _fetch(call: Call) -> RecordingImported:
    ports = bootstrap.ports()
    wanted: ImportedRecording = call.body
    command = StartRecording(
        learner_id=call.principal.id,
        filename="",
        content_type="",
        size=0,
        prompt=wanted.prompt,
        transcript=wanted.transcript,
        level=wanted.level,
        traceparent=trace_context.current_traceparent(),
    )
    recording = import_recording(
        command,
        Access(wanted.file_id, wanted.access_token.get_secret_value()),
        source=ports.drive,
        recordings=ports.recordings,
        blobs=ports.blobs,
        artefacts=ports.artefacts,
        scratch=ports.scratch,
        people=ports.people,
        audio_day=ports.audio_day,
        clock=ports.clock,
        ids=ports.ids,
        max_bytes=ports.settings.max_upload_bytes,
        consent_demanded=ports.settings.demands_consent,
    )
    return RecordingImported(id=recording.id)


def _agree(call: Call) -> Response:
    """Agree to deliveries of Azure Event Grid.

    CloudEvents' abuse protection; it lets nobody in.
    """
    if bootstrap.ports().storage_deliveries is None:
        raise Refused(Code.NOT_FOUND)
    return storage_events.agree(call.request)


async def _deliver(call: Call) -> Response:
    """Take in events of Azure Event Grid.

    `BlobCreated` announces an upload, in Event Grid's own schema or as CloudEvents; a validation
    is answered.
    """
    deliveries = bootstrap.ports().storage_deliveries
    if deliveries is None:
        raise Refused(Code.NOT_FOUND)
    await in_thread(deliveries.authenticate, storage_events.credentials(call.request))
    return await in_thread(storage_events.deliver, await call.request.body())


door = Door(
    "upload",
    routes=[
        Route(
            "POST",
            "/api/recordings",
            _start,
            body=NewRecording,
            returns=RecordingCreated,
            status=201,
            refuses=(Code.CONSENT_MISSING, Code.EMPTY_AUDIO, Code.DAILY_AUDIO_REACHED),
            # A transcript of an hour's talk is about 60 KB; SRT triples it.
            max_bytes=300 * KILOBYTE,
            creates=True,
            counts_as=RateClass.UPLOAD,
        ),
        Route(
            "POST",
            "/api/recordings/import",
            _import,
            body=ImportedRecording,
            returns=RecordingImported,
            status=202,
            max_bytes=300 * KILOBYTE,
            creates=True,
            counts_as=RateClass.UPLOAD,
            refuses=(
                Code.CONSENT_MISSING,
                Code.FILE_ACCESS_REFUSED,
                Code.FILE_NOT_FOUND,
                Code.NOT_AUDIO,
                Code.PAYLOAD_TOO_LARGE,
                Code.TRANSCRIPT_INVALID,
                Code.DAILY_AUDIO_REACHED,
            ),
        ),
        # Anybody, since a delivery is no person's: it shows that it is Event Grid's.
        Route(
            "OPTIONS",
            "/api/events/azure",
            _agree,
            produces=(),
            refuses=(Code.NOT_FOUND,),
            anybody=True,
        ),
        Route(
            "POST",
            "/api/events/azure",
            _deliver,
            query=DeliveryKey,
            produces=(),
            refuses=(
                Code.NOT_FOUND,
                Code.UNAUTHENTICATED,
                Code.MALFORMED_BODY,
                Code.PAYLOAD_TOO_LARGE,
            ),
            max_bytes=storage_events.MAX_BYTES,
            anybody=True,
        ),
    ],
)


@ff.http
async def upload(request: Request) -> Response:
    """Answer the function's calls."""
    return await door(request)
