"""Calls to a cloud's blob store: retry, time limits, pages; the same at every cloud.

Every call may be repeated: what is written is a whole object, under a name that says what it holds.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, suppress
from functools import partial
from typing import TypeVar

from infra.http_answers import passes, retry_after
from infra.resilience import CircuitBreaker, NotNow, Resilience, RetryPolicy, remaining
from shared.domain.errors import Code, Transient
from shared.ports.blob_store import Blob

T = TypeVar("T")
Page = tuple[list[Blob], str | None]
"""Objects, and the token of the next page."""

_CONNECT_SECONDS = 5.0
# Between two pieces of a transfer.
_READ_SECONDS = 20.0
# 200 MB in four minutes are 7 Mbit/s; within one region they take seconds.
_PATIENCE = RetryPolicy(tries=3, seconds=240.0, base=0.2, cap=2.0)
# A store that fails some calls still has everybody's audio.
_FAILURES = 20


class AbsentError(Exception):
    """No object of that name, or no bucket; raised by what translates a library's errors."""


class BlobCalls:
    """How one store is called. Thread-safe.

    Args:
        provider: for messages and logs.
        translated: turns the library's errors into ours.
    """

    def __init__(
        self,
        provider: str,
        translated: Callable[[], AbstractContextManager[None]],
        resilience: Resilience | None,
    ) -> None:
        breaker = CircuitBreaker(provider, failures=_FAILURES)
        self._resilience = resilience or Resilience(_PATIENCE, breaker)
        self._provider = provider
        self._translated = translated

    def __call__(self, work: Callable[[], T]) -> T:
        """Do what calls the library, again while that may help, until the deadline in force.

        Raises:
            Transient: `store_unavailable`, also where there is no bucket.
        """
        try:
            return self._resilience.call(partial(self._attempt, work))
        except AbsentError as error:
            detail = f"{self._provider}: no bucket"
            raise NotNow(Code.STORE_UNAVAILABLE, detail) from error

    def find(self, work: Callable[[], T]) -> T | None:
        """The same for an object that need not be there: None where it is not."""
        with suppress(AbsentError):
            return self._resilience.call(partial(self._attempt, work))
        return None

    def _attempt(self, work: Callable[[], T]) -> T:
        # Where nothing but signing is done, no library is imported.
        from infra.punctual_requests import ending_in_time

        with ending_in_time(), self._translated():
            return work()

    def delete(self, found: Iterable[Blob], remove: Callable[[str], object]) -> int:
        """Delete one by one; returns how many were still there."""
        count = 0
        for each in found:
            with suppress(AbsentError):
                self._resilience.call(partial(self._attempt, partial(remove, each.name)))
                count += 1
        return count

    def pages(self, page: Callable[[str | None], Page]) -> Iterator[Blob]:
        """List page after page: what comes after a failure is asked for again, nothing before.

        Args:
            page: asks for the page of a token; None stands for the first.
        """
        token: str | None = None
        while True:
            blobs, token = self(partial(page, token))
            yield from blobs
            if not token:
                return


def timeouts() -> tuple[float, float]:
    """Seconds for a connection, and for each silence."""
    left = max(0.1, remaining())
    return min(_CONNECT_SECONDS, left), min(_READ_SECONDS, left)


def answered(provider: str, status: int, headers: Mapping[str, str]) -> Transient:
    """The error for a status; what is refused may be mended while the message waits."""
    detail = f"{provider}: answered {status}"
    if passes(status):
        return Transient(Code.STORE_UNAVAILABLE, detail, retry_after=retry_after(headers))
    return NotNow(Code.STORE_UNAVAILABLE, detail)
