"""audio.converted → transcript.ready; and POST /api/transcribe for a short clip."""

import functions_framework.aio as ff
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from functions.transcribe.schemas import ClipForm
from infra import bootstrap
from infra.edge.bodies import KILOBYTE, fit
from infra.edge.door import Call, Door, Route, in_thread
from infra.edge.transcript_models import TranscriptModel
from infra.settings import RateClass
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
    """Transcribe a short clip.

    Of up to a minute, while the caller waits; nothing of it is kept.
    """
    ports = bootstrap.ports()
    try:
        form = await call.request.form(max_files=1, max_fields=2)
    except HTTPException:
        raise Refused(Code.MALFORMED_BODY, "the body is not multipart/form-data") from None
    try:
        clip = fit(ClipForm, dict(form))
        transcript = await in_thread(
            transcribe_clip,
            clip.audio.file,
            learner_id=call.principal.id,
            supplied=clip.transcript,
            converter=ports.converter,
            transcriber=ports.transcriber,
            activity=ports.activity,
            scratch=ports.scratch,
            audio_day=ports.audio_day,
            max_seconds=CLIP_SECONDS,
        )
    finally:
        await form.close()
    return TranscriptModel.of(transcript)


door = Door(
    "transcribe",
    routes=[
        Route(
            "POST",
            "/api/transcribe",
            _transcribe,
            body=ClipForm,
            consumes="multipart/form-data",
            returns=TranscriptModel,
            refuses=(
                Code.EMPTY_AUDIO,
                Code.NOT_AUDIO,
                Code.DAMAGED_AUDIO,
                Code.AUDIO_TOO_LONG,
                Code.NO_SPEECH,
                Code.NOT_FRENCH,
                Code.RECOGNIZER_MISSING,
                Code.TRANSCRIPT_INVALID,
                Code.PROVIDER_REFUSED,
                Code.DAILY_AUDIO_REACHED,
            ),
            max_bytes=CLIP_BYTES,
            counts_as=RateClass.SPEECH,
        )
    ],
    on_event=_carry_out,
)


@ff.http
async def transcribe(request: Request) -> Response:
    """Answer the function's calls."""
    return await door(request)
