"""`requests`, which the clients of Google's and Azure's storage call, bounded by the wall clock.

The lines that a call has in use are broken at the deadline in force (`infra.resilience`), and
whoever reads from them gets the library's own error.

Imports requests and urllib3: import this only where a client is built.
"""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from requests import Response, Session
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ProtocolError
from urllib3.response import BaseHTTPResponse

from infra.line_watch import broken_in_time

_UNAUTHORIZED = 401
_WITHOUT_BODY = frozenset({204, 304})
_lines: ContextVar[list[socket.socket] | None] = ContextVar("lines", default=None)


class TooLargeError(Exception):
    """The body is longer than allowed, or packed so that its length cannot be known."""


def make_punctual(session: Session) -> None:
    """Let `ending_in_time` break what this session has begun; no retries of its own."""
    for scheme in ("https://", "http://"):
        session.mount(scheme, _Adapter(max_retries=0))


@contextmanager
def ending_in_time() -> Iterator[None]:
    """Break what is begun inside the block when the deadline in force is over."""
    lines: list[socket.socket] = []
    token = _lines.set(lines)
    try:
        with broken_in_time(lambda: lines):
            yield
    finally:
        _lines.reset(token)


def is_ending_in_time() -> bool:
    """Whether this is inside such a block."""
    return _lines.get() is not None


def read_at_most(response: Response, max_bytes: int) -> bytes:
    """Read the body of an answer asked for with `stream` and without packing.

    Raises:
        TooLargeError: more than that, or packed.
    """
    if response.headers.get("content-encoding", "identity") != "identity":
        raise TooLargeError
    body = b""
    for piece in response.iter_content(max_bytes):
        body += piece
        if len(body) > max_bytes:
            raise TooLargeError
    return body


class _Noting(HTTPConnection):
    """Tells which line a call uses, and believes no answer whose end cannot be known.

    The standard library takes headers that break off for all there are. Without a length among
    them the body seems to end there as well: an empty object would be read for a full one.
    """

    def connect(self) -> None:
        super().connect()
        self._note()

    def request(self, *args: Any, **named: Any) -> None:
        self._note()
        super().request(*args, **named)

    def getresponse(self) -> BaseHTTPResponse:  # type: ignore[override]
        response = super().getresponse()
        told = "content-length" in response.headers or "transfer-encoding" in response.headers
        if not told and response.status not in _WITHOUT_BODY and response.length_remaining != 0:
            response.close()
            self.close()
            raise ProtocolError("an answer that does not say where it ends")
        return response

    def _note(self) -> None:
        lines = _lines.get()
        if lines is not None and self.sock is not None:
            lines.append(self.sock)


class _NotingSecurely(_Noting, HTTPSConnection):
    """The same with TLS."""


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Noting


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _NotingSecurely


class _Adapter(HTTPAdapter):
    def init_poolmanager(self, *args: Any, **named: Any) -> None:
        super().init_poolmanager(*args, **named)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _SecurePool}

    def send(self, *args: Any, **named: Any) -> Response:
        response = super().send(*args, **named)
        if response.status_code == _UNAUTHORIZED:
            # Google's session signs in anew, and drops this one with its line; read, it is free.
            _ = response.content
        return response
