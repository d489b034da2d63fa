"""Typed results of stages, kept beside the audio."""

from typing import Protocol, TypeVar

T = TypeVar("T")


class Artefacts(Protocol):
    """Writes and reads results as documents of a known type.

    A name is used for one content only (recording, stage, generation), so writing it again after
    a crash changes nothing.
    """

    def write(self, name: str, value: object) -> None:
        """Store a frozen dataclass of the domain."""

    def read(self, name: str, kind: type[T]) -> T:
        """Load it back.

        Raises:
            Permanent: `internal` when it is absent or no longer fits its type.
        """
