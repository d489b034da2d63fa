"""Beta, Student and normal distributions in plain floats, and the comparison of two rates.

Written out because the functions that need them start cold: numpy and scipy together cost more
than the rest of the core to import. The accuracy that the tests ask for is 1e-9.

Sources:
    Incomplete beta: continued fraction DLMF 8.17.22 (https://dlmf.nist.gov/8.17), evaluated by
    Lentz's method with Thompson and Barnett's guard (https://doi.org/10.1016/0021-9991(86)90046-X).
    Jeffreys interval: Brown, Cai & DasGupta 2001 (https://doi.org/10.1214/ss/1009213286).
    Difference of two rates: MOVER, Zou & Donner 2008 (https://doi.org/10.1002/sim.3095).
    False discovery rate: Benjamini & Hochberg 1995
    (https://doi.org/10.1111/j.2517-6161.1995.tb02031.x).
    Trapezoidal rule on the whole line: Trefethen & Weideman 2014
    (https://doi.org/10.1137/130932132).
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_TINY = 1e-300
_EPSILON = 1e-15
# The fraction needs about sqrt(max(a, b)) terms on the side of the mean where it is used.
_MAX_TERMS = 20_000
_MAX_STEPS = 200
# From here on t and z differ by less than one in a hundred thousand at the levels used.
_NORMAL_FROM = 1e5


@dataclass(frozen=True, slots=True)
class Beta:
    """Distribution of a rate; `a` and `b` are both above 0.

    Raises:
        ValueError: a shape is not a finite number above 0.
    """

    a: float
    b: float

    def __post_init__(self) -> None:
        if not (0 < self.a < math.inf and 0 < self.b < math.inf):
            raise ValueError("both shapes must be finite and above 0")

    @property
    def mean(self) -> float:
        """Expected rate, 0 to 1."""
        return self.a / (self.a + self.b)

    def cdf(self, x: float) -> float:
        """Give the probability that the rate is at most x."""
        return regularized_incomplete_beta(self.a, self.b, x)

    def quantile(self, probability: float) -> float:
        """Invert the cdf by Halley's steps kept inside a shrinking bracket.

        Raises:
            ValueError: the probability is outside 0 to 1.
        """
        if not 0 <= probability <= 1:
            raise ValueError("a probability lies between 0 and 1")
        if probability in (0.0, 1.0):
            return probability
        log_scale = _log_beta(self.a, self.b)
        low, high, x = 0.0, 1.0, self.mean
        for _ in range(_MAX_STEPS):
            error = self.cdf(x) - probability
            low, high = (low, x) if error > 0 else (x, high)
            log_density = (self.a - 1) * math.log(x) + (self.b - 1) * math.log1p(-x) - log_scale
            step = error * math.exp(-log_density) if abs(log_density) < 600 else math.inf
            # Halley's use of the density's slope, bounded: where the density shoots up at an end
            # it would otherwise shrink the step to nothing, which looks like convergence.
            bend = step * ((self.a - 1) / x - (self.b - 1) / (1 - x))
            following = x - step / (1 - max(-1.0, min(1.0, bend)) / 2)
            # Convergence is cubic: after a step this small the next one is rounding.
            if abs(step) <= 1e-9 * min(x, 1 - x):
                return following
            # Outside the bracket the steps have lost their way: bisect instead.
            if not low < following < high:
                following = (low + high) / 2
            if following in (low, high):
                return following
            x = following
        return x

    def interval(self, mass: float) -> tuple[float, float]:
        """Give the two ends that leave (1 - mass) / 2 of the probability outside on each side.

        Raises:
            ValueError: the mass is outside 0 to 1.
        """
        tail = (1 - mass) / 2
        return self.quantile(tail), self.quantile(1 - tail)


def jeffreys(errors: float, opportunities: float) -> Beta:
    """Give the posterior of a rate under Jeffreys' prior, Beta(1/2, 1/2).

    Args:
        errors: at most `opportunities`; both may be fractions, as counts divided by a design
            effect are.

    Raises:
        ValueError: the counts are negative, or there are more errors than opportunities.
    """
    if not 0 <= errors <= opportunities:
        raise ValueError("errors lie between 0 and the opportunities")
    return Beta(errors + 0.5, opportunities - errors + 0.5)


def regularized_incomplete_beta(a: float, b: float, x: float) -> float:
    """Give I_x(a, b), the cdf of Beta(a, b) at x; x outside 0 to 1 counts as the nearer end."""
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    front = math.exp(a * math.log(x) + b * math.log1p(-x) - _log_beta(a, b))
    return _incomplete_beta(a, b, x, front)


def probability_less(x: Beta, y: Beta) -> float:
    """Give P(X < Y) for two independent rates.

    The integral of X's cdf over Y's density, in the logit of the rate: there the integrand is
    analytic and dies off at both ends, so the trapezoidal rule converges geometrically, without
    randomness. P(X < Y) + P(Y < X) = 1 holds to the last digit because only one is computed.
    """
    if x == y:
        return 0.5
    if _logit_variance(x) < _logit_variance(y):
        # The wider cdf is the smoother factor, so the narrower distribution is integrated over.
        return 1.0 - _integrate(x, y)
    if _logit_variance(x) == _logit_variance(y) and (x.a, x.b) > (y.a, y.b):
        return 1.0 - _integrate(x, y)
    return _integrate(y, x)


def difference_interval(x: Beta, y: Beta, mass: float) -> tuple[float, float]:
    """Give an interval for Y - X from the intervals of each (MOVER).

    Raises:
        ValueError: the mass is outside 0 to 1.
    """
    x_low, x_high = x.interval(mass)
    y_low, y_high = y.interval(mass)
    gap = y.mean - x.mean
    below = math.hypot(y.mean - y_low, x_high - x.mean)
    above = math.hypot(y_high - y.mean, x.mean - x_low)
    return max(-1.0, gap - below), min(1.0, gap + above)


def normal_quantile(probability: float) -> float:
    """Give z with P(Z <= z) = probability for a standard normal Z.

    Raises:
        ValueError: the probability is not strictly between 0 and 1.
    """
    if not 0 < probability < 1:
        raise ValueError("a probability strictly between 0 and 1 is needed")
    if probability < 0.5:
        return -normal_quantile(1 - probability)
    low, high = 0.0, 40.0
    tail = 2 * (1 - probability)
    for _ in range(_MAX_STEPS):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if math.erfc(middle / math.sqrt(2)) > tail:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def student_quantile(probability: float, degrees_of_freedom: float) -> float:
    """Give t with P(T <= t) = probability for Student's T.

    From P(|T| > t) = I_x(df/2, 1/2) with x = df / (df + t²), DLMF 8.17 and Abramowitz & Stegun
    26.7.1.

    Raises:
        ValueError: the probability is not strictly between 0 and 1, or the degrees of freedom
            are not above 0.
    """
    if not 0 < probability < 1 or degrees_of_freedom <= 0:
        raise ValueError("a probability strictly between 0 and 1 and df above 0 are needed")
    if probability == 0.5:
        return 0.0
    if degrees_of_freedom > _NORMAL_FROM:
        return normal_quantile(probability)
    if probability < 0.5:
        return -student_quantile(1 - probability, degrees_of_freedom)
    x = Beta(degrees_of_freedom / 2, 0.5).quantile(2 * (1 - probability))
    return math.sqrt(degrees_of_freedom * (1 - x) / x)


def benjamini_hochberg(p_values: Sequence[float], rate: float) -> tuple[bool, ...]:
    """Say which hypotheses are rejected while the false discovery rate stays at `rate`.

    Args:
        p_values: one a hypothesis, independent or positively dependent.

    Returns:
        One answer per p value, in the order given.
    """
    count = len(p_values)
    passing = [
        value
        for rank, value in enumerate(sorted(p_values), start=1)
        if value <= rate * rank / count
    ]
    limit = max(passing, default=-1.0)
    return tuple(value <= limit for value in p_values)


def _log_beta(a: float, b: float) -> float:
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)


def _incomplete_beta(a: float, b: float, x: float, front: float) -> float:
    """Give I_x(a, b) where front = x^a (1-x)^b / B(a, b) is known already."""
    # The fraction converges fast below the mean only; above it, use the complement.
    if x * (a + b + 2) <= a + 1:
        return front * _fraction(a, b, x) / a
    return 1.0 - front * _fraction(b, a, 1.0 - x) / b


def _fraction(a: float, b: float, x: float) -> float:
    """Evaluate the continued fraction DLMF 8.17.22 from the front."""
    c = 1.0
    d = 1.0 / ((1.0 - (a + b) * x / (a + 1.0)) or _TINY)
    value = d
    for m in range(1, _MAX_TERMS):
        top = a + 2 * m
        even = m * (b - m) * x / ((top - 1) * top)
        odd = -(a + m) * (a + b + m) * x / (top * (top + 1))
        d = 1.0 / ((1.0 + even * d) or _TINY)
        c = (1.0 + even / c) or _TINY
        value *= c * d
        d = 1.0 / ((1.0 + odd * d) or _TINY)
        c = (1.0 + odd / c) or _TINY
        change = c * d
        value *= change
        if -_EPSILON < change - 1.0 < _EPSILON:
            break
    return value


def _trigamma(x: float) -> float:
    """Give psi'(x) by recurrence to 6 and then its asymptotic series, DLMF 5.15.8."""
    total = 0.0
    while x < 6:
        total += 1 / (x * x)
        x += 1
    inverse = 1 / (x * x)
    return total + 1 / x + inverse / 2 + inverse / x * (1 / 6 - inverse * (1 / 30 - inverse / 42))


