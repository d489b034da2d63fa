"""Work whose caller is gone: told to the thread that does it, also in mid-read."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock


class HungUp(BaseException):
    """Nobody waits for the answer any more.

    No `Exception`, as a cancelled task has none: it is no failure of a provider that would be
    counted, tried again, or answered by a fallback.
    """


class Caller:
    """Whoever waits for what a thread does. Thread-safe."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._gone = False
        self._stops: list[Callable[[], None]] = []

    @property
    def gone(self) -> bool:
        """Whether it has hung up."""
        return self._gone

    def hang_up(self) -> None:
        """Go: what waits for the outside on this caller's behalf is woken."""
        with self._lock:
            self._gone = True
            for stop in self._stops:
                stop()

    @contextmanager
    def waking(self, stop: Callable[[], None]) -> Iterator[None]:
        """Wait for the outside inside the block; `stop` ends the wait from another thread.

        Raises:
            HungUp: before, during or after the wait.
        """
        with self._lock:
            if self._gone:
                raise HungUp
            self._stops.append(stop)
        try:
            yield
        except Exception:
            if self._gone:
                raise HungUp from None
            raise
        finally:
            with self._lock:
                self._stops.remove(stop)
        if self._gone:
            raise HungUp


_caller: ContextVar[Caller | None] = ContextVar("caller", default=None)


@contextmanager
def on_behalf_of(caller: Caller) -> Iterator[None]:
    """Work for a caller in this thread."""
    token = _caller.set(caller)
    try:
        yield
    finally:
        _caller.reset(token)


@contextmanager
def waking(stop: Callable[[], None]) -> Iterator[None]:
    """Wait for the outside; ended by `stop` when the caller in force hangs up, if there is one.

    Raises:
        HungUp: the caller is gone.
    """
    caller = _caller.get()
    if caller is None:
        yield
        return
    with caller.waking(stop):
        yield
