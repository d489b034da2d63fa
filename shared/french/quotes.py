"""The words around a finding that make it understandable to somebody who was not there."""

import re

# Long enough to recognise the sentence, short enough for a card and for a clip of 15 s.
MAX_CHARACTERS = 160
_SENTENCE_END = re.compile(r"[.!?…]+\s+|\n+")


def quote_span(text: str, start: int, end: int) -> tuple[int, int]:
    """Find the sentence around a span, cut at words where it is long.

    Returns:
        Start and end in characters, `end` exclusive; they always hold the whole span.
    """
    bounds = [0, *(found.end() for found in _SENTENCE_END.finditer(text)), len(text)]
    first = max(bound for bound in bounds if bound <= start)
    last = min(bound for bound in bounds if bound >= end)
    spare = max(0, MAX_CHARACTERS - (end - start)) // 2
    if start - first > spare:
        blank = text.find(" ", start - spare, start)
        first = blank + 1 if blank >= 0 else start
    if last - end > spare:
        blank = text.rfind(" ", end, end + spare)
        last = blank if blank >= 0 else end
    return first, max(end, len(text[:last].rstrip()))
