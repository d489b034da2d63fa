"""Elision and contraction: which form of a small word fits before the next one."""

from functools import lru_cache

from shared.french.tokens import starts_with_vowel, straight
from shared.french.words.h_aspire import H_ASPIRE_STEMS, NO_ELISION

_ELIDES = {
    "je": "j'",
    "me": "m'",
    "te": "t'",
    "se": "s'",
    "ne": "n'",
    "de": "d'",
    "ce": "c'",
    "que": "qu'",
    "le": "l'",
    "la": "l'",
    "lorsque": "lorsqu'",
    "puisque": "puisqu'",
    "jusque": "jusqu'",
}
_BEFORE_VOWEL = {"ma": "mon", "ta": "ton", "sa": "son", "ce": "cet", "beau": "bel"}
_BEFORE_VOWEL |= {"nouveau": "nouvel", "vieux": "vieil", "fou": "fol"}
_CONTRACTED = {
    ("à", "le"): "au",
    ("à", "les"): "aux",
    ("de", "le"): "du",
    ("de", "les"): "des",
    ("à", "lequel"): "auquel",
    ("à", "lesquels"): "auxquels",
    ("à", "lesquelles"): "auxquelles",
    ("de", "lequel"): "duquel",
    ("de", "lesquels"): "desquels",
    ("de", "lesquelles"): "desquelles",
}


@lru_cache(maxsize=8192)
def vowel_sound(word: str) -> bool:
    """Whether a word begins with a vowel sound, so that what precedes it elides or links."""
    low = straight(word)
    if low in NO_ELISION:
        return False
    if low.startswith("h"):
        return not any(form in H_ASPIRE_STEMS for form in (low, low[:-1], low[:-2]) if form)
    if low.startswith("y"):
        return low in ("y", "yeux", "yeuse")
    return starts_with_vowel(low)


def fit(word: str, following: str) -> str:
    """Give a small word the form that it takes before `following`: "je" or "j'", "ma" or "mon".

    The demonstrative determiner is asked for with `fit_determiner`, for "ce" is two words.
    """
    if not vowel_sound(following):
        return word
    return _ELIDES.get(word, word)


def fit_determiner(word: str, following: str) -> str:
    """Give a determiner or pre-posed adjective the form that it takes before `following`.

    "de la" and "à la" become "de l'" and "à l'" before a vowel; so do "du" and "au".
    """
    if not vowel_sound(following):
        return {"cet": "ce", "bel": "beau", "nouvel": "nouveau", "vieil": "vieux"}.get(word, word)
    if word in ("du", "de la"):
        return "de l'"
    if word in ("au", "à la"):
        return "à l'"
    return _BEFORE_VOWEL.get(word) or (_ELIDES[word] if word in ("le", "la", "de") else word)


def contract(preposition: str, word: str) -> str:
    """Fuse "à" or "de" with an article or "lequel"; a blank between them where nothing fuses."""
    fused = _CONTRACTED.get((preposition, word))
    if fused:
        return fused
    return join(preposition, word)


def join(*words: str) -> str:
    """Write words one after the other, eliding where the next begins with a vowel sound."""
    out = ""
    for word, following in zip(words, (*words[1:], ""), strict=True):
        form = fit(word, following) if following else word
        out += form if form.endswith(("'", "’")) else f"{form} "
    return out.rstrip()


def match_case(text: str, model: str) -> str:
    """Give `text` the capital that `model` begins with, if it has one."""
    return text[:1].upper() + text[1:] if model[:1].isupper() else text
