"""Telling the next stage."""

from collections.abc import Collection, Sequence
from typing import Protocol

from shared.domain.events import Event


class Publisher(Protocol):
    """Hands events to a broker that delivers each at least once."""

    def publish(self, events: Sequence[Event]) -> None:
        """Publish all; may repeat some when it raises.

        Raises:
            Transient: `publish_failed`.
        """

    def ready(self, topics: Collection[str]) -> None:
        """Look whether these topics take messages; nothing is published.

        Raises:
            Transient: `publish_failed`.
        """
