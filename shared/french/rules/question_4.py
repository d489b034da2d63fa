"""Qu'est-ce que and est-ce que where quel or a plain inversion is due."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.rules.clauses import ends, ends_or_time
from shared.french.rules.framework import Hit, delete, rule, say
from shared.french.rules.patterns import find, lemma, word
from shared.french.rules.question import opens, subject_verb
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
    id="question.ou_est",
    level=Level.A1,
    reference="Où est la gare ? sans est-ce que.",
    fr="Devant « est », on ne met pas « est-ce que ».",
    en="Before “est”, leave out “est-ce que”.",
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


@rule(
    id="question.there_is",
    level=Level.A2,
    reference="Y a-t-il ? ou Est-ce qu'il y a ? : un seul sujet.",
    fr="On dit « il y a », ou « y a-t-il » dans une question.",
    en="Say “il y a”, or “y a-t-il” in a question.",
    triggers=frozenset({"y"}),
    wrong=(
        ("Est-ce qu'il y a-t-il un bus ?", "Est-ce qu'il y a un bus ?"),
        ("Il y a-t-il un bus ?", "Il y a un bus ?"),
    ),
    right=("Y a-t-il un bus ?", "Est-ce qu'il y a un bus ?"),
)
def there_is(s: Sentence) -> Iterator[Hit]:
    for m in find(s, word("il"), word("y"), word("a").named("a"), word("il").named("z")):
        if m["z"].hung:
            yield say(s, m["a"], m["z"], m["a"].text)


_FORMS_OF_QUEL = {"lequel": "quel", "laquelle": "quelle", "lesquels": "quels"}
_CONSUMED = wordlist("manger boire lire écrire porter cuisiner acheter étudier")


@rule(
    id="question.word",
    level=Level.A2,
    reference="Quel + nom ; qu'est-ce que pour une chose ; combien pour un prix.",
    fr="On demande « {say} ».",
    en="Ask “{say}”.",
    triggers=frozenset(_FORMS_OF_QUEL) | {"qui", "comment"},
    wrong=(
        ("Lequel film tu préfères ?", "Quel film tu préfères ?"),
        ("Qui tu manges le soir ?", "Qu'est-ce que tu manges le soir ?"),
        ("comment ça coûte", "combien ça coûte"),
        ("Comment coûte ce livre ?", "Combien coûte ce livre ?"),
        ("Comment tu gagnes par mois ?", "Combien tu gagnes par mois ?"),
    ),
    right=(
        "Lequel tu préfères ?",
        "Qui tu aimes ?",
        "Qui mange avec nous ?",
        "Comment tu gagnes ta vie ?",
        "Comment ça va ?",
    ),
)
def question_word(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        if not opens(s, tok):
            continue
        one = s.after(tok)
        if tok.norm == "comment" and one.lemma == "coûter" and one.finite is not None:
            yield say(s, tok, tok, "combien")
            continue
        group = next((g for g in s.groups if g.verb.i > tok.i), None)
        if tok.norm in _FORMS_OF_QUEL and one.noun is not None and subject_verb(s, s.after(one)):
            yield say(s, tok, tok, _FORMS_OF_QUEL[tok.norm])
        elif group is None or group.subject is not one or group.infinitive is not None:
            continue
        elif tok.norm == "qui" and group.lemma in _CONSUMED and group.person[:1] == "2":
            if ends_or_time(s, s.after(group.lexical)):
                yield say(s, tok, tok, "qu'est-ce que")
        elif tok.norm == "comment":
            paid = group.lemma == "gagner" and s.after(group.lexical).norm == "par"
            if paid or (group.lemma == "coûter" and ends_or_time(s, s.after(group.lexical))):
                yield say(s, tok, tok, "combien")
