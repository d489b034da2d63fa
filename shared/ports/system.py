"""Time, ids and identity: what a test wants to hold in its hand."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Clock(Protocol):
    """Knows what time it is."""

    def now(self) -> datetime:
        """The current time, aware, in UTC."""


class Ids(Protocol):
    """Makes opaque identifiers."""

    def new(self) -> str:
        """A fresh id; later ids sort after earlier ones."""


class Role(StrEnum):
    """What somebody may do."""

    LEARNER = "learner"
    TEACHER = "teacher"
    ADMIN = "admin"
    SERVICE = "service"


@dataclass(frozen=True, slots=True)
class Principal:
    """Who is calling."""

    id: str
    role: Role


class Identity(Protocol):
    """Tells who sends a request.

    Attributes:
        waits: whether it may have to ask somebody, as for an issuer's keys.
    """

    waits: bool = True

    def authenticate(self, authorization: str) -> Principal:
        """Read an Authorization header; empty when none was sent.

        Raises:
            Refused: `unauthenticated`.
        """
