"""Quel est, quel âge, quelle heure."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import Tok
from shared.french.rules.clauses import PRONOUN_SUBJECTS, ends
from shared.french.rules.framework import Hit, rule, say
from shared.french.rules.patterns import among, find, finite, lemma, word
from shared.french.rules.question.question_word import quel_for
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.closed import POSSESSIVES
from shared.french.words.people import PEOPLE

_ASKED = wordlist(
    """nom prénom âge adresse numéro métier profession travail nationalité couleur film livre sport
    plat chanson saison problème avis opinion taille pointure passe-temps rêve but plan projet
    matière animal groupe acteur actrice chanteur chanteuse endroit date prix heure différence
    capitale monnaie population drapeau"""
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
        if best is None or not {noun.norm, best.lemma} & _ASKED:
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
    triggers=frozenset({"combien", "comment", "quel"}),
    wrong=(
        ("Combien d'ans as-tu ?", "Quel âge as-tu ?"),
        ("Combien d'années vous avez ?", "Quel âge vous avez ?"),
        ("Combien d'ans est-ce que tu as ?", "Quel âge est-ce que tu as ?"),
        ("Combien d'ans a ta sœur ?", "Quel âge a ta sœur ?"),
        ("Combien vieux es-tu ?", "Quel âge as-tu ?"),
        ("Comment vieille est ta sœur ?", "Quel âge a ta sœur ?"),
        ("Quels ans tu as ?", "Quel âge tu as ?"),
    ),
    right=(
        "Combien d'années as-tu vécu là ?",
        "Depuis combien d'années vous avez ce chien ?",
        "Combien d'années a duré la guerre ?",
    ),
)
def age(s: Sentence) -> Iterator[Hit]:
    old = word("vieux", "vieille", "âgé", "âgée")
    for m in find(s, word("combien", "comment"), old, finite("être").named("e")):
        be = m["e"].finite
        who = next((p for p in m["e"].persons if be is not None and p in be.person), "")
        form = s.lexicon.inflect_verb("avoir", be.tense, who) if be is not None else ""
        if form:
            yield say(s, m.first, m["e"], f"quel âge {form}")
    for m in find(s, word("quel", "quels", "quelle", "quelles"), lemma("an", "année").named("z")):
        group = next((g for g in s.groups if g.subject is s.after(m["z"])), None)
        if m.first.i == 0 and group is not None and group.lemma == "avoir":
            yield say(s, m.first, m["z"], "quel âge")
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
    fr="Pour l'heure ou la durée, on demande « {say} ».",
    en="To ask when or how long, say “{say}”.",
    triggers=frozenset({"temps"}),
    wrong=(
        ("Quel temps est-il ?", "Quelle heure est-il ?"),
        ("Quel temps commence le cours ?", "À quelle heure commence le cours ?"),
        ("À quel temps tu arrives ?", "À quelle heure tu arrives ?"),
        ("quel temps tu te lèves", "à quelle heure tu te lèves"),
        ("Quel temps ça prend en bus ?", "Combien de temps ça prend en bus ?"),
        ("Quel temps il faut pour finir ?", "Combien de temps il faut pour finir ?"),
        ("Quel temps dure le film ?", "Combien de temps dure le film ?"),
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
        if verb.norm == "ça":
            verb = s.after(verb)
        m = verb.finite or verb.any_verb("ind_pres")  # "quel temps dure": not "dur"
        if m is not None and m.lemma in ("prendre", "durer", "falloir", "mettre"):
            yield say(s, what, tok, "combien de temps")
            continue
        if m is None or not (m.lemma in _BY_THE_CLOCK or _is_it(s, verb)):
            continue
        to = what.i > 0 and s.at(what.i - 1).norm == "à"
        yield say(s, what, tok, "quelle heure" if to or _is_it(s, verb) else "à quelle heure")


def _is_it(s: Sentence, verb: Tok) -> bool:
    return verb.norm == "est" and s.after(verb).norm == "il" and s.after(verb).hung


_BY_THE_CLOCK = wordlist(
    "commencer partir arriver ouvrir fermer finir lever coucher réveiller rentrer venir sortir"
)


@rule(
    id="question.quel_noun",
    level=Level.A2,
    reference="Quel sport tu fais ? De quel pays tu viens ?",
    fr="Devant un nom, on demande « {say} ».",
    en="Before a noun, ask “{say}”.",
    triggers=frozenset({"que", "quoi", "lequel", "laquelle", "lesquels", "combien"}),
    wrong=(
        ("Qu'est-ce que sport tu fais ?", "Quel sport tu fais ?"),
        ("Qu'est-ce que musique vous écoutez ?", "Quelle musique vous écoutez ?"),
        ("De quoi pays tu viens ?", "De quel pays tu viens ?"),
        ("À quoi heure tu pars ?", "À quelle heure tu pars ?"),
        ("lequel bus va au centre", "quel bus va au centre"),
        ("Combien est le prix ?", "Quel est le prix ?"),
    ),
    right=(
        "Qu'est-ce que Paul fait ?",
        "De quoi parler ?",
        "Lequel va au centre ?",
        "Combien sont venus ?",
        "J'ai de quoi manger.",
        "Qu'est-ce que maman a dit ?",
    ),
)
def quel_noun(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        one = s.after(tok)
        noun = one.as_pos("NOUN")
        if noun is None or one.only("PROPN") or one.text[:1].isupper():
            continue
        turns = s.after(one).norm in PRONOUN_SUBJECTS or s.after(one).finite is not None
        if not turns or one.can("VERB", "inf"):
            continue
        before = s.at(tok.i - 1)
        first = s.at(tok.i - 3)
        plain = one.lemma not in PEOPLE
        asked = tok.norm == "que" and before.norm == "ce" and first.norm == "que" and plain
        if asked and s.after(one).norm in PRONOUN_SUBJECTS and first.i == 0:
            yield say(s, first, tok, quel_for(one))
        elif (tok.norm == "quoi" and before.pos == "ADP" and before.i == 0) or (
            tok.norm in _LEQUEL and tok.i == 0 and one.pos == "NOUN"
        ):
            yield say(s, tok, tok, quel_for(one))
    for m in find(s, word("combien").named("c"), finite("être"), word("le", "la", "l'")):
        noun_ = s.after(m.last)
        if m["c"].i == 0 and noun_.lemma in ("prix", "adresse", "numéro", "distance", "loyer"):
            yield say(s, m["c"], m["c"], quel_for(noun_))


_LEQUEL = wordlist("lequel laquelle lesquels lesquelles")


@rule(
    id="question.who_is",
    level=Level.A1,
    reference="Qui est cette dame ?",
    fr="Pour une personne, on demande « {say} ».",
    en="To ask about a person, say “{say}”.",
    triggers=frozenset({"quel"}),
    wrong=(
        ("Quelle est cette dame ?", "Qui est cette dame ?"),
        ("quel est ce monsieur à la porte", "qui est ce monsieur à la porte"),
    ),
    right=(
        "Quel est ton professeur préféré ?",
        "Quel est ce bruit ?",
        "Quels sont ces gens que tu préfères ?",
    ),
)
def who_is(s: Sentence) -> Iterator[Hit]:
    this = word("ce", "cet", "cette")
    quel = word("quel", "quelle").named("q")
    # Behind "quel", "est" is taken for the east.
    for m in find(s, quel, word("est", "était"), this, among(PEOPLE | {"dame", "monsieur"})):
        yield say(s, m["q"], m["q"], "qui")