def _logit_variance(beta: Beta) -> float:
    return _trigamma(beta.a) + _trigamma(beta.b)


def _integrate(over: Beta, other: Beta) -> float:
    """Give P(other < over) by the trapezoidal rule in the logit of `over`."""
    one, two = _logit_variance(over), _logit_variance(other)
    # A bell of joint width s is summed with error exp(-2 pi² s²/h²); a skewed density's transform
    # fades only as exp(-pi w/2), which costs exp(-pi²/h). 0.6 s and 0.33 keep both under 1e-10.
    step = min(0.6 * math.sqrt(one * two / (one + two)), 0.33)
    centre = math.log(over.a / over.b)
    below = _walk(over, other, centre, -step)
    above = _walk(over, other, centre + step, step)
    return min(1.0, step * (math.fsum(below) + math.fsum(above)))


def _walk(over: Beta, other: Beta, start: float, step: float) -> Iterator[float]:
    """Yield density times cdf from `start` outward until nothing is left to add."""
    over_scale = _log_beta(over.a, over.b)
    other_scale = _log_beta(other.a, other.b)
    total = 0.0
    logit = start
    for _ in range(_MAX_TERMS):
        # log x and log(1-x) from the logit, without cancellation at either end.
        small = math.log1p(math.exp(-abs(logit)))
        log_x, log_rest = (-small, -logit - small) if logit > 0 else (logit - small, -small)
        density = math.exp(over.a * log_x + over.b * log_rest - over_scale)
        front = math.exp(other.a * log_x + other.b * log_rest - other_scale)
        term = density * _incomplete_beta(other.a, other.b, math.exp(log_x), front)
        yield term
        total += term
        if term <= total * 1e-16 and (total > 0 or density < 1e-18):
            return
        logit += step
