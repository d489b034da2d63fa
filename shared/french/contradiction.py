"""Corrections by checkers of native spelling that mistake what a speaker said.

They suppose a slip of the pen, and offer "un petit" for "une petit sœur" or "poulette" for "la
poulet": a speaker means the noun that was said. They take a name without its capital for a common
word ("à la canada", "madame petite"), and a subject for an object ("si tu veux vous pouvoir").
"""

from shared.french.change import Change
from shared.french.gender import noun_gender
from shared.french.morphology import FINITE, Tok
from shared.french.words import wordlist
from shared.french.words.geography import ALL

_TITLES = wordlist("madame monsieur mademoiselle mme mlle docteur")
_MODALS = wordlist("pouvoir devoir vouloir savoir avoir être aller")
_SUBJECTS = {"nous": "1p", "vous": "2p"}


def mistakes(change: Change) -> bool:
    """Whether a change goes against what was plainly meant: a noun, a name, a subject."""
    return _bends_noun(change) or _renames(change) or _unseats(change)


def _renames(change: Change) -> bool:
    """Whether a name is bent: the one after a title, or a country to which an article is fitted."""
    if not change.b:
        return False
    if change.old.at(change.at - 1).norm in _TITLES and any(t.can("ADJ") for t in change.a):
        return True
    name = change.new.at(change.to + len(change.b))
    lower = change.new.text[name.start : name.start + 1].islower()
    return name.text in ALL and lower and all(t.pos in ("DET", "ADP") for t in change.b)


def _unseats(change: Change) -> bool:
    """Whether a modal verb is made an infinitive though "nous" or "vous" before it speaks."""
    if len(change.a) != 1 or len(change.b) != 1 or change.b[0].any_verb("inf") is None:
        return False
    said = change.a[0].any_verb(*FINITE)
    person = _SUBJECTS.get(change.old.at(change.at - 1).norm, "")
    return said is not None and said.lemma in _MODALS and bool(person) and person in said.person


def _bends_noun(change: Change) -> bool:
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
