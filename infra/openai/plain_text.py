"""What a model may say to a learner: plain words, no markup, no addresses.

A page, a voice or a mail may render what passes here as text; that they escape it is a second wall.
"""

import html
import re
import unicodedata

_MARKS = frozenset(" .,;:!?…'’\"«»“”()-–—/%€°\u00a0\u202f")
_ADDRESS = re.compile(
    r"//|\w@\w|\bwww\b|\b(?:https?|ftp|file|javascript|data|mailto|tel):"
    r"|\b[\w-]{1,63}\.(?:[a-z]{2,}|[A-Z]{2,})\b",
    re.ASCII,
)
"""A dot between letters without a blank is an address, unless a sentence begins after it."""
_DIGITS = re.compile(r"\d(?:[ .\-/]?\d){6,}")
"""Seven digits or more in a row: a telephone or account number, never a point of grammar."""

_CODE = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|$)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]{0,300}>")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")
_ROLE = re.compile(
    r"^\s*(?:tuteur|tutrice|professeur|prof|assistante?|system|système|user|élève|apprenante?)"
    r"\s*:\s*",
    re.IGNORECASE,
)


def is_plain(text: str, *, longest: int) -> bool:
    """Whether a text may be shown as it is.

    Args:
        longest: most characters.
    """
    return (
        0 < len(text) <= longest
        and all(_is_allowed(ch) for ch in text)
        and not _ADDRESS.search(text)
        and not _DIGITS.search(text)
    )


def adds_only_words(before: str, after: str) -> bool:
    """Whether a text holds no markup, address or long number that another did not hold already."""
    return all(ch in before or _is_allowed(ch) for ch in after) and all(
        set(pattern.findall(after)) <= set(pattern.findall(before))
        for pattern in (_ADDRESS, _DIGITS)
    )


def to_plain(text: str) -> str:
    """Take markup, roles and control characters out of one sentence; may leave nothing.

    What names an address or a long number is left out whole.
    """
    text = unicodedata.normalize("NFC", html.unescape(text))
    text = _LINK.sub(r"\1", _TAG.sub(" ", _CODE.sub(" ", text)))
    text = _ROLE.sub("", "".join(ch if _is_allowed(ch) else _gap(ch) for ch in text))
    text = " ".join(text.split()).strip("-–—/ ")
    if _ADDRESS.search(text) or _DIGITS.search(text):
        return ""
    return text if any(ch.isalpha() for ch in text) else ""


def _is_allowed(ch: str) -> bool:
    return ch in _MARKS or ("0" <= ch <= "9") or (ch.isalpha() and _is_latin(ch))


def _is_latin(ch: str) -> bool:
    return ord(ch) < 0x0250 or 0x1E00 <= ord(ch) < 0x1F00


def _gap(ch: str) -> str:
    """A blank where something stood between words, nothing where it stood within one."""
    return " " if ch.isspace() or ch in "<>[]{}|\\=_" else ""
