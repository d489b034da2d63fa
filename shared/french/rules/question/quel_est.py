"""Quel est, quel âge, quelle heure."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import Tok
from shared.french.rules.clauses import ends
from shared.french.rules.framework import Hit, rule, say
from shared.french.rules.patterns import find, lemma, word
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.closed import POSSESSIVES
from shared.french.words.people import PEOPLE

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
    en="To ask for a name or an address, say “{say}”.",
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
    id="question.age",
    level=Level.A1,
    reference="Quel âge as-tu ?",
    fr="Pour demander l'âge, on dit « {say} ».",
    en="To ask somebody's age, say “{say}”.",
    triggers=frozenset({"combien"}),
    wrong=(
        ("Combien d'ans as-tu ?", "Quel âge as-tu ?"),
        ("Combien d'années vous avez ?", "Quel âge vous avez ?"),
        ("Combien d'ans est-ce que tu as ?", "Quel âge est-ce que tu as ?"),
        ("Combien d'ans a ta sœur ?", "Quel âge a ta sœur ?"),
    ),
    right=(
        "Combien d'années as-tu vécu là ?",
        "Depuis combien d'années vous avez ce chien ?",
        "Combien d'années a duré la guerre ?",
    ),
)
def age(s: Sentence) -> Iterator[Hit]:
    for m in find(s, word("combien").named("a"), word("de"), lemma("an", "année").named("z")):
        group = next((g for g in s.groups if g.verb.i > m["z"].i and g.lemma == "avoir"), None)
        if group is None or group.participle is not None or s.at(m["a"].i - 1).pos == "ADP":
            continue
        last = group.subject if group.inverted and group.subject else group.verb
        owner = s.after(last)
        kin = owner.norm in POSSESSIVES and s.after(owner).lemma in PEOPLE
        if ends(owner) or (kin and not group.inverted):
            yield say(s, m["a"], m["z"], "quel âge")


@rule(
    id="question.what_time",
    level=Level.A1,
    reference="Quelle heure : l'heure ; quel temps : la pluie ou le soleil.",
    fr="Pour l'heure, on demande « {say} ».",
    en="To ask for the time of day, say “{say}”.",
    triggers=frozenset({"temps"}),
    wrong=(
        ("Quel temps est-il ?", "Quelle heure est-il ?"),
        ("Quel temps commence le cours ?", "À quelle heure commence le cours ?"),
        ("À quel temps tu arrives ?", "À quelle heure tu arrives ?"),
        ("quel temps tu te lèves", "à quelle heure tu te lèves"),
    ),
    right=(
        "Quel temps fait-il ?",
        "Quel temps tu préfères ?",
        "À quel temps est ce verbe ?",
        "Quel temps il fait chez toi ?",
    ),
)
def what_time(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        what = s.at(tok.i - 1)
        if tok.norm != "temps" or what.norm not in ("quel", "quelle"):
            continue
        verb = s.after(tok)
        while verb.norm in ("tu", "vous", "il", "elle", "on", "te", "se", "nous"):
            verb = s.after(verb)
        m = verb.finite
        if m is None or not (m.lemma in _BY_THE_CLOCK or _is_it(s, verb)):
            continue
        to = what.i > 0 and s.at(what.i - 1).norm == "à"
        yield say(s, what, tok, "quelle heure" if to or _is_it(s, verb) else "à quelle heure")


def _is_it(s: Sentence, verb: Tok) -> bool:
    return verb.norm == "est" and s.after(verb).norm == "il" and s.after(verb).hung


_BY_THE_CLOCK = wordlist(
    "commencer partir arriver ouvrir fermer finir lever coucher réveiller rentrer venir sortir"
)
