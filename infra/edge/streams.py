"""Server-sent events made by blocking work, in a thread of its own."""

import asyncio
import json
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from dataclasses import dataclass
from typing import Self

import anyio
import anyio.to_thread
from anyio import CapacityLimiter
from starlette.requests import ClientDisconnect, Request
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from infra.edge import logs
from infra.hang_up import Caller, HungUp, on_behalf_of
from shared.domain.errors import Code, ParlonsError, Permanent

EVENT_STREAM = "text/event-stream"

# Each holds a thread while it waits for its tutor: apart from the threads of short work, so that
# neither starves the other. A thread costs some 100 kB.
_AT_ONCE = CapacityLimiter(512)
_keeping: set[asyncio.Task[None]] = set()


@dataclass(frozen=True, slots=True)
class Events:
    """What a handler gives to be sent as it is made.

    Attributes:
        work: makes the events; called and run in a thread of its own.
    """

    work: Callable[[], Generator[str, None, None]]


def wants_stream(request: Request) -> bool:
    """Whether the caller asks for server-sent events."""
    return EVENT_STREAM in request.headers.get("accept", "")


async def pause(request: Request, seconds: float) -> bool:
    """Wait until it is worth another look; False at once when the process is about to end.

    Who only waits comes back, to another process: nobody is kept by it until the last moment.
    """
    leaving: asyncio.Event | None = getattr(request.state, "leaving", None)
    if leaving is None:  # behind another server than ours
        await anyio.sleep(seconds)
        return True
    with anyio.move_on_after(seconds):
        await leaving.wait()
    return not leaving.is_set()


def event(data: str, name: str = "") -> str:
    """Write one event; `data` is one line."""
    return f"event: {name}\ndata: {data}\n\n" if name else f"data: {data}\n\n"


def error_event(error: ParlonsError) -> str:
    """Say in mid-stream what went wrong, in the shape at which OpenAI's clients raise it."""
    problem = {"code": error.code.value, "message": error.advice, "type": "parlons"}
    return event(json.dumps({"error": problem}, ensure_ascii=False), "error")


class EventStream(StreamingResponse):
    """An answer whose pieces leave as they are made.

    When the client goes away, the work is stopped: its reads from outside end at once, and its
    generator is closed. With `finish_for` it is carried to its end all the same.
    """

    def __init__(self, work: Callable[[], Generator[str, None, None]]) -> None:
        super().__init__(self._sent(), media_type=EVENT_STREAM)
        # Asks nginx and its like not to wait for more before they pass on what they have.
        self.headers["X-Accel-Buffering"] = "no"
        self._work = work
        self._caller = Caller()
        self._loop = asyncio.get_running_loop()
        self._queue: asyncio.Queue[str | BaseException | None] = asyncio.Queue()
        self._whole: list[str] = []
        self._failed = False
        self._kept: asyncio.Task[None] | None = None
        self._first: str | None = None
        self._thread = asyncio.create_task(anyio.to_thread.run_sync(self._run, limiter=_AT_ONCE))

    @classmethod
    async def begin(cls, work: Callable[[], Generator[str, None, None]], request: Request) -> Self:
        """Start the work and wait for its first event, so that until then it fails with a status.

        Args:
            work: makes the events; called and run in one thread.
            request: its body read; tells when the client goes away.

        Raises:
            ClientDisconnect: before the first event.
        """
        stream = cls(work)
        first = asyncio.ensure_future(stream._queue.get())
        gone = asyncio.ensure_future(_until_gone(request))
        try:
            await asyncio.wait({first, gone}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            gone.cancel()
            if not first.done():
                first.cancel()
                stream._caller.hang_up()
        if not first.done() or first.cancelled():
            raise ClientDisconnect
        found = first.result()
        if isinstance(found, BaseException):
            raise found
        stream._first = found
        return stream

    def finish_for(self, keep: Callable[[bytes | None], Awaitable[None]]) -> None:
        """Carry the work to its end even without the client, and hand over all of it.

        The answer ends when it is kept: whoever has seen the end may repeat the request.

        Args:
            keep: gets the whole body; None where the work failed.
        """

        async def wait_and_keep() -> None:
            await self._thread
            await keep(None if self._failed else "".join(self._whole).encode())

        self._kept = asyncio.create_task(wait_and_keep())
        _keeping.add(self._kept)
        self._kept.add_done_callback(_keeping.discard)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the events; hang up on the work when the client is gone."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            if self._kept is None:
                self._caller.hang_up()

    async def _sent(self) -> AsyncGenerator[str, None]:
        found: str | BaseException | None = self._first
        while isinstance(found, str):
            yield found
            found = await self._queue.get()
        if self._kept is not None:
            await asyncio.wait({self._kept})

    def _run(self) -> None:
        with on_behalf_of(self._caller):
            try:
                self._make()
            except HungUp:
                self._failed = True
            except ParlonsError as error:
                self._fail(error)
            except Exception:  # noqa: BLE001 - the edge: an answer that has begun ends with a name
                logs.logger.exception("stream_crashed")
                self._fail(Permanent(Code.INTERNAL))
        self._put(None)

    def _make(self) -> None:
        events = self._work()
        try:
            for each in events:
                self._whole.append(each)
                self._put(each)
                if self._caller.gone:
                    return
        finally:
            events.close()

    def _fail(self, error: ParlonsError) -> None:
        self._failed = True
        logs.logger.info("stream_failed", extra={"code": error.code.value})
        self._put(error_event(error) if self._whole else error)

    def _put(self, item: str | BaseException | None) -> None:
        self._loop.call_soon_threadsafe(self._queue.put_nowait, item)


async def _until_gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
