"""Lines to the outside that are broken when the time for what uses them is over.

A library that bounds each silence bounds no answer: a peer that sends a byte now and then holds a
worker for as long as it likes.
"""

import math
import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from threading import Timer

from infra.resilience import remaining

Lines = Callable[[], Iterable[socket.socket | None]]


@contextmanager
def broken_in_time(lines: Lines, *, seconds: float = math.inf) -> Iterator[None]:
    """Break lines that the block has in use, after so many seconds or at the deadline in force.

    Whoever reads or writes gets the error of a line that its peer has ended.

    Args:
        lines: those in use when the time is over.
    """
    left = min(seconds, remaining())
    if math.isinf(left):
        yield
        return

    def end() -> None:
        for line in lines():
            if line is not None:
                with suppress(OSError):
                    # Closing would not wake who reads, and TLS has a shutdown of its own.
                    socket.socket.shutdown(line, socket.SHUT_RDWR)

    watch = Timer(max(0.0, left), end)
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()
        # Over before the lines are anybody else's.
        watch.join()
