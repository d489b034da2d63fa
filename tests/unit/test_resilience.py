"""Retry, deadline and circuit breaker, on a clock that only waiting moves."""

from collections.abc import Callable
from contextlib import nullcontext
from datetime import UTC, datetime

import pytest

from infra.http_answers import retry_after
from infra.resilience import (
    CircuitBreaker,
    CircuitOpen,
    Resilience,
    RetryPolicy,
    SetUpRefused,
    current,
    deadline,
    remaining,
    until,
)
from shared.domain.errors import Code, Permanent, Refused, Transient


class Clock:
    """Seconds that pass by sleeping and by work."""

    def __init__(self) -> None:
        self.seconds = 100.0
        self.slept: list[float] = []

    def now(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds


class Provider:
    """Raises what it was told to, then succeeds."""

    def __init__(self, *errors: BaseException, clock: Clock | None = None, cost: float = 0) -> None:
        self.errors, self.calls, self.clock, self.cost = list(errors), 0, clock, cost

    def __call__(self) -> str:
        self.calls += 1
        if self.clock:
            self.clock.seconds += self.cost
        if self.errors:
            raise self.errors.pop(0)
        return "done"


@pytest.fixture
def clock() -> Clock:
    return Clock()


def down(retry_after: float | None = None) -> Transient:
    return Transient(Code.PROVIDER_UNAVAILABLE, retry_after=retry_after)


def longest(_low: float, high: float) -> float:
    return high


def make(
    clock: Clock,
    *,
    uniform: Callable[[float, float], float] = longest,
    failures: int = 99,
    **policy: float,
) -> Resilience:
    breaker = CircuitBreaker("x", failures=failures, pause=30.0, now=clock.now)
    chosen = RetryPolicy(**policy)  # type: ignore[arg-type]
    return Resilience(chosen, breaker, now=clock.now, sleep=clock.sleep, uniform=uniform)


def test_a_transient_is_tried_again_after_growing_waits(clock: Clock) -> None:
    provider = Provider(down(), down(), down())
    assert make(clock, tries=4).call(provider) == "done"
    assert clock.slept == [0.5, 1.0, 2.0]


def test_waits_are_jittered_and_capped(clock: Clock) -> None:
    drawn: list[tuple[float, float]] = []

    def uniform(low: float, high: float) -> float:
        drawn.append((low, high))
        return 0.25

    with pytest.raises(Transient):
        make(clock, tries=7, uniform=uniform).call(Provider(*(down() for _ in range(9))))
    assert drawn == [(0.0, high) for high in (0.5, 1.0, 2.0, 4.0, 8.0, 8.0, 8.0)]
    assert set(clock.slept) == {0.25}


def test_tries_are_limited(clock: Clock) -> None:
    provider = Provider(*(down() for _ in range(9)))
    with pytest.raises(Transient):
        make(clock, tries=3).call(provider)
    assert provider.calls == 3


@pytest.mark.parametrize(
    "error", [Permanent(Code.PROVIDER_REFUSED), Refused(Code.INVALID_REQUEST), KeyError("bug")]
)
def test_nothing_else_is_tried_again(clock: Clock, error: Exception) -> None:
    provider = Provider(error)
    with pytest.raises(type(error)):
        make(clock).call(provider)
    assert provider.calls == 1


def test_the_providers_own_wait_is_the_least(clock: Clock) -> None:
    assert make(clock).call(Provider(down(retry_after=7.0))) == "done"
    assert clock.slept == [7.5]


def test_a_wait_beyond_the_deadline_is_not_begun(clock: Clock) -> None:
    provider = Provider(down(retry_after=40.0))
    with pytest.raises(Transient) as caught:
        make(clock, seconds=30.0).call(provider)
    assert (provider.calls, clock.slept, caught.value.retry_after) == (1, [], 40.0)


def test_slow_failures_use_up_the_time(clock: Clock) -> None:
    provider = Provider(*(down() for _ in range(9)), clock=clock, cost=12.0)
    with pytest.raises(Transient):
        make(clock, tries=9, seconds=30.0).call(provider)
    assert provider.calls == 3


def test_the_callers_deadline_holds_besides(clock: Clock) -> None:
    provider = Provider(*(down() for _ in range(9)), clock=clock, cost=4.0)
    with deadline(5.0, now=clock.now), pytest.raises(Transient):
        make(clock, tries=9, seconds=30.0).call(provider)
    assert provider.calls == 2


def test_a_deadline_is_never_put_off(clock: Clock) -> None:
    assert current() is None
    with deadline(5.0, now=clock.now) as outer:
        with deadline(60.0, now=clock.now):
            assert remaining() == 5.0
        with deadline(1.0, now=clock.now):
            assert remaining() == 1.0
        clock.seconds += 2
        assert remaining() == 3.0
    assert current() is None
    with until(outer):
        assert remaining() == 3.0


def opened(clock: Clock) -> CircuitBreaker:
    breaker = CircuitBreaker("x", failures=3, pause=30.0, now=clock.now)
    for _ in range(3):
        with pytest.raises(Transient):
            breaker.call(Provider(down()))
    return breaker


def test_the_circuit_opens_after_failures_in_a_row(clock: Clock) -> None:
    breaker = opened(clock)
    provider = Provider()
    with pytest.raises(CircuitOpen) as caught:
        breaker.call(provider)
    assert (provider.calls, breaker.state) == (0, "open")
    assert caught.value.retry_after == 30.0


def test_an_answer_in_between_closes_the_count(clock: Clock) -> None:
    breaker = CircuitBreaker("x", failures=2, now=clock.now)
    refused = Provider(Permanent(Code.PROVIDER_REFUSED))
    for work in (Provider(down()), Provider(), Provider(down()), refused, Provider(down())):
        with pytest.raises((Transient, Permanent)) if work.errors else nullcontext():
            breaker.call(work)
    assert breaker.state == "closed"


def test_after_the_pause_one_call_may_try(clock: Clock) -> None:
    breaker = opened(clock)
    clock.seconds += 30
    assert breaker.state == "half-open"

    def second_while_first() -> str:
        with pytest.raises(CircuitOpen):
            breaker.call(Provider())
        return "done"

    assert breaker.call(second_while_first) == "done"
    assert breaker.state == "closed"


def test_a_failed_try_opens_again(clock: Clock) -> None:
    breaker = opened(clock)
    clock.seconds += 30
    with pytest.raises(Transient):
        breaker.call(Provider(down()))
    assert breaker.state == "open"


def test_a_try_given_up_by_the_caller_leaves_room_for_the_next(clock: Clock) -> None:
    breaker = opened(clock)
    clock.seconds += 30
    with pytest.raises(KeyboardInterrupt):
        breaker.call(Provider(KeyboardInterrupt()))
    assert breaker.call(Provider()) == "done"


def test_an_open_circuit_is_not_waited_for(clock: Clock) -> None:
    resilience = make(clock, tries=9, failures=2)
    provider = Provider(*(down() for _ in range(9)))
    with pytest.raises(CircuitOpen):
        resilience.call(provider)
    assert provider.calls == 2
    assert len(clock.slept) == 2


NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"Retry-After": "7"}, 7.0),
        ({"retry-after": "0.5"}, 0.5),
        ({"Retry-After-Ms": "250", "Retry-After": "9"}, 0.25),
        ({"Retry-After": "Mon, 02 Mar 2026 12:00:30 GMT"}, 30.0),
        ({"Retry-After": "Mon, 02 Mar 2026 11:00:00 GMT"}, 0.0),
        ({"Retry-After": "-5"}, 0.0),
        ({"Retry-After": "999999999"}, 3600.0),
        ({"Retry-After": "nan"}, None),
        ({"Retry-After": "inf"}, None),
        ({"Retry-After": "soon"}, None),
        ({"Retry-After": f"Mon, 02 Mar {9**99} 12:00:30 GMT"}, None),
    ],
)
def test_retry_after_is_read(headers: dict[str, str], seconds: float | None) -> None:
    assert retry_after(headers, now=NOW) == seconds


def test_a_refused_set_up_is_not_tried_again() -> None:
    calls: list[int] = []

    def work() -> None:
        calls.append(1)
        raise SetUpRefused(Code.PROVIDER_REFUSED, "x: answered 401")

    resilience = Resilience(RetryPolicy(), CircuitBreaker("x"))
    with pytest.raises(SetUpRefused):
        resilience.call(work)
    with pytest.raises(CircuitOpen):
        resilience.call(work)
    assert len(calls) == 1
