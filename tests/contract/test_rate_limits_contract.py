"""What every adapter of `RateLimits` must do, alone and behind its buffer."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from infra.buffered_rate_limits import LOTS, BufferedRateLimits
from infra.local.sqlite_rate_limits import SqliteRateLimits
from infra.local.store_schema import open_store
from shared.domain.errors import Code, Transient
from shared.domain.rate import Draw, Drawn
from shared.ports.rate_limits import RateLimits
from tests.contract.conftest import Stores
from tests.threads import in_threads

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
TEN = Draw("chat of emma", most=10, seconds=60)


def draw(limits: RateLimits, *draws: Draw, after: float = 0) -> Drawn:
    """Draw, and give the tightest bucket."""
    found = limits.draw(draws or (TEN,), now=NOW + timedelta(seconds=after))
    assert len(found) == len(draws or (TEN,))
    return max(found, key=lambda each: each.wait)


def exhaust(limits: RateLimits, *draws: Draw, after: float = 0) -> int:
    count = 0
    while not draw(limits, *draws, after=after).wait:
        count += 1
        assert count < 10_000
    return count


def test_a_bucket_gives_what_it_holds_and_tells_what_is_left(rate_limits: RateLimits) -> None:
    assert [draw(rate_limits).left for _ in range(10)] == [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]
    refused = draw(rate_limits)
    assert (refused.left, refused.wait) == (0, pytest.approx(6, abs=0.01))
    assert refused.full_at == NOW + timedelta(seconds=60)


def test_it_refills_evenly(rate_limits: RateLimits) -> None:
    exhaust(rate_limits)
    assert draw(rate_limits, after=5.9).wait == pytest.approx(0.1, abs=0.01)
    assert draw(rate_limits, after=6.1).wait == 0
    assert draw(rate_limits, after=6.1).wait > 0
    assert exhaust(rate_limits, after=36.2) == 5
    assert exhaust(rate_limits, after=1_000) == 10


def test_at_no_time_more_than_it_holds_passes(rate_limits: RateLimits) -> None:
    """The edge of a fixed window would let twice as much through."""
    passed = [t for t in range(300) if not draw(rate_limits, after=t / 2).wait]
    for start in passed:
        assert sum(start <= t < start + 20 for t in passed) <= 10 + 2


def test_a_clock_that_was_ahead_shuts_nobody_out(rate_limits: RateLimits) -> None:
    assert exhaust(rate_limits, after=86_400) == 10
    # Set right again, it finds a moment that no draw can have made.
    assert exhaust(rate_limits) == 10


def test_a_refusal_takes_nothing_from_any_bucket(rate_limits: RateLimits) -> None:
    shared = Draw("chat of all", most=3, seconds=60)
    assert exhaust(rate_limits, TEN, shared) == 3
    for _ in range(20):
        assert draw(rate_limits, TEN, shared).wait > 0
    assert exhaust(rate_limits, TEN) == 7


def test_callers_do_not_meet(rate_limits: RateLimits) -> None:
    exhaust(rate_limits)
    assert draw(rate_limits, replace(TEN, key="chat of luc")).left == 9


def test_more_than_one_may_be_taken(rate_limits: RateLimits) -> None:
    assert draw(rate_limits, replace(TEN, amount=8)).left == 2
    assert draw(rate_limits, replace(TEN, amount=3)).wait == pytest.approx(6, abs=0.01)
    assert draw(rate_limits, replace(TEN, amount=2)).left == 0


def test_threads_together_get_no_more(rate_limits: RateLimits) -> None:
    results = in_threads(40, lambda _: draw(rate_limits).wait)
    assert sum(wait == 0 for wait in results) == 10


def test_what_one_instance_has_let_through_counts_for_the_next(stores: Stores) -> None:
    first, second = BufferedRateLimits(stores.rate_limits), BufferedRateLimits(stores.rate_limits)
    assert sum(not draw(each).wait for each in [first, second] * 20) == 10
    # A third, begun anew, knows it as well.
    assert draw(BufferedRateLimits(stores.rate_limits)).wait > 0


DAY = Draw("audio of emma", most=1_000, seconds=86_400, until=NOW + timedelta(hours=12), lot=30)


def test_a_bucket_of_a_day_stays_empty_until_the_day_ends(rate_limits: RateLimits) -> None:
    assert draw(rate_limits, replace(DAY, amount=999)).wait == 0
    assert draw(rate_limits, DAY, after=3_600).left == 0
    refused = draw(rate_limits, DAY, after=11 * 3_600)
    assert (refused.left, refused.wait) == (0, 3_600)
    # Whatever else is drawn meanwhile, no store forgets it before.
    draw(rate_limits, after=12 * 3_600 - 1)
    assert draw(rate_limits, DAY, after=12 * 3_600 - 1).wait > 0
    # The next day begins full, and holds no more than a day.
    tomorrow = replace(DAY, until=NOW + timedelta(hours=36))
    assert exhaust(rate_limits, replace(tomorrow, amount=100), after=12 * 3_600) == 10


def test_what_is_given_back_may_be_taken_again(rate_limits: RateLimits) -> None:
    draw(rate_limits, replace(DAY, amount=1_000))
    draw(rate_limits, replace(DAY, amount=-100))
    assert draw(rate_limits, replace(DAY, amount=100)).wait == 0
    assert draw(rate_limits, DAY).wait > 0


def test_two_instances_that_draw_in_lots_use_a_bucket_up_and_no_more(stores: Stores) -> None:
    instances = [BufferedRateLimits(stores.rate_limits) for _ in range(2)]
    wanted = replace(DAY, amount=7)
    taken = sum(7 for _ in range(100) for each in instances if not draw(each, wanted).wait)
    # Each instance may hold a rest that is smaller than what is wanted.
    rests = sum(exhaust(each, DAY) for each in instances)
    assert taken + rests == 1_000
    assert rests < 2 * wanted.amount


class Counting(RateLimits):
    """Counts how often the store is asked; fails when told to."""

    def __init__(self, inner: RateLimits) -> None:
        self.inner, self.calls, self.down = inner, 0, False

    def draw(self, draws, *, now):
        self.calls += 1
        if self.down:
            raise Transient(Code.STORE_UNAVAILABLE)
        return self.inner.draw(draws, now=now)


def test_a_flood_does_not_reach_the_store(stores: Stores) -> None:
    store = Counting(stores.rate_limits)
    limits = BufferedRateLimits(store)
    assert sum(not draw(limits, after=n / 1_000).wait for n in range(2_000)) == 10
    assert store.calls == 10


def test_a_shared_bucket_is_drawn_from_in_lots(stores: Stores) -> None:
    store = Counting(stores.rate_limits)
    limits = BufferedRateLimits(store)
    shared = Draw("read of all", most=1_000, seconds=60)
    passed = exhaust(limits, shared)
    assert 1_000 - 1_000 // LOTS <= passed <= 1_000
    assert store.calls <= LOTS + 2
    # Lots that lie about unused are let go: nobody else is kept waiting for them.
    assert exhaust(BufferedRateLimits(stores.rate_limits), shared, after=61) >= 990


def test_what_is_drawn_in_advance_is_told_as_left(stores: Stores) -> None:
    limits = BufferedRateLimits(stores.rate_limits)
    shared = Draw("read of all", most=1_000, seconds=60)
    assert [draw(limits, shared).left for _ in range(3)] == [999, 998, 997]


ON_CREDIT = replace(TEN, credit=2)


def test_on_credit_the_store_is_asked_once_for_several(stores: Stores) -> None:
    store = Counting(stores.rate_limits)
    limits = BufferedRateLimits(store)
    assert [(draw(limits, ON_CREDIT).left, store.calls) for _ in range(4)] == [
        (9, 0),
        (8, 0),
        (7, 1),
        (6, 1),
    ]
    # The store knows of what was borrowed before: three of ten.
    assert draw(stores.rate_limits).left == 6
    # A fill later nothing of it counts any more.
    assert [(draw(limits, ON_CREDIT, after=70 * n).left, store.calls) for n in (1, 2, 3)] == [
        (9, 1),
        (9, 1),
        (9, 1),
    ]


def test_on_credit_each_instance_exceeds_a_limit_by_that_much_at_most(stores: Stores) -> None:
    instances = [BufferedRateLimits(stores.rate_limits) for _ in range(3)]
    passed = sum(not draw(each, ON_CREDIT).wait for each in instances * 20)
    assert 10 <= passed <= 10 + 3 * ON_CREDIT.credit
    # One alone never does, whatever its threads do at once.
    alone = replace(ON_CREDIT, key="chat of luc")
    results = in_threads(40, lambda _: draw(instances[0], alone).wait)
    assert sum(wait == 0 for wait in results) <= 10


def test_what_is_owed_stays_so_while_the_store_is_down(stores: Stores) -> None:
    store = Counting(stores.rate_limits)
    limits = BufferedRateLimits(store)
    store.down = True
    assert [draw(limits, ON_CREDIT).wait for _ in range(2)] == [0, 0]
    for _ in range(5):
        with pytest.raises(Transient):
            draw(limits, ON_CREDIT)
    store.down = False
    draw(limits, ON_CREDIT)
    assert draw(stores.rate_limits).left == 6


def test_a_store_that_does_not_answer_costs_nothing(stores: Stores) -> None:
    store = Counting(stores.rate_limits)
    limits = BufferedRateLimits(store)
    store.down = True
    for _ in range(20):
        with pytest.raises(Transient):
            draw(limits)
    store.down = False
    assert exhaust(limits) == 10


def test_full_buckets_are_forgotten(tmp_path: Path) -> None:
    """In SQLite; Firestore has a time to live for it."""
    database = open_store(tmp_path / "store.db")
    limits = SqliteRateLimits(database)
    for number in range(50):
        draw(limits, replace(TEN, key=f"k{number}"))
    for number in range(10):
        draw(limits, replace(TEN, key=f"late{number}"), after=3_600)
    with database.read() as connection:
        (kept,) = connection.execute("SELECT count(*) FROM rate_limits").fetchone()
    database.close()
    assert kept == 10
