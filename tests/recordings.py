"""Converted recordings for tests of what comes after the conversion."""

from pathlib import Path

from infra.media.av_converter import AvConverter
from tests import sounds


def converted(folder: Path, pcm: bytes, *, name: str = "audio") -> Path:
    """A 16 kHz mono FLAC of 16-bit samples at 22 050 Hz, made by the real converter."""
    source = sounds.write(folder / f"{name}.wav", pcm, kind="wav")
    target = folder / f"{name}.flac"
    AvConverter().convert(source, target, max_seconds=600)
    return target
