"""Whether an error rate changed between two windows: four states, and the figures behind them.

    improved              P(rate fell) > .95
    worsened              P(rate rose) > .95
    stable                neither, and the interval of the change lies within the margin
    not_enough_evidence   anything else, with about how many more opportunities are needed

"Stable" is a claim too (equivalence, Schuirmann 1987, https://doi.org/10.1007/BF01068419): no
significant change is not the same as no change. What is controlled is each single comparison: a
learner who does not change is called improved in at most 5 % of them. Looking every week gives
many chances; see `Rules.spend`.
"""

import math
from dataclasses import dataclass, replace
from enum import StrEnum

from shared.domain.clustering import Design
from shared.domain.distributions import (
    Beta,
    difference_interval,
    jeffreys,
    normal_quantile,
    probability_less,
)

# "About N more": finer steps would promise a precision that the estimate does not have.
ROUND_TO = 5


class State(StrEnum):
    """What may be said of a change."""

    IMPROVED = "improved"
    WORSENED = "worsened"
    STABLE = "stable"
    NOT_ENOUGH_EVIDENCE = "not_enough_evidence"


class Reason(StrEnum):
    """Which rule led to the state; stable keys for the pages' own words."""

    RATE_FELL = "rate_fell"
    RATE_ROSE = "rate_rose"
    WITHIN_MARGIN = "within_margin"
    UNDECIDED = "undecided"
    FEW_OPPORTUNITIES = "few_opportunities"
    FEW_SESSIONS = "few_sessions"
    FEW_LEARNERS = "few_learners"
    RECOGNIZER_CHANGED = "recognizer_changed"
    TASK_CHANGED = "task_changed"
    MANY_COMPARISONS = "many_comparisons"


@dataclass(frozen=True, slots=True)
class Rules:
    """What a claim asks for.

    Attributes:
        confidence: P above which a change is claimed.
        opportunities, sessions, learners: least number in each window (learners for a class).
            Three sessions, because with fewer
            one odd sitting is the window, and clustering cannot be told from change.
        weeks: length of the recent window and of the baseline before it. Four: about 120
            opportunities of a common type at a few talks a week, the number at which a halving
            from .30 is found four times in five, and short enough that half a term holds both.
        least_margin, most_margin: a change that matters is half the rate, but not less and not
            more than these: under 5 points nobody hears it, and over 15 every teacher does.
    """

    confidence: float = 0.95
    opportunities: int = 30
    sessions: int = 3
    learners: int = 3
    weeks: int = 4
    least_margin: float = 0.05
    most_margin: float = 0.15

    def spend(self, looks: int) -> "Rules":
        """Share the allowed 5 % among a number of looks (Bonferroni), at the price of power.

        With it the chance of any false "improved" in all the looks stays at most what one look
        has otherwise, however strongly overlapping windows make the looks depend on each other.

        Raises:
            ValueError: looks is below 1.
        """
        if looks < 1:
            raise ValueError("at least one look")
        return replace(self, confidence=1 - (1 - self.confidence) / looks)


RULES = Rules()


