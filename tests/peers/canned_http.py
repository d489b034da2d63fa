"""HTTP answers by method and path, or one status to everything."""

import threading
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Answer:
    """What is answered, with its Content-Length."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass
class CannedHttp:
    """A server on loopback.

    Attributes:
        answers: by method and path.
        first: answered before them, one to each request.
        asked: method and path of each request.
    """

    answers: Mapping[tuple[str, str], Answer] = field(default_factory=dict)
    first: deque[Answer] = field(default_factory=deque)
    asked: list[tuple[str, str]] = field(default_factory=list)

    @property
    def port(self) -> int:
        """Where it listens."""
        return self._server.server_port

    def __enter__(self) -> Self:
        handler = type("Handler", (_Handler,), {"peer": self})
        self._server = _Server(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A line that breaks is what some tests are about."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    peer: CannedHttp

    def _answer(self) -> None:
        self.rfile.read(int(self.headers.get("content-length", 0)))
        asked = (self.command, urlsplit(self.path).path)
        self.peer.asked.append(asked)
        if self.peer.first:
            answer = self.peer.first.popleft()
        else:
            answer = self.peer.answers.get(asked, Answer(404))
        self.send_response(answer.status)
        for name, value in {"Content-Length": str(len(answer.body)), **answer.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = _answer  # noqa: N815 - the library's names

    def log_message(self, *_: object) -> None:
        """Keep quiet."""
