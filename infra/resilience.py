"""The one place of retry: `Transient` only, jittered, bounded in tries and in seconds.

SDKs' own retries are off everywhere. A call to a provider goes through its `Resilience`: retry
around a circuit breaker around the call. Time, waiting and chance are handed in.
"""

import math
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from logging import getLogger
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from infra import telemetry
from shared.domain.errors import Code, ParlonsError, Permanent, Transient
from shared.ports.telemetry import Kind

if TYPE_CHECKING:
    from tenacity import RetryCallState

_log = getLogger(__name__)

T = TypeVar("T")
Now = Callable[[], float]
"""Seconds on a clock that never goes back; only differences mean anything."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment by which work must be done, on the clock that set it."""

    at: float
    now: Now

    def left(self) -> float:
        """Seconds until then; negative afterwards."""
        return self.at - self.now()


_deadline: ContextVar[Deadline | None] = ContextVar("deadline", default=None)


@contextmanager
def deadline(seconds: float, *, now: Now = time.monotonic) -> Iterator[Deadline]:
    """Bound what happens inside the block; a deadline already set is never put off.

    Not around a `yield` of a generator: the setting belongs to the thread that runs the block.
    """
    outer, mine = _deadline.get(), Deadline(now() + seconds, now)
    chosen = outer if outer is not None and outer.left() <= seconds else mine
    with until(chosen):
        yield chosen


@contextmanager
def until(moment: Deadline) -> Iterator[None]:
    """Work under a deadline made before, perhaps in another thread."""
    token = _deadline.set(moment)
    try:
        yield
    finally:
        _deadline.reset(token)


def current() -> Deadline | None:
    """The deadline in force; None where nobody set one."""
    return _deadline.get()


def remaining() -> float:
    """Seconds left to the work at hand; infinite where nobody set a deadline."""
    moment = _deadline.get()
    return math.inf if moment is None else moment.left()


class NotNow(Transient):
    """The same work may succeed later, but another try in this call would not."""


class CircuitOpen(NotNow):
    """The provider failed so often that it is left alone for a while; not worth a retry now."""


class SetUpRefused(Permanent):
    """The provider refuses key, model or account: nothing gets through until somebody mends it."""


class CircuitBreaker:
    """Leaves a failing provider alone: after `failures` in a row, for `pause` seconds.

    Then one call may try (half-open): success closes the circuit, failure opens it again. Only
    `Transient` counts as failure; any other answer shows that the provider is there. Thread-safe.

    Args:
        provider: whom it guards, for the message.
        failures: consecutive failures that open it.
        pause: seconds it stays open.
    """

    def __init__(
        self,
        provider: str,
        *,
        failures: int = 3,
        pause: float = 30.0,
        now: Now = time.monotonic,
    ) -> None:
        self.provider = provider
        self._failures = failures
        self._pause = pause
        self._now = now
        self._lock = Lock()
        self._count = 0
        self._opened: float | None = None
        self._trying = False

    @property
    def state(self) -> str:
        """`closed`, `open` or `half-open`."""
        with self._lock:
            if self._opened is None:
                return "closed"
            return "half-open" if self._left() <= 0 else "open"

    def call(self, work: Callable[[], T]) -> T:
        """Do the work unless the circuit is open.

        Raises:
            CircuitOpen: `provider_unavailable`, with the seconds until the next try.
        """
        self._enter()
        try:
            result = work()
        except Transient:
            self.failed()
            raise
        except ParlonsError:
            self.succeeded()
            raise
        except BaseException:
            # Given up by the caller or a fault of ours: no verdict on the provider.
            with self._lock:
                self._trying = False
            raise
        self.succeeded()
        return result

    def failed(self) -> None:
        """Count a failure; also of a stream that broke after its call had returned."""
        with self._lock:
            self._count += 1
            self._trying = False
            if self._opened is not None or self._count >= self._failures:
                self._opened = self._now()

    def succeeded(self) -> None:
        """Forget the failures."""
        with self._lock:
            self._count, self._opened, self._trying = 0, None, False

    def trip(self) -> None:
        """Open at once: the set-up is refused, and the next call would be as well."""
        with self._lock:
            self._count, self._opened, self._trying = self._failures, self._now(), False

    def _enter(self) -> None:
        with self._lock:
            if self._opened is None:
                return
            left = self._left()
            if left > 0 or self._trying:
                wait = max(left, 1.0)
                detail = f"{self.provider}: left alone after repeated failures"
                raise CircuitOpen(Code.PROVIDER_UNAVAILABLE, detail, retry_after=wait)
            self._trying = True

    def _left(self) -> float:
        return (self._opened or 0.0) + self._pause - self._now()


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """How patient a call is.

    Attributes:
        tries: calls at most, the first among them.
        seconds: for all tries and waits together.
        base, cap: the n-th wait is drawn from 0 to min(cap, base · 2ⁿ⁻¹) seconds ("full jitter",
            https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
    """

    tries: int = 3
    seconds: float = 30.0
    base: float = 0.5
    cap: float = 8.0


class Resilience:
    """Calls a provider with retry, deadline and circuit breaker.

    Args:
        policy: how patient.
        breaker: the provider's, shared by all who call it.
        now, sleep, uniform: time, waiting and chance.
    """

    def __init__(
        self,
        policy: RetryPolicy,
        breaker: CircuitBreaker,
        *,
        now: Now = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        uniform: Callable[[float, float], float] = random.uniform,
    ) -> None:
        self.policy = policy
        self.breaker = breaker
        self._now = now
        self._sleep = sleep
        self._uniform = uniform

    def call(self, work: Callable[[], T], *, seconds: float | None = None) -> T:
        """Do the work, again while it raises `Transient` and there is time.

        A provider's `retry_after` is the least that is waited; where it does not fit into the time
        left, the error goes to the caller at once, who knows then how long to wait.

        Args:
            seconds: for all tries together, instead of the policy's. The deadline in force, if
                there is one, holds besides.

        A refused set-up opens the circuit at once.

        Raises:
            Transient: the last one, when tries or time are used up.
        """
        # Imported at the first call: every door imports this module for its deadline alone.
        from tenacity import Retrying

        limit = self.policy.seconds if seconds is None else seconds
        with (
            telemetry.active().span(self.breaker.provider, Kind.CALL),
            deadline(limit, now=self._now) as end,
        ):
            retrying = Retrying(
                retry=_worth_a_retry,
                wait=self._wait,
                stop=lambda state: (
                    state.attempt_number >= self.policy.tries or end.left() <= state.upcoming_sleep
                ),
                sleep=self._sleep,
                reraise=True,
            )
            try:
                return retrying(lambda: self.breaker.call(work))
            except SetUpRefused as error:
                _log.warning("provider_refused", extra={"cause": error.detail})
                self.breaker.trip()
                raise

    def _wait(self, state: "RetryCallState") -> float:
        longest = min(self.policy.cap, self.policy.base * 2 ** (state.attempt_number - 1))
        error = state.outcome.exception() if state.outcome else None
        least = (error.retry_after or 0.0) if isinstance(error, Transient) else 0.0
        return least + self._uniform(0.0, longest)


def _worth_a_retry(state: "RetryCallState") -> bool:
    error = state.outcome.exception() if state.outcome else None
    return isinstance(error, Transient) and not isinstance(error, NotNow)
