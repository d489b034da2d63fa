"""The HTTP server around the functions: uvicorn, with bounds on what comes before a door.

uvicorn waits for ever for the rest of a request and holds headers of any size; functions-framework
adds no limit of its own. A caller who dribbles would hold a connection and its memory.
"""

import asyncio
import time
from asyncio import TimerHandle
from socket import socket
from typing import TYPE_CHECKING, Any, cast

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from infra.edge.headers import SECURITY_HEADERS, SecurityHeaders
from shared.domain.errors import Code, ParlonsError, Refused

if TYPE_CHECKING:
    from starlette.types import ASGIApp

HEAD_SECONDS = 10.0
"""For a connection to send the whole head of a request; nginx gives 60, Apache 20 to 40."""

BODY_SECONDS = 10.0
BODY_BYTES_PER_SECOND = 4_000
"""A body may pause so long, plus what it needs at this rate: below 32 kbit/s no speech is sent."""

MAX_HEAD_BYTES = 64_000
"""Google's load balancer takes 64 KB of headers at most."""

UNREAD_SECONDS = 60.0
"""For a client to take in more of an answer, once the buffers between are full."""


class BoundedHttpProtocol(HttpToolsProtocol):
    """Refuses requests that do not arrive: too slowly, with endless headers, or not HTTP at all."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._arrival: TimerHandle | None = None
        self._since = 0.0
        self._in_head = False
        self._received = 0
        self._unread: TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Expect a first request."""
        super().connection_made(transport)
        self._expect_request()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the timers."""
        self._stop_waiting()
        self._resume()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Count what belongs to a head, and parse."""
        if self._arrival is None:
            self._expect_request()
        if self._in_head:
            self._received += len(data)
        super().data_received(data)
        if self._in_head and self._received > MAX_HEAD_BYTES:
            detail = f"at most {MAX_HEAD_BYTES} bytes of headers"
            self._refuse(Refused(Code.PAYLOAD_TOO_LARGE, detail))

    def on_message_begin(self) -> None:
        """Expect the rest of a request that came right behind another."""
        if self._arrival is None:
            self._expect_request()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Expect the body."""
        self._in_head = False
        self._received = 0
        self._since = self.loop.time()
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Count the body."""
        self._received += len(body)
        super().on_body(body)

    def on_message_complete(self) -> None:
        """Wait for nothing more: the rest is the answer's."""
        self._stop_waiting()
        super().on_message_complete()

    def handle_websocket_upgrade(self) -> None:
        """Leave the connection to the protocol of WebSockets, which has bounds of its own."""
        self._stop_waiting()
        super().handle_websocket_upgrade()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - uvicorn's words
        """Refuse what is no HTTP, as a problem like any other."""
        self._refuse(Refused(Code.MALFORMED_BODY, "not a request of HTTP/1.1"))

    def pause_writing(self) -> None:
        """Give a client that does not read its answer some time, no more."""
        super().pause_writing()
        self._unread = self.loop.call_later(UNREAD_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        """Go on."""
        super().resume_writing()
        self._resume()

    def _resume(self) -> None:
        if self._unread is not None:
            self._unread.cancel()
            self._unread = None

    def _expect_request(self) -> None:
        self._in_head = True
        self._received = 0
        self._since = self.loop.time()
        self._arrival = self.loop.call_later(HEAD_SECONDS, self._check)

    def _stop_waiting(self) -> None:
        self._in_head = False
        if self._arrival is not None:
            self._arrival.cancel()
            self._arrival = None

    def _check(self) -> None:
        if self._in_head:
            due = self._since + HEAD_SECONDS
        else:
            due = self._since + BODY_SECONDS + self._received / BODY_BYTES_PER_SECOND
        if self.flow.read_paused:
            # What has arrived waits for us, not we for it.
            self._since += 1.0
            due = self.loop.time() + 1.0
        left = due - self.loop.time()
        if left > 0:
            self._arrival = self.loop.call_later(left, self._check)
        else:
            self._refuse(Refused(Code.REQUEST_TIMEOUT))

    def _refuse(self, error: ParlonsError) -> None:
        """Answer what was asked and not answered yet, and close."""
        in_head, cycle = self._in_head, cast("RequestResponseCycle | None", self.cycle)
        self._stop_waiting()
        if self.transport.is_closing():
            return
        # Browsers open connections that they may never use.
        silent = in_head and self._received == 0
        if cycle is None:
            busy = False
        elif in_head:
            busy = not cycle.response_complete
        else:
            busy = cycle.response_started
        if not silent and not busy:
            self._write(error)
        if cycle is not None and not cycle.response_complete:
            cycle.disconnected = True
            cycle.message_event.set()
        self.transport.close()

    def _write(self, error: ParlonsError) -> None:
        # Hardly ever needed, and built on Starlette's responses: not before the process listens.
        from infra.edge.problems import problem

        answer = problem(error, headers={**SECURITY_HEADERS, "Connection": "close"})
        head = b"".join(b"%b: %b\r\n" % pair for pair in answer.raw_headers)
        self.transport.write(b"HTTP/1.1 %d \r\n%b\r\n" % (answer.status_code, head) + answer.body)


class Server(uvicorn.Server):
    """A server that ends what only waits, and then what it takes in, when it is told to stop.

    Requests find `request.state.leaving`, an `asyncio.Event`. What the application's lifespan
    yields as `before_end` is awaited while calls are still answered. All together may take as long
    as the configuration says.
    """

    async def startup(self, sockets: list[socket] | None = None) -> None:
        """Begin to listen."""
        self.lifespan.state["leaving"] = asyncio.Event()
        await super().startup(sockets)

    async def shutdown(self, sockets: list[socket] | None = None) -> None:
        """Say so, then stop."""
        state, begun = self.lifespan.state, time.monotonic()
        state["leaving"].set()
        if before_end := state.get("before_end"):
            await before_end()
        whole = self.config.timeout_graceful_shutdown or 0
        self.config.timeout_graceful_shutdown = max(0, whole - round(time.monotonic() - begun))
        await super().shutdown(sockets)


def build_server(
    app: "ASGIApp", *, host: str, port: int, stop_seconds: int, lifespan: bool = True
) -> Server:
    """Build the server of one process.

    Args:
        stop_seconds: how long work in hand may go on once it is told to stop.
        lifespan: whether the application is told of start and end.
    """
    config = uvicorn.Config(
        SecurityHeaders(app),
        host=host,
        port=port,
        http=BoundedHttpProtocol,
        # functions-framework has no WebSockets: their libraries stay out of a cold start.
        ws="none",
        lifespan="auto" if lifespan else "off",
        # Its own would print exceptions with their texts; ours go through `infra.edge.logs`.
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=stop_seconds,
    )
    return Server(config)
