"""Findings as answers."""

from typing import TYPE_CHECKING

from pydantic import Field

from infra.edge.bodies import Body
from infra.edge.models import Explanation, Pattern
from shared.domain.correction import Correction, Operation, Verdict
from shared.domain.error_types import ErrorType, Level

if TYPE_CHECKING:
    from shared.domain.feedback import Analysis, Decision


class CorrectionModel(Body):
    """One finding. `start` and `end` count characters of the text; `verdict` says what it is.

    Findings that are not `error` were not counted: `unsure` is a question, `inaudible`,
    `register` and `self_repair` were dropped by a guard; `reason` says why.
    """

    start: int = Field(examples=[2])
    end: int = Field(examples=[9])
    original: str = Field(examples=["ai allé"])
    replacement: str = Field(examples=["suis allé"])
    type: ErrorType = Field(examples=[ErrorType.AUXILIARY])
    pattern: Pattern
    op: Operation
    verdict: Verdict
    audible: bool = Field(examples=[True])
    confidence: float = Field(examples=[0.9])
    level: Level = Field(examples=[Level.A2])
    explanation: Explanation
    detectors: tuple[str, ...] = Field(examples=[("rules:auxiliary",)])
    raised: bool = Field(examples=[True])
    reason: str = Field(examples=["raised"])

    @classmethod
    def of(cls, correction: Correction, decision: "Decision") -> "CorrectionModel":
        """Show a finding with the decision on it."""
        return cls(
            start=correction.start,
            end=correction.end,
            original=correction.original,
            replacement=correction.replacement,
            type=correction.type,
            pattern=correction.pattern,
            op=correction.op,
            verdict=correction.verdict,
            audible=correction.audible,
            confidence=round(correction.confidence, 2),
            level=correction.level,
            explanation=correction.explanation,
            detectors=correction.detectors,
            raised=decision.raised,
            reason=decision.reason,
        )


def show_corrections(
    analysis: "Analysis", trace: "tuple[Decision, ...]"
) -> tuple[CorrectionModel, ...]:
    """Show all findings of a turn in order of place."""
    by_index = {decision.index: decision for decision in trace}
    return tuple(
        CorrectionModel.of(correction, by_index[i])
        for i, correction in enumerate(analysis.corrections)
    )
