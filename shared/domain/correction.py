"""A finding in what a learner said: where, what, what instead, and whether it may be shown."""

from dataclasses import dataclass
from enum import StrEnum

from shared.domain.error_types import ErrorType, Level


class Operation(StrEnum):
    """How the minimal edit changes the tokens."""

    REPLACE = "replace"
    INSERT = "insert"
    DELETE = "delete"
    REORDER = "reorder"


class Verdict(StrEnum):
    """What the guards made of a finding. Only `ERROR` is ever counted."""

    ERROR = "error"
    UNSURE = "unsure"
    """The recognizer doubted these words: shown as a question, never counted."""
    INAUDIBLE = "inaudible"
    """Original and correction sound alike: the recognizer's spelling, never shown."""
    REGISTER = "register"
    """Fine spoken French under this teacher's profile: never shown."""
    SELF_REPAIR = "self_repair"
    """The learner mended it in the same breath: praised, not charged."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One minimal edit of a transcript, typed by us.

    Attributes:
        start, end: span in the transcript's text, in characters, `end` exclusive; equal for an
            insertion.
        original, replacement: what was said and what to say; either may be empty, not both.
        type: kind of error; `pattern`: the finer key, such as `auxiliary:aller`.
        verdict: what the guards decided.
        confidence: 0 to 1.
        detectors: who found it, such as `rules:time_depuis.pour_duration` or `grammalecte`.
        explanation: one sentence for the learner, per language (`fr`, `en`).
        level: CEFR level at which the point is taught.
        rivals: what else was proposed for this place, as "said → say", best first.
    """

    start: int
    end: int
    original: str
    replacement: str
    type: ErrorType
    pattern: str
    op: Operation
    verdict: Verdict
    confidence: float
    detectors: tuple[str, ...]
    explanation: dict[str, str]
    level: Level
    rivals: tuple[str, ...] = ()

    @property
    def audible(self) -> bool:
        """Whether a listener can hear the difference."""
        return self.verdict is not Verdict.INAUDIBLE

    @property
    def counted(self) -> bool:
        """Whether it goes into the memory and the rates."""
        return self.verdict is Verdict.ERROR
