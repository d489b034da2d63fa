"""Comparisons as answers, for a learner's progress and a class's report."""

from datetime import date

from pydantic import Field

from infra.edge.bodies import Body
from infra.edge.models import Explanation
from shared.domain.error_types import ErrorType
from shared.domain.evidence import Reason, Sample, State, explain
from shared.domain.french_explanation import explain_in_french
from shared.domain.progress import Comparison


class SampleModel(Body):
    """One window: counts, the rate, and its 90 % interval; null without opportunities."""

    errors: int = Field(examples=[7])
    opportunities: int = Field(examples=[31])
    sessions: int = Field(examples=[5])
    rate: float | None = Field(examples=[0.2258])
    interval: tuple[float, float] | None = Field(examples=[(0.1254, 0.3707)])

    @classmethod
    def of(cls, sample: Sample) -> "SampleModel":
        """Show a window."""
        low, high = sample.interval() if sample.opportunities else (0.0, 1.0)
        return cls(
            errors=sample.errors,
            opportunities=sample.opportunities,
            sessions=sample.sessions,
            rate=None if sample.rate is None else round(sample.rate, 4),
            interval=(round(low, 4), round(high, 4)) if sample.opportunities else None,
        )


class ComparisonModel(Body):
    """A verdict with its figures. `probability` that the rate fell is null without standing."""

    type: ErrorType
    state: State
    reason: Reason
    explanation: Explanation
    until: date
    baseline: SampleModel
    recent: SampleModel
    probability: float | None = Field(examples=[0.87])
    difference: tuple[float, float] | None = Field(examples=[(-0.21, 0.04)])
    more_opportunities: int = Field(examples=[12])
    more_sessions: int = Field(examples=[0])
    recognizer: str = Field(examples=["faster-whisper:small"])
    task: str = Field(examples=["free"])
    set_aside: int = Field(examples=[0])

    @classmethod
    def of(cls, comparison: Comparison) -> "ComparisonModel":
        """Show a comparison."""
        verdict = comparison.verdict
        return cls(
            type=comparison.type,
            state=verdict.state,
            reason=verdict.reason,
            explanation={"fr": explain_in_french(verdict), "en": explain(verdict)},
            until=comparison.until,
            baseline=SampleModel.of(verdict.baseline),
            recent=SampleModel.of(verdict.recent),
            probability=verdict.probability,
            difference=verdict.difference,
            more_opportunities=verdict.more_opportunities,
            more_sessions=verdict.more_sessions,
            recognizer=comparison.recognizer,
            task=comparison.task,
            set_aside=comparison.set_aside,
        )
