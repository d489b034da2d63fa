"""Events and finished uploads on the embedded queue."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager

from infra import cloud_events
from infra.cloud_events import ObjectFinalized
from infra.local.message_queue import MessageQueue, OutgoingMessage
from shared.domain.errors import Code, Transient
from shared.domain.events import Event, EventType
from shared.ports.publisher import Publisher


class QueuePublisher(Publisher):
    """Publishes to the embedded queue, each event on its type's topic.

    Args:
        queue: closed by its owner.
    """

    def __init__(self, queue: MessageQueue) -> None:
        self._queue = queue

    def publish(self, events: Sequence[Event]) -> None:
        """Publish all, or none when it raises.

        Raises:
            Transient: `publish_failed`.
        """
        self._send([OutgoingMessage(e.type.topic, *cloud_events.encode(e)) for e in events])

    def ready(self, topics: Collection[str]) -> None:  # noqa: ARG002 - it takes every topic
        """Look whether the queue answers.

        Raises:
            Transient: `publish_failed`.
        """
        with _translated():
            self._queue.backlog()

    def announce(self, finalized: ObjectFinalized) -> None:
        """Tell that an upload is complete, as the bucket's own notification does in the cloud.

        Raises:
            Transient: `publish_failed`.
        """
        topic = EventType.AUDIO_UPLOADED.topic
        self._send([OutgoingMessage(topic, *cloud_events.encode_finalized(finalized))])

    def _send(self, messages: Sequence[OutgoingMessage]) -> None:
        with _translated():
            self._queue.publish(*messages)


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except Transient as error:
        raise Transient(Code.PUBLISH_FAILED, "the queue did not answer") from error
