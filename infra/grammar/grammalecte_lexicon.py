"""French morphology from Grammalecte's dictionary and conjugation tables."""

from dataclasses import replace
from functools import lru_cache
from types import ModuleType
from typing import Protocol

from infra.grammar.grammalecte_checker import grammalecte_checker
from shared.ports.lexicon import Lexicon, Morph, VerbTraits

_TENSES = {
    "Ip": "ind_pres",
    "Iq": "ind_impf",
    "Is": "ind_past",
    "If": "ind_fut",
    "K": "cond",
    "Sp": "sub_pres",
    "Sq": "sub_impf",
    "E": "imp",
    "Y": "inf",
    "P": "part_pres",
    "Q": "part_past",
}
_TAGS = {tense: f":{tag}" for tag, tense in _TENSES.items()}
_PERSONS = ("1s", "2s", "3s", "1p", "2p", "3p")
_GRAMMATICAL = (
    ("D", "DET"),
    ("R", "ADP"),
    ("Cs", "SCONJ"),
    ("Cc", "CCONJ"),
    ("O", "PRON"),
    ("W", "ADV"),
    ("X", "ADV"),
    ("U", "ADV"),
)
_SIMPLE = {"N": "NOUN", "A": "ADJ", "W": "ADV", "J": "INTJ", "B": "NUM", "T": "NOUN"}
_CONTRACTED = frozenset({"du", "des"})
"""Grammalecte reads these as determiners only; they are "de" and an article as well."""

_REFORM = str.maketrans("îû", "iu")

_CACHE = 32_768  # forms; a bound on memory, far above the vocabulary of a course


class _Speller(Protocol):
    def getMorph(self, word: str) -> list[str]: ...  # noqa: N802 - Grammalecte's own name


class GrammalecteLexicon(Lexicon):
    """Morphology by Grammalecte (https://grammalecte.net, GPL-3).

    The first one loads the dictionary, which all instances and the detector share.
    """

    def __init__(self) -> None:
        from grammalecte.fr import conj, mfsp

        self._speller: _Speller = grammalecte_checker().getSpellChecker()
        self._conj: ModuleType = conj
        self._mfsp: ModuleType = mfsp
        self._cached = lru_cache(maxsize=_CACHE)(self._analyses)

    def analyses(self, form: str) -> tuple[Morph, ...]:
        """Read a word form, in any case; empty where it is unknown."""
        return self._cached(form)

    def inflect_verb(self, lemma: str, tense: str, person: str) -> str:
        """Conjugate a verb; `part_past` takes `ms fs mp fp` as person. Empty where unknown."""
        if tense == "inf":
            return lemma if self._conj.isVerb(lemma) else ""
        who = f":{person}"
        if tense == "part_pres":
            who = ":P"
        elif tense == "part_past":
            who = f":{person[0]}:{person[1]}"
        form: str | None = self._conj.getConj(lemma, _TAGS[tense], who)
        if not form and tense == "part_past":
            # An invariable participle ("dormi") is listed once.
            form = self._conj.getConj(lemma, ":Q", ":m:s")
        return form or ""

    def inflect(self, lemma: str, pos: str, gender: str, number: str) -> str:
        """Inflect a noun or adjective; empty where unknown."""
        readings = self.analyses(lemma)
        own = [m for m in readings if m.pos == pos and m.lemma == lemma]
        if not own:
            return ""
        verb = next((m.lemma for m in readings if m.tense == "part_past"), "")
        if pos == "ADJ" and verb:
            return self.inflect_verb(verb, "part_past", f"{gender}{number}")
        if gender == "f" and not any(m.gender in ("f", "e") for m in own):
            forms = self._mfsp.getFemForm(lemma, number == "p")
            return str(forms[0]) if forms else ""
        if gender == "m" and not any(m.gender in ("m", "e") for m in own):
            return ""
        return self._plural(lemma, pos) if number == "p" else lemma

    def verb_traits(self, lemma: str) -> VerbTraits | None:
        """Tell how a verb is built, by its infinitive; None where it is unknown."""
        raw: str | None = self._conj.getVtyp(lemma)
        if not raw:
            return None
        return VerbTraits(
            etre=raw[7:8] == "e" and raw[8:9] != "a",
            either=raw[7:9] == "ea",
            transitive=raw[3:4] == "t",
            indirect=raw[4:5] == "n",
            intransitive=raw[2:3] == "i",
            reflexive_only=raw[5:6] in ("p", "r"),
            impersonal=raw[6:7] == "m",
        )

    def _plural(self, word: str, pos: str) -> str:
        if word[-1:] in "sxz":
            return word
        # "social" is not in the table of odd plurals and has one: the dictionary decides.
        for plural in (*self._mfsp.getMiscPlural(word), f"{word[:-1]}ux", f"{word}x", f"{word}s"):
            if any(m.lemma == word and m.pos == pos for m in self.analyses(plural)):
                return str(plural)
        return f"{word}s"

    def _participle(self, morph: Morph) -> Morph:
        """Name an adjective made of a participle by its masculine ("fatigué"), not by the verb."""
        if morph.pos == "ADJ" and self._conj.isVerb(morph.lemma):
            masculine = self.inflect_verb(morph.lemma, "part_past", "ms")
            return replace(morph, lemma=masculine or morph.lemma)
        return morph

    def _analyses(self, form: str) -> tuple[Morph, ...]:
        word = form.replace("'", "’")
        lower = word.lower()
        found: list[Morph] = []
        for spelling in dict.fromkeys((lower, word, lower.capitalize())):
            # A capital alone ("Le", "Parle") must not bring readings of its own.
            if spelling == lower.capitalize() and found and spelling != word:
                break
            for raw in self._speller.getMorph(spelling):
                found += [m for m in map(self._participle, _read(raw)) if m not in found]
        if lower in _CONTRACTED:
            found += [Morph("de", "ADP", number="p" if lower == "des" else "s")]
        return _traditional(found)


