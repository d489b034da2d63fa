"""Who talks with the learner."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from shared.domain.conversation import Turn
from shared.domain.correction import Correction
from shared.domain.error_types import ErrorType, Level
from shared.domain.feedback import Move
from shared.domain.type_names import type_name


@dataclass(frozen=True, slots=True)
class Point:
    """Something of French that is due to be met again.

    Attributes:
        pattern: as the memory names it, such as `auxiliary:aller`; it may hold a word of theirs.
    """

    type: ErrorType
    pattern: str

    @property
    def name(self) -> str:
        """What people call it, in French."""
        word = self.pattern.partition(":")[2]
        kind = type_name(self.type, "fr")
        return f"{kind} : {word}" if word else kind


@dataclass(frozen=True, slots=True)
class TutorRequest:
    """What the tutor answers to.

    Attributes:
        message: what the learner said.
        raised: the corrections to bring up, one at most below C1; `move`: how.
        history: the last turns, oldest first.
        focus: points to steer the talk towards, most wanted first.
        prompt: the task the learner speaks to, if any.
    """

    message: str
    raised: Sequence[Correction]
    move: Move
    level: Level
    history: Sequence[Turn] = ()
    focus: Sequence[Point] = ()
    prompt: str = ""


class Reply(Iterator[str]):
    """A reply that knows who makes it, where that need not be the tutor who was asked."""

    def __init__(self, pieces: Iterator[str], made_by: str) -> None:
        self.made_by = made_by
        self._pieces = pieces

    def __next__(self) -> str:
        return next(self._pieces)


def made_by(tutor: "Tutor", reply: Iterator[str]) -> str:
    """The name of who makes a reply of this tutor."""
    return reply.made_by if isinstance(reply, Reply) else tutor.name


class Tutor(Protocol):
    """Answers in French to what was said."""

    name: str

    def reply(self, request: TutorRequest) -> Iterator[str]:
        """Yield the reply in pieces as they come; joined, they are the reply.

        Who hangs up in the middle drops the iterator.

        Raises:
            Transient: `provider_unavailable`, before the first piece only.
        """
