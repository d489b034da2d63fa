"""Row 24: the day's audio holds over instances that count at once, and survives each of them."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from infra.buffered_rate_limits import BufferedRateLimits
from shared.application.audio_day import AudioDay
from shared.domain.errors import LimitReached
from shared.ports.rate_limits import RateLimits
from tests.contract.conftest import STORES
from tests.doubles import HandClock
from tests.threads import in_threads

HOUR = 3_600


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path, clock: HandClock) -> Iterator[RateLimits]:
    with ExitStack() as stack:
        yield request.param(stack, tmp_path, clock).rate_limits


def instance(store: RateLimits, clock: HandClock, *, own: int, total: int) -> AudioDay:
    return AudioDay(BufferedRateLimits(store), clock, own, total)


def heard(day: AudioDay, learner: str, seconds: float) -> float:
    """Seconds that passed: all or none."""
    try:
        day.count(learner, seconds)
    except LimitReached:
        return 0.0
    return seconds


@pytest.mark.parametrize("seconds", [30, 600, 5_400])
def test_instances_that_count_at_once_exceed_a_learners_day_by_less_than_a_recording(
    store: RateLimits, clock: HandClock, seconds: int
) -> None:
    own = 10 * HOUR
    days = [instance(store, clock, own=own, total=200 * HOUR) for _ in range(2)]
    each = own // seconds // 4 + 2

    def work(index: int) -> float:
        return sum(heard(days[index % 2], "emma", seconds) for _ in range(each))

    passed = sum(float(str(found)) for found in in_threads(8, work))
    # Nothing of the day is lost between the two, and only one recording crosses its end.
    assert own <= passed < own + seconds


def test_all_together_have_a_day_as_well(store: RateLimits, clock: HandClock) -> None:
    days = [instance(store, clock, own=10 * HOUR, total=20 * HOUR) for _ in range(2)]

    def work(index: int) -> float:
        return sum(heard(days[index % 2], f"learner{index}", 900) for _ in range(20))

    passed = sum(float(str(found)) for found in in_threads(8, work))
    assert 20 * HOUR <= passed < 20 * HOUR + 900


def test_an_instance_that_ends_takes_no_more_than_its_lot_with_it(
    store: RateLimits, clock: HandClock
) -> None:
    """Each lives for one recording of 30 s, the worst that can be."""
    passed, instances = 0.0, 0
    while found := heard(instance(store, clock, own=HOUR, total=200 * HOUR), "emma", 30):
        passed += found
        instances += 1
    # A sixtieth of the day each: the limit is never exceeded for it, and never gone at once.
    assert instances == 60
    assert passed <= HOUR


def test_the_next_day_begins_with_nothing_of_the_last(store: RateLimits, clock: HandClock) -> None:
    day = instance(store, clock, own=HOUR, total=200 * HOUR)
    assert heard(day, "emma", 5_400) == 5_400
    assert heard(day, "emma", 1) == 0
    clock.advance(seconds=12 * HOUR)
    # WHEN what was counted yesterday comes to nothing today THEN today is no longer for it
    counted = day.count("emma", 60)
    clock.advance(seconds=24 * HOUR)
    day.undo(counted)
    assert heard(day, "emma", HOUR) == HOUR
    assert heard(day, "emma", 1) == 0


def test_without_a_store_in_common_each_instance_would_give_a_day(
    store: RateLimits, clock: HandClock, tmp_path: Path
) -> None:
    """The control: what the others count is what makes the limit one."""
    with ExitStack() as stack:
        (tmp_path / "other").mkdir()
        apart = STORES[0](stack, tmp_path / "other", clock).rate_limits  # type: ignore[operator]
        days = [instance(each, clock, own=HOUR, total=200 * HOUR) for each in (store, apart)]
        assert sum(heard(day, "emma", HOUR) for day in days) == 2 * HOUR
