"""Start a recording: remember it and sign the upload of its audio."""

import functions_framework.aio as ff
from starlette.requests import Request
from starlette.responses import Response

from functions.upload.schemas import NewRecording, RecordingCreated
from infra import bootstrap, trace_context
from infra.edge.bodies import KILOBYTE
from infra.edge.door import Call, Door, Route
from shared.application.start_recording import StartRecording, start_recording


def _start(call: Call) -> RecordingCreated:
    ports = bootstrap.ports()
    new: NewRecording = call.body
    command = StartRecording(
        learner_id=call.principal.id,
        traceparent=trace_context.caused_by(""),
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
        consent_demanded=ports.settings.demands_consent,
    )
    return RecordingCreated.of(started)


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
            # A transcript of an hour's talk is about 60 KB; SRT triples it.
            max_bytes=300 * KILOBYTE,
            creates=True,
        )
    ],
)


@ff.http
async def upload(request: Request) -> Response:
    """Answer the function's calls."""
    return await door(request)
