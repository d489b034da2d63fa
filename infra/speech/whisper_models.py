"""Where the local recognizer's weights are, and how they get there with a progress to show."""

import io
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Any

from shared.domain.errors import Code, Permanent

# Converted for CTranslate2 by the authors of faster-whisper. Sizes on disk: tiny 75 MB,
# base 145 MB, small 484 MB, medium 1.5 GB, large-v3 3.1 GB.
SIZES = ("tiny", "base", "small", "medium", "large-v3")
_REPOSITORY = "Systran/faster-whisper-{size}"
_FILES = ["config.json", "preprocessor_config.json", "model.bin", "tokenizer.json", "vocabulary.*"]

BytesDone = Callable[[int, int], None]
"""Told the bytes done and the bytes in all."""


def find_model(model: str, *, cache: Path | None = None) -> Path:
    """Find a model on this machine, without any network.

    Args:
        model: a folder with a converted model, one of `SIZES`, or `owner/name` on the hub.
        cache: where downloads are kept; the hub's own cache when left out.

    Raises:
        Permanent: `recognizer_missing`.
    """
    if Path(model, "model.bin").is_file():
        return Path(model)
    return Path(_snapshot(model, cache, local_files_only=True))


def download_model(model: str, *, cache: Path | None = None, progress: BytesDone) -> Path:
    """Fetch a model from the hub unless it is here; what broke off is taken up again.

    Args:
        model: as for `find_model`.
        cache: where downloads are kept; the hub's own cache when left out.
        progress: told how far it is, from several threads in turn; not called if nothing is to do.

    Raises:
        Permanent: `recognizer_missing`, the hub cannot be reached or has no such model.
    """
    if Path(model, "model.bin").is_file():
        return Path(model)
    plan = _snapshot(model, cache, dry_run=True, tqdm_class=_silent_bar(0, lambda *_: None))
    total = sum(file.file_size for file in plan if file.will_download)
    if total == 0:
        return find_model(model, cache=cache)
    folder = _snapshot(model, cache, tqdm_class=_silent_bar(total, progress))
    progress(total, total)
    return Path(folder)


def _snapshot(model: str, cache: Path | None, **options: Any) -> Any:
    """Call the hub, its many errors turned into one."""
    try:
        import huggingface_hub
        from huggingface_hub.errors import (
            HfHubHTTPError,
            HFValidationError,
            LocalEntryNotFoundError,
        )
    except ImportError as error:
        raise missing("faster-whisper is not installed") from error
    repository = _REPOSITORY.format(size=model) if model in SIZES else model
    try:
        return huggingface_hub.snapshot_download(
            repository, cache_dir=cache, allow_patterns=_FILES, etag_timeout=10, **options
        )
    except HFValidationError as error:
        raise missing("no such model") from error
    except (LocalEntryNotFoundError, HfHubHTTPError, OSError) as error:
        raise missing("its model is not on this machine, or not complete") from error


def missing(why: str) -> Permanent:
    """Make the refusal that names the fix."""
    return Permanent(Code.RECOGNIZER_MISSING, f"{why}; run 'make speech' while online")


def _silent_bar(total: int, progress: BytesDone) -> type:
    """Make a progress bar class that shows nothing itself and reports the bytes."""
    from tqdm.auto import tqdm

    lock = Lock()
    furthest = 0

    class Bar(tqdm):  # type: ignore[misc] # the hub makes several: of files, of bytes received and bytes written
        def __init__(self, *arguments: Any, **options: Any) -> None:
            self._counts_bytes = options.get("unit") == "B"
            options.update(file=io.StringIO(), disable=False)
            super().__init__(*arguments, **options)

        def update(self, n: float | None = 1) -> Any:
            nonlocal furthest
            moved = super().update(n)
            with lock:
                if self._counts_bytes and self.n > furthest:
                    furthest = min(total, int(self.n))
                    progress(furthest, total)
            return moved

    return Bar
