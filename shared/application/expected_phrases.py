"""What a learner is likely to say, right or wrong, for a recognizer that would mend it."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import overload

from shared.ports.learners import Learners

# The most frequent patterns: with up to five quotes each, as many phrases as a recognizer weighs
# well, and a read of the store each.
PATTERNS = 20
_EDGES = " .,;:!?…«»\"'’()"


class ExpectedPhrases(Sequence[str]):
    """The learner's own errors with a word on each side, each beside its right form.

    Both, so that neither is heard where the other was said. The memory is read when the first
    phrase is asked for: most recognizers ask for none.
    """

    def __init__(self, learner_id: str, *, learners: Learners) -> None:
        self._learner_id = learner_id
        self._learners = learners

    @cached_property
    def _phrases(self) -> tuple[str, ...]:
        entries = self._learners.memory(self._learner_id, limit=PATTERNS)
        pairs = (_variants(quote.said, quote.better) for each in entries for quote in each.quotes)
        return tuple(dict.fromkeys(phrase for pair in pairs for phrase in pair if phrase))

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


def _variants(said: str, better: str) -> Iterator[str]:
    """What differs between two sentences, in each, with a word on each side."""
    wrong, right = said.split(), better.split()
    shorter = min(len(wrong), len(right))
    before = next((n for n in range(shorter) if wrong[n] != right[n]), shorter)
    after = next((n for n in range(shorter - before) if wrong[-1 - n] != right[-1 - n]), None)
    after = shorter - before if after is None else after
    for words in (wrong, right):
        end = len(words) - after
        yield " ".join(words[max(0, before - 1) : end + 1]).strip(_EDGES)
