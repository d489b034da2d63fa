"""HTTP to the outside, bounded in bytes and in seconds of the wall.

A read timeout alone lets a peer that sends one byte a second hold a worker for hours, and no client
library bounds a body. Here every socket operation also ends at the deadline in force
(`infra.resilience`), in TLS, headers and body alike, and a body ends at `max_bytes`. All of it ends
at once where whoever waits for it hangs up (`infra.hang_up`).

Imports httpx2 and httpcore2: import this only where a client is built.
"""

import socket
import ssl
from collections.abc import Iterable, Iterator
from contextlib import nullcontext, suppress
from typing import Any

import httpcore2
import httpx2

from infra.hang_up import waking
from infra.resilience import Deadline, current, remaining, until


class ResponseTooLargeError(Exception):
    """The body is longer than allowed, or packed so that its length cannot be known."""


def bounded_client(*, max_bytes: int, connect_seconds: float, read_seconds: float) -> httpx2.Client:
    """Build a client whose answers end in time and in bytes.

    No redirects: a key must not travel to an address that a provider names. No proxies from the
    environment: what may see learners' words is a matter of configuration.

    Args:
        max_bytes: largest body, as sent; packed bodies are refused.
        connect_seconds: for the connection and for TLS; `read_seconds`: between two pieces.
    """
    return httpx2.Client(
        transport=_BoundedTransport(max_bytes),
        timeout=httpx2.Timeout(read_seconds, connect=connect_seconds),
        headers={"Accept-Encoding": "identity"},
        follow_redirects=False,
        trust_env=False,
    )


class _BoundedTransport(httpx2.HTTPTransport):
    def __init__(self, max_bytes: int) -> None:
        context = httpx2.create_ssl_context(trust_env=False)
        super().__init__(verify=context, trust_env=False)
        self._max_bytes = max_bytes
        self._pool.close()
        # The parent builds its pool without a way to hand in the network; nothing else differs.
        self._pool = httpcore2.ConnectionPool(
            ssl_context=context,
            max_connections=20,
            max_keepalive_connections=4,
            keepalive_expiry=30.0,
            network_backend=_PunctualNetwork(),
        )

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        moment = current()
        response = super().handle_request(request)
        length = response.headers.get("content-length", "")
        packed = response.headers.get("content-encoding", "identity") != "identity"
        if packed or (length.isdigit() and int(length) > self._max_bytes):
            response.close()
            raise ResponseTooLargeError
        if not isinstance(response.stream, httpx2.SyncByteStream):
            raise TypeError(type(response.stream).__name__)
        response.stream = _BoundedStream(response.stream, self._max_bytes, moment)
        return response


class _BoundedStream(httpx2.SyncByteStream):
    """A body under the deadline of its request, whichever thread reads it, and when."""

    def __init__(
        self, inner: httpx2.SyncByteStream, max_bytes: int, moment: Deadline | None
    ) -> None:
        self._inner = inner
        self._left = max_bytes
        self._moment = moment

    def __iter__(self) -> Iterator[bytes]:
        pieces = iter(self._inner)
        while True:
            with until(self._moment) if self._moment else nullcontext():
                piece = next(pieces, None)
            if piece is None:
                return
            self._left -= len(piece)
            if self._left < 0:
                self.close()
                raise ResponseTooLargeError
            yield piece

    def close(self) -> None:
        self._inner.close()


def _left(timeout: float | None, error: type[Exception]) -> float | None:
    """The shorter of a timeout and the time left; `error` when none is."""
    left = remaining()
    if left <= 0:
        raise error("deadline")
    return left if timeout is None else min(timeout, left)


class _PunctualStream(httpcore2.NetworkStream):
    def __init__(self, inner: httpcore2.NetworkStream) -> None:
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        with waking(self._wake):
            return self._inner.read(max_bytes, _left(timeout, httpcore2.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        with waking(self._wake):
            self._inner.write(buffer, _left(timeout, httpcore2.WriteTimeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        limit = _left(timeout, httpcore2.ConnectTimeout)
        return _PunctualStream(self._inner.start_tls(ssl_context, server_hostname, limit))

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)

    def _wake(self) -> None:
        """End a read or write of another thread: closing would not, and TLS has its own shutdown.

        The base class's `shutdown` leaves the TLS object to the thread that reads from it.
        """
        with suppress(OSError):
            socket.socket.shutdown(self._inner.get_extra_info("socket"), socket.SHUT_RDWR)


class _PunctualNetwork(httpcore2.NetworkBackend):
    def __init__(self) -> None:
        self._inner = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        limit = _left(timeout, httpcore2.ConnectTimeout)
        return _PunctualStream(
            self._inner.connect_tcp(host, port, limit, local_address, socket_options)
        )

    def sleep(self, seconds: float) -> None:
        self._inner.sleep(seconds)