@dataclass(frozen=True, slots=True)
class Sample:
    """One window of a comparison: what was counted, and what it is worth.

    Attributes:
        errors, opportunities: as counted.
        sessions: sittings with at least one opportunity.
        divisor: design effect times the correction for its uncertainty, at least 1.
        standardized: rate of a class at the weights common to both windows, which is what is
            compared; None for a learner.
    """

    errors: int
    opportunities: int
    sessions: int
    divisor: float = 1.0
    standardized: float | None = None

    @property
    def rate(self) -> float | None:
        """The rate that is compared, 0 to 1; None where there was no opportunity."""
        if self.standardized is not None or not self.opportunities:
            return self.standardized
        return self.errors / self.opportunities

    @property
    def effective_opportunities(self) -> float:
        """How many independent opportunities these are worth."""
        return self.opportunities / self.divisor

    @property
    def posterior(self) -> Beta:
        """Distribution of the true rate, given the effective counts."""
        worth = self.effective_opportunities
        # Rounding may carry rate times worth past its end by one part in 1e16.
        return jeffreys(min(worth, (self.rate or 0.0) * worth), worth)

    def interval(self, mass: float = 0.90) -> tuple[float, float]:
        """Give the Jeffreys interval of the rate.

        The default, 90 %, leaves 5 % on each side, like the claim does: so two rates are shown
        with the uncertainty they were compared with.
        """
        return self.posterior.interval(mass)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A state, and every figure that led to it.

    Attributes:
        baseline, recent: the two windows.
        probability: P(recent rate < baseline rate); None where no comparison was allowed, so
            that no page can show a figure without standing.
        difference: interval of recent less baseline rate, -1 to 1, that leaves 1 - confidence
            outside on each side; None likewise.
        margin: largest change, in rate, that would still be called stable.
        needed: opportunities that each window should hold for an answer.
        more_opportunities: what the thinner window lacks of it, about; 0 where more talk is not
            what is missing.
        more_sessions: what the window of fewer sessions lacks.
        confidence: the P that was asked for.
    """

    state: State
    reason: Reason
    baseline: Sample
    recent: Sample
    probability: float | None
    difference: tuple[float, float] | None
    margin: float
    needed: int
    more_opportunities: int
    more_sessions: int
    confidence: float


def judge(
    baseline: Sample,
    recent: Sample,
    design: Design | None,
    *,
    rules: Rules = RULES,
    unknown: Reason = Reason.FEW_SESSIONS,
) -> Verdict:
    """Compare two windows of the same recognizer and the same task.

    Args:
        baseline, recent: as counted; their divisors are replaced.
        design: None where clustering is unknown, which no claim survives.
        unknown: the reason to give then.

    Returns:
        The verdict. Swapping the windows swaps `improved` and `worsened` and nothing else.
    """
    if design is not None:
        correction = design.correction(rules.confidence)
        baseline = replace(baseline, divisor=design.baseline * correction)
        recent = replace(recent, divisor=design.recent * correction)
    if min(baseline.opportunities, recent.opportunities) < rules.opportunities:
        return refuse(baseline, recent, Reason.FEW_OPPORTUNITIES, rules=rules)
    if min(baseline.sessions, recent.sessions) < rules.sessions:
        return refuse(baseline, recent, Reason.FEW_SESSIONS, rules=rules)
    if design is None:
        return refuse(baseline, recent, unknown, rules=rules)
    margin = _margin(baseline, recent, rules)
    x, y = recent.posterior, baseline.posterior
    fell = probability_less(x, y)
    difference = difference_interval(y, x, 2 * rules.confidence - 1)
    if fell > rules.confidence:
        state, reason = State.IMPROVED, Reason.RATE_FELL
    elif 1 - fell > rules.confidence:
        state, reason = State.WORSENED, Reason.RATE_ROSE
    elif -margin < difference[0] and difference[1] < margin:
        state, reason = State.STABLE, Reason.WITHIN_MARGIN
    else:
        state, reason = State.NOT_ENOUGH_EVIDENCE, Reason.UNDECIDED
    needed = opportunities_needed(baseline, recent, rules=rules)
    return Verdict(
        state=state,
        reason=reason,
        baseline=baseline,
        recent=recent,
        probability=fell,
        difference=difference,
        margin=margin,
        needed=needed,
        more_opportunities=lacking(baseline, recent, needed) if reason is Reason.UNDECIDED else 0,
        more_sessions=0,
        confidence=rules.confidence,
    )


def refuse(baseline: Sample, recent: Sample, reason: Reason, *, rules: Rules = RULES) -> Verdict:
    """Say that there is not enough evidence, and how much more would do."""
    needed = opportunities_needed(baseline, recent, rules=rules)
    few = min(baseline.opportunities, recent.opportunities) < rules.opportunities
    return Verdict(
        state=State.NOT_ENOUGH_EVIDENCE,
        reason=reason,
        baseline=baseline,
        recent=recent,
        probability=None,
        difference=None,
        margin=_margin(baseline, recent, rules),
        needed=needed,
        more_opportunities=lacking(baseline, recent, needed) if few else 0,
        more_sessions=max(0, rules.sessions - min(baseline.sessions, recent.sessions)),
        confidence=rules.confidence,
    )


def opportunities_needed(baseline: Sample, recent: Sample, *, rules: Rules = RULES) -> int:
    """Estimate how many opportunities each window should hold for a claim or for `stable`.

    Normal approximation, as if the rates and the clustering seen so far were the true ones: n
    such that z times the standard error of the difference equals the difference (a claim) or
    what is left of the margin (stable), whichever comes first. It is a guide for planning, not a
    promise: at that n the answer comes about every second time.

    Returns:
        At least what the rules ask of each window.
    """
    x, y = baseline.posterior, recent.posterior
    gap = abs(y.mean - x.mean)
    left = max(gap, _margin(baseline, recent, rules) - gap)
    variance = baseline.divisor * x.mean * (1 - x.mean) + recent.divisor * y.mean * (1 - y.mean)
    enough = normal_quantile(rules.confidence) ** 2 * variance / left**2
    return max(rules.opportunities, math.ceil(enough))


def lacking(baseline: Sample, recent: Sample, needed: int) -> int:
    """Give about how many opportunities the thinner window lacks, at least one step."""
    missing = needed - min(baseline.opportunities, recent.opportunities)
    return max(1, math.ceil(missing / ROUND_TO)) * ROUND_TO


def _margin(baseline: Sample, recent: Sample, rules: Rules) -> float:
    """Half the rate of both windows together, within the rules' bounds."""
    opportunities = baseline.opportunities + recent.opportunities
    if not opportunities:
        return rules.most_margin
    errors = sum((side.rate or 0.0) * side.opportunities for side in (baseline, recent))
    return min(rules.most_margin, max(rules.least_margin, errors / opportunities / 2))


