"""Private folders for the time of one job, and the sweeping up after a killed process."""

import os
import shutil
import tempfile
import time
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from types import TracebackType

_PREFIX = "parlons-job-"
# Longer than any job may run (Cloud Run ends a request after an hour at most), so that a
# folder of this age has no owner left.
ORPHAN_AGE_SECONDS = 2 * 3600.0
# In a container every life of the service has the same process id, so a folder with our own id is
# ours only if it stands here.
_in_use: set[str] = set()


class TemporaryScratch:
    """Scratch over the system's temporary folder.

    Args:
        root: where to make the folders; the system's temporary folder when left out.
    """

    def __init__(self, root: Path | None = None) -> None:
        self._root = root

    def __call__(self) -> "PrivateFolder":
        """Make a context manager over a fresh folder that only this user may enter."""
        return PrivateFolder(self._root)


class PrivateFolder(AbstractContextManager[Path]):
    """A folder of mode 0700 that is gone, with all in it, when its block ends."""

    def __init__(self, root: Path | None) -> None:
        self._root = root
        self._path: Path | None = None

    def __enter__(self) -> Path:
        # The process id in the name tells the sweep whether somebody still works in it.
        self._path = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-", dir=self._root))
        _in_use.add(self._path.name)
        return self._path

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._path is not None:
            shutil.rmtree(self._path, ignore_errors=True)
            _in_use.discard(self._path.name)
            self._path = None


def sweep_scratch(root: Path | None = None, *, now: float | None = None) -> int:
    """Remove the folders that killed processes left behind.

    A folder goes when the process that made it is gone, or when it is older than two hours (the
    process id may have been given to somebody else). Call it before the first job of a process.

    Args:
        root: the folder that `TemporaryScratch` was given.
        now: seconds since the epoch, to try the age rule; the present when left out.

    Returns:
        How many folders were removed.
    """
    present = time.time() if now is None else now
    removed = 0
    for folder in (root or Path(tempfile.gettempdir())).glob(f"{_PREFIX}*"):
        with suppress(OSError):  # another sweep may be quicker
            status = folder.lstat()
            if status.st_uid != os.getuid() or folder.is_symlink() or not folder.is_dir():
                continue
            if present - status.st_mtime > ORPHAN_AGE_SECONDS or not _alive(folder.name):
                shutil.rmtree(folder)
                removed += 1
    return removed


def _alive(name: str) -> bool:
    owner = name.removeprefix(_PREFIX).partition("-")[0]
    if not owner.isdecimal():
        return True  # not a name of ours; only its age speaks against it
    if int(owner) == os.getpid():
        return name in _in_use
    try:
        os.kill(int(owner), 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
