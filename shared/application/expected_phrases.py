"""A learner's likely errors, for whichever recognizer asks for them."""

from collections.abc import Sequence
from functools import cached_property
from typing import overload

from shared.ports.learners import Learners


class ExpectedPhrases(Sequence[str]):
    """What is known of the learner, read when the first phrase is asked for: most never ask."""

    def __init__(self, learner_id: str, *, learners: Learners) -> None:
        self._learner_id = learner_id
        self._learners = learners

    @cached_property
    def _phrases(self) -> Sequence[str]:
        return self._learners.expected_phrases(self._learner_id)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._phrases)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...
    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        """Give one, or some."""
        return self._phrases[index]
