"""SRT and WebVTT, read strictly; anything that does not look like either is plain text.

A parser of our own, because the small libraries do not suit an upload from a stranger: `srt` 3.5.3
takes quadratic time on blank lines (8 000 of them 1.8 s, 200 000 a quarter of an hour), and
`webvtt-py` 0.6.0 keeps cues that end before they start and leaves `&amp;` in the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from shared.domain.errors import Code, Permanent

# WebVTT may leave the hours out and SRT has a comma before the milliseconds; files mix them.
_TIME = r"(?:(\d{1,3}):)?([0-5]\d):([0-5]\d)[.,](\d{1,3})"
_TIMING = re.compile(rf"{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t].*)?")
_TAG = re.compile(r"<[^<>]*>|\{\\[^{}]*\}")  # <i>, <v Marie>, <00:01.000>; {\an8}
_ENTITIES = {
    "&amp;": "&",
    "&lt;": "<",
    "&gt;": ">",
    "&nbsp;": "\u00a0",
    "&lrm;": "",
    "&rlm;": "",
}
_ENTITY = re.compile("|".join(_ENTITIES))
_NO_CUES = re.compile(r"(?:NOTE|STYLE|REGION)(?:[ \t]|$)")


@dataclass(frozen=True, slots=True)
class Cue:
    """A text and the seconds in which it is said."""

    start: float
    end: float
    text: str


def parse_cues(text: str) -> list[Cue] | None:
    """Read the cues of an SRT or WebVTT file.

    Args:
        text: without a byte order mark, lines ended by a newline.

    Returns:
        The cues in order, marks of style left out; None if the text is plain text.

    Raises:
        Permanent: `transcript_invalid`, the text has the look of subtitles and breaks their rules.
    """
    blocks = list(_blocks(text))
    if not blocks:
        return None
    webvtt = re.match(r"WEBVTT(?:[ \t]|$)", blocks[0][0]) is not None
    if webvtt:
        blocks = [block for block in blocks[1:] if not _NO_CUES.match(block[0])]
    elif not any(_TIMING.fullmatch(line) for line in blocks[0][:2]):
        return None
    cues = [_cue(block, number) for number, block in enumerate(blocks, 1)]
    for number, (early, late) in enumerate(pairwise(cues), 2):
        if late.start < early.start:
            raise _invalid(number, "starts before the cue in front of it")
    return cues


def _blocks(text: str) -> Iterator[list[str]]:
    block: list[str] = []
    for line in text.split("\n"):
        if line.strip():
            block.append(line.strip())
        elif block:
            yield block
            block = []
    if block:
        yield block


def _cue(block: list[str], number: int) -> Cue:
    # The timing is the first line, or the second behind a number or a name.
    times = [match for line in block[:2] if (match := _TIMING.fullmatch(line))]
    if not times:
        raise _invalid(number, "has no line of times")
    parts = times[0].groups()
    start, end = _seconds(parts[:4]), _seconds(parts[4:])
    if end <= start:
        raise _invalid(number, "does not end after its start")
    lines = block[block.index(times[0][0]) + 1 :]
    if any("-->" in line for line in lines):
        raise _invalid(number, "is not parted from the next by a blank line")
    return Cue(start, end, _plain(" ".join(lines)))


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, fraction = (part or "0" for part in parts)
    whole = int(hours) * 3600 + int(minutes) * 60 + int(seconds)
    return whole + float(f"0.{fraction}")


def _plain(text: str) -> str:
    without = _TAG.sub("", text)
    return " ".join(_ENTITY.sub(lambda found: _ENTITIES[found[0]], without).split(" ")).strip()


def _invalid(number: int, what: str) -> Permanent:
    return Permanent(Code.TRANSCRIPT_INVALID, f"cue {number} {what}")
