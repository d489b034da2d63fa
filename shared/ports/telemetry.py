"""What is told of the work to whoever watches it: how long, how it ended, in which trace."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Kind(StrEnum):
    """What a piece of work is."""

    REQUEST = "request"
    STAGE = "stage"
    CALL = "call"


@dataclass(slots=True)
class Work:
    """A piece of work in hand; who does it may say how it ended."""

    outcome: str = "done"


class Telemetry(Protocol):
    """Watches work. It learns names, ids and outcomes, never content, and never fails."""

    def span(
        self, name: str, kind: Kind, *, parent: str = "", **ids: str
    ) -> AbstractContextManager[Work]:
        """Watch the work inside the block.

        Args:
            name: of a route, a stage or a provider; one of few.
            parent: W3C traceparent of what caused it; empty where the work at hand did.
            ids: such as `recording_id`.
        """

    def close(self) -> None:
        """Tell what was not told yet."""


class Untold(Telemetry):
    """Tells nobody."""

    @contextmanager
    def span(
        self,
        name: str,  # noqa: ARG002 - the port's, as all of them
        kind: Kind,  # noqa: ARG002
        *,
        parent: str = "",  # noqa: ARG002
        **ids: str,  # noqa: ARG002
    ) -> Iterator[Work]:
        """Watch nothing."""
        yield Work()

    def close(self) -> None:
        """Tell nothing."""
