"""Short clips: the sound behind a correction, cut, levelled and softened at its ends."""

import io
import math
import warnings
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from infra.media.flac_writer import RATE
from shared.domain.errors import Code, Refused

if TYPE_CHECKING:
    from pydub import AudioSegment

MAX_CLIP_SECONDS = 15.0
_LEVEL_DBFS = -20.0  # about what speech in broadcasts and calls is levelled to
_PEAK_DBFS = -1.0
_MAX_GAIN_DB = 30.0  # beyond it, only noise would become loud
_FADE_MS = 15  # no click at a cut through a wave
# The last word's end may be rounded up beyond the last sample.
_SLACK_SECONDS = 0.5
_BYTES_PER_SAMPLE = 2
_MIN_BYTES = RATE * 2 * _FADE_MS // 1_000 * _BYTES_PER_SAMPLE  # fading in and out, nothing between
_BIT_RATE = 48_000


def clip_mp3(source: Path, *, start: float, end: float) -> bytes:
    """Cut `start` to `end` (seconds) out of a 16 kHz mono FLAC, level it to −20 dBFS; MP3 bytes.

    Raises:
        Refused: `invalid_request`, the span is empty, too long or outside the audio.
    """
    if not (math.isfinite(start) and math.isfinite(end) and 0 <= start < end):
        raise Refused(Code.INVALID_REQUEST, "start, end: an empty span")
    if end - start > MAX_CLIP_SECONDS:
        raise Refused(Code.INVALID_REQUEST, f"start, end: at most {MAX_CLIP_SECONDS:g} seconds")
    pcm = _samples(source, start, end)
    if len(pcm) < _MIN_BYTES:
        raise Refused(Code.INVALID_REQUEST, "start, end: an empty span")
    return _mp3(_levelled(pcm))


def _samples(source: Path, start: float, end: float) -> bytes:
    import av

    first, last = round(start * RATE), round(end * RATE)
    collected = bytearray()
    with source.open("rb") as file, av.open(file, "r", format="flac") as container:
        stream = container.streams.audio[0]
        length = (container.duration or 0) / 1_000_000
        if start >= length or end > length + _SLACK_SECONDS:
            raise Refused(Code.INVALID_REQUEST, "start, end: outside the audio")
        container.seek(int(start * 1_000_000))
        for frame in container.decode(stream):
            if frame.time is None:
                continue
            begins = round(frame.time * RATE)
            if begins >= last:
                break
            pcm = bytes(frame.planes[0])[: frame.samples * _BYTES_PER_SAMPLE]
            low, high = max(0, first - begins), max(0, last - begins)
            collected += pcm[low * _BYTES_PER_SAMPLE : high * _BYTES_PER_SAMPLE]
    return bytes(collected)


def _levelled(pcm: bytes) -> "AudioSegment":
    segment = _segment_class()(data=pcm, sample_width=2, frame_rate=RATE, channels=1)
    if segment.max:  # silence has no level to start from
        wanted = min(_LEVEL_DBFS - segment.dBFS, _PEAK_DBFS - segment.max_dBFS, _MAX_GAIN_DB)
        segment = segment.apply_gain(wanted)
    return segment.fade_in(_FADE_MS).fade_out(_FADE_MS)


@cache
def _segment_class() -> "type[AudioSegment]":
    with warnings.catch_warnings():
        # pydub warns of a missing ffmpeg, which decoded samples do not need, and of `audioop`,
        # for which Python 3.13 gets the package audioop-lts.
        warnings.simplefilter("ignore")
        from pydub import AudioSegment
    loaded: type[AudioSegment] = AudioSegment
    return loaded


def _mp3(segment: "AudioSegment") -> bytes:
    import av

    pcm: bytes = segment.raw_data
    sink = io.BytesIO()
    with av.open(sink, "w", format="mp3") as container:
        stream = container.add_stream("libmp3lame", rate=RATE, layout="mono")
        stream.bit_rate = _BIT_RATE
        frame = av.AudioFrame("s16", "mono", len(pcm) // _BYTES_PER_SAMPLE)
        frame.planes[0].update(pcm)
        frame.sample_rate = RATE
        frame.time_base = Fraction(1, RATE)
        frame.pts = 0
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return sink.getvalue()
