"""Events on Pub/Sub."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from infra import cloud_events
from infra.resilience import remaining
from shared.domain.errors import Code, Transient
from shared.domain.events import Event
from shared.ports.publisher import Publisher

if TYPE_CHECKING:
    from google.auth.credentials import Credentials
    from google.pubsub_v1 import PublisherClient

# A publish takes some 30 ms; what fails stays in the outbox, so there is no use in waiting long.
PUBLISH_SECONDS = 10.0
_PERMISSION = "pubsub.topics.publish"


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

    def ready(self, topics: Collection[str]) -> None:
        """Look whether these topics take messages; nothing is published.

        Raises:
            Transient: `publish_failed`, with the first topic that cannot be published to.
        """
        from google.api_core.exceptions import PermissionDenied

        for topic in topics:
            with _translated(topic):
                try:
                    self._client.get_topic(topic=self._path(topic), retry=None, timeout=_patience())
                except PermissionDenied:
                    # Who may only publish may not look, but everybody may ask what they may.
                    self._insist_on_permission(topic)

    def _insist_on_permission(self, topic: str) -> None:
        answer = self._client.test_iam_permissions(
            request={"resource": self._path(topic), "permissions": [_PERMISSION]},
            retry=None,
            timeout=_patience(),
        )
        if _PERMISSION not in answer.permissions:
            raise Transient(Code.PUBLISH_FAILED, f"{topic}: no permission")

    def _path(self, topic: str) -> str:
        return f"projects/{self._project}/topics/{topic}"

    def _publish(self, event: Event) -> None:
        from google.pubsub_v1 import PubsubMessage

        attributes, data = cloud_events.encode(event)
        with _translated(event.type.topic):
            self._client.publish(
                topic=self._path(event.type.topic),
                messages=[PubsubMessage(data=data, attributes=attributes)],
                retry=None,
                timeout=_patience(),
            )


def _patience() -> float:
    # A time limit of nothing is answered DEADLINE_EXCEEDED by the library itself.
    return max(0.0, min(PUBLISH_SECONDS, remaining()))


@contextmanager
def _translated(topic: str) -> Iterator[None]:
    from google.api_core.exceptions import GoogleAPIError
    from google.auth.exceptions import GoogleAuthError

    try:
        yield
    except (GoogleAPIError, GoogleAuthError) as error:
        raise Transient(Code.PUBLISH_FAILED, f"{topic}: {type(error).__name__}") from error


def open_client(
    emulator_host: str = "", *, credentials: "Credentials | None" = None
) -> "PublisherClient":
    """Connect, with credentials, or without any to an emulator."""
    from google.pubsub_v1 import PublisherClient

    if not emulator_host:
        return PublisherClient(credentials=credentials)
    import grpc
    from google.pubsub_v1.services.publisher.transports import PublisherGrpcTransport

    channel = grpc.insecure_channel(emulator_host)
    return PublisherClient(transport=PublisherGrpcTransport(channel=channel))
