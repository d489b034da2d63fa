"""Forms that the rules about possession share."""

from shared.french.elision import vowel_sound
from shared.french.gender import noun_gender
from shared.french.morphology import Tok
from shared.french.sentence import Sentence

PRONOUNS = {
    "mon": "mien",
    "ma": "mienne",
    "mes": "miens",
    "ton": "tien",
    "ta": "tienne",
    "tes": "tiens",
    "son": "sien",
    "sa": "sienne",
    "ses": "siens",
}
"""Determiner to pronoun of the same owner, gender and number."""
SHORT = frozenset(PRONOUNS)
_PLURAL = {"nous": "nos", "vous": "vos", "leur": "leurs"}
_SINGULAR = {"nous": "notre", "vous": "votre", "leur": "leur"}


def form_for(owner: str, noun: Tok, following: str, *, plural: bool) -> str:
    """The possessive of an owner ("m", "t", "s", "nous", "vous", "leur"); empty in doubt."""
    if owner in _SINGULAR:
        return (_PLURAL if plural else _SINGULAR)[owner]
    if plural:
        return f"{owner}es"
    if vowel_sound(following.lower()):
        return f"{owner}on"
    gender = noun_gender(noun)
    return {"m": f"{owner}on", "f": f"{owner}a"}.get(gender, "")


def article_of(pronoun: str) -> str:
    """The article that goes with mien, mienne and miens."""
    if pronoun.endswith("s"):
        return "les"
    return "la" if pronoun.endswith("ne") else "le"


def noun_after(s: Sentence, det: Tok) -> Tok | None:
    """The noun after a determiner, over adjectives."""
    k = det.i + 1
    while s.at(k).pos == "ADJ" and k - det.i < 4:
        k += 1
    return s.at(k) if s.at(k).pos == "NOUN" else None
