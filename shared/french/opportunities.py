"""Obligatory contexts per type, counted on corrected text: the denominators of every rate.

One small function per type, in a registry; each reads a tagged sentence and answers a number.
"""

from collections.abc import Callable

from shared.domain.error_types import ErrorType
from shared.french.elision import vowel_sound
from shared.french.sentence import Sentence
from shared.french.words.avoir import ENGLISH as AVOIR_NOUNS
from shared.french.words.time import UNITS

Counter = Callable[[Sentence], int]
_COUNTERS: dict[ErrorType, Counter] = {}

_GENDERED = frozenset({"un", "une", "le", "la", "du", "au", "ce", "cet", "cette"})
_POSSESSIVE_GENDERED = frozenset({"mon", "ma", "ton", "ta", "son", "sa"})


def count(sentence: Sentence) -> dict[ErrorType, int]:
    """Count the obligatory contexts of one correct sentence; types without any are left out."""
    found = {kind: counter(sentence) for kind, counter in _COUNTERS.items()}
    return {kind: n for kind, n in found.items() if n}


def counts(kind: ErrorType) -> Callable[[Counter], Counter]:
    """Register the function below as the counter of a type."""

    def register(counter: Counter) -> Counter:
        _COUNTERS[kind] = counter
        return counter

    return register


@counts(ErrorType.NOUN_GENDER)
def noun_gender(s: Sentence) -> int:
    """Singular determiners that audibly show a gender."""
    total = 0
    for phrase in s.phrases:
        determiner = phrase.determiner
        if determiner is None or phrase.noun.pos != "NOUN":
            continue
        if determiner.norm in _GENDERED:
            total += 1
        elif determiner.norm in _POSSESSIVE_GENDERED:
            following = s.after(determiner)
            total += 0 if vowel_sound(following.lower) else 1
    return total


@counts(ErrorType.CONTRACTION)
def contraction(s: Sentence) -> int:
    """Every "au, aux, du, des" that is preposition and article, and "auquel, duquel…"."""
    always = {"au", "aux", "auquel", "auxquels", "auxquelles", "duquel", "desquels", "desquelles"}
    return sum(1 for t in s if t.norm in always) + sum(
        1 for t in s if t.norm in ("du", "des") and s.after(t, -1).pos in ("NOUN", "ADV", "PROPN")
    )


@counts(ErrorType.AUXILIARY)
def auxiliary(s: Sentence) -> int:
    """Every compound tense form."""
    return sum(1 for g in s.groups if g.participle)


@counts(ErrorType.TIME_DEPUIS)
def time_depuis(s: Sentence) -> int:
    """depuis, pendant, pour, dans, il y a before a duration or date."""
    words = {"depuis", "pendant", "pour", "dans", "durant"}
    total = 0
    for t in s:
        near = [s.after(t, k) for k in (1, 2, 3)]
        timed = any(n.lemma in UNITS or n.norm == "longtemps" for n in near)
        if t.norm == "depuis" or (t.norm in words and timed):
            total += 1
        elif t.norm == "y" and s.after(t).lemma == "avoir":
            near = [s.after(t, k) for k in (2, 3, 4)]
            total += 1 if any(n.lemma in UNITS for n in near) else 0
    return total


@counts(ErrorType.AVOIR_EXPRESSION)
def avoir_expression(s: Sentence) -> int:
    """Avoir before a noun of state or an age."""
    total = 0
    for t in s:
        if t.lemma != "avoir" or t.pos != "AUX":
            continue
        near = [s.after(t, k) for k in (1, 2, 3)]
        state = any(n.norm in AVOIR_NOUNS for n in near[:3])
        age = near[0].pos == "NUM" and near[1].lemma == "an"
        total += 1 if state or age else 0
    return total
