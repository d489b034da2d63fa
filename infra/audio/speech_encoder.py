"""Spoken samples to Opus or MP3, piece by piece, in memory."""

import io
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from shared.ports.voice import AudioFormat

if TYPE_CHECKING:
    from av import AudioFrame

_BYTES_PER_SAMPLE = 2
_Settings = tuple[Literal["libopus", "libmp3lame"], int, int]
# espeak-ng gives 22 050 Hz and the voices outside 24 000 Hz, so nothing above 12 kHz is there to be
# kept: 24 kHz is a rate of Opus, and 22 050 Hz one of MP3.
_OPUS: _Settings = ("libopus", 24_000, 32_000)
_MP3: _Settings = ("libmp3lame", 22_050, 48_000)
_CODECS = {AudioFormat.OGG: _OPUS, AudioFormat.WEBM: _OPUS, AudioFormat.MP3: _MP3}
# Of 10, libopus's default; 35 s of speech took 0.25 s to encode instead of 0.35 s.
_OPUS_COMPLEXITY = "5"


@dataclass(frozen=True, slots=True)
class Samples:
    """Sound as signed 16-bit little-endian mono samples.

    Attributes:
        pcm: the samples.
        rate: samples per second.
    """

    pcm: bytes
    rate: int

    @property
    def seconds(self) -> float:
        """Its length."""
        return len(self.pcm) / _BYTES_PER_SAMPLE / self.rate


class SpeechEncoder:
    """Encodes 16-bit mono samples; only the encoded bytes are held.

    Args:
        format: what to encode to.
        rate: samples per second of what will be written.
    """

    def __init__(self, format: AudioFormat, rate: int) -> None:
        import av

        codec, encoded_rate, bit_rate = _CODECS[format]
        self._rate = rate
        self._samples = 0
        self._sink = io.BytesIO()
        self._container = av.open(self._sink, "w", format=format.value)
        self._stream = self._container.add_stream(codec, rate=encoded_rate, layout="mono")
        self._stream.bit_rate = bit_rate
        if codec == "libopus":
            self._stream.options = {"compression_level": _OPUS_COMPLEXITY, "application": "voip"}

    @property
    def seconds(self) -> float:
        """How much has been written."""
        return self._samples / self._rate

    def write(self, pcm: bytes) -> None:
        """Encode signed 16-bit little-endian samples."""
        if pcm:
            frame = self._frame(pcm)
            self._samples += frame.samples
            self._container.mux(self._stream.encode(frame))

    def write_silence(self, seconds: float) -> None:
        """Encode silence."""
        self.write(bytes(_BYTES_PER_SAMPLE * int(seconds * self._rate)))

    def finish(self) -> bytes:
        """Close the file; nothing may be written after it."""
        self._container.mux(self._stream.encode(None))
        self._container.close()
        return self._sink.getvalue()

    def _frame(self, pcm: bytes) -> "AudioFrame":
        import av

        frame = av.AudioFrame("s16", "mono", len(pcm) // _BYTES_PER_SAMPLE)
        frame.planes[0].update(pcm)
        frame.sample_rate = self._rate
        frame.time_base = Fraction(1, self._rate)
        frame.pts = self._samples
        return frame
