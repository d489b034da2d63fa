"""How much more: plus de, moins de before nouns and numbers."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.rules.clauses import ends
from shared.french.rules.comparative.than import TONIC
from shared.french.rules.framework import Hit, insert, rule, say
from shared.french.rules.patterns import NUMBER
from shared.french.sentence import Sentence
from shared.french.words import wordlist

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
    ),
    right=(
        "Il reste plus que deux jours.",
        "Je n'ai plus que dix euros.",
        "Deux têtes valent plus qu'une.",
        "Vingt, c'est moins que trente.",
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
        sure = verb is not None and (t.norm == "moins" or verb.lemma in _COSTING)
        if sure and not negated:
            yield say(s, que, que, "de")


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
