"""One stack per data folder: leases may be taken over at start because nobody else can hold any."""

import contextlib
import os
import sqlite3
from pathlib import Path


class DataFolderInUseError(RuntimeError):
    """Two stacks may not share a data folder."""


class StackLock:
    """Holds a data folder for this process until `release`, or until the process dies.

    The lock is SQLite's own on an empty database: the operating system frees it even after
    kill -9, and SQLite brings the code for every system it runs on.

    Args:
        folder: made when absent.

    Raises:
        DataFolderInUseError: another stack holds the folder; the message says what to do.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._holder = folder / "stack.pid"
        self._connection = sqlite3.connect(
            folder / "stack.lock", timeout=0, isolation_level=None, check_same_thread=False
        )
        try:
            self._connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            self._connection.close()
            raise DataFolderInUseError(
                f"another Parlons stack{self._who()} uses the data folder {folder}; "
                "stop it, or give this one a folder of its own",
            ) from None
        self._holder.write_text(str(os.getpid()))

    def release(self) -> None:
        """Give the folder free."""
        self._holder.unlink(missing_ok=True)
        self._connection.close()

    def _who(self) -> str:
        with contextlib.suppress(OSError):
            return f" (process {self._holder.read_text()})"
        return ""
