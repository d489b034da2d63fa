"""Which reading of a word fits its neighbours.

Few and safe rules: learners' sentences break long-range expectations, so nothing here looks further
than two words, and no reading is thrown away (`Tok.readings` keeps all of them).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from shared.french.morphology import FINITE, Tok
from shared.french.words import wordlist
from shared.french.words.closed import (
    CLEAR_SUBJECTS,
    DETERMINERS,
    OBJECT_CLITICS,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
)
from shared.french.words.locutions import ADVERBIAL, CONJUNCTIVE
from shared.french.words.people import PEOPLE
from shared.ports.lexicon import Morph

_NOMINAL = ("NOUN", "PROPN", "ADJ")
_LOCUTIONS: dict[str, list[tuple[tuple[str, ...], str]]] = {}
for _pos, _group in (("ADV", ADVERBIAL), ("SCONJ", CONJUNCTIVE)):
    for _phrase in sorted(_group, key=len, reverse=True):
        _parts = tuple(_phrase.split())
        _LOCUTIONS.setdefault(_parts[0], []).append((_parts, _pos))

_ALWAYS: dict[str, str] = {
    # Frequent words whose other reading is rare in speech; only a determiner brings it out.
    "a": "AUX",
    "as": "AUX",
    "est": "AUX",
    "es": "AUX",
    "ont": "AUX",
    "suis": "AUX",
    "sont": "AUX",
    "être": "AUX",
    "avoir": "AUX",
    "et": "CCONJ",
    "ou": "CCONJ",
    "mais": "CCONJ",
    "ni": "CCONJ",
    "car": "CCONJ",
    "donc": "CCONJ",
    "pas": "ADV",
    "plus": "ADV",
    "très": "ADV",
    "bien": "ADV",
    "trop": "ADV",
    "moins": "ADV",
    "rien": "PRON",
    "personne": "PRON",
    "dans": "ADP",
    "pour": "ADP",
    "avec": "ADP",
    "sans": "ADP",
    "sous": "ADP",
    "sur": "ADP",
    "vers": "ADP",
    "pendant": "ADP",
    "depuis": "ADP",
    "chez": "ADP",
    "en": "ADP",
    "si": "SCONJ",
    "soit": "AUX",
    "cela": "PRON",
    "lui": "PRON",
    "tu": "PRON",
    "y": "PRON",
    "moi": "PRON",
    "la": "DET",
    "un": "DET",
    "une": "DET",
    "or": "CCONJ",
    "été": "AUX",
    "de": "ADP",
    "avant": "ADP",
    "devant": "ADP",
    "derrière": "ADP",
    "après": "ADP",
    "entre": "ADP",
    "jusque": "ADP",
    "demain": "ADV",
    "ensemble": "ADV",
    "juste": "ADV",
    "maintenant": "ADV",
    "mal": "ADV",
    "vite": "ADV",
}


def disambiguate(toks: Sequence[Tok]) -> None:
    """Order and cut the live readings of each token, in place."""
    _mark_locutions(toks)
    for i, tok in enumerate(toks):
        if len(tok.readings) < 2:
            continue
        before = toks[i - 1] if i else None
        following = toks[i + 1] if i + 1 < len(toks) else None
        tok.live = _choose(tok, before, following, toks, i)


def _mark_locutions(toks: Sequence[Tok]) -> None:
    i = 0
    while i < len(toks):
        step = 1
        for parts, pos in _LOCUTIONS.get(toks[i].lower, ()):
            if tuple(t.lower for t in toks[i : i + len(parts)]) == parts:
                for tok in toks[i : i + len(parts)]:
                    tok.locution = pos
                step = len(parts)
                break
        i += step


@dataclass(frozen=True, slots=True)
class _Place:
    """What stands around a token, computed once for all its readings."""

    tok: Tok
    prev: str
    prev_pos: str
    usual: str
    after_determiner: bool
    before_noun: bool
    verb_due: str
    pronoun_due: bool
    participle_due: bool
    before_hung: bool
    before_etre: bool
    before_que: bool
    after_subject: bool


def _choose(
    tok: Tok, before: Tok | None, following: Tok | None, toks: Sequence[Tok], i: int
) -> tuple[Morph, ...]:
    place = _Place(
        tok=tok,
        prev=before.norm if before else "",
        prev_pos=before.pos if before else "START",
        usual=_usual(tok, toks, i),
        after_determiner=before is not None and before.pos == "DET" and not before.hung,
        before_noun=following is not None and _may_head(following),
        verb_due=_verb_is_due(before, toks, i),
        pronoun_due=tok.norm in _AMBIGUOUS_CLITICS and _is_clitic_here(tok, before, following),
        participle_due=_participle_is_due(toks, i),
        before_hung=following is not None and following.hung,
        after_subject=before is not None and _acts(before),
        before_que=following is not None and following.norm == "que",
        before_etre=following is not None and following.norm in ("est", "sont", "était", "étaient"),
    )
    if tok.norm == "neuf" and following is not None and _counted(following):
        return tuple(sorted(tok.readings, key=lambda m: m.pos != "NUM"))
    # `sorted` is stable: the lexicon's own order decides between equals.
    return tuple(sorted(tok.readings, key=lambda m: _score(m, place), reverse=True))


def _counted(tok: Tok) -> bool:
    """Whether a plural noun may stand here: before it "neuf" is nine, new things have it behind."""
    return any(m.pos == "NOUN" and m.number in ("p", "i") for m in tok.readings)


def _acts(tok: Tok) -> bool:
    """Whether a noun is a likely subject of "dit", "fait", "écrit": a person, or feminine."""
    best = tok.best
    noun = best is not None and best.pos in ("NOUN", "PROPN") and not tok.hung
    return noun and best is not None and (best.gender == "f" or tok.lemma in PEOPLE)


def _usual(tok: Tok, toks: Sequence[Tok], i: int) -> str:
    if tok.norm == "été" and not _participle_is_due(toks, i):
        return "NOUN"
    if tok.norm in ("soit", "fût") and i and toks[i - 1].norm in ("ce", "tout", "rien"):
        return "AUX"
    return _ALWAYS.get(tok.norm, "")


def _may_head(tok: Tok) -> bool:
    """Whether a word may be the noun that a determiner or adjective before it belongs to."""
    return tok.can("NOUN") and not tok.can("ADP") and tok.norm not in _ALWAYS


def _score(m: Morph, place: _Place) -> float:
    points = 0.0
    if place.usual:
        points += 3.0 if m.pos == place.usual else 0.0
        if m.pos in ("NOUN", "ADJ") and place.after_determiner and place.prev not in _QUEL:
            # "la plus dure": the superlative is no noun.
            points += -4.0 if place.tok.norm in ("plus", "moins") else 4.0
    if m.pos in _NOMINAL:
        points += _noun_points(m, place)
    elif m.pos in ("VERB", "AUX"):
        points += _verb_points(m, place)
    elif m.pos == "PRON":
        points += 6.0 if place.pronoun_due else 0.0
    elif m.pos == "DET":
        points += 0.0 if place.pronoun_due else 2.75 if place.before_noun else 2.0
    return points


def _noun_points(m: Morph, place: _Place) -> float:
    points = 0.0
    if m.pos == "PROPN":
        capital = place.tok.text[:1].isupper()
        points += -4.0 if not capital else 4.0 if place.tok.i else 1.0
    if m.pos == "NOUN" and m.lemma in _PERSONS and place.prev_pos in ("DET", "ADJ"):
        points += 1.5  # "mon meilleur ami lave": neither an adjective nor a wash
    attributive = m.pos == "ADJ" and place.before_noun
    if place.after_determiner:
        # "la petite maison": what stands between determiner and noun is an adjective.
        points += 4.5 if attributive else 3.5 if m.pos == "NOUN" else 3.0
    elif place.prev_pos in ("ADJ", "NUM"):
        points += 2.5 if attributive else 2.0 if m.pos == "NOUN" else 1.0
    elif place.prev_pos == "NOUN":
        points += 2.0 if m.pos == "ADJ" else 0.0
    elif place.prev_pos == "ADP":
        points += 2.5 if attributive else 2.0 if m.pos == "NOUN" else 1.0
    elif place.prev_pos in ("AUX", "ADV"):
        # After être or an adverb of degree an adjective is likelier than a noun.
        points += 1.5 if m.pos == "ADJ" else 0.5
    elif m.pos == "NOUN" and place.prev != "ne":
        # "musique est importante": no verb stands first and before être.
        points += 2.0 if place.prev_pos == "START" and place.before_etre else 0.5
    return points


def _verb_points(m: Morph, place: _Place) -> float:
    if m.tense in FINITE:
        return _finite_points(m, place)
    if m.tense == "part_past":
        return 5.0 if place.participle_due else 0.0
    if m.tense == "imp":
        if place.before_hung:
            return 5.0
        return 0.8 if place.prev_pos in ("START", "PUNCT", "CCONJ") else -1.0
    if m.tense == "inf":
        if place.prev in PREPOSITIONS or place.prev_pos in ("VERB", "AUX"):
            return 3.0
        return 0.0 if place.after_determiner or place.prev_pos == "ADJ" else 1.5
    return 3.0 if place.prev == "en" else -1.0


def _finite_points(m: Morph, place: _Place) -> float:
    points = 0.0
    if place.verb_due:
        points += 5.0
        if place.verb_due in m.person.split(","):
            points += 2.0
    if place.prev_pos in ("NOUN", "PROPN"):
        points += 1.0
    if place.prev_pos in ("DET", "ADP"):
        points -= 3.0
    if place.after_subject and place.tok.any_verb("part_past"):
        points += 3.0  # "ma mère dit non", "mon père fait la cuisine"
    if m.lemma == "dire" and place.before_que:
        points += 3.5  # "mes profs dit que": hardly an adjective
    # Rare in speech, frequent as homographs.
    if m.tense in ("ind_past", "sub_impf"):
        points -= 2.5
    if m.tense == "sub_pres":
        points -= 0.5
    if m.lemma in _RARE:
        points -= 1.0
    return points


def _verb_is_due(before: Tok | None, toks: Sequence[Tok], i: int) -> str:
    """Person of the subject pronoun just before (over clitics), `x` if unknown, or empty."""
    k = i - 1
    while k >= 0 and (toks[k].norm in OBJECT_CLITICS or toks[k].norm == "ne") and k > i - 4:
        if toks[k].norm in CLEAR_SUBJECTS or toks[k].hung:
            break
        k -= 1
    if k >= 0 and toks[k].hung:
        return ""
    if k >= 0 and toks[k].norm in _PERSON:
        return _PERSON[toks[k].norm]
    first = toks[k + 1].norm if k + 1 < i else ""
    if first in ("nous", "vous"):
        return "1p" if first == "nous" else "2p"
    return "x" if before is not None and before.norm in ("ne", "se", "me", "te") else ""


_RARE = wordlist("faillir étayer sommer ouïr allier ouvrer saurer assoir musiquer fariner")
"""Their forms are nearly always those of falloir, être, avoir, aller, ouvrir, savoir, asseoir."""
_QUEL = frozenset({"quel", "quelle", "quels", "quelles"})
_AMBIGUOUS_CLITICS = frozenset({"le", "la", "l'", "les", "leur", "en", "nous", "vous", "lui", "ce"})
_PERSON = {
    "je": "1s",
    "tu": "2s",
    "il": "3s",
    "elle": "3s",
    "on": "3s",
    "ils": "3p",
    "elles": "3p",
    "ça": "3s",
    "cela": "3s",
    "chacun": "3s",
    "chacune": "3s",
    "qui": "x",
}


def _is_clitic_here(tok: Tok, before: Tok | None, following: Tok | None) -> bool:
    """Whether "le, la, les, leur, en…" is a pronoun: a verb follows, or a subject precedes."""
    if tok.hung:
        return True
    if tok.norm in ("nous", "vous", "lui"):
        return True
    if tok.norm == "ce":
        return tok.elided or following is None or _presentative(following)
    if following is None or not following.is_word:
        return False
    if tok.elided and following.norm in _HAVING:
        return True
    if following.norm in OBJECT_CLITICS and following.norm not in DETERMINERS:
        return True
    verb = any(m.pos in ("VERB", "AUX") for m in following.readings)
    nominal = any(m.pos in _NOMINAL or m.pos == "NUM" for m in following.readings)
    if tok.norm == "en":
        gerund = following.any_verb("part_pres")
        return verb and not gerund and not (nominal and (before is None or not _subject(before)))
    if (verb and not nominal) or following.norm == "dire":
        return True
    if before is not None and following.any_verb("inf") and before.any_verb(*FINITE, "inf"):
        modal = any(m.lemma in _MODALS for m in before.readings)
        gender = next((m.gender for m in following.readings if m.pos == "NOUN"), "")
        return modal and ((tok.norm == "la" and gender == "m") or following.norm not in _MEALS)
    return verb and before is not None and _subject(before)


_PERSONS = PEOPLE - wordlist("jeune vieux adulte étranger étrangère public patient patiente chef")
_HAVING = frozenset({"a", "ai", "avons", "avez", "ont", "avait", "avais", "avaient", "aura"})
_MODALS = frozenset({"vouloir", "pouvoir", "devoir", "aller", "falloir", "savoir", "venir"})
_MEALS = frozenset({"dîner", "déjeuner", "goûter", "souper", "pouvoir", "devoir", "rire"})
"""Infinitives that after a modal verb and an article are often nouns: "je veux le dîner"."""


def _presentative(following: Tok) -> bool:
    """Whether "ce" before this word is a pronoun: "ce sont", "ce qui", "ce ne peut être"."""
    if following.norm in (
        "qui",
        "que",
        "dont",
        "ne",
        "à",
        "soit",
        "doit",
        "peut",
        "était",
        "serait",
    ):
        return True
    return any(m.lemma == "être" and m.tense in FINITE for m in following.readings)


def _subject(tok: Tok) -> bool:
    return tok.norm in SUBJECT_PRONOUNS | {"ne", "me", "te", "se", "qui"} and not tok.hung


def _participle_is_due(toks: Sequence[Tok], i: int) -> bool:
    """Whether avoir or être stands before, over adverbs and hung pronouns."""
    k = i - 1
    while k >= 0 and k > i - 5 and (toks[k].hung or _adverbial(toks[k])):
        k -= 1
    return k >= 0 and any(m.pos == "AUX" and m.tense != "part_past" for m in toks[k].live[:1])


def _adverbial(tok: Tok) -> bool:
    return "ADV" in (tok.pos, tok.locution) or tok.norm == "rien"
