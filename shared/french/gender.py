"""Gender of nouns: by the lexicon, and for words that it does not know by their ending."""

from shared.french.morphology import Tok
from shared.french.words.gender import (
    BY_SENSE,
    FEMININE_ENDINGS,
    FEMININE_EXCEPTIONS,
    MASCULINE_ENDINGS,
    MASCULINE_EXCEPTIONS,
)


def noun_gender(tok: Tok) -> str:
    """Gender of a noun: `m`, `f`, or empty where it depends on the sense or is not known."""
    genders = {m.gender for m in tok.readings if m.pos == "NOUN"}
    lemmas = {m.lemma for m in tok.readings if m.pos == "NOUN"}
    # A letter ("la variable x") is no noun with a gender of its own.
    if lemmas & BY_SENSE or len(tok.lower) < 2:
        return ""
    if genders:
        return next(iter(genders)) if genders in ({"m"}, {"f"}) else ""
    return "" if tok.known else by_ending(tok.lower)


def by_ending(word: str) -> str:
    """Gender that the ending of an unknown noun shows: `m`, `f`, or empty."""
    if word in FEMININE_EXCEPTIONS:
        return "f"
    if word in MASCULINE_EXCEPTIONS:
        return "m"
    if word.endswith(FEMININE_ENDINGS):
        return "f"
    return "m" if word.endswith(MASCULINE_ENDINGS) else ""
