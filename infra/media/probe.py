"""The media door: what a file really is, and whether we are willing to decode it.

FFmpeg knows some 300 formats, and several of them are lists of further addresses (HLS, DASH,
ffconcat, SDP). The name and the declared type of an upload are never looked at: the first bytes
choose one demuxer out of a short list, and FFmpeg is told to use that one and no other. Nested
opens are refused whatever their address, and only audio decoders of the list may run.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from infra.media.bounded_file import BoundedFile, Deadline
from infra.media.mp4_tables import check_tables
from shared.domain.errors import Code, Permanent

if TYPE_CHECKING:
    from av import AudioCodecContext, AudioStream
    from av.container import InputContainer

HEAD_BYTES = 4096
MIN_RATE, MAX_RATE, MAX_CHANNELS = 8_000, 192_000, 8

FORMATS = ("matroska,webm", "mov,mp4,m4a,3gp,3g2,mj2", "ogg", "mp3", "aac", "flac", "wav", "amr")
"""FFmpeg's own names of the containers that may be opened."""

CODECS = (
    *("opus", "vorbis", "mp3float", "mp3", "aac", "aac_latm", "flac", "alac", "amrnb", "amrwb"),
    *("libopus", "libopencore_amrnb", "libopencore_amrwb"),
    *("pcm_u8", "pcm_s16le", "pcm_s16be", "pcm_s24le", "pcm_s32le", "pcm_f32le", "pcm_f64le"),
    *("pcm_alaw", "pcm_mulaw", "adpcm_ms", "adpcm_ima_wav"),
)
"""FFmpeg's own names of the decoders that may run."""

# What the arguments of `av.open` below enforce, repeated in FFmpeg's own terms for demuxers that
# open something by themselves; a browser's recording has one or two streams.
_OPTIONS = {
    "format_whitelist": ",".join(FORMATS),
    "protocol_whitelist": "file",
    "codec_whitelist": ",".join(CODECS),
    "max_streams": "16",
}
# The length of these is stated or counted; that of the others (MP3, ADTS, AMR) is only estimated
# from their bit rate, often wrongly. For WAV, FFmpeg counts the bytes that are really there.
_KNOW_THEIR_LENGTH = frozenset({"matroska", "mov", "ogg", "flac", "wav"})
_MICROSECONDS = 1_000_000


@dataclass(frozen=True, slots=True)
class Source:
    """An opened file that has passed the door.

    Attributes:
        container, stream: PyAV's; the stream is the one to decode.
        format: one of FFmpeg's short format names, such as `matroska`.
        codec: canonical name, such as `opus`.
        stated_seconds: the length the file states, None where it states none.
    """

    container: "InputContainer"
    stream: "AudioStream"
    format: str
    codec: str
    stated_seconds: float | None


def sniff(head: bytes) -> str | None:
    """Tell the container from a file's first bytes (`HEAD_BYTES` of them).

    Returns:
        FFmpeg's short name of the demuxer to use, None for anything we do not take.
    """
    head = _behind_id3(head) or head
    for at, magic, name in _MAGIC:
        if head.startswith(magic, at):
            return None if name == "wav" and head[8:12] != b"WAVE" else name
    if len(head) >= 2 and head[0] == 0xFF:
        if head[1] & 0xF6 == 0xF0:  # sync word, layer 0: ADTS
            return "aac"
        if head[1] & 0xE0 == 0xE0 and head[1] & 0x06:  # sync word, a layer: MPEG audio
            return "mp3"
    return None


_MAGIC = (
    (0, b"\x1a\x45\xdf\xa3", "matroska"),
    (4, b"ftyp", "mov"),
    (0, b"OggS", "ogg"),
    (0, b"fLaC", "flac"),
    (0, b"RIFF", "wav"),
    (0, b"RF64", "wav"),
    (0, b"#!AMR\n", "amr"),
    (0, b"#!AMR-WB\n", "amr"),
    (0, b"ID3", "mp3"),  # a tag longer than the head; MP3 is what carries such tags
)


def _behind_id3(head: bytes) -> bytes:
    """Skip an ID3v2 tag; empty where there is none or it ends beyond the head."""
    if not head.startswith(b"ID3") or len(head) < 10:
        return b""
    size = 0
    for byte in head[6:10]:  # four times seven bits
        size = size << 7 | byte & 0x7F
    return head[10 + size :]


@contextmanager
def open_source(file: BoundedFile, *, deadline: Deadline, max_seconds: float) -> Iterator[Source]:
    """Open a file for decoding, having checked all that can be known before decoding.

    Raises:
        Permanent: `empty_audio`, `not_audio`, `damaged_audio`, `audio_too_long`.
        DeadlineExceededError: reading the headers takes too long.
    """
    import av

    head = file.read(HEAD_BYTES)
    if not head:
        raise Permanent(Code.EMPTY_AUDIO)
    name = sniff(head)
    if name is None:
        raise Permanent(Code.NOT_AUDIO, "the first bytes are those of no format we take")
    if name == "mov":
        check_tables(file)
    file.seek(0)
    try:
        container = av.open(
            file,
            "r",
            format=name,
            options=_OPTIONS,
            metadata_errors="replace",  # a title in Latin-1 is no reason to refuse a recording
            timeout=deadline.left,
            io_open=_refuse_nested,
        )
    except (av.FFmpegError, ValueError) as error:
        raise Permanent(Code.DAMAGED_AUDIO, "the headers cannot be read") from error
    with container:
        yield _checked(container, name, max_seconds)


def _refuse_nested(_url: str, _flags: int, _options: dict[str, str]) -> NoReturn:
    raise Permanent(Code.NOT_AUDIO, "the file refers to another file")


def _checked(container: "InputContainer", name: str, max_seconds: float) -> Source:
    if not container.streams.audio:
        raise Permanent(Code.NOT_AUDIO, "it has no audio track")
    stream = container.streams.audio[0]
    # PyAV's stubs say that there always is one; where no decoder fits, there is none.
    context: AudioCodecContext | None = stream.codec_context
    if context is None or context.codec.name not in CODECS:
        raise Permanent(Code.NOT_AUDIO, "its audio codec is not one we take")
    check_shape(context.sample_rate, context.channels)
    stated = _stated_seconds(container, name)
    if stated is not None and stated > max_seconds:
        raise too_long(max_seconds)
    return Source(container, stream, name, context.codec.canonical_name, stated)


def check_shape(rate: int, channels: int) -> None:
    """Refuse sample rates and channel counts that no recorder makes.

    Raises:
        Permanent: `not_audio`.
    """
    if not MIN_RATE <= rate <= MAX_RATE:
        raise Permanent(Code.NOT_AUDIO, "its sample rate is not between 8 and 192 kHz")
    if not 1 <= channels <= MAX_CHANNELS:
        raise Permanent(Code.NOT_AUDIO, "it has more than 8 channels")


def too_long(max_seconds: float) -> Permanent:
    """Make the error for audio beyond the limit."""
    return Permanent(Code.AUDIO_TOO_LONG, f"at most {max_seconds:g} seconds")


def _stated_seconds(container: "InputContainer", name: str) -> float | None:
    if name not in _KNOW_THEIR_LENGTH or not container.duration or container.duration < 0:
        return None
    return container.duration / _MICROSECONDS
