"""An in-process provider on loopback that speaks the wire format of OpenAI's chat completions.

Documented shapes only (https://platform.openai.com/docs/api-reference/chat), those of audio in
`openai_audio`; Ollama's compatible endpoint has the same, and `GET /api/version` besides. Each
request takes the next script; without one it is answered 500.
"""

import json
import re
import threading
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

Script = Callable[["_Handler"], None]


@dataclass(frozen=True)
class Seen:
    """A request as it arrived; header names in lower case."""

    path: str
    headers: Mapping[str, str]
    body: Any


@dataclass
class OpenaiPeer:
    """The provider; `with OpenaiPeer() as peer: peer.then(says("Bonjour."))`."""

    version: str | None = "0.34.0"
    requests: list[Seen] = field(default_factory=list)
    scripts: deque[Script] = field(default_factory=deque)
    closing: threading.Event = field(default_factory=threading.Event)

    def then(self, *scripts: Script) -> None:
        """Answer the next requests so."""
        self.scripts.extend(scripts)

    @property
    def url(self) -> str:
        """Base address, as OLLAMA_URL has it."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def base_url(self) -> str:
        """Base address, as OPENAI_BASE_URL has it."""
        return f"{self.url}/v1"

    def __enter__(self) -> Self:
        handler = type("Handler", (_Handler,), {"peer": self})
        self._server = _Server(("127.0.0.1", 0), handler)
        # Polled often, so that a test does not wait half a second for the end.
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    block_on_close = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is what some tests are about."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 5.0
    disable_nagle_algorithm = True
    peer: OpenaiPeer

    def do_GET(self) -> None:
        if self.path == "/api/version" and self.peer.version is not None:
            self.send(200, {"version": self.peer.version})
        else:
            self.send(404, {"error": {"message": "not found"}})

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers["content-length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        kind = headers.get("content-type", "")
        body = form(raw, kind) if kind.startswith("multipart/") else json.loads(raw)
        self.peer.requests.append(Seen(self.path, headers, body))
        script = self.peer.scripts.popleft() if self.peer.scripts else fails(500)
        script(self)

    def send(self, status: int, body: object, headers: Mapping[str, str] | None = None) -> None:
        """Answer with JSON."""
        data = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
        self.head(status, {"Content-Length": str(len(data)), **(headers or {})})
        self.wfile.write(data)

    def head(self, status: int, headers: Mapping[str, str]) -> None:
        """Send the status line and headers."""
        self.send_response(status)
        self.send_header("x-request-id", "req_1")
        for name, value in {"Content-Type": "application/json", **headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def hang_up(self) -> None:
        """Close without an end."""
        self.close_connection = True
        self.wfile.flush()
        self.connection.close()

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


def form(raw: bytes, content_type: str) -> dict[str, Any]:
    """Fields of a multipart body: text, a list of texts for `name[]`, bytes for a file."""
    boundary = content_type.partition("boundary=")[2].strip('"').encode()
    fields: dict[str, Any] = {}
    for part in raw.split(b"--" + boundary)[1:-1]:
        head, _, value = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        names = re.search(rb'name="([^"]+)"(?:; filename="([^"]+)")?', head)
        assert names, head
        name, value = names[1].decode(), value.removesuffix(b"\r\n")
        if names[2]:
            fields[name], fields["filename"] = value, names[2].decode()
        elif name.endswith("[]"):
            fields.setdefault(name, []).append(value.decode())
        else:
            fields[name] = value.decode()
    return fields


def completion(text: str | None, finish: str = "stop", **message: object) -> dict[str, Any]:
    """The body of a whole answer."""
    content = {"role": "assistant", "content": text, "refusal": None, **message}
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1_772_000_000,
        "model": "scripted",
        "choices": [{"index": 0, "message": content, "finish_reason": finish, "logprobs": None}],
        "usage": {"prompt_tokens": 10, "completion_tokens": 10, "total_tokens": 20},
    }


def chunk(delta: Mapping[str, object], finish: str | None = None) -> bytes:
    """One event of a stream."""
    body = {
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "created": 1_772_000_000,
        "model": "scripted",
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
    }
    return b"data: " + json.dumps(body, ensure_ascii=False).encode() + b"\n\n"


def says(text: str | None, finish: str = "stop", **message: object) -> Script:
    """Answer with a completion; `refusal`, `tool_calls`, `role` go into its message."""
    return lambda handler: handler.send(200, completion(text, finish, **message))


def answers(body: object, status: int = 200, **headers: str) -> Script:
    """Answer with any body; underscores in header names stand for hyphens."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda handler: handler.send(status, body, named)


def fails(status: int, message: str = "no", code: str | None = None, **headers: str) -> Script:
    """Answer with OpenAI's error shape."""
    body = {"error": {"message": message, "type": "error", "param": None, "code": code}}
    return answers(body, status, **headers)


def cuts(text: str, keep: int) -> Script:
    """Promise a whole answer and close after `keep` bytes of it."""

    def run(handler: _Handler) -> None:
        data = json.dumps(completion(text)).encode()
        handler.head(200, {"Content-Length": str(len(data))})
        handler.wfile.write(data[:keep])
        handler.hang_up()

    return run


def hangs() -> Script:
    """Accept the request and say nothing."""
    return lambda handler: _wait(handler, 30.0)


def drips(text: str, pause: float = 0.02, *, head: bool = False) -> Script:
    """Answer one byte at a time; with `head`, the headers already."""

    def run(handler: _Handler) -> None:
        data = json.dumps(completion(text)).encode()
        length = f"Content-Length: {len(data)}\r\n"
        top = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n{length}\r\n".encode()
        slow = top + data if head else data
        if not head:
            handler.wfile.write(top)
        for i in range(len(slow)):
            handler.wfile.write(slow[i : i + 1])
            if _wait(handler, pause):
                return

    return run


def streams(
    pieces: Sequence[str],
    *,
    finish: str | None = "stop",
    done: bool = True,
    after: Script | None = None,
    extra: Sequence[bytes] = (),
    pause: float = 0.0,
) -> Script:
    """Answer as server-sent events.

    Args:
        finish: reason of the last chunk; None sends no such chunk.
        done: whether `[DONE]` ends it.
        after: what happens instead of an orderly end.
        extra: events before the pieces, as they stand.
        pause: seconds between pieces.
    """

    def run(handler: _Handler) -> None:
        handler.head(200, {"Content-Type": "text/event-stream", "Transfer-Encoding": "chunked"})
        _piece(handler, chunk({"role": "assistant", "content": ""}))
        for event in extra:
            _piece(handler, event)
        for piece in pieces:
            _piece(handler, chunk({"content": piece}))
            if pause and _wait(handler, pause):
                return
        if after is not None:
            after(handler)
            return
        if finish:
            _piece(handler, chunk({}, finish))
        if done:
            _piece(handler, b"data: [DONE]\n\n")
        _piece(handler, b"")

    return run


def resets() -> Script:
    """Close in the middle, without an end."""
    return _Handler.hang_up


def _piece(handler: _Handler, data: bytes) -> None:
    handler.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
    handler.wfile.flush()


def _wait(handler: _Handler, seconds: float) -> bool:
    return handler.peer.closing.wait(seconds)
