"""State, results, progress and clips of a recording."""

from collections.abc import AsyncIterator

import anyio
import functions_framework.aio as ff
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from functions.recordings.schemas import ClipSpan, RecordingModel, StepModel
from infra import bootstrap
from infra.edge.door import EVENT_STREAM, Call, Door, Route, in_thread
from shared.application.show_recording import cut_clip, find_recording, show_recording
from shared.application.upkeep import try_again
from shared.domain.recording import Recording

# A stage takes tenths of a second on the embedded stack; a person sees no difference below that.
POLL_SECONDS = 0.1
# Below the proxies' usual idle limit of 60 s.
KEEPALIVE_SECONDS = 15.0


def _find(call: Call) -> Recording:
    ports = bootstrap.ports()
    return find_recording(
        call.path["id"],
        principal=call.principal,
        recordings=ports.recordings,
        people=ports.people,
    )


def _show(call: Call) -> RecordingModel:
    """Show a recording.

    What came of it so far; what is not there yet is null, and a recording that cannot be
    finished says why.
    """
    ports = bootstrap.ports()
    view = show_recording(
        call.path["id"],
        principal=call.principal,
        recordings=ports.recordings,
        people=ports.people,
        artefacts=ports.artefacts,
        blobs=ports.blobs,
    )
    return RecordingModel.of(view)


async def _follow(call: Call) -> Response:
    """Follow a recording's progress.

    As server-sent events: each state is an event `progress`, the end an event `done`;
    `Last-Event-ID` resumes.
    """
    await in_thread(_find, call)
    seen = call.request.headers.get("last-event-id", "")
    return StreamingResponse(
        _progress(call, int(seen) if seen.isdigit() else 0), media_type=EVENT_STREAM
    )


async def _progress(call: Call, sent: int) -> AsyncIterator[str]:
    """Yield each state as it is reached, until the last; a comment keeps the line open."""
    idle = 0.0
    while True:
        recording = await in_thread(_find, call)
        reached = sorted(recording.reached, key=lambda state: recording.reached[state])
        for number, state in enumerate(reached[sent:], sent + 1):
            step = StepModel.of(recording, state).model_dump_json()
            yield f"id: {number}\nevent: progress\ndata: {step}\n\n"
            idle = 0.0
        sent = max(sent, len(reached))
        if recording.finished:
            yield "event: done\ndata: {}\n\n"
            return
        await anyio.sleep(POLL_SECONDS)
        idle += POLL_SECONDS
        if idle >= KEEPALIVE_SECONDS:
            yield ": still working\n\n"
            idle = 0.0


def _clip(call: Call) -> Response:
    """Hear the words behind a correction.

    At most 15 seconds, as MP3.
    """
    ports = bootstrap.ports()
    span: ClipSpan = call.query
    clip = cut_clip(
        call.path["id"],
        start=span.start,
        end=span.end,
        principal=call.principal,
        recordings=ports.recordings,
        people=ports.people,
        blobs=ports.blobs,
        converter=ports.converter,
        scratch=ports.scratch,
    )
    return Response(clip, media_type="audio/mpeg")


def _replay(call: Call) -> RecordingModel:
    """Replay a recording that was given up.

    It goes on where it stopped.
    """
    ports = bootstrap.ports()
    try_again(
        _find(call),
        chain=ports.chain(),
    )
    return _show(call)


door = Door(
    "recordings",
    routes=[
        Route("GET", "/api/recordings/{id}", _show, returns=RecordingModel),
        Route(
            "GET",
            "/api/recordings/{id}/events",
            _follow,
            produces=(EVENT_STREAM,),
            event=StepModel,
        ),
        Route(
            "GET",
            "/api/recordings/{id}/clip",
            _clip,
            query=ClipSpan,
            produces=("audio/mpeg",),
        ),
        Route("POST", "/api/recordings/{id}/replay", _replay, returns=RecordingModel, status=202),
    ],
)


@ff.http
async def recordings(request: Request) -> Response:
    """Answer the function's calls."""
    return await door(request)
