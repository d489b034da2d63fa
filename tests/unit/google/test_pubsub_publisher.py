"""Whether topics take messages, for an account that may only publish."""

from types import SimpleNamespace
from typing import Any

import pytest
from google.api_core.exceptions import NotFound, PermissionDenied, ServiceUnavailable

from infra.google.pubsub_publisher import PubsubPublisher
from shared.domain.errors import Code, Transient


class Broker:
    """A client whose account may not look at topics, and may do what `allowed` says."""

    def __init__(self, *allowed: str, looks: Exception | None = None) -> None:
        self.allowed = allowed
        self.looks = looks or PermissionDenied("canary-key")
        self.asked: list[str] = []

    def get_topic(self, *, topic: str, **_: object) -> None:
        self.asked.append(topic)
        raise self.looks

    def test_iam_permissions(self, *, request: dict[str, Any], **_: object) -> SimpleNamespace:
        wanted = request["permissions"]
        return SimpleNamespace(permissions=[each for each in wanted if each in self.allowed])


def ready(broker: Broker) -> None:
    PubsubPublisher(broker, project="p").ready(["audio.converted"])  # type: ignore[arg-type]


def test_who_may_publish_need_not_look() -> None:
    broker = Broker("pubsub.topics.publish")
    ready(broker)
    assert broker.asked == ["projects/p/topics/audio.converted"]


@pytest.mark.parametrize(
    "broker", [Broker(), Broker(looks=NotFound("x")), Broker(looks=ServiceUnavailable("x"))]
)
def test_what_cannot_be_published_to_is_named_by_its_topic(broker: Broker) -> None:
    with pytest.raises(Transient) as caught:
        ready(broker)
    assert caught.value.code is Code.PUBLISH_FAILED
    assert caught.value.detail.startswith("audio.converted: ")
    assert "canary" not in caught.value.detail
