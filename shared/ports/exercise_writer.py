"""Sentences to practise on, written by something that writes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from shared.domain.error_types import ErrorType


@dataclass(frozen=True, slots=True)
class WrittenPair:
    """A right sentence, and the same with the error it is told apart from."""

    right: str
    wrong: str


class ExerciseWriter(Protocol):
    """Writes sentences on one pattern; nothing of any learner is told to it."""

    name: str

    def write(self, pattern: str, kind: ErrorType) -> Sequence[WrittenPair]:
        """Write a few pairs, to be checked by whoever asked; none where it has none.

        Args:
            pattern: such as `auxiliary:aller`.

        Raises:
            Transient: `provider_unavailable`.
            Permanent: `provider_refused`.
        """
