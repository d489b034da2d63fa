"""Long text to pieces that a speech engine can take one at a time."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

# A sentence ends at . ! ? … with its closing quotes, before a blank, or where a line ends.
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'»”’)\]]*\s+|\s*\n\s*")
_CLAUSE_END = re.compile(r"(?<=[,;:–—)])\s+")
_BLANK = re.compile(r"\s+")

Size = Callable[[str], int]
"""How long a text is in what the engine counts."""


def utf8_size(text: str) -> int:
    """Length in bytes: "é" is two."""
    return len(text.encode())


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, and whether its end is the end of a sentence."""

    text: str
    ends_sentence: bool


def split_text(text: str, limit: int, size: Size = len) -> Iterator[Piece]:
    """Split at sentence ends, filling each piece up to `limit` characters, or what `size` counts.

    A sentence that is longer by itself is split after a comma or the like, else between words,
    else between characters: no piece exceeds the limit and no character but blanks is lost.

    Args:
        limit: at least the size of one character.
    """
    held = ""
    for sentence in _parts(text, _SENTENCE_END):
        if held and size(held) + 1 + size(sentence) <= limit:
            held = f"{held} {sentence}"
            continue
        if held:
            yield Piece(held, ends_sentence=True)
        *whole, held = _pack(sentence, limit, size)
        for part in whole:
            yield Piece(part, ends_sentence=False)
    if held:
        yield Piece(held, ends_sentence=True)


def _parts(text: str, border: re.Pattern[str]) -> Iterator[str]:
    """Cut behind each border; what the border holds besides blanks stays with its left side."""
    start = 0
    for match in border.finditer(text):
        if part := text[start : match.end()].strip():
            yield part
        start = match.end()
    if part := text[start:].strip():
        yield part


def _pack(sentence: str, limit: int, size: Size) -> list[str]:
    if size(sentence) <= limit:
        return [sentence]
    packed = [""]
    for part in _small_parts(sentence, limit, size):
        joined = f"{packed[-1]} {part}" if packed[-1] else part
        if size(joined) <= limit:
            packed[-1] = joined
        else:
            packed.append(part)
    return packed


def _small_parts(sentence: str, limit: int, size: Size) -> Iterator[str]:
    for clause in _parts(sentence, _CLAUSE_END):
        if size(clause) <= limit:
            yield clause
            continue
        for word in _parts(clause, _BLANK):
            yield from _slices(word, limit, size)


def _slices(word: str, limit: int, size: Size) -> Iterator[str]:
    held, length = "", 0
    for character in word:
        more = size(character)
        if length + more > limit:
            yield held
            held, length = "", 0
        held += character
        length += more
    yield held
