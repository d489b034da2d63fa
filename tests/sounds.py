"""Audio that tests make for themselves: French by espeak-ng, tones, silence, in any container."""

import math
from array import array
from fractions import Fraction
from functools import cache
from pathlib import Path

from infra.speech.espeak_library import espeak_library

SPEECH_RATE = 22_050
TEXT = "Hier, je suis allé au marché avec ma sœur. Nous avons acheté des pommes et du pain."

# container name → (PyAV format, encoder, sample rate, options of the container)
KINDS: dict[str, tuple[str, str, int, dict[str, str]]] = {
    "webm": ("webm", "libopus", 48_000, {}),
    "live.webm": ("webm", "libopus", 48_000, {"live": "1", "cluster_time_limit": "1000"}),
    "opus.ogg": ("ogg", "libopus", 48_000, {}),
    "vorbis.ogg": ("ogg", "vorbis", 44_100, {}),
    "mp3": ("mp3", "libmp3lame", 44_100, {}),
    "m4a": ("ipod", "aac", 44_100, {}),
    "mp4": ("mp4", "aac", 48_000, {"movflags": "frag_keyframe+empty_moov"}),
    "aac": ("adts", "aac", 44_100, {}),
    "flac": ("flac", "flac", 44_100, {}),
    "wav": ("wav", "pcm_s16le", 16_000, {}),
    "amr": ("amr", "libopencore_amrnb", 8_000, {}),
    "mka": ("matroska", "flac", 48_000, {}),
}


@cache
def speech(text: str = TEXT) -> bytes:
    """French as 16-bit mono samples at 22 050 Hz."""
    return espeak_library().synthesize(text, words_per_minute=160).pcm


def silence(seconds: float) -> bytes:
    """Digital silence at 22 050 Hz."""
    return bytes(2 * round(seconds * SPEECH_RATE))


def tone(seconds: float, *, hertz: float = 440, peak: int = 8000) -> bytes:
    """A sine at 22 050 Hz."""
    step = 2 * math.pi * hertz / SPEECH_RATE
    count = round(seconds * SPEECH_RATE)
    return array("h", (round(peak * math.sin(step * i)) for i in range(count))).tobytes()


def resampled(pcm: bytes, rate: int, wanted: int) -> bytes:
    """Bring 16-bit mono samples to another rate."""
    import av

    frame = av.AudioFrame("s16", "mono", len(pcm) // 2)
    frame.planes[0].update(pcm)
    frame.sample_rate = rate
    resampler = av.AudioResampler("s16", "mono", wanted)
    frames = [*resampler.resample(frame), *resampler.resample(None)]
    return b"".join(bytes(one.planes[0])[: 2 * one.samples] for one in frames)


def write(
    path: Path, pcm: bytes, *, kind: str = "webm", layout: str = "mono", rate: int | None = None
) -> Path:
    """Encode 16-bit mono samples at 22 050 Hz into one of `KINDS`."""
    import av

    container_format, codec, natural_rate, options = KINDS[kind]
    with av.open(str(path), "w", format=container_format, container_options=options) as container:
        # A stereo aac, opus … is what an interface with two channels gives.
        stream = container.add_stream(codec, rate=rate or natural_rate, layout=layout)
        if codec == "libopencore_amrnb":
            stream.bit_rate = 12_200
        if codec == "vorbis":
            stream.options = {"strict": "experimental"}
        step = SPEECH_RATE  # a second at a time
        for at in range(0, len(pcm) // 2, step):
            part = pcm[2 * at : 2 * (at + step)]
            frame = av.AudioFrame("s16", "mono", len(part) // 2)
            frame.planes[0].update(part)
            frame.sample_rate = SPEECH_RATE
            frame.time_base = Fraction(1, SPEECH_RATE)
            frame.pts = at
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def wav(pcm: bytes, *, rate: int, channels: int = 1, declared_bytes: int | None = None) -> bytes:
    """A WAV whose header may lie."""
    size = len(pcm) if declared_bytes is None else declared_bytes
    block = 2 * channels
    header = b"fmt " + (16).to_bytes(4, "little") + (1).to_bytes(2, "little")
    header += channels.to_bytes(2, "little") + rate.to_bytes(4, "little")
    header += (rate * block & 0xFFFF_FFFF).to_bytes(4, "little")
    header += block.to_bytes(2, "little") + (16).to_bytes(2, "little")
    body = b"WAVE" + header + b"data" + size.to_bytes(4, "little") + pcm
    return b"RIFF" + min(4 + len(header) + 8 + size, 0xFFFF_FFFF).to_bytes(4, "little") + body
