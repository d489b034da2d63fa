"""Corrections that bend a noun to its determiner, where the determiner should follow the noun.

Checkers of native spelling suppose a slip of the pen, and offer "un petit" for "une petit sœur" or
"poulette" for "la poulet". A speaker means the noun that was said.
"""

from shared.french.change import Change
from shared.french.gender import noun_gender
from shared.french.morphology import Tok


def bends_noun(change: Change) -> bool:
    """Whether a change of one word goes against the gender of the noun that it belongs to."""
    if len(change.a) != 1 or len(change.b) != 1:
        return False
    old, new = change.a[0], change.b[0]
    if _another_noun(old, new):
        return True
    before, after = _gender(old), _gender(new)
    if not before or not after or before == after:
        return False
    noun = _head(change)
    return noun is not None and noun_gender(noun) == before


def _another_noun(old: Tok, new: Tok) -> bool:
    if old.pos != "NOUN" or new.can("ADJ") or old.can("ADJ"):
        return False
    genders = [{m.gender for m in t.readings if m.pos == "NOUN"} for t in (old, new)]
    return {"m"} in genders and {"f"} in genders


def _gender(tok: Tok) -> str:
    """The one gender that a determiner or adjective shows, or empty."""
    genders = {m.gender for m in tok.readings if m.pos in ("DET", "ADJ")}
    return next(iter(genders)) if genders in ({"m"}, {"f"}) else ""


def _head(change: Change) -> Tok | None:
    """The noun right after the change, over adjectives."""
    k = change.to + len(change.b)
    while change.new.at(k).pos == "ADJ":
        k += 1
    tok = change.new.at(k)
    return tok if tok.pos == "NOUN" else None
