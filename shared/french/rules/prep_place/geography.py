"""Countries and towns."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import Tok
from shared.french.rules.framework import Hit, rule, say
from shared.french.rules.patterns import find, word
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.geography import (
    ALL,
    BARE,
    FEMININE,
    MASCULINE,
    MASCULINE_VOWEL,
    PLURAL,
    TOWNS,
)
from shared.french.words.spots import BEING_OR_GOING

_ARTICLES = wordlist("le la l' les")
_LOOSE = wordlist("penser comparer ressembler demander dire donner grâce appartenir jouer")
"""Verbs and words with an "à" of their own: "penser à la France"."""


def _to(name: Tok) -> str:
    """The preposition of place that a name takes, or empty where it is not known."""
    if name.text in TOWNS or name.text in BARE:
        return "à"
    if name.text in FEMININE or name.text in MASCULINE_VOWEL:
        return "en"
    if name.text in MASCULINE:
        return "au"
    return "aux" if name.text in PLURAL else ""


def _place_verb(s: Sentence, tok: Tok) -> bool:
    """Whether the verb before a word says where something is or goes."""
    for t in reversed(s.tokens[: tok.i]):
        if t.norm in _LOOSE or t.lemma in _LOOSE:
            return False
        if t.lemma in _STAYS:
            return True
        if t.pos in ("VERB", "AUX") or t.participle:
            lemmas = {m.lemma for m in t.readings if m.pos in ("VERB", "AUX")}
            if lemmas & BEING_OR_GOING:
                return True
            if not lemmas & {"avoir", "pouvoir", "vouloir", "devoir", "faire"}:
                return False
    return False


_STAYS = wordlist("étude stage voyage séjour vacances congé")
"""Nouns of which one says where: "ses études en Italie"."""


def _name_after(s: Sentence, prep: Tok) -> tuple[Tok | None, Tok]:
    """The article after a preposition, if any, and the geographical name."""
    one = s.after(prep)
    if one.norm in _ARTICLES:
        return one, s.after(one)
    return None, one


def _narrowed(s: Sentence, name: Tok) -> bool:
    """Whether something narrows the name down: "la France de 1900", "l'Italie du Nord"."""
    following = s.after(name)
    if following.norm in ("de", "du", "des", "-") or following.text[:1].isupper():
        return True
    return following.can("ADJ") and not following.can("ADP")


@rule(
    id="prep_place.country",
    level=Level.A1,
    reference="En + pays féminin, au + masculin, aux + pluriel, à + ville.",
    fr="Avec « {name} », on dit « {say} ».",
    en="With {name}, say “{say}”.",
    triggers=ALL,
    wrong=(
        ("J'habite à la Belgique.", "J'habite en Belgique."),
        ("Je vais à l'Espagne cet été.", "Je vais en Espagne cet été."),
        ("Il travaille en Japon.", "Il travaille au Japon."),
        ("Elle étudie au Allemagne.", "Elle étudie en Allemagne."),
        ("On part en États-Unis.", "On part aux États-Unis."),
        ("Mon oncle vit dans le Brésil.", "Mon oncle vit au Brésil."),
        ("Je suis né en Madrid.", "Je suis né à Madrid."),
        ("Nous allons à Chine.", "Nous allons en Chine."),
        ("Il habite dans les Pays-Bas.", "Il habite aux Pays-Bas."),
        ("J'ai grandi à Mexique.", "J'ai grandi au Mexique."),
        ("Ils vivent en le Canada.", "Ils vivent au Canada."),
        ("On passe Noël en Cuba.", "On passe Noël à Cuba."),
        ("Elle va au Rome demain.", "Elle va à Rome demain."),
        ("Je vis dans Berlin depuis un an.", "Je vis à Berlin depuis un an."),
    ),
    right=(
        "Je pense à la France.",
        "On compare la Belgique à la Suisse.",
        "Il vit dans la France des années trente.",
        "Je me promène dans Paris.",
        "Je travaille au Japon.",
        "Elle habite à Québec.",
        "Il a dit au Canada de payer.",
        "Je suis allé au Paris Saint-Germain.",
        "Elle s'intéresse à l'Espagne.",
        "C'est la plus grande ville d'Italie.",
        "Dans le Paris de mon enfance, on flânait.",
    ),
)
def country(s: Sentence) -> Iterator[Hit]:
    for prep in s:
        if prep.norm not in ("à", "en", "dans", "au", "aux"):
            continue
        article, name = _name_after(s, prep)
        to = _to(name)
        if not to or name.text[:1].islower() or s.after(name).pos == "PROPN":
            continue
        said = f"{prep.norm} {article.norm}" if article else prep.norm
        if said != to and _wrong(s, prep, article, name, to):
            yield say(s, prep, article or prep, to, name=name.text)


def _wrong(s: Sentence, prep: Tok, article: Tok | None, name: Tok, to: str) -> bool:
    """Whether this preposition is wrong for certain."""
    if prep.norm == "en":
        # "en Avignon" is an old use; "en" before any other of these names is none.
        return article is not None or not (to == "à" and name.text in ("Avignon", "Arles"))
    if prep.norm == "dans":
        return not _narrowed(s, name) and _dwelling(s, prep)
    if prep.norm in ("au", "aux"):
        return not (to == "au" and prep.norm == "aux") and not _narrowed(s, name)
    if article is None:
        return to != "à" and name.text not in _TOWNS_AS_WELL and not _counted(s, name)
    if article.norm in ("le", "les") and to in ("au", "aux"):
        return False  # a contraction left open is mended as such
    return _place_verb(s, prep) and not _narrowed(s, name)


_TOWNS_AS_WELL = wordlist("Québec Luxembourg Panama Guatemala Koweït Mexico")
"""Towns that have the name of their country: "à Québec" is as right as "au Québec"."""


def _dwelling(s: Sentence, prep: Tok) -> bool:
    before = [t for t in s.tokens[: prep.i] if t.pos in ("VERB", "AUX") or t.participle]
    lemmas = {m.lemma for t in before[-1:] for m in t.readings}
    return bool(lemmas & _DWELL)


_DWELL = wordlist(
    "habiter vivre travailler étudier être aller naître rester arriver partir grandir"
)


def _counted(s: Sentence, name: Tok) -> bool:
    """Whether "à" belongs to "de … à": "de France à Italie" is no sentence to judge."""
    return any(t.norm in ("de", "du") for t in s.tokens[max(0, name.i - 4) : name.i])


@rule(
    id="prep_place.from_country",
    level=Level.A2,
    reference="Venir de + pays féminin, du + masculin, des + pluriel.",
    fr="Pour l'origine, on dit « {say} ».",
    en="To say where from, use “{say}”.",
    triggers=ALL,
    wrong=(
        ("Je viens de Japon.", "Je viens du Japon."),
        ("Il vient du Italie.", "Il vient d'Italie."),
        ("Elle arrive de États-Unis.", "Elle arrive des États-Unis."),
        ("Mes parents viennent du France.", "Mes parents viennent de France."),
        ("Je viens de la Colombie.", "Je viens de Colombie."),
        ("Ils rentrent du Madrid.", "Ils rentrent de Madrid."),
        ("Je suis de Maroc.", "Je suis du Maroc."),
        ("Il vient des Portugal.", "Il vient du Portugal."),
    ),
    right=(
        "Je viens de France.",
        "L'histoire de la France est longue.",
        "Il vient de la France profonde.",
        "Le roi du Maroc arrive.",
        "Elle parle de la Colombie.",
        "Je viens du Paris populaire.",
    ),
)
def from_country(s: Sentence) -> Iterator[Hit]:
    for m in find(s, word("de", "du", "des")):
        prep = m.first
        article, name = _name_after(s, prep)
        to = _to(name)
        if not to or s.after(name).pos == "PROPN" or name.text[:1].islower():
            continue
        if prep.norm == "des" and to in ("au", "en") and article is None and _leaving(s, prep):
            yield say(s, prep, prep, "du" if to == "au" else "de", name=name.text)
        elif prep.norm == "du" and to in ("à", "en") and not _narrowed(s, name):
            if to == "en" or _leaving(s, prep):
                yield say(s, prep, prep, "de", name=name.text)
        elif prep.norm == "de" and article is None and to in ("au", "aux") and _leaving(s, prep):
            yield say(s, prep, prep, "du" if to == "au" else "des", name=name.text)
        elif article is not None and article.norm in ("la", "l'") and to == "en":
            plain = not _narrowed(s, name) and _person(s, prep)
            if plain and _leaving(s, prep):
                yield say(s, prep, article, "de", name=name.text)


_LEAVE = wordlist("venir revenir rentrer arriver originaire partir être retourner")


def _leaving(s: Sentence, prep: Tok) -> bool:
    before = s.at(prep.i - 1)
    while before.pos == "ADV":
        before = s.at(before.i - 1)
    return bool({m.lemma for m in before.readings} & _LEAVE)


_PERSONS = wordlist("je tu il elle on nous vous")


def _person(s: Sentence, prep: Tok) -> bool:
    return any(t.norm in _PERSONS for t in s.tokens[: prep.i])


@rule(
    id="prep_place.to_town",
    level=Level.A1,
    reference="Aller, habiter… à + ville.",
    fr="Avec une ville, on dit « {say} ».",
    en="With a town, say “{say}”.",
    triggers=TOWNS,
    wrong=(
        (
            "J'habite Paris depuis peu, avant j'allais en Lyon.",
            "J'habite Paris depuis peu, avant j'allais à Lyon.",
        ),
        ("On va Londres demain.", "On va à Londres demain."),
    ),
    right=("J'habite Paris.", "On adore Londres.", "Je vais de Lyon à Nice."),
)
def to_town(s: Sentence) -> Iterator[Hit]:
    for t in s:
        if t.text not in TOWNS:
            continue
        before = s.at(t.i - 1)
        if before.norm == "en" and t.text not in ("Avignon", "Arles"):
            yield say(s, before, before, "à")
        elif before.finite and before.lemma in ("aller", "arriver") and before.pos == "VERB":
            following = s.after(t)
            if not following.is_word or following.pos in ("ADV", "ADP", "PRON", "DET"):
                yield say(s, t, t, f"à {t.text}")
