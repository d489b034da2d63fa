"""A look at an MP4's sample tables before FFmpeg builds its index from them.

A table may say "60 million samples, all of one size" in twelve bytes, and FFmpeg makes an index
entry for each: 46 kB of MP4 took 2.1 GB of memory (FFmpeg 8.1, measured here). The tables are
looked for as byte patterns and not by walking the boxes, because FFmpeg reads them wherever they
stand, and a walker that differs from it could be led past them.
"""

import re
from typing import Protocol

from shared.domain.errors import Code, Permanent

# An hour of 48 kHz AAC has 169 000 samples (1024 sound samples each) and an hour of video at 60
# images a second 216 000; a million index entries take 36 MB.
MAX_SAMPLES = 1_000_000
_CHUNK_BYTES = 1 << 20
# size (4), name (4), version and flags (4), then the count: at 8 in stsz and stz2 (after the common
# size), at 4 in trun. A 64-bit size (1 in the size field) puts 8 bytes more behind the name.
_BOX = re.compile(rb"stsz|stz2|trun|cmov")
_LONGEST = 4 + 4 + 8 + 4 + 4 + 4
_LARGEST_BOX = 64 << 20  # a million samples of 16 bytes of table each, and room to spare


class Readable(Protocol):
    """What can be read and gone back in."""

    def read(self, count: int = -1, /) -> bytes:
        """Read on."""

    def seek(self, offset: int, /) -> int:
        """Go elsewhere."""


def check_tables(file: Readable) -> None:
    """Refuse an MP4 whose tables state more samples than a recording has.

    Raises:
        Permanent: `damaged_audio`.
    """
    file.seek(0)
    total = 0
    held = b""
    while chunk := file.read(_CHUNK_BYTES):
        held += chunk
        # A box too near to the end of what is held is looked at with the next chunk.
        border = len(held) if len(chunk) < _CHUNK_BYTES else len(held) - _LONGEST
        for match in _BOX.finditer(held, 4):
            if match.start() < border:
                total += _stated_samples(held, match.start())
        if total > MAX_SAMPLES:
            raise Permanent(
                Code.DAMAGED_AUDIO, "its tables state more samples than a recording has"
            )
        held = held[max(0, border - 4) :]


def _stated_samples(data: bytes, at: int) -> int:
    """Read the sample count of the box whose name stands at `at`; 0 if there is no such box."""
    name = data[at : at + 4]
    size = int.from_bytes(data[at - 4 : at], "big")
    # The four letters also turn up by chance in compressed sound, but seldom behind such a size.
    if 2 <= size < 8 or size > _LARGEST_BOX:
        return 0
    if name == b"cmov":  # compressed tables, which no browser or telephone writes
        return MAX_SAMPLES + 1
    body = at + 4 + (8 if size == 1 else 0)
    count = body + (4 if name == b"trun" else 8)
    return int.from_bytes(data[count : count + 4], "big")
