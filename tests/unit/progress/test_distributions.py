"""The maths against references computed another way: exact sums, closed forms, brute quadrature."""

import math
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.distributions import (
    Beta,
    benjamini_hochberg,
    difference_interval,
    jeffreys,
    normal_quantile,
    probability_less,
    regularized_incomplete_beta,
    student_quantile,
)

shapes = st.floats(0.5, 400)
betas = st.builds(Beta, shapes, shapes)
levels = st.floats(0.001, 0.999)


def exact_incomplete_beta(a: int, b: int, x: Fraction) -> Fraction:
    """I_x(a, b) for integers is a binomial tail (DLMF 8.17.5)."""
    n = a + b - 1
    return sum(
        (math.comb(n, j) * x**j * (1 - x) ** (n - j) for j in range(a, n + 1)), start=Fraction(0)
    )


def exact_probability_less(x: tuple[int, int], y: tuple[int, int]) -> Fraction:
    """P(X < Y) for integer shapes: X's cdf is a polynomial, integrated over Y's density."""
    (a, b), (c, d) = x, y

    def beta(p: int, q: int) -> Fraction:
        return Fraction(math.factorial(p - 1) * math.factorial(q - 1), math.factorial(p + q - 1))

    n = a + b - 1
    return sum(
        (math.comb(n, j) * beta(j + c, n - j + d) / beta(c, d) for j in range(a, n + 1)),
        start=Fraction(0),
    )


def brute_probability_less(x: Beta, y: Beta, panels: int = 6000) -> float:
    """Simpson's rule in the angle, rate = sin²: smooth for half-integer shapes."""

    def density(beta: Beta, angle: float) -> float:
        scale = math.lgamma(beta.a) + math.lgamma(beta.b) - math.lgamma(beta.a + beta.b)
        sine, cosine = math.sin(angle), math.cos(angle)
        powers = math.pow(sine, 2 * beta.a - 1) * math.pow(cosine, 2 * beta.b - 1)
        return 2 * math.exp(-scale) * powers

    width = math.pi / 2 / panels
    grid = [index * width for index in range(panels + 1)]
    f_x = [density(x, angle) for angle in grid]
    middle = [density(x, angle + width / 2) for angle in grid[:-1]]
    cdf = [0.0]
    for index in range(panels):
        cdf.append(cdf[-1] + width / 6 * (f_x[index] + 4 * middle[index] + f_x[index + 1]))
    terms = [value * density(y, angle) for value, angle in zip(cdf, grid, strict=True)]
    return width / 3 * (terms[0] + terms[-1] + 4 * sum(terms[1:-1:2]) + 2 * sum(terms[2:-1:2]))


INTEGERS = (1, 2, 7, 40, 150)


@pytest.mark.parametrize(("a", "b"), list(product(INTEGERS, INTEGERS)))
def test_incomplete_beta_equals_the_exact_binomial_tail(a: int, b: int) -> None:
    # GIVEN integer shapes, WHEN the fraction is evaluated, THEN it agrees with exact fractions
    for x in (Fraction(1, 100), Fraction(3, 10), Fraction(1, 2), Fraction(99, 100)):
        exact = float(exact_incomplete_beta(a, b, x))
        assert regularized_incomplete_beta(a, b, float(x)) == pytest.approx(
            exact, rel=1e-11, abs=1e-13
        )


@given(st.floats(0, 1))
def test_incomplete_beta_of_the_arcsine_law(x: float) -> None:
    # GIVEN Jeffreys' prior itself, THEN its cdf is the arcsine law
    angle = math.atan2(math.sqrt(x), math.sqrt(1 - x))
    assert Beta(0.5, 0.5).cdf(x) == pytest.approx(2 / math.pi * angle, abs=1e-12)


@given(betas, levels)
def test_quantile_inverts_the_cdf(beta: Beta, level: float) -> None:
    # GIVEN any rate, WHEN its quantile is put into its cdf, THEN the level comes back
    assert beta.cdf(beta.quantile(level)) == pytest.approx(level, abs=1e-9)


def test_quantile_at_the_ends() -> None:
    assert (Beta(2, 3).quantile(0), Beta(2, 3).quantile(1)) == (0, 1)
    # The arcsine law's quantile has a closed form, also where it is next to nothing.
    assert Beta(0.5, 0.5).quantile(1e-6) == pytest.approx(
        math.sin(math.pi / 2 * 1e-6) ** 2, rel=1e-9
    )
    with pytest.raises(ValueError, match="probability"):
        Beta(2, 3).quantile(1.01)


@pytest.mark.parametrize(
    ("x", "y"), list(product(product((1, 3, 25), (2, 60)), product((1, 10), (1, 4, 120))))
)
def test_probability_less_equals_the_exact_sum(x: tuple[int, int], y: tuple[int, int]) -> None:
    # GIVEN integer shapes, WHEN integrated, THEN the exact fraction comes out
    exact = float(exact_probability_less(x, y))
    assert probability_less(Beta(*x), Beta(*y)) == pytest.approx(exact, abs=1e-9)


