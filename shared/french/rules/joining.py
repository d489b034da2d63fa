"""Put new words between old ones: elision undone or made on both sides."""

from collections.abc import Sequence

from shared.french.elision import fit, vowel_sound
from shared.french.morphology import Tok
from shared.french.sentence import Sentence

_FULL = {
    "j'": "je",
    "m'": "me",
    "t'": "te",
    "n'": "ne",
    "d'": "de",
    "qu'": "que",
    "s'": "se",
    "c'": "ce",
}
_ELIDABLE = frozenset(_FULL.values()) | {"le", "la", "ce", "lorsque", "puisque", "jusque"}


def fitted(
    s: Sentence, first: Tok, last: Tok, texts: Sequence[str]
) -> tuple[int, int, tuple[str, ...]]:
    """Fit new texts between their neighbours.

    Returns:
        The span to replace, stretched over a neighbour whose form must change, and the texts.
    """
    before, after = s.at(first.i - 1), s.at(last.i + 1)
    start, end = first.start, last.end
    head = ""
    if _must_change(before, texts[0]) and before.end <= first.start:
        start = before.start
        head = fit(_FULL.get(before.lower, before.lower), texts[0].split()[0])
        if before.text[:1].isupper():
            head = head[:1].upper() + head[1:]
        if not head.endswith("'"):
            head += " "
    out: list[str] = []
    for text in texts:
        *rest, tail = text.split(" ")
        if after.is_word and after.i >= 0 and not after.hung and tail.lower() in _ELIDABLE:
            tail = fit(tail, after.norm if after.elided else after.lower)
        out.append(head + " ".join((*rest, tail)))
    if out[0].endswith("'") and s.text[end : end + 1] == " ":
        end += 1
    elif last.elided and not out[0].endswith("'") and out[0]:
        out = [f"{text} " for text in out]
    return start, end, tuple(out)


def without(s: Sentence, first: Tok, last: Tok) -> tuple[int, int, str]:
    """Leave tokens out; returns the span to replace and what then stands there."""
    before, after = s.at(first.i - 1), s.at(last.i + 1)
    start, end = first.start, last.end
    if after.i < 0 or not after.is_word:
        # Nothing follows: the blank before goes as well.
        while start > 0 and s.text[start - 1] == " ":
            start -= 1
        return start, end, ""
    if _must_change(before, after.text):
        head = fit(_FULL.get(before.lower, before.lower), after.text)
        if before.text[:1].isupper():
            head = head[:1].upper() + head[1:]
        return before.start, after.start, head if head.endswith("'") else f"{head} "
    if first.i == 0 and first.text[:1].isupper():
        return start, after.end, after.text[:1].upper() + after.text[1:]
    return start, after.start, ""


def _must_change(before: Tok, text: str) -> bool:
    """Whether the word before has the wrong form for what now follows."""
    word = text.split()[0] if text.split() else ""
    if before.i < 0 or not word or before.hung:
        return False
    if before.elided:
        return before.lower in _FULL and not vowel_sound(word)
    return before.lower in _ELIDABLE and before.pos != "X" and vowel_sound(word)
