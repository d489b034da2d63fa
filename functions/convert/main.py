"""audio.uploaded → 16 kHz mono FLAC → audio.converted."""

import functions_framework.aio as ff
from starlette.requests import Request
from starlette.responses import Response

from infra import bootstrap
from infra.edge.door import Door
from shared.application.convert_audio import convert_audio
from shared.application.stages import Outcome
from shared.domain.events import Event


def _carry_out(event: Event) -> Outcome:
    ports = bootstrap.ports()
    return convert_audio(
        event,
        chain=ports.chain("convert"),
        blobs=ports.blobs,
        converter=ports.converter,
        scratch=ports.scratch,
        audio_day=ports.audio_day,
        max_seconds=ports.settings.max_recording_seconds,
    )


door = Door("convert", on_event=_carry_out)


@ff.http
async def convert(request: Request) -> Response:
    """Answer the function's calls."""
    return await door(request)
