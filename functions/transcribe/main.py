"""audio.converted → transcript.ready; and POST /api/transcribe for a short clip."""

import functions_framework.aio as ff
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from infra import bootstrap
from infra.edge.bodies import KILOBYTE
from infra.edge.door import Call, Door, Route, in_thread
from infra.edge.models import TranscriptModel
from shared.application.stages import Outcome
from shared.application.transcribe_audio import transcribe_audio, transcribe_clip
from shared.domain.errors import Code, Refused
from shared.domain.events import Event

# A minute is what synchronous recognition takes (Speech-to-Text: 60 s or 10 MB).
CLIP_SECONDS = 60.0
CLIP_BYTES = 10_000 * KILOBYTE


def _carry_out(event: Event) -> Outcome:
    ports = bootstrap.ports()
    return transcribe_audio(
        event,
        chain=ports.chain("transcribe"),
        blobs=ports.blobs,
        artefacts=ports.artefacts,
        learners=ports.learners,
        transcriber=ports.transcriber,
        activity=ports.activity,
        scratch=ports.scratch,
    )


async def _transcribe(call: Call) -> TranscriptModel:
    ports = bootstrap.ports()
    try:
        form = await call.request.form(max_files=1, max_fields=2)
    except HTTPException:
        raise Refused(Code.MALFORMED_BODY, "the body is not multipart/form-data") from None
    try:
        audio, text = form.get("audio"), form.get("transcript", "")
        if not isinstance(audio, UploadFile) or not isinstance(text, str):
            raise Refused(Code.INVALID_REQUEST, "send the file as multipart field 'audio'")
        transcript = await in_thread(
            transcribe_clip,
            audio.file,
            supplied=text,
            converter=ports.converter,
            transcriber=ports.transcriber,
            activity=ports.activity,
            scratch=ports.scratch,
            max_seconds=CLIP_SECONDS,
        )
    finally:
        await form.close()
    return TranscriptModel.of(transcript)


door = Door(
    "transcribe",
    routes=[
        Route("POST", "/api/transcribe", _transcribe, returns=TranscriptModel, max_bytes=CLIP_BYTES)
    ],
    on_event=_carry_out,
)


@ff.http
async def transcribe(request: Request) -> Response:
    """Answer the function's calls."""
    return await door(request)
