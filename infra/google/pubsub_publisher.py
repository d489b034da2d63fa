"""Events on Pub/Sub."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from infra import cloud_events
from infra.resilience import remaining
from shared.domain.errors import Code, Transient
from shared.domain.events import Event, EventType
from shared.ports.publisher import Publisher

if TYPE_CHECKING:
    from google.pubsub_v1 import PublisherClient

# A publish takes some 30 ms; what fails stays in the outbox, so there is no use in waiting long.
PUBLISH_SECONDS = 10.0


class PubsubPublisher(Publisher):
    """Publishes each event on its type's topic, without ordering: the state machine needs none.

    Uses the plain client, whose call ends when the broker has the message. The batching one
    answers from a background thread, which has no processor on Cloud Run once a request is
    answered, and at one event a stage there is nothing to batch.

    Args:
        client: closed by its owner.
        project: where the topics are.
    """

    def __init__(self, client: "PublisherClient", *, project: str) -> None:
        self._client = client
        self._project = project

    def publish(self, events: Sequence[Event]) -> None:
        """Publish all; may repeat some when it raises.

        Raises:
            Transient: `publish_failed`.
        """
        for event in events:
            self._publish(event)

    def ready(self) -> None:
        """Look whether every topic is there; nothing is published.

        Raises:
            Transient: `publish_failed`, with the first topic that cannot be seen.
        """
        for kind in EventType:
            with _translated(kind.topic):
                self._client.get_topic(topic=self._topic(kind), retry=None, timeout=_patience())

    def _topic(self, kind: EventType) -> str:
        return f"projects/{self._project}/topics/{kind.topic}"

    def _publish(self, event: Event) -> None:
        from google.pubsub_v1 import PubsubMessage

        attributes, data = cloud_events.encode(event)
        with _translated(event.type.topic):
            self._client.publish(
                topic=self._topic(event.type),
                messages=[PubsubMessage(data=data, attributes=attributes)],
                retry=None,
                timeout=_patience(),
            )


def _patience() -> float:
    return max(0.1, min(PUBLISH_SECONDS, remaining()))


@contextmanager
def _translated(topic: str) -> Iterator[None]:
    from google.api_core.exceptions import GoogleAPIError
    from google.auth.exceptions import GoogleAuthError

    try:
        yield
    except (GoogleAPIError, GoogleAuthError) as error:
        raise Transient(Code.PUBLISH_FAILED, f"{topic}: {type(error).__name__}") from error


def open_client(emulator_host: str = "") -> "PublisherClient":
    """Connect, with the process's own credentials, or without any to an emulator."""
    from google.pubsub_v1 import PublisherClient

    if not emulator_host:
        return PublisherClient()
    import grpc
    from google.pubsub_v1.services.publisher.transports import PublisherGrpcTransport

    channel = grpc.insecure_channel(emulator_host)
    return PublisherClient(transport=PublisherGrpcTransport(channel=channel))
