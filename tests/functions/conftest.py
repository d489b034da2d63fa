"""The functions as deployed: loaded by functions-framework, called over ASGI."""

import base64
import json
from collections.abc import Callable, Iterator

import pytest
from starlette.testclient import TestClient

from infra import bootstrap, cloud_events
from infra.local import gateway
from shared.domain.events import Event
from tests.doubles import (
    CopyingConverter,
    FixedTranscriber,
    FixedTutor,
    FixedVoice,
    OneErrorEngine,
    TalkingActivity,
)

Push = Callable[..., int]


@pytest.fixture(autouse=True)
def _over_each_store(store: str) -> None:
    """What a door does is the same on every store."""


@pytest.fixture
def quick(ports: bootstrap.Ports) -> bootstrap.Ports:
    """The embedded adapters with the slow engines replaced."""
    ports.__dict__.update(
        converter=CopyingConverter(),
        activity=TalkingActivity(),
        transcriber=FixedTranscriber(),
        engine=OneErrorEngine(),
        tutor=FixedTutor(),
        voice=FixedVoice(),
    )
    return ports


@pytest.fixture
def client(quick: bootstrap.Ports) -> Iterator[TestClient]:
    """The gateway over all functions."""
    app = gateway.build(gateway.load_functions())
    with TestClient(app, base_url="http://127.0.0.1:5001") as opened:
        yield opened


@pytest.fixture
def push(client: TestClient, quick: bootstrap.Ports) -> Push:
    """Push a message to a function as the broker does; gives the status."""
    return pushing(client, quick)


def pushing(client: TestClient, ports: bootstrap.Ports) -> Push:
    """Make what pushes through a client of the gateway."""

    def send(
        function: str,
        event: Event | None = None,
        *,
        attributes: dict[str, str] | None = None,
        data: bytes = b"",
        token: str | None = None,
    ) -> int:
        if event is not None:
            attributes, data = cloud_events.encode(event)
        message = {
            "message": {
                "attributes": attributes or {},
                "data": base64.b64encode(data).decode(),
                "messageId": "1",
            },
            "subscription": function,
            "deliveryAttempt": 1,
        }
        bearer = ports.dev_identity.issue_push() if token is None else token
        answer = client.post(
            f"/_push/{function}",
            content=json.dumps(message),
            headers={"Authorization": f"Bearer {bearer}", "Content-Type": "application/json"},
        )
        return answer.status_code

    return send
