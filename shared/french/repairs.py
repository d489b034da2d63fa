"""Self-repairs: what a learner took back in the same breath.

The shape is Shriberg's (1994): reparandum, interruption (a pause, "euh", "non", "pardon"), repair.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from shared.french.tokens import FILLERS, Kind, Token, tokenize
from shared.french.words import wordlist
from shared.french.words.closed import DETERMINERS, PREPOSITIONS, SUBJECT_PRONOUNS

_EDITING = wordlist("non pardon enfin désolé désolée oups")
_RESTARTABLE = SUBJECT_PRONOUNS | DETERMINERS | PREPOSITIONS
_WINDOW = 5  # words; a choice: further back, likenesses are mostly chance


@dataclass(frozen=True, slots=True)
class Repair:
    """A stretch taken back: characters [start, end) of the text; `repair` is where it goes on."""

    start: int
    end: int
    repair: int


def fillers(text: str) -> int:
    """Count hesitations such as "euh"."""
    return sum(1 for t in tokenize(text) if t.kind is Kind.FILLER)


def find_repairs(text: str) -> list[Repair]:
    """Find what was taken back, in order."""
    tokens = tokenize(text)
    out: list[Repair] = []
    i = 0
    while i < len(tokens):
        at = _interruption(tokens, i)
        if at is None:
            i += 1
            continue
        begin = _restart(tokens, i, at)
        if begin is not None:
            out.append(Repair(tokens[begin].start, tokens[i - 1].end, tokens[at].start))
        i = max(at, i + 1)
    return out


def _interruption(tokens: Sequence[Token], i: int) -> int | None:
    """Index after an interruption that begins at i (may be empty: a bare repetition), or None."""
    if i == 0:
        return None
    k, marked = i, False
    while k < len(tokens):
        token = tokens[k]
        editing = token.norm in _EDITING
        if editing or token.kind is Kind.FILLER or token.text in ("…", "-", "–"):
            marked = True
        elif token.text not in (",", "."):
            break
        k += 1
    if k >= len(tokens):
        return None
    if marked and k > i:
        return k
    same = tokens[i].norm == tokens[i - 1].norm and tokens[i].norm in _RESTARTABLE
    # "nous nous levons" and "vous vous" are no repetitions.
    if same and tokens[i].norm not in ("nous", "vous"):
        return i
    return None


def _restart(tokens: Sequence[Token], i: int, at: int) -> int | None:
    """Index where the part taken back begins: the word with which the repair starts anew."""
    head = tokens[at]
    for back in range(1, _WINDOW + 1):
        k = i - back
        if k < 0 or tokens[k].kind is Kind.PUNCT:
            return None
        if tokens[k].norm == head.norm and head.norm in _RESTARTABLE:
            # The same words again after a hesitation are no correction of themselves.
            return k
        if back <= 2 and _same_class(tokens[k], head):
            return k
    return None


def _same_class(one: Token, other: Token) -> bool:
    if one.lower in FILLERS or other.lower in FILLERS or "c'" in (one.lower, other.lower):
        return False
    return any(
        one.norm in group and other.norm in group
        for group in (SUBJECT_PRONOUNS, DETERMINERS, PREPOSITIONS - {"de", "à"})
    )
