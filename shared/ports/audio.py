"""Audio in and out: conversion, speech activity, clips."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from shared.domain.transcript import Interval


@dataclass(frozen=True, slots=True)
class ConvertedAudio:
    """What came out of a conversion.

    Attributes:
        seconds: length of the result.
        codec, container: what the input really was, whatever its name said.
    """

    seconds: float
    codec: str
    container: str


class AudioConverter(Protocol):
    """Turns what browsers and telephones record into 16 kHz mono 16-bit FLAC."""

    def convert(self, source: Path, target: Path, *, max_seconds: float) -> ConvertedAudio:
        """Convert `source` into `target`, streaming; memory does not grow with length.

        Raises:
            Permanent: `empty_audio`, `not_audio`, `damaged_audio`, `audio_too_long`.
        """

    def cut(self, source: Path, *, start: float, end: float) -> bytes:
        """Cut a short clip (15 s at most) out of a converted FLAC and level it; MP3 bytes.

        Raises:
            Refused: the span is empty, too long or outside the audio (`invalid_request`).
        """


class SpeechActivity(Protocol):
    """Tells speech from silence."""

    def speech(self, audio: Path) -> tuple[Interval, ...]:
        """Find the stretches of speech in a converted FLAC, in order, not overlapping."""


class Scratch(Protocol):
    """Gives a use case a private folder for the time of one job."""

    def __call__(self) -> AbstractContextManager[Path]:
        """Make a fresh folder that nobody else may read, gone when its block ends."""