@pytest.mark.parametrize(
    ("recent", "baseline"),
    [
        ((18, 120), (36, 120)),
        ((0, 30), (1, 30)),
        ((0, 60), (0, 30)),
        ((30, 30), (29, 30)),
        ((3, 200), (20, 40)),
    ],
)
def test_probability_less_equals_brute_quadrature(
    recent: tuple[int, int], baseline: tuple[int, int]
) -> None:
    # GIVEN Jeffreys posteriors (half-integers), THEN 6 000 Simpson panels say the same
    x, y = jeffreys(*recent), jeffreys(*baseline)
    assert probability_less(x, y) == pytest.approx(brute_probability_less(x, y), abs=1e-9)


@given(betas, betas)
def test_probability_less_is_antisymmetric(x: Beta, y: Beta) -> None:
    # GIVEN two rates, THEN one or the other is lower, and complements swap them
    assert probability_less(x, y) + probability_less(y, x) == pytest.approx(1, abs=1e-15)
    mirrored = probability_less(Beta(y.b, y.a), Beta(x.b, x.a))
    assert probability_less(x, y) == pytest.approx(mirrored, abs=1e-9)


@given(betas, betas, st.floats(0.01, 50))
def test_probability_less_falls_as_errors_are_added(x: Beta, y: Beta, more: float) -> None:
    # GIVEN two rates, WHEN X gets more errors, THEN X is less likely the lower one
    assert probability_less(Beta(x.a + more, x.b), y) <= probability_less(x, y) + 1e-9


@given(betas, betas, levels)
def test_the_difference_of_swapped_rates_is_mirrored(x: Beta, y: Beta, mass: float) -> None:
    # GIVEN two rates, THEN the interval holds the difference of means and mirrors when swapped
    low, high = difference_interval(x, y, mass)
    assert (-high, -low) == pytest.approx(difference_interval(y, x, mass), abs=1e-9)


def test_the_difference_interval_covers_as_often_as_it_says() -> None:
    # GIVEN two binomial rates, WHEN every outcome is weighed by its probability (no simulation)
    n, p, q = 40, 0.3, 0.15

    def chance(k: int, rate: float) -> float:
        return math.comb(n, k) * rate**k * (1 - rate) ** (n - k)

    covered = 0.0
    for one, two in product(range(30), range(22)):
        low, high = difference_interval(jeffreys(one, n), jeffreys(two, n), 0.9)
        covered += chance(one, p) * chance(two, q) * (low <= q - p <= high)
    # THEN 90 % intervals hold the truth in about 90 %
    assert 0.88 < covered < 0.93


@given(levels)
def test_normal_quantile_inverts_the_normal_cdf(level: float) -> None:
    assert math.erfc(-normal_quantile(level) / math.sqrt(2)) / 2 == pytest.approx(level, abs=1e-12)


@given(st.floats(0.01, 0.99))
def test_student_quantile_has_closed_forms_for_one_and_two_degrees(level: float) -> None:
    # GIVEN 1 and 2 degrees of freedom, THEN Cauchy's and the algebraic form agree
    assert student_quantile(level, 1) == pytest.approx(
        math.tan(math.pi * (level - 0.5)), rel=1e-7, abs=1e-9
    )
    two = (2 * level - 1) / math.sqrt(2 * level * (1 - level))
    assert student_quantile(level, 2) == pytest.approx(two, rel=1e-7, abs=1e-9)


@given(st.floats(0.6, 0.999), st.floats(1, 1e6))
def test_student_quantile_lies_above_the_normal_one(level: float, freedom: float) -> None:
    assert student_quantile(level, freedom) >= normal_quantile(level) - 1e-6
    assert student_quantile(level, freedom) <= student_quantile(level, freedom / 2) + 1e-6


@pytest.mark.parametrize("freedom", [4e4, 0.9e5, 1.1e5])
def test_student_quantile_reaches_the_normal_one(freedom: float) -> None:
    # GIVEN many degrees of freedom, THEN t exceeds z by z (z² + 1) / (4 df), its first term
    z = normal_quantile(0.95)
    assert student_quantile(0.95, freedom) == pytest.approx(
        z + z * (z * z + 1) / (4 * freedom), abs=2e-5
    )


def test_benjamini_hochberg_on_the_example_of_its_paper() -> None:
    # GIVEN the fifteen p values of Benjamini & Hochberg 1995, section 4.1
    values = [
        *(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344),
        *(0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000),
    ]
    # WHEN in any order, THEN the four smallest are rejected at .05
    assert benjamini_hochberg(values, 0.05) == (True,) * 4 + (False,) * 11
    assert benjamini_hochberg(values[::-1], 0.05) == (False,) * 11 + (True,) * 4
    assert benjamini_hochberg([], 0.05) == ()


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_benjamini_hochberg_lies_between_bonferroni_and_no_correction(values: list[float]) -> None:
    kept = benjamini_hochberg(values, 0.05)
    for value, rejected in zip(values, kept, strict=True):
        assert rejected or value > 0.05 / len(values)
        assert not rejected or value <= 0.05


@pytest.mark.parametrize(
    "bad",
    [
        lambda: Beta(0, 1),
        lambda: Beta(1, math.inf),
        lambda: Beta(1, math.nan),
        lambda: jeffreys(3, 2),
        lambda: jeffreys(-1, 2),
        lambda: normal_quantile(1),
        lambda: student_quantile(0.95, 0),
        lambda: student_quantile(0, 3),
    ],
)
def test_what_has_no_meaning_is_refused(bad: object) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        bad()  # type: ignore[operator]
