"""What a learner gets back for one turn: corrections, of which few are raised, and a reply."""

from dataclasses import dataclass
from enum import StrEnum

from shared.domain.correction import Correction
from shared.domain.error_types import ErrorType
from shared.domain.fluency import Fluency


class Move(StrEnum):
    """How a correction is brought up (Lyster & Ranta 1997, https://doi.org/10.1017/S0272263197001034)."""

    NONE = "none"
    ELICIT = "elicit"
    METALINGUISTIC = "metalinguistic"
    RECAST = "recast"


@dataclass(frozen=True, slots=True)
class Decision:
    """Why a finding was or was not raised; `index` points into the corrections."""

    index: int
    raised: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the French engine found in one text.

    Attributes:
        text: the text as analysed.
        corrected: the text with every counted correction applied.
        corrections: all findings in order of place, with the guards' verdicts.
        opportunities: obligatory contexts per type, counted on `corrected`.
        syllables, fillers, repairs: counts for fluency.
        silent: detectors that did not answer for the whole of the text.
    """

    text: str
    corrected: str
    corrections: tuple[Correction, ...]
    opportunities: dict[ErrorType, int]
    syllables: int = 0
    fillers: int = 0
    repairs: int = 0
    silent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feedback:
    """The answer to one turn.

    Attributes:
        raised: the findings taken up in the reply, as indices into the corrections.
        move: how it was taken up.
        trace: one decision per finding.
        reply: what the tutor says, in French.
        engines: who did what: `detectors`, `tutor`, and `silent` where a detector did not answer.
        register: of the learner's class, in which the reply is spoken.
    """

    analysis: Analysis
    raised: tuple[int, ...]
    move: Move
    trace: tuple[Decision, ...]
    reply: str
    engines: dict[str, str]
    fluency: Fluency | None = None
    register: str = ""
