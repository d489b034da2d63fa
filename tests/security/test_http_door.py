"""What comes before a door, over real sockets: too much, too slowly, untrue, or no HTTP at all.

Bounds in seconds are shortened; that they hold in kind is what is tried here.
"""

import asyncio
import contextlib
import gc
import json
import logging
import socket
import threading
import time
from collections.abc import Iterator

import psutil
import pytest
import uvicorn
from starlette.responses import PlainTextResponse, StreamingResponse

from infra import bootstrap
from infra.edge import server
from infra.local import gateway
from shared.ports.system import Principal, Role
from tests.doubles import FixedTutor, FixedVoice, OneErrorEngine
from tests.served import connect, head, read_all, serving, status_of, wait_until, without_limits

CANARY = "canari-0123456789"
JSON = {"Content_Type": "application/json"}
SAID = json.dumps({"message": "Bonjour."}).encode()
SOON = 0.4


@pytest.fixture
def port(ports: bootstrap.Ports) -> Iterator[int]:
    without_limits(ports)
    ports.__dict__.update(engine=OneErrorEngine(), tutor=FixedTutor(), voice=FixedVoice())
    with serving(gateway.build(gateway.load_functions())) as served:
        yield served


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "HEAD_SECONDS", SOON)
    monkeypatch.setattr(server, "BODY_SECONDS", SOON)


def ask(port: int, data: bytes) -> bytes:
    """Send, and read until the other side closes."""
    with connect(port) as line:
        with contextlib.suppress(ConnectionResetError, BrokenPipeError):
            line.sendall(data)
        return read_all(line)


def turn(port: int) -> int:
    """One proper message; gives its status."""
    said = head("/api/chat", **JSON, Content_Length=len(SAID), Connection="close") + SAID
    return status_of(ask(port, said))


def resident() -> float:
    gc.collect()
    return psutil.Process().memory_info().rss / 1e6


# Too much.


