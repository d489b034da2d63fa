"""feedback.ready → spoken reply → reply.ready; and POST /api/synthesize."""

import functions_framework.aio as ff
from starlette.requests import Request
from starlette.responses import Response

from functions.synthesize.schemas import Synthesis
from infra import bootstrap
from infra.edge.door import Call, Door, Route
from infra.settings import RateClass
from shared.application.stages import Outcome
from shared.application.synthesize_reply import synthesize_reply
from shared.domain.errors import Code
from shared.domain.events import Event
from shared.ports.voice import AudioFormat


def _carry_out(event: Event) -> Outcome:
    ports = bootstrap.ports()
    return synthesize_reply(
        event,
        chain=ports.chain("synthesize"),
        artefacts=ports.artefacts,
        blobs=ports.blobs,
        voice=ports.voice,
    )


def _speak(call: Call) -> Response:
    """Speak a text.

    The answer is the sound.
    """
    wanted: Synthesis = call.body
    speech = bootstrap.ports().voice.speak(
        wanted.text, format=wanted.format, voice=wanted.voice, speed=wanted.speed
    )
    return Response(speech.audio, media_type=speech.format.content_type)


door = Door(
    "synthesize",
    routes=[
        Route(
            "POST",
            "/api/synthesize",
            _speak,
            body=Synthesis,
            produces=tuple(each.content_type for each in AudioFormat),
            refuses=(Code.PROVIDER_REFUSED,),
            counts_as=RateClass.SPEECH,
        )
    ],
    on_event=_carry_out,
)


@ff.http
async def synthesize(request: Request) -> Response:
    """Answer the function's calls."""
    return await door(request)
