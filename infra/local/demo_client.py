"""The demonstration's calls of the public API, as a browser would make them."""

import contextlib
import json
import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import httpx2

Json = Mapping[str, Any]  # an answer of the API, as it came over the wire

RECORDING_SECONDS = 600.0
_ANSWER_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Sample:
    """A recording to send."""

    filename: str
    content_type: str
    audio: bytes
    transcript: str
    prompt: str = ""


def connect(base_url: str, *, token: str = "") -> httpx2.Client:
    """Give a client of the API, signed in by a token if there is one; its user closes it."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return httpx2.Client(
        base_url=base_url, headers=headers, timeout=_ANSWER_SECONDS, verify=_trusted()
    )


def insist(response: httpx2.Response) -> httpx2.Response:
    """Go on with an answer of success only.

    Raises:
        SystemExit: any other answer, with its code and title.
    """
    if response.is_success:
        return response
    with contextlib.suppress(ValueError):
        body = response.json()
        raise SystemExit(f"{body['code']}: {body['title']} {body.get('detail', '')}")
    raise SystemExit(f"The stack answered {response.status_code}.")


def send(client: httpx2.Client, sample: Sample) -> str:
    """Create a recording and upload its audio; gives its id."""
    created = insist(
        client.post(
            "/api/recordings",
            json={
                "filename": sample.filename,
                "content_type": sample.content_type,
                "size": len(sample.audio),
                "prompt": sample.prompt,
                "transcript": sample.transcript,
            },
        )
    ).json()
    upload = created["upload"]
    # Without the caller's token: the address itself proves what it allows.
    insist(
        httpx2.put(
            upload["url"],
            content=sample.audio,
            headers=upload["headers"],
            timeout=_ANSWER_SECONDS,
            verify=_trusted(),
        )
    )
    return str(created["id"])


def follow(client: httpx2.Client, recording_id: str) -> Iterator[Json]:
    """Give each step of a recording as it is reached, until it has ended."""
    path = f"/api/recordings/{recording_id}/events"
    with client.stream("GET", path, timeout=RECORDING_SECONDS) as events:
        for line in events.iter_lines():
            if line.startswith("data: {") and "state" in line:
                yield json.loads(line.removeprefix("data: "))


def fetch(client: httpx2.Client, path: str) -> Json:
    """Get a JSON document."""
    answer: Json = insist(client.get(path)).json()
    return answer


@cache
def _trusted() -> ssl.SSLContext:
    # One for all clients: reading the certificates takes 25 ms, a sixth of a recording.
    return httpx2.create_ssl_context()
