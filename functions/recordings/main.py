"""State, results, progress and clips of a recording."""

from collections.abc import AsyncIterator

import anyio
import functions_framework.aio as ff
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from functions.recordings.schemas import ClipSpan, ProgressEvent, RecordingModel, StepModel, Wait
from infra import bootstrap
from infra.edge.door import Call, Door, Route, in_thread
from infra.edge.streams import EVENT_STREAM, event, pause
from shared.application.cancel_recording import cancel_recording
from shared.application.show_recording import cut_clip, find_recording, show_recording
from shared.application.upkeep import try_again
from shared.domain.errors import Code, Transient
from shared.domain.recording import ORDER, Recording, State

# A stage takes tenths of a second on the embedded stack; a person sees no difference below that.
# Who waits long need not know to the tenth: each look costs a read of the store.
FIRST_LOOK_SECONDS = 0.1
LOOKS_LESS_OFTEN = 1.3
LAST_LOOK_SECONDS = 1.0
# Below the proxies' usual idle limit of 60 s.
KEEPALIVE_SECONDS = 15.0
# Below the function's own limit: the client comes back with Last-Event-ID and misses nothing.
LONGEST_STREAM = 280.0


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


async def _show_in_time(call: Call) -> RecordingModel:
    """Show a recording.

    With `wait` it is shown once it is finished, or when that time is over.
    """
    wait: Wait = call.query
    if wait.wait:
        await in_thread(_find, call)
        async for recording in _looks(call, seconds=wait.wait):
            if recording.finished or await call.request.is_disconnected():
                break
    return await in_thread(_show, call)


async def _looks(call: Call, *, seconds: float) -> AsyncIterator[Recording]:
    """Yield a recording again and again, at once when it has moved on.

    Ends when it is gone, when the time is over, and when this process is about to end.
    """
    end = anyio.current_time() + seconds
    wait, revision = FIRST_LOOK_SECONDS, -1
    while True:
        recording = await in_thread(bootstrap.ports().recordings.get, call.path["id"])
        if recording is None:
            return
        if recording.revision != revision:
            wait, revision = FIRST_LOOK_SECONDS, recording.revision
        yield recording
        left = end - anyio.current_time()
        if left <= 0 or not await pause(call.request, min(wait, left)):
            return
        wait = min(wait * LOOKS_LESS_OFTEN, LAST_LOOK_SECONDS)


async def _follow(call: Call) -> Response:
    """Follow a recording's progress.

    As server-sent events: each state is an event `progress`, the end an event `done`;
    `Last-Event-ID` resumes.
    """
    await in_thread(_find, call)
    seen = call.request.headers.get("last-event-id", "")
    sent = int(seen) if seen.isascii() and seen.isdigit() and len(seen) <= 20 else -1
    headers = {"X-Accel-Buffering": "no"}
    return StreamingResponse(_progress(call, sent), media_type=EVENT_STREAM, headers=headers)


async def _progress(call: Call, sent: int) -> AsyncIterator[str]:
    """Yield each state as it is reached, until the last; a comment keeps the line open.

    A state's id is the moment at which it was reached: it stays the same whatever comes later,
    a replay included.
    """
    yield "retry: 1000\n\n"
    quiet_since = anyio.current_time()
    try:
        async for recording in _looks(call, seconds=LONGEST_STREAM):
            for state in sorted(recording.reached, key=lambda each: _place(recording, each)):
                if (number := _place(recording, state)) > sent:
                    step = StepModel.of(recording, state).model_dump_json()
                    yield f"id: {number}\n{event(step, 'progress')}"
                    sent, quiet_since = number, anyio.current_time()
            if recording.finished:
                yield event("{}", "done")
                return
            if anyio.current_time() - quiet_since >= KEEPALIVE_SECONDS:
                yield ": still working\n\n"
                quiet_since = anyio.current_time()
    except Transient:
        # The client comes back after `retry`, and is told by a status if it is still so.
        return


def _place(recording: Recording, state: State) -> int:
    """Where a state stands on the way: microseconds, in which no two are reached."""
    reached = int(recording.reached[state].timestamp() * 1_000_000)
    # A clock may stand still between two writes: then their order decides.
    return reached * 10 + (ORDER.index(state) if state in ORDER else len(ORDER))


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
    """Replay a recording.

    One that was given up, or failed on a day that was full; it goes on where it stopped.
    """
    ports = bootstrap.ports()
    try_again(
        _find(call),
        chain=ports.chain(),
        audio_day=ports.audio_day,
    )
    return _show(call)


def _cancel(call: Call) -> RecordingModel:
    """Cancel a recording.

    Whatever stage is at work on it keeps and learns nothing.
    """
    ports = bootstrap.ports()
    cancel_recording(
        call.path["id"],
        principal=call.principal,
        recordings=ports.recordings,
        people=ports.people,
        clock=ports.clock,
    )
    return _show(call)


door = Door(
    "recordings",
    routes=[
        Route(
            "GET",
            "/api/recordings/{id}",
            _show_in_time,
            query=Wait,
            returns=RecordingModel,
        ),
        Route(
            "GET",
            "/api/recordings/{id}/events",
            _follow,
            produces=(EVENT_STREAM,),
            event=ProgressEvent,
        ),
        Route(
            "GET",
            "/api/recordings/{id}/clip",
            _clip,
            query=ClipSpan,
            produces=("audio/mpeg",),
        ),
        Route(
            "POST",
            "/api/recordings/{id}/replay",
            _replay,
            returns=RecordingModel,
            status=202,
            refuses=(Code.DAILY_AUDIO_REACHED,),
        ),
        Route(
            "POST",
            "/api/recordings/{id}/cancel",
            _cancel,
            returns=RecordingModel,
            refuses=(Code.ALREADY_FINISHED,),
        ),
    ],
)


@ff.http
async def recordings(request: Request) -> Response:
    """Answer the function's calls."""
    return await door(request)
