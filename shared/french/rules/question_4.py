"""Qu'est-ce que and est-ce que where quel or a plain inversion is due."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.rules.framework import Hit, delete, rule, say
from shared.french.rules.patterns import find, word
from shared.french.sentence import Sentence
from shared.french.words import wordlist

_ASKED = wordlist(
    """nom prénom âge adresse numéro métier profession travail nationalité couleur film livre sport
    plat chanson saison problème avis opinion taille pointure passe-temps rêve but plan projet
    matière animal groupe acteur actrice chanteur chanteuse endroit date prix heure différence"""
)
_FORMS = {"ms": "quel", "fs": "quelle", "mp": "quels", "fp": "quelles"}


@rule(
    id="question.quel_est",
    level=Level.A1,
    reference="Quel est ton nom ? C'est quoi ton nom ?",
    fr="Pour demander un nom ou une adresse : « {say} ».",
    en="To ask for a name or an address, use “quel est”: “{say}”.",
    triggers=_ASKED,
    wrong=(
        ("Qu'est-ce que c'est ton nom ?", "Quel est ton nom ?"),
        ("Qu'est-ce que est ton adresse ?", "Quelle est ton adresse ?"),
        ("Qu'est-ce qui est votre métier ?", "Quel est votre métier ?"),
        ("Qu'est-ce que c'est la différence ?", "Quelle est la différence ?"),
    ),
    right=(
        "Qu'est-ce que c'est ?",
        "Qu'est-ce que c'est que ce livre ?",
        "Qu'est-ce qui est bien dans ton travail ?",
        "C'est quoi ton nom ?",
    ),
)
def quel_est(s: Sentence) -> Iterator[Hit]:
    start = (word("que").named("a"), word("est"), word("ce"), word("que", "qui"))
    end = (word("ce").opt, word("est").named("z"), word(*_OWNED).named("d"))
    for m in find(s, *start, *end):
        noun = s.after(m["d"])
        best = noun.as_pos("NOUN")
        if best is None or noun.lemma not in _ASKED:
            continue
        form = _FORMS.get(("f" if best.gender == "f" else "m") + "s", "quel")
        if best.number != "p":
            yield say(s, m["a"], m["z"], f"{form} est")


_OWNED = ("ton", "ta", "votre", "son", "sa", "le", "la", "l'")


@rule(
    id="question.ou_est",
    level=Level.A1,
    reference="Où est la gare ? sans est-ce que.",
    fr="Devant « est », pas de « est-ce que » : « {say} ».",
    en="Before “est”, leave out “est-ce que”: “{say}”.",
    triggers=frozenset({"où", "comment", "quand", "qui"}),
    wrong=(
        ("Où est-ce que est la gare ?", "Où est la gare ?"),
        ("Comment est-ce que est ton appartement ?", "Comment est ton appartement ?"),
        ("Quand est-ce que est ton anniversaire ?", "Quand est ton anniversaire ?"),
    ),
    right=("Où est-ce que tu es ?", "Comment est-ce qu'elle est ?"),
)
def ou_est(s: Sentence) -> Iterator[Hit]:
    asked = word("où", "comment", "quand", "qui")
    for m in find(
        s, asked, word("est").named("a"), word("ce"), word("que").named("z"), word("est")
    ):
        yield delete(s, m["a"], m["z"])
