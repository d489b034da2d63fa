"""An application behind our HTTP server on a real socket, and callers who speak to it raw."""

import contextlib
import socket
import threading
import time
from collections.abc import Iterator

from starlette.types import ASGIApp

from infra import bootstrap
from infra.edge.server import build_server
from infra.settings import Rate, RateClass

PATIENCE = 10.0


@contextlib.contextmanager
def serving(app: ASGIApp) -> Iterator[int]:
    """Serve in a thread of its own until the block ends; gives the port."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = build_server(app, host="127.0.0.1", port=0, stop_seconds=1)
    # Signals reach the main thread only, and a test has no use for them.
    server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        wait_until(lambda: server.started)
        yield int(listener.getsockname()[1])
    finally:
        server.should_exit = True
        thread.join()
        listener.close()


def without_limits(ports: bootstrap.Ports) -> None:
    """Let everybody ask as often as they like: what is tried is something else."""
    plenty = dict.fromkeys(RateClass, Rate(1_000_000, 1_000_000))
    ports.settings = ports.settings.model_copy(update={"rate_limits": plenty})


def wait_until(holds: object, *, seconds: float = PATIENCE) -> None:
    """Wait for a condition, and fail where it does not come."""
    assert callable(holds)
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.005)


def connect(port: int) -> socket.socket:
    """Open a connection that no test waits on for ever."""
    return socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)


def head(path: str, *, method: str = "POST", **headers: object) -> bytes:
    """Write the head of a request; underscores in header names stand for hyphens."""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def read_all(line: socket.socket) -> bytes:
    """Read until the server closes; a reset ends it as well."""
    received = b""
    with contextlib.suppress(ConnectionResetError):
        while piece := line.recv(65_536):
            received += piece
    return received


def status_of(answer: bytes) -> int:
    """The status of a raw answer; 0 where there is none."""
    return int(answer.split(b" ", 2)[1]) if answer else 0