def explain(verdict: Verdict) -> str:
    """Say in one English sentence or two which figures led to the verdict.

    For logs of a decision and as a pattern; a page words it in the reader's language, from the
    reason and the same figures.
    """
    before, after = _told(verdict.baseline), _told(verdict.recent)
    counted = f"{verdict.state}: {before} before, {after} since."
    if verdict.probability is None or verdict.difference is None:
        return f"{counted} {_lack(verdict)}"
    low, high = (round(100 * end) for end in verdict.difference)
    worth = [round(side.effective_opportunities) for side in (verdict.baseline, verdict.recent)]
    figures = (
        f"P(rate fell) = {verdict.probability:.3f}, {verdict.confidence:.3f} is asked for; "
        f"the change lies between {low:+d} and {high:+d} points; as errors come in clusters, "
        f"the opportunities are worth {worth[0]} and {worth[1]} independent ones."
    )
    return " ".join(part for part in (counted, figures, _lack(verdict)) if part)


def _told(sample: Sample) -> str:
    rate = "" if sample.rate is None else f" ({sample.rate:.0%})"
    return f"{sample.errors} errors in {sample.opportunities} opportunities{rate}"


def _lack(verdict: Verdict) -> str:
    wanted = {
        Reason.RECOGNIZER_CHANGED: "The recognizer changed, so the windows are not comparable.",
        Reason.TASK_CHANGED: "The tasks changed, so the windows are not comparable.",
        Reason.FEW_LEARNERS: "Too few learners talked in both windows.",
        Reason.MANY_COMPARISONS: "Among so many comparisons this one may be chance.",
    }
    parts = [wanted.get(verdict.reason, "")]
    if verdict.more_opportunities:
        parts.append(f"About {verdict.more_opportunities} more opportunities are needed.")
    if verdict.more_sessions:
        parts.append(f"{verdict.more_sessions} more sessions are needed.")
    return " ".join(part for part in parts if part)
