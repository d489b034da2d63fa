"""Whether a text is French at all: to refuse what is clearly something else."""

from shared.french.tokens import Kind, Token, tokenize
from shared.french.words.languages import (
    FOREIGN_LETTERS,
    FRENCH_ALONE,
    FRENCH_SUBJECTS,
    NEIGHBOURS,
)
from shared.ports.lexicon import Lexicon

_FEW_WORDS = 4
_FEW_FOREIGN = 3
_FRENCH_WEIGHS = 3
"""Choices, by the thirty sentences a language of the tests: learners borrow words, so one French
word makes up for three foreign ones, and fewer than three foreign ones prove nothing.
"""


def looks_french(text: str, lexicon: Lexicon) -> bool:
    """Whether a text may be French.

    True in doubt: short utterances, names, numbers and learners' French full of foreign words pass;
    only a text in which another language clearly prevails does not.
    """
    if _mostly_foreign_script(text):
        return False
    words = [t for t in tokenize(text) if t.kind is Kind.WORD]
    if len(words) < _FEW_WORDS:
        return True
    french = sum(_french(t) for t in words)
    foreign = sum(1 for k, t in enumerate(words) if _foreign(t, k, lexicon))
    return foreign < _FEW_FOREIGN or french * _FRENCH_WEIGHS >= foreign


def _french(token: Token) -> int:
    if token.lower in FRENCH_SUBJECTS:
        return 2
    return 1 if token.lower in FRENCH_ALONE else 0


def _foreign(token: Token, place: int, lexicon: Lexicon) -> bool:
    """Whether a word speaks for another language; names do not."""
    if token.lower in NEIGHBOURS:
        return True
    if place and token.text[:1].isupper():
        return False
    if FOREIGN_LETTERS & set(token.lower):
        return True
    return len(token.lower) > 1 and not token.elided and not lexicon.analyses(token.norm)


def _latin(ch: str) -> bool:
    return ord(ch) < 0x0250 or 0x1E00 <= ord(ch) < 0x1F00


def _mostly_foreign_script(text: str) -> bool:
    letters = [ch for ch in text if ch.isalpha()]
    return sum(1 for ch in letters if not _latin(ch)) * 2 > len(letters)
