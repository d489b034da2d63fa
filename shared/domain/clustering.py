"""How much less a count says when it comes in sessions: design effects.

Errors of one sitting resemble each other (the same topic, the same word said five times), so 120
opportunities in eight sessions say less than 120 independent ones. Counts are divided by the
design effect before anything is concluded from them.

For one learner the model form is used, deff = 1 + (m - 1) rho, with one rho from the sessions of
both windows. The alternative, a ratio estimator's variance per window (Rao & Scott 1992,
https://doi.org/10.2307/2532311), has to be estimated from four to eight sessions a side, is near
zero by chance whenever a window has almost no errors, and claims too much then; the pooled rho has
twice the degrees of freedom and follows unequal sessions, which halved talk brings. It is still
uncertain, and intervals are too narrow where that is ignored (Franco, Little, Louis & Slud 2019,
https://pmc.ncbi.nlm.nih.gov/articles/PMC6690503). So Korn and Graubard's correction (1998, Survey
Methodology 24, 193-201) divides the counts by (t/z)² as well, with t on the degrees of freedom of
rho, unless the sessions differ no more than independent ones would: then both variances are
pooled, as is usual after a preliminary test (Bancroft 1964, Biometrics 20, 427-442), and the
degrees of freedom are those of all opportunities. Left is a false "improved" of 3.9 to 5.0 % (3 to
24 sessions a side, rho 0 to .2, rates .05 to .30, 8 000 comparisons each); `GUARD` takes it to
4.7 % and below.

For a class the same learners stand on both sides, differ far more than sessions do, and do not
talk equally much in both: if the weak ones fall silent the class's plain rate falls, and nobody
has learned anything. So both rates are standardized to the same weights, those of Mantel and
Haenszel for a difference of rates (Greenland & Robins 1985, https://doi.org/10.2307/2530643), and
the variance of the difference is taken between learners, as the sampling unit. Such rates estimate
the change of a standard class even where learners change differently, and that variance stays
valid then (Noma & Nagashima 2016, https://doi.org/10.1515/em-2015-0004).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shared.domain.distributions import normal_quantile, student_quantile

# More variance than estimated, so that the goal of 5 % is kept and not just met on average; it
# costs one to one and a half points of power.
GUARD = 1.05
# Where one session or learner is nearly all of a window; counts are divided by 15 then, and t of
# still fewer degrees of freedom leaves the range of floats.
LEAST_FREEDOM = 1.0


@dataclass(frozen=True, slots=True)
class Counts:
    """Errors among opportunities (obligatory contexts met, right or wrong).

    Raises:
        ValueError: a count is negative, or there are more errors than opportunities.
    """

    errors: int
    opportunities: int

    def __post_init__(self) -> None:
        if not 0 <= self.errors <= self.opportunities:
            raise ValueError("errors lie between 0 and the opportunities")


@dataclass(frozen=True, slots=True)
class Clustering:
    """Correlation of two opportunities of one session.

    Attributes:
        rho: intraclass correlation, 0 to 1.
        degrees_of_freedom: what the estimate rests on, at least 1; sessions less windows where all
            sessions are of one size.
    """

    rho: float
    degrees_of_freedom: float


@dataclass(frozen=True, slots=True)
class Design:
    """By how much the counts of the two windows of a comparison shrink.

    Attributes:
        baseline, recent: design effects, at least 1: clustering never adds evidence. They
            include n/(n - deff): the variance of a rate, estimated at the rate seen, is too
            small by as much.
        degrees_of_freedom: of the estimate behind them, at least 1.
    """

    baseline: float
    recent: float
    degrees_of_freedom: float

    def correction(self, confidence: float) -> float:
        """Give Korn and Graubard's (t/z)² for a one-sided claim at `confidence`, times the guard.

        Returns:
            At least 1.
        """
        student = student_quantile(confidence, self.degrees_of_freedom)
        return GUARD * (student / normal_quantile(confidence)) ** 2


@dataclass(frozen=True, slots=True)
class Standardized:
    """Two windows of a class as if every learner had talked in the same proportion in both.

    Attributes:
        baseline, recent: rates at common weights, 0 to 1.
    """

    baseline: float
    recent: float
    design: Design


def total(counts: Iterable[Counts]) -> Counts:
    """Add counts up."""
    known = tuple(counts)
    return Counts(sum(each.errors for each in known), sum(each.opportunities for each in known))


def estimate_clustering(groups: Iterable[Sequence[Counts]]) -> Clustering | None:
    """Estimate rho from sessions, by the analysis of variance of 0/1 outcomes.

    (MSB - MSW) / (m0 T), from Ridout, Demétrio & Firth 1999
    (https://doi.org/10.1111/j.0006-341X.1999.00137.x), with the mean squares taken within each
    group and pooled. T, the total variance r(1 - r), stands for their MSB + (m0 - 1) MSW: that
    denominator contains the noisy MSB again and pulls rho down when sessions are few.

    Args:
        groups: the sessions of one window each; a window's own rate is taken out, so a real
            change between windows is not mistaken for clustering.

    Returns:
        None where no group has two sessions: then nothing is known of clustering.
    """
    between = within = variance = spread = effective = 0.0
    sessions = windows = opportunities = 0
    for group in groups:
        met = [each for each in group if each.opportunities > 0]
        if not met:
            continue
        whole = total(met)
        rate = whole.errors / whole.opportunities
        # Kish's size; the window is worth as many sessions as fit into it at that size.
        size = sum(each.opportunities**2 for each in met) / whole.opportunities
        windows += 1
        sessions += len(met)
        opportunities += whole.opportunities
        spread += size
        effective += whole.opportunities / size - 1
        variance += whole.errors * (1 - rate)
        for each in met:
            own = each.errors / each.opportunities
            between += each.opportunities * (own - rate) ** 2
            within += each.errors * (1 - own)
    freedom = sessions - windows
    if freedom < 1:
        return None
    independent = Clustering(0.0, opportunities - windows)
    if opportunities == sessions or variance == 0:
        # Sessions of one opportunity cannot be clustered; nor can outcomes that are all alike.
        return independent
    excess = between / freedom - within / (opportunities - sessions)
    if excess <= 0:
        return independent
    size = (opportunities - spread) / freedom
    rho = min(1.0, excess / (size * variance / opportunities))
    return Clustering(rho, max(LEAST_FREEDOM, effective))


def design_effect(sessions: Iterable[Counts], rho: float) -> float:
    """Give 1 + (m - 1) rho with m = sum of squares / sum of the session sizes.

    That m, rather than the plain mean, is Kish's for unequal clusters (1965, Survey Sampling,
    ch. 5.4; Kish 1987).

    Returns:
        At least 1.
    """
    sizes = [each.opportunities for each in sessions if each.opportunities > 0]
    if not sizes:
        return 1.0
    return 1 + (sum(size * size for size in sizes) / sum(sizes) - 1) * rho


def session_design(
    baseline: Sequence[Counts], recent: Sequence[Counts], clustering: Clustering | None = None
) -> Design | None:
    """Describe two windows of one learner, whose sampling units are sessions.

    Args:
        baseline, recent: one count a session.
        clustering: an estimate from more data (the class); by default from these two windows.

    Returns:
        None where clustering is not given and cannot be estimated.
    """
    known = clustering or estimate_clustering((baseline, recent))
    if known is None:
        return None
    return Design(
        _at_rate_seen(baseline, known.rho),
        _at_rate_seen(recent, known.rho),
        known.degrees_of_freedom,
    )


def standardize(pairs: Sequence[tuple[Counts, Counts]]) -> Standardized | None:
    """Describe two windows of a class, whose sampling units are learners.

    With weights w = n1 n2 / (n1 + n2), each side's rate is the sum of w r over the sum of w; the
    variance of their difference d is L/(L-1) times the sum of w² (d of the learner - d)² over
    (sum of w)².

    Args:
        pairs: one (baseline, recent) a learner; those without opportunities on one side are
            left out, as they cannot have changed.

    Returns:
        None with fewer than two learners.
    """
    met = [pair for pair in pairs if min(each.opportunities for each in pair) > 0]
    if len(met) < 2:
        return None
    sizes = [(one.opportunities, two.opportunities) for one, two in met]
    weights = [one * two / (one + two) for one, two in sizes]
    whole = sum(weights)
    rates = [(one.errors / one.opportunities, two.errors / two.opportunities) for one, two in met]
    before, after = (
        sum(weight * rate[side] for weight, rate in zip(weights, rates, strict=True)) / whole
        for side in (0, 1)
    )
    # As many opportunities, sampled independently at these weights, are each side's counts worth.
    worth = [
        whole**2 / sum(weight**2 / size[side] for weight, size in zip(weights, sizes, strict=True))
        for side in (0, 1)
    ]
    squares = sum(
        (weight * (two - one - after + before)) ** 2
        for weight, (one, two) in zip(weights, rates, strict=True)
    )
    variance = squares / whole**2 * len(met) / (len(met) - 1)
    binomial = before * (1 - before) / worth[0] + after * (1 - after) / worth[1]
    effect = max(1.0, variance / binomial) if binomial > 0 else 1.0
    totals = [sum(size[side] for size in sizes) for side in (0, 1)]
    return Standardized(
        before,
        after,
        Design(
            effect * totals[0] / worth[0],
            effect * totals[1] / worth[1],
            max(LEAST_FREEDOM, whole**2 / sum(weight**2 for weight in weights) - 1),
        ),
    )


def _at_rate_seen(sessions: Sequence[Counts], rho: float) -> float:
    """Give the design effect with n/(n - deff), as E[r(1-r)] = p(1-p) (1 - deff/n)."""
    effect = design_effect(sessions, rho)
    opportunities = total(sessions).opportunities
    return effect * opportunities / max(1.0, opportunities - effect) if opportunities else 1.0
