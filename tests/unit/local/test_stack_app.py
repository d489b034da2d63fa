"""The embedded stack in a container answers under a loopback name only."""

import asyncio

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Message

from infra.local.stack import on_loopback
from infra.settings import Settings


async def _status(host: str, *, published: bool) -> int:
    chosen = Settings(published_on_loopback=published)  # type: ignore[call-arg]
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b""}

    async def send(message: Message) -> None:
        sent.append(message)

    app = on_loopback(PlainTextResponse("ok"), chosen)
    headers = [(b"host", host.encode())]
    scope = {"type": "http", "method": "GET", "path": "/", "headers": headers, "query_string": b""}
    await app(scope, receive, send)
    status: int = sent[0]["status"]
    return status


@pytest.mark.parametrize(
    ("host", "published", "status"),
    [
        ("127.0.0.1:5001", True, 200),
        ("localhost:5001", True, 200),
        ("192.168.1.20:5001", True, 400),
        ("rebound.example", True, 400),
        # The control: without the setting the stack itself listens on loopback, and asks no name.
        ("rebound.example", False, 200),
    ],
)
def test_a_container_is_called_by_a_loopback_name(host: str, published: bool, status: int) -> None:
    assert asyncio.run(_status(host, published=published)) == status