def forty_megabytes(line: socket.socket, *, chunked: bool) -> None:
    piece = b"x" * 65_536
    framed = b"%x\r\n%b\r\n" % (len(piece), piece) if chunked else piece
    with contextlib.suppress(ConnectionResetError, BrokenPipeError):
        for _ in range(40_000_000 // len(piece)):
            line.sendall(framed)


@pytest.mark.parametrize("path", ["/api/chat", "/api/recordings", "/api/synthesize", "/nowhere"])
@pytest.mark.parametrize("chunked", [False, True])
def test_forty_megabytes_are_refused_in_flat_memory(port: int, path: str, chunked: bool) -> None:
    turn(port)
    size = {"Transfer_Encoding": "chunked"} if chunked else {"Content_Length": 40_000_000}
    before = resident()
    with connect(port) as line:
        line.sendall(head(path, **JSON, **size))
        sending = threading.Thread(
            target=forty_megabytes, args=(line,), kwargs={"chunked": chunked}
        )
        sending.start()
        answer = line.recv(65_536)
        peak = resident()
        sending.join()
        peak = max(peak, resident())
    assert status_of(answer) == (404 if path == "/nowhere" else 413)
    assert peak - before < 12
    assert turn(port) == 200


@pytest.mark.parametrize("opening", [b"[", b'{"message":'])
def test_deep_json_is_refused(port: int, opening: bytes) -> None:
    for path, depth in (("/api/chat", 60_000 // len(opening)), ("/api/recordings", 100_000)):
        body = (opening * depth)[:290_000]
        begun = time.monotonic()
        sent = head(path, **JSON, Content_Length=len(body), Connection="close") + body
        assert status_of(ask(port, sent)) in {400, 422}
        assert time.monotonic() - begun < 1
    assert turn(port) == 200


def test_endless_headers_are_refused_in_flat_memory(port: int) -> None:
    turn(port)
    before = resident()
    with connect(port) as line:
        line.sendall(b"GET /health HTTP/1.1\r\nHost: x\r\n")
        with contextlib.suppress(ConnectionResetError, BrokenPipeError):
            for number in range(40_000):
                line.sendall(b"X-%d: " % number + b"y" * 1_000 + b"\r\n")
        answer = read_all(line)
    assert status_of(answer) in {0, 413}
    assert resident() - before < 12
    assert turn(port) == 200


# Untrue.


@pytest.mark.usefixtures("hurried")
def test_a_length_longer_than_the_body_is_waited_for_so_long(port: int) -> None:
    begun = time.monotonic()
    answer = ask(port, head("/api/chat", **JSON, Content_Length=len(SAID) + 9) + SAID)
    assert status_of(answer) == 408
    assert b"request_timeout" in answer
    assert SOON * 0.9 < time.monotonic() - begun < SOON + 2


def test_a_length_shorter_than_the_body_smuggles_nothing_in(port: int) -> None:
    inner = head("/api/chat", **JSON, Content_Length=len(SAID)) + SAID
    for hidden in (b"trailing words", inner):
        sent = head("/api/chat", **JSON, Content_Length=3, Connection="close") + b'{"m' + hidden
        answer = ask(port, sent)
        assert status_of(answer) == 400
        assert answer.count(b"HTTP/1.1") == 1
        assert b"words" not in answer


@pytest.mark.parametrize(
    "untrue",
    [
        b"Content-Length: -5\r\n",
        b"Content-Length: five\r\n",
        b"Content-Length: 5\r\nContent-Length: 6\r\n",
        b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        b"Transfer-Encoding: chunked, identity\r\n",
        b"Content-Length: 99999999999999999999\r\n",
    ],
)
def test_lengths_that_are_none_are_refused(port: int, untrue: bytes) -> None:
    sent = b"POST /api/chat HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + untrue + b"\r\nhello"
    assert status_of(ask(port, sent)) in {400, 413}


@pytest.mark.parametrize("chunk", [b"zz\r\nhello\r\n", b"5\r\nhello-and-more\r\n", b"-1\r\n"])
def test_chunks_that_are_none_are_refused(port: int, chunk: bytes) -> None:
    answer = ask(port, head("/api/chat", **JSON, Transfer_Encoding="chunked") + chunk)
    assert status_of(answer) == 400


@pytest.mark.parametrize(
    "noise", [b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc", b"HELO " + CANARY.encode() + b"\r\n\r\n"]
)
def test_what_is_no_http_is_refused_like_anything_else(port: int, noise: bytes) -> None:
    answer = ask(port, noise)
    assert status_of(answer) == 400
    assert b"application/problem+json" in answer
    assert b"x-content-type-options: nosniff" in answer.lower()
    assert CANARY.encode() not in answer


# Too slowly.


def dribbler(port: int, first: bytes, piece: bytes, ended: list[bytes]) -> threading.Thread:
    """Open a connection and send a little at a time for as long as it is taken."""

    def run() -> None:
        with connect(port) as line, contextlib.suppress(OSError):
            line.sendall(first)
            line.settimeout(SOON / 8)
            for _ in range(200):
                line.sendall(piece)
                try:
                    ended.append(line.recv(65_536))
                except TimeoutError:
                    continue
                return
        ended.append(b"")

    thread = threading.Thread(target=run)
    thread.start()
    return thread


SLOW = {
    "a head": (b"GET /health HTTP/1.1\r\n", b"X: y\r\n", 408),
    "a method": (b"G", b"", 408),
    "empty lines": (b"\r\n", b"\r\n", 408),
    "a body": (head("/api/chat", **JSON, Content_Length=60_000), b" ", 408),
    "chunks": (head("/api/chat", **JSON, Transfer_Encoding="chunked"), b"1\r\n \r\n", 408),
    "a body nobody wants": (head("/nowhere", Content_Length=60_000), b" ", 404),
    "an upload": (head("/blobs/x", method="PUT", Content_Length=60_000), b" ", 403),
}


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize(("first", "piece", "status"), SLOW.values(), ids=SLOW)
def test_who_dribbles_is_hung_up_on_and_nobody_waits_for_it(
    port: int, first: bytes, piece: bytes, status: int
) -> None:
    ended: list[bytes] = []
    begun = time.monotonic()
    threads = [dribbler(port, first, piece, ended) for _ in range(30)]
    # Meanwhile everybody else is served.
    assert turn(port) == 200
    for thread in threads:
        thread.join(10)
    assert len(ended) == 30
    assert {status_of(answer) for answer in ended} <= {status, 0}
    assert time.monotonic() - begun < SOON + 4
    assert turn(port) == 200


@pytest.mark.usefixtures("hurried")
def test_who_says_nothing_is_hung_up_on(port: int) -> None:
    with connect(port) as line:
        assert read_all(line) == b""


def test_the_control_uvicorn_alone_waits_on(hurried: None) -> None:
    """With the defence off, a dribbled head is waited for."""
    config = uvicorn.Config(PlainTextResponse("ok"), port=0, log_config=None, access_log=False)
    alone = uvicorn.Server(config)
    listener = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=alone.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        wait_until(lambda: alone.started)
        with connect(listener.getsockname()[1]) as line:
            line.sendall(b"GET / HTTP/1.1\r\n")
            line.settimeout(SOON * 3)
            with pytest.raises(TimeoutError):
                line.recv(1)
    finally:
        alone.should_exit = True
        thread.join()
        listener.close()


def test_who_sends_slowly_but_steadily_is_heard(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "BODY_SECONDS", SOON)
    body = SAID + b" " * 9_000
    with connect(port) as line:
        line.sendall(head("/api/chat", **JSON, Content_Length=len(body), Connection="close"))
        for start in range(0, len(body), 1_000):
            line.sendall(body[start : start + 1_000])
            time.sleep(SOON / 4)
        assert status_of(read_all(line)) == 200


def test_who_does_not_read_the_answer_is_hung_up_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "UNREAD_SECONDS", SOON)
    sent = []

    async def endless():  # type: ignore[no-untyped-def]
        while True:
            sent.append(1)
            await asyncio.sleep(0)
            yield b"x" * 65_536

    async def app(scope, receive, send):  # type: ignore[no-untyped-def]
        if scope["type"] == "http":
            await StreamingResponse(endless())(scope, receive, send)

    with serving(app) as port, connect(port) as line:
        line.sendall(head("/", method="GET"))
        time.sleep(SOON * 2)
        count = len(sent)
        time.sleep(SOON)
        assert len(sent) == count
        read_all(line)
    assert len(sent) == count


# What every answer carries, and what none does.

ODD = {
    "health": (head("/health", method="GET", Connection="close"), 200),
    "unknown": (head("/api/nothing", method="GET", Connection="close"), 404),
    "method": (head("/api/chat", method="DELETE", Connection="close"), 405),
    "a method of nobody": (head("/api/chat", method="PROPFIND", Connection="close"), 405),
    "no json": (head("/api/chat", **JSON, Content_Length=1, Connection="close") + b"{", 400),
    "forged": (head("/api/chat", Authorization="Bearer a.b.c", Connection="close"), 401),
    "blob": (head("/blobs/learners/x", method="GET", Connection="close"), 404),
    "push": (head("/_push/nothing", Connection="close"), 404),
}


@pytest.mark.parametrize(("request_", "status"), ODD.values(), ids=ODD)
def test_every_answer_carries_the_headers(port: int, request_: bytes, status: int) -> None:
    answer = ask(port, request_)
    assert status_of(answer) == status
    lower = answer.partition(b"\r\n\r\n")[0].lower()
    for line in (
        b"x-content-type-options: nosniff",
        b"referrer-policy: no-referrer",
        b"cache-control: no-store",
        b"content-security-policy: default-src 'none'; frame-ancestors 'none'",
    ):
        assert lower.count(line) == 1
    assert b"server:" not in lower


ALLOWED = "https://school.example"


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [
        (ALLOWED, True),
        ("https://school.exampl", False),
        ("https://school.example.evil.example", False),
        ("https://school.example:443", False),
        ("http://school.example", False),
        ("https://sub.school.example", False),
        ("school.example", False),
        ("https://", False),
        ("null", False),
        ("*", False),
    ],
)
def test_only_the_frontend_may_read(
    port: int, ports: bootstrap.Ports, origin: str, allowed: bool
) -> None:
    ports.settings = ports.settings.model_copy(update={"frontend_url": (ALLOWED,)})
    paths = [("/api/chat", "OPTIONS"), ("/api/recordings/x", "GET"), ("/blobs/x", "GET")]
    for path, method in [*paths, ("/blobs/x", "OPTIONS"), ("/api/chat", "PUT")]:
        answer = ask(port, head(path, method=method, Origin=origin, Connection="close"))
        found = f"access-control-allow-origin: {origin}\r\n".encode() in answer.lower()
        assert found == allowed, (path, method, answer)
        assert b"access-control-allow-credentials" not in answer.lower()


def test_nothing_of_a_request_comes_back_or_into_the_logs(
    port: int, ports: bootstrap.Ports, caplog: pytest.LogCaptureFixture
) -> None:
    """Row 25: name, text, token and key, in every place of a request that is refused or crashes."""
    caplog.set_level(logging.DEBUG)
    ports.voice.speak = lambda *_, **__: (_ for _ in ()).throw(RuntimeError(CANARY))  # type: ignore[method-assign]
    token = ports.dev_identity.issue(Principal("emma", Role.LEARNER))
    everywhere = {
        "Authorization": f"Bearer {token}",
        "Cookie": f"s={CANARY}",
        "X_Name": CANARY,
        "Connection": "close",
    }
    text = json.dumps({"text": CANARY, "message": CANARY, CANARY: CANARY}).encode()
    bodies = [text, CANARY.encode(), b"[" * 100 + text, json.dumps({"text": CANARY}).encode()]
    answers = []
    for path in ("/api/chat", "/api/recordings", "/api/synthesize", f"/api/{CANARY}", "/health"):
        for body in bodies:
            for more in ({}, {"Idempotency_Key": CANARY}, {"Authorization": f"Bearer {CANARY}"}):
                headers = {**everywhere, **JSON, **more, "Content_Length": len(body)}
                answers += [
                    ask(port, head(f"{path}{query}", **headers) + body)
                    for query in ("", f"?q={CANARY}")
                ]
    answers += [
        ask(port, f"GET /{CANARY} HTTP/9.9\r\n\r\n".encode()),
        ask(port, head("/api/chat", Transfer_Encoding="chunked") + CANARY.encode()),
        ask(port, head(f"/blobs/{CANARY}?token={CANARY}", method="PUT", **everywhere)),
    ]
    assert {status_of(answer) for answer in answers} >= {400, 401, 404, 422, 500}
    for answer in answers:
        assert CANARY.encode() not in answer
        assert token.encode() not in answer
    ours = [r for r in caplog.records if r.name != "asyncio"]
    assert any(record.getMessage() == "request_crashed" for record in ours)
    from infra.edge.logs import JsonFormatter

    written = "\n".join(JsonFormatter().format(record) for record in ours)
    assert CANARY not in written
    assert token not in written
