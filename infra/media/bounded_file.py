"""The only thing a demuxer gets to read: one open file, until a deadline."""

import io
import time
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self


class DeadlineExceededError(Exception):
    """The wall-clock limit of a job is used up."""


class Deadline:
    """A moment after which a job has taken too long.

    Args:
        seconds: from now.
    """

    def __init__(self, seconds: float) -> None:
        self._ends = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds left, 0 at least."""
        return max(0.0, self._ends - time.monotonic())

    def check(self) -> None:
        """Raise `DeadlineExceededError` when the moment has passed."""
        if time.monotonic() > self._ends:
            raise DeadlineExceededError


class BoundedFile:
    """A file for PyAV to read from.

    The demuxer gets no name: neither its messages nor its own file access can use one.

    Args:
        path: what to read.
        deadline: when reading ends with `DeadlineExceededError`.
    """

    def __init__(self, path: Path, deadline: Deadline) -> None:
        self._file: BinaryIO = path.open("rb")
        self._deadline = deadline
        self.reached_end = False

    def read(self, count: int = -1) -> bytes:
        """Read on; remembers whether the end has been reached since the last seek."""
        self._deadline.check()
        data = self._file.read(count)
        self.reached_end = self.reached_end or not data
        return data

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go elsewhere.

        Raises:
            ValueError: before the beginning, where only broken tables point.
        """
        self.reached_end = False
        try:
            return self._file.seek(offset, whence)
        except OSError as error:
            raise ValueError("no such position") from error

    def tell(self) -> int:
        """Tell the position."""
        return self._file.tell()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()
