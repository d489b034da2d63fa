"""Who proposes corrections: our rules, Grammalecte, a language model."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Proposal:
    """A suggested change of one text. The detector never names the error's type; we do.

    Attributes:
        start, end: span in the text given, in characters, `end` exclusive.
        replacements: what to say instead, best first; at least one.
        confidence: 0 to 1, the detector's own.
        detector: who says so, such as `grammalecte` or `rules:partitive.after_negation`.
        explanation: one sentence per language (`fr`, `en`), where the detector has one.
    """

    start: int
    end: int
    replacements: tuple[str, ...]
    confidence: float
    detector: str
    explanation: dict[str, str]


class ErrorDetector(Protocol):
    """Looks for errors in one sentence."""

    name: str

    def find(self, sentence: str) -> list[Proposal]:
        """Propose corrections, in order of place, possibly overlapping.

        Raises:
            Transient: an outside detector did not answer; the others go on without it.
        """
