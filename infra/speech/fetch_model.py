"""Fetch the local recognizer's model, with progress: `python -m infra.speech.fetch_model SIZE`."""

import argparse
import sys
from pathlib import Path

from infra.speech.whisper_models import SIZES, download_model
from shared.domain.errors import Permanent

_BAR = 30
_MEGABYTE = 1_000_000


def show(done: int, total: int) -> None:
    """Draw how far the download is, over the line before."""
    filled = _BAR * done // max(total, 1)
    bar = "█" * filled + "░" * (_BAR - filled)
    sys.stderr.write(f"\r  {bar} {done / _MEGABYTE:,.0f} of {total / _MEGABYTE:,.0f} MB")
    sys.stderr.write("\n" if done >= total else "")
    sys.stderr.flush()


def main() -> int:
    """Fetch, and say where it is."""
    parser = argparse.ArgumentParser(description="Fetch a model for the local recognizer.")
    parser.add_argument("model", help=f"{', '.join(SIZES)}, a folder, or owner/name on the hub")
    parser.add_argument("--cache", type=Path, required=True, help="where models are kept")
    chosen = parser.parse_args()
    try:
        folder = download_model(chosen.model, cache=chosen.cache, progress=show)
    except Permanent as error:
        sys.stderr.write(f"{error.detail}\n{error.advice}\n")
        return 1
    sys.stderr.write(f"The recognizer's model is in {folder}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
