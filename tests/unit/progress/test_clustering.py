"""Design effects against textbook analyses of variance written out outcome by outcome."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.clustering import (
    GUARD,
    Clustering,
    Counts,
    Design,
    design_effect,
    estimate_clustering,
    session_design,
    standardize,
    total,
)

counts = st.integers(0, 40).flatmap(lambda n: st.builds(Counts, st.integers(0, n), st.just(n)))
windows = st.lists(counts, min_size=3, max_size=12)


def drawn(random: Random, rate: float, rho: float, sessions: int, size: int) -> list[Counts]:
    spread = (1 - rho) / rho
    found = []
    for _ in range(sessions):
        own = random.betavariate(rate * spread, (1 - rate) * spread)
        found.append(Counts(sum(random.random() < own for _ in range(size)), size))
    return found


def test_rho_equals_the_analysis_of_variance_of_single_outcomes() -> None:
    # GIVEN three sessions of four, written out as 0s and 1s
    outcomes = [[1, 1, 1, 0], [0, 0, 1, 0], [0, 0, 0, 0]]
    grand = sum(map(sum, outcomes)) / 12
    means = [sum(each) / 4 for each in outcomes]
    between = sum(4 * (mean - grand) ** 2 for mean in means) / 2
    within = (
        sum((x - mean) ** 2 for each, mean in zip(outcomes, means, strict=True) for x in each) / 9
    )
    # WHEN estimated from the counts
    found = estimate_clustering([[Counts(3, 4), Counts(1, 4), Counts(0, 4)]])
    # THEN (MSB - MSW) / (m T) comes out, on sessions - 1 degrees of freedom
    assert found is not None
    assert found.rho == pytest.approx((between - within) / (4 * grand * (1 - grand)))
    assert found.degrees_of_freedom == pytest.approx(2)


def test_rho_is_recovered_from_many_sessions() -> None:
    # GIVEN 3 000 sessions of unequal rates, of known rho
    random = Random(7)  # noqa: S311 - a simulation, not a secret
    for rho in (0.05, 0.2):
        found = estimate_clustering([drawn(random, 0.3, rho, 3000, 12)])
        # THEN the estimate is near it
        assert found is not None
        assert found.rho == pytest.approx(rho, abs=0.02)


def test_a_change_between_windows_is_not_clustering() -> None:
    # GIVEN two windows without any spread inside, but far apart
    before, after = [Counts(6, 12)] * 4, [Counts(1, 12)] * 4
    # WHEN they are separate groups, THEN there is no clustering; in one group there is
    apart, together = estimate_clustering([before, after]), estimate_clustering([before + after])
    assert apart is not None
    assert together is not None
    assert apart.rho == 0
    assert together.rho > 0.1


def test_without_excess_spread_all_opportunities_are_degrees_of_freedom() -> None:
    # GIVEN sessions that differ less than chance would have them
    found = estimate_clustering([[Counts(3, 10)] * 4, [Counts(2, 10)] * 4])
    assert found == Clustering(0.0, 78)


@pytest.mark.parametrize("groups", [[], [[]], [[Counts(1, 5)]], [[Counts(1, 5)], [Counts(0, 0)]]])
def test_nothing_is_known_from_single_sessions(groups: list[list[Counts]]) -> None:
    assert estimate_clustering(groups) is None


@given(windows, windows)
def test_rho_lies_between_0_and_1_and_order_does_not_matter(
    one: list[Counts], two: list[Counts]
) -> None:
    found = estimate_clustering([one, two])
    turned = estimate_clustering([two[::-1], one[::-1]])
    if found is None:
        assert turned is None
        return
    assert turned is not None
    assert 0 <= found.rho <= 1
    assert found.degrees_of_freedom >= 1
    assert turned.rho == pytest.approx(found.rho, abs=1e-12)


@given(st.integers(1, 50), st.integers(1, 12), st.floats(0, 1))
def test_design_effect_of_equal_sessions_is_the_textbook_one(
    size: int, sessions: int, rho: float
) -> None:
    assert design_effect([Counts(0, size)] * sessions, rho) == pytest.approx(1 + (size - 1) * rho)


def test_unequal_sessions_cost_more_than_equal_ones() -> None:
    # GIVEN 60 opportunities in three sessions, WHEN one session holds nearly all, THEN deff grows
    equal, unequal = [Counts(0, 20)] * 3, [Counts(0, 50), Counts(0, 5), Counts(0, 5)]
    assert design_effect(equal, 0.1) == pytest.approx(2.9)
    assert design_effect(unequal, 0.1) == pytest.approx(1 + (2550 / 60 - 1) * 0.1)
    assert design_effect([], 0.5) == 1


@given(windows, windows)
def test_clustering_never_adds_evidence(one: list[Counts], two: list[Counts]) -> None:
    design = session_design(one, two)
    if design is not None:
        assert min(design.baseline, design.recent) >= 1
        assert design.correction(0.95) >= 1


def test_few_degrees_of_freedom_are_corrected_for() -> None:
    # GIVEN t(4, .95) = 2.132 and z = 1.645, THEN the counts shrink by their squared ratio
    assert Design(1, 1, 4).correction(0.95) == pytest.approx(GUARD * (2.13185 / 1.64485) ** 2, 1e-4)
    assert Design(1, 1, 1e9).correction(0.95) == pytest.approx(GUARD)


def test_a_window_that_is_one_session_is_worth_next_to_nothing() -> None:
    # GIVEN a thousand opportunities in one session and one in each of two others
    lopsided = [Counts(300, 1000), Counts(1, 1), Counts(1, 1)]
    design = session_design(lopsided, lopsided)
    # THEN the degrees of freedom stop at 1, and 1 002 opportunities are worth less than ten
    assert design is not None
    assert design.degrees_of_freedom == 1
    assert 1002 / (design.recent * design.correction(0.95)) < 10


def test_clustering_from_elsewhere_is_used() -> None:
    one = [Counts(3, 10)] * 4
    own, given_ = session_design(one, one), session_design(one, one, Clustering(0.2, 100))
    assert own is not None
    assert given_ is not None
    # 1 + 9 × .2 = 2.8, times 40 / (40 - 2.8)
    assert given_.baseline == pytest.approx(2.8 * 40 / 37.2)
    assert own.baseline == pytest.approx(40 / 39)
    assert given_.degrees_of_freedom == 100


def test_a_changed_mix_of_learners_is_not_a_change() -> None:
    # GIVEN a weak and two strong learners, none of whom changes; the weak one falls silent
    pairs = [
        (Counts(30, 50), Counts(6, 10)),
        (Counts(5, 50), Counts(5, 50)),
        (Counts(10, 50), Counts(10, 50)),
    ]
    plain = [total(pair[side] for pair in pairs) for side in (0, 1)]
    assert plain[1].errors / plain[1].opportunities < 0.7 * plain[0].errors / 150
    # WHEN standardized, THEN both windows have one rate
    found = standardize(pairs)
    assert found is not None
    assert found.recent == pytest.approx(found.baseline)
    assert min(found.design.baseline, found.design.recent) >= 1


def test_learners_who_change_in_opposite_ways_cost_evidence() -> None:
    # GIVEN the same totals, once alike and once with learners going opposite ways
    alike = standardize([(Counts(12, 40), Counts(8, 40))] * 4)
    apart = standardize([(Counts(20, 40), Counts(2, 40)), (Counts(4, 40), Counts(14, 40))] * 2)
    assert alike is not None
    assert apart is not None
    assert apart.recent - apart.baseline == pytest.approx(alike.recent - alike.baseline)
    assert apart.design.recent > 2 * alike.design.recent


def test_learners_of_one_window_only_are_left_out() -> None:
    pair = (Counts(12, 40), Counts(8, 40))
    newcomer = (Counts(0, 0), Counts(40, 40))
    assert standardize([pair, pair, newcomer]) == standardize([pair, pair])
    assert standardize([pair, newcomer]) is None


@pytest.mark.parametrize(("errors", "opportunities"), [(2, 1), (-1, 3)])
def test_impossible_counts_are_refused(errors: int, opportunities: int) -> None:
    with pytest.raises(ValueError, match="between 0"):
        Counts(errors, opportunities)
