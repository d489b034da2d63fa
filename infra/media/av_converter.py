"""Conversion through PyAV: FFmpeg's demuxers and decoders in process, no command line."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from infra.media.bounded_file import BoundedFile, Deadline, DeadlineExceededError
from infra.media.clip import clip_mp3
from infra.media.flac_writer import RATE, FlacWriter
from infra.media.probe import Source, check_shape, open_source, too_long
from shared.domain.errors import Code, Permanent
from shared.ports.audio import ConvertedAudio

if TYPE_CHECKING:
    from av import AudioFrame

# Twenty times what an hour of WebM takes on a slow core: only hostile input comes near.
WALL_CLOCK_SECONDS = 300.0
# Encoders pad: a recording stopped at the limit may be some hundredths of a second longer.
_SLACK_SECONDS = 0.5
_SHORTEST_SECONDS = 0.1
# How much may be lost before a recording counts as damaged, see `AvConverter`.
_LOSS_SHARE = 0.05
_LOSS_SECONDS = 1.0
_BAD_PACKETS = 2


@dataclass(slots=True)
class _Tally:
    """What decoding has come across."""

    packets: int = 0
    bad: int = 0
    broken_off: bool = False


class AvConverter:
    """AudioConverter over PyAV, streaming: memory does not grow with length.

    When is a recording damaged? A browser that is closed while it records leaves a WebM whose last
    cluster is cut, and what was said before is whole. So:

    - where the data simply ends (a live WebM, Ogg, MP3, ADTS, AMR, WAV), what decodes is kept, the
      cut packet aside;
    - where the file states its length (MP4, FLAC, a finished WebM) and more than 5 % of it and more
      than one second is missing, it breaks off: `damaged_audio`;
    - where more than 5 % of the packets (and more than two) cannot be decoded, or the container
      cannot be followed any further before its end: `damaged_audio`, because words are missing
      from the middle and would be held against the learner.

    Args:
        wall_clock_seconds: how long one conversion may take.
    """

    def __init__(self, *, wall_clock_seconds: float = WALL_CLOCK_SECONDS) -> None:
        self._wall_clock_seconds = wall_clock_seconds

    def convert(self, source: Path, target: Path, *, max_seconds: float) -> ConvertedAudio:
        """Convert to 16 kHz mono 16-bit FLAC; after an error there is no target.

        The target's size is bounded by `max_seconds` too: FLAC never exceeds its 32 kB of samples
        a second by more than its headers.

        Raises:
            Permanent: `empty_audio` (no byte or no sample), `not_audio` (no format, track or codec
                we take, or a sample rate or channel count no recorder makes), `damaged_audio`,
                `audio_too_long`.
        """
        deadline = Deadline(self._wall_clock_seconds)
        done = False
        try:
            with BoundedFile(source, deadline) as file:
                converted = _convert(file, target, deadline, max_seconds)
            done = True
        except DeadlineExceededError as error:
            raise Permanent(Code.DAMAGED_AUDIO, "it takes too long to decode") from error
        finally:
            if not done:
                target.unlink(missing_ok=True)
        return converted

    def cut(self, source: Path, *, start: float, end: float) -> bytes:
        """Cut a clip of 15 s at most out of a converted FLAC and level it; MP3 bytes.

        Raises:
            Refused: `invalid_request`, the span is empty, too long or outside the audio.
        """
        return clip_mp3(source, start=start, end=end)


def _convert(
    file: BoundedFile, target: Path, deadline: Deadline, max_seconds: float
) -> ConvertedAudio:
    tally = _Tally()
    limit = max_seconds + _SLACK_SECONDS
    with (
        open_source(file, deadline=deadline, max_seconds=limit) as source,
        target.open("xb") as sink,
        FlacWriter(sink) as writer,
    ):
        for frame in _frames(source, file, deadline, tally):
            check_shape(frame.sample_rate, frame.layout.nb_channels)
            writer.write(frame)
            if writer.seconds > limit:
                raise too_long(max_seconds)
        writer.finish()
        _judge(tally, writer.seconds, source.stated_seconds)
        return ConvertedAudio(writer.samples / RATE, source.codec, source.format)


def _frames(
    source: Source, file: BoundedFile, deadline: Deadline, tally: _Tally
) -> Iterator["AudioFrame"]:
    """Decode the stream; what cannot be decoded is counted and left out."""
    import av

    packets = source.container.demux(source.stream)
    while True:
        deadline.check()
        try:
            packet = next(packets, None)
        except (av.FFmpegError, ValueError):
            # At the end of the file this is a cut packet; before it, the container is broken.
            tally.broken_off = not file.reached_end
            return
        if packet is None:
            return
        tally.packets += 1
        try:
            frames = packet.decode()
        except (av.FFmpegError, ValueError):
            tally.bad += 1
            continue
        yield from frames


def _judge(tally: _Tally, seconds: float, stated: float | None) -> None:
    if seconds < _SHORTEST_SECONDS:
        promised = stated is not None and stated > _SHORTEST_SECONDS
        harmed = tally.bad or tally.broken_off or promised
        raise Permanent(Code.DAMAGED_AUDIO if harmed else Code.EMPTY_AUDIO)
    if tally.broken_off or tally.bad > max(_BAD_PACKETS, _LOSS_SHARE * tally.packets):
        raise Permanent(Code.DAMAGED_AUDIO)
    if stated is not None and stated - seconds > max(_LOSS_SECONDS, _LOSS_SHARE * stated):
        raise Permanent(Code.DAMAGED_AUDIO, "it is shorter than it states")
