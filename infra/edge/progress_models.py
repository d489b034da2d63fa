"""Comparisons as answers, for a learner's progress and a class's report."""

from collections.abc import Mapping
from datetime import date

from infra.edge.bodies import Body
from shared.domain.error_types import ErrorType
from shared.domain.evidence import Reason, Sample, State, explain
from shared.domain.french_explanation import explain_in_french
from shared.domain.progress import Comparison


class SampleModel(Body):
    """One window: counts, the rate, and its 90 % interval; null without opportunities."""

    errors: int
    opportunities: int
    sessions: int
    rate: float | None
    interval: tuple[float, float] | None

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
    explanation: Mapping[str, str]
    until: date
    baseline: SampleModel
    recent: SampleModel
    probability: float | None
    difference: tuple[float, float] | None
    more_opportunities: int
    more_sessions: int
    recognizer: str
    task: str
    set_aside: int

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
