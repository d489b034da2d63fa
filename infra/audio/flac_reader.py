"""Samples of a converted recording, read as a stream."""

from collections.abc import Iterator
from pathlib import Path

RATE = 16_000
BYTES_PER_SECOND = 2 * RATE


def read_samples(audio: Path, block_bytes: int) -> Iterator[bytes]:
    """Read a 16 kHz mono 16-bit FLAC in blocks of one size, the last filled up with silence.

    Only what our own converter wrote is read here: its format is forced and taken for granted.

    Args:
        audio: the FLAC.
        block_bytes: an even number of bytes, two a sample.
    """
    import av

    held = bytearray()
    with audio.open("rb") as file, av.open(file, "r", format="flac") as container:
        for frame in container.decode(audio=0):
            held += bytes(frame.planes[0])[: 2 * frame.samples]
            whole = len(held) - len(held) % block_bytes
            for at in range(0, whole, block_bytes):
                yield bytes(held[at : at + block_bytes])
            del held[:whole]
    if held:
        yield bytes(held.ljust(block_bytes, b"\0"))


def flac_seconds(audio: Path) -> float:
    """Tell the length of a converted recording from its header."""
    import av

    with audio.open("rb") as file, av.open(file, "r", format="flac") as container:
        return (container.duration or 0) / 1_000_000