def _traditional(found: list[Morph]) -> tuple[Morph, ...]:
    """Drop the spelling of 1990 ("connaitre") where the traditional lemma stands beside it."""
    reformed = {m.lemma.translate(_REFORM) for m in found if m.lemma != m.lemma.translate(_REFORM)}
    return tuple(m for m in found if m.lemma not in reformed)


def _read(raw: str) -> list[Morph]:
    """Read one tag such as `>parler/:V1_itnq__a:Ip:Sp:1s:3s/*`."""
    lemma, _, rest = raw.removeprefix(">").partition("/")
    lemma = lemma.replace("’", "'")
    codes = [code.partition("#")[0].partition(";")[0] for code in rest.split("/")[0].split(":")]
    codes = [code for code in codes if code]
    gender = next((c for c in codes if c in ("m", "f", "e")), "")
    number = next((c for c in codes if c in ("s", "p", "i")), "")
    if codes and codes[0].startswith("V"):
        return _read_verb(lemma, codes, gender, number)
    if codes and codes[0] == "G":
        return _read_grammatical(lemma, codes[1:], gender, number)
    out: list[Morph] = []
    for code in codes:
        if code in ("MP", "M1", "M2"):
            out.append(Morph(lemma, "PROPN", gender, number))
        elif code in _SIMPLE:
            pos = "PROPN" if code == "N" and lemma[:1].isupper() else _SIMPLE[code]
            out.append(Morph(lemma, pos, gender, number))
    return out


def _read_verb(lemma: str, codes: list[str], gender: str, number: str) -> list[Morph]:
    pos = "AUX" if lemma in ("être", "avoir") else "VERB"
    person = ",".join(p for p in _PERSONS if any(c.rstrip("!") == p for c in codes))
    out: list[Morph] = []
    for code in codes[1:]:
        tense = _TENSES.get(code)
        if tense == "part_past":
            out.append(Morph(lemma, pos, gender, number, "", tense))
        elif tense in ("inf", "part_pres"):
            out.append(Morph(lemma, pos, "", "", "", tense))
        elif tense:
            out.append(Morph(lemma, pos, "", "", person, tense))
        elif code == "A":
            out.append(Morph(lemma, "ADJ", gender, number))
    return out


def _read_grammatical(lemma: str, codes: list[str], gender: str, number: str) -> list[Morph]:
    person = next((c[1] for c in codes if c in ("O1", "O2", "O3")), "")
    if person:
        person += "p" if number == "p" else "s"
    out: list[Morph] = []
    for prefix, pos in _GRAMMATICAL:
        if any(c == prefix or (prefix in "DO" and c.startswith(prefix)) for c in codes):
            who = person if pos == "PRON" else ""
            out.append(Morph(lemma, pos, gender, number, who))
    return out
