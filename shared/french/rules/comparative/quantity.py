"""How much more: plus de, moins de before nouns and numbers."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import Tok
from shared.french.rules.clauses import ends
from shared.french.rules.comparative.than import TONIC
from shared.french.rules.framework import Hit, delete, insert, rule, say
from shared.french.rules.patterns import NUMBER, find, finite, word
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.time import UNITS

_COSTING = wordlist("coûter durer payer peser mesurer attendre dépenser travailler marcher rouler")


@rule(
    id="comparative.more_than_number",
    level=Level.A2,
    reference="Plus de, moins de + nombre.",
    fr="Devant un nombre, on dit « de », pas « que ».",
    en="Before a number, use “de”, not “que”.",
    triggers=frozenset({"plus", "moins"}),
    wrong=(
        ("Ça coûte plus que cent euros.", "Ça coûte plus de cent euros."),
        ("J'ai attendu plus que deux heures.", "J'ai attendu plus de deux heures."),
        ("Il a moins que dix ans.", "Il a moins de dix ans."),
        ("Il y a plus que cent personnes.", "Il y a plus de cent personnes."),
    ),
    right=(
        "Il reste plus que deux jours.",
        "Je n'ai plus que dix euros.",
        "Deux têtes valent plus qu'une.",
        "Vingt, c'est moins que trente.",
        "Il y a plus que deux places.",
        "Il y a plus que trente minutes.",
    ),
)
def more_than_number(s: Sentence) -> Iterator[Hit]:
    for t in s:
        que, number, noun = s.after(t), s.after(t, 2), s.after(t, 3)
        if t.norm not in ("plus", "moins") or que.norm != "que" or not NUMBER(number):
            continue
        if number.norm in ("un", "une") or noun.noun is None:
            continue
        negated = any(x.norm == "ne" for x in s.tokens[: t.i])
        verb = next((g for g in s.groups if g.lexical.i == t.i - 1), None)
        there = verb is not None and s.at(t.i - 2).norm == "y" and _many(number)
        # "il y a plus que trente minutes": in speech, no more than that.
        counted = there and noun.lemma not in UNITS | {"euro", "place", "kilomètre", "mètre"}
        sure = verb is not None and (t.norm == "moins" or verb.lemma in _COSTING or counted)
        if sure and not negated:
            yield say(s, que, que, "de")


def _many(number: Tok) -> bool:
    return number.norm in _TENS or (number.norm.isdigit() and int(number.norm) >= 20)


_TENS = wordlist("vingt trente quarante cinquante soixante quatre-vingts cent mille")


@rule(
    id="comparative.more_noun",
    level=Level.A2,
    reference="Plus de, moins de + nom : plus de temps, moins de gens.",
    fr="Devant un nom, on dit « de », pas « que ».",
    en="Before a noun, use “de”, not “que”.",
    triggers=frozenset({"plus", "moins", "autant"}),
    wrong=(
        ("Il y a moins que neige cette année.", "Il y a moins de neige cette année."),
        ("Je mange plus que légumes maintenant.", "Je mange plus de légumes maintenant."),
        ("J'ai moins que travail en été.", "J'ai moins de travail en été."),
        ("Il y a autant que gens qu'hier.", "Il y a autant de gens qu'hier."),
    ),
    right=(
        "Il n'y a plus que Jean.",
        "Je n'ai plus que dix euros.",
        "Il y a plus que ça.",
        "Il mange plus que sa sœur.",
        "J'ai plus que mal.",
    ),
)
def more_noun(s: Sentence) -> Iterator[Hit]:
    for t in s:
        que, noun = s.after(t), s.after(t, 2)
        verb = s.at(t.i - 1)
        if t.norm not in _MUCH or que.norm != "que" or noun.pos != "NOUN":
            continue
        had = any(m.lemma in _HAVING for m in verb.readings) and noun.only("NOUN", "VERB")
        if had and noun.lemma not in _STATES and "ne" not in {x.norm for x in s.tokens[: t.i]}:
            yield say(s, que, que, "de")


_MUCH = ("plus", "moins", "autant")
_HAVING = wordlist("avoir manger boire acheter faire recevoir vendre")
_STATES = wordlist("mal peur faim soif chaud froid raison tort sommeil hier prévu")


@rule(
    id="comparative.quantity_than",
    level=Level.A2,
    reference="Plus de, moins de, autant de + nom + que.",
    fr="Devant un nom, on dit « {say} ».",
    en="Before a noun, use “{say}”.",
    triggers=frozenset({"plus", "moins", "autant", "tant"}),
    wrong=(
        ("Elle a plus chance que moi.", "Elle a plus de chance que moi."),
        ("Il a moins patience que toi.", "Il a moins de patience que toi."),
        ("Il mange tant de viande que moi.", "Il mange autant de viande que moi."),
    ),
    right=(
        "J'ai plus faim que toi.",
        "Il a plus peur que moi.",
        "J'ai plus confiance que toi.",
        "Il a tant de livres que je m'y perds.",
        "Elle a plus de chance que moi.",
    ),
)
def quantity_than(s: Sentence) -> Iterator[Hit]:
    for t in s:
        one, two, que, standard = (s.after(t, k) for k in (1, 2, 3, 4))
        if t.norm == "tant" and one.norm == "de" and two.noun is not None and que.norm == "que":
            if standard.norm in TONIC and ends(s.after(standard)):
                yield say(s, t, t, "autant")
        elif t.norm in ("plus", "moins", "autant") and s.at(t.i - 1).lemma == "avoir":
            own = one.noun is not None and two.norm == "que" and que.norm in TONIC
            if own and one.lemma not in _FELT and not one.can("ADJ") and ends(standard):
                yield insert(s, one, "de")


_FELT = wordlist(
    """faim soif peur sommeil honte hâte envie besoin raison tort pitié mal froid chaud confiance
    intérêt plaisir"""
)
"""Nouns without an article after "avoir", and after "avoir plus" as well."""


@rule(
    id="comparative.more_and_more_of",
    level=Level.A2,
    reference="De plus en plus de + nom.",
    fr="Devant un nom, on dit « {say} ».",
    en="Before a noun, say “{say}”.",
    triggers=frozenset({"plus", "moins"}),
    wrong=(
        ("Il y a de plus en plus voitures.", "Il y a de plus en plus de voitures."),
        ("On a de moins en moins argent.", "On a de moins en moins d'argent."),
        ("Il y a de plus en plus des touristes.", "Il y a de plus en plus de touristes."),
    ),
    right=(
        "Il parle de plus en plus des touristes.",
        "On rentre de plus en plus tard.",
        "Il est de plus en plus calme.",
        "J'ai de plus en plus mal.",
        "J'ai de plus en plus envie de partir.",
        "On a de moins en moins froid.",
    ),
)
def more_and_more_of(s: Sentence) -> Iterator[Hit]:
    more = word("plus", "moins")
    for m in find(s, word("de"), more, word("en"), more.named("m")):
        article = s.after(m["m"])
        had = s.at(m.first.i - 1).lemma in _COUNTABLE
        noun = s.after(article) if article.norm == "des" else article
        if not had or not noun.only("NOUN", "VERB") or noun.noun is None or noun.lemma in _FELT:
            continue
        if article is noun:
            yield insert(s, noun, "de")
        else:
            yield say(s, article, article, "de")


_COUNTABLE = wordlist("avoir acheter manger boire vendre recevoir faire rencontrer voir")


@rule(
    id="comparative.weather",
    level=Level.A1,
    reference="Il fait plus froid : plus + adjectif, sans « de ».",
    fr="Devant un adjectif, « plus », « moins » et « très » n'ont pas de « de ».",
    en="Before an adjective there is no “de”: “{say}”.",
    triggers=frozenset({"froid", "chaud", "beau", "doux", "frais"}),
    wrong=(
        ("Il fait moins de froid ici.", "Il fait moins froid ici."),
        ("Il fait plus de chaud qu'hier.", "Il fait plus chaud qu'hier."),
    ),
    right=("Il fait moins de bruit.", "Il a plus de chaud que de froid."),
)
def weather(s: Sentence) -> Iterator[Hit]:
    degree = word("plus", "moins", "trop", "aussi")
    felt = word("froid", "chaud", "beau", "doux", "frais")
    for m in find(s, finite("faire"), degree, word("de").named("d"), felt):
        yield delete(s, m["d"], m["d"])
