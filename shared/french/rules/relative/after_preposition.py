"""Behind a preposition: qui, lequel."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.elision import contract
from shared.french.gender import noun_gender
from shared.french.morphology import Tok
from shared.french.rules.clauses import between, ends, rewrite, words
from shared.french.rules.framework import Hit, rule, say
from shared.french.rules.relative.dont_ou import clause, is_over, relatives, tail
from shared.french.rules.relative.qui_que import antecedent
from shared.french.sentence import Sentence
from shared.french.words import table, wordlist
from shared.french.words.antecedents import PERSONS
from shared.french.words.verb_arguments import REFLEXIVE_WITH_A, VERBS_WITH_A

LEQUEL = {
    "ms": "lequel",
    "fs": "laquelle",
    "mp": "lesquels",
    "fp": "lesquelles",
}
_STRANDED = table(
    "avec=avec sur=sur pour=pour dans=dans chez=chez contre=contre à=à de=de sans=sans"
)


def agreement(head: Tok) -> str:
    """Gender and number of an antecedent, empty where unclear."""
    m = head.best
    if m is None or head.pos != "NOUN":
        return ""
    gender = m.gender if m.gender in ("m", "f") else ""
    return gender + ("p" if m.number == "p" else "s") if gender else ""


@rule(
    id="relative.stranded",
    level=Level.B1,
    reference="La préposition se place devant le pronom relatif : avec qui, sur lequel.",
    fr="La préposition passe devant le relatif : « {say} ».",
    en="The preposition goes before the relative pronoun: “{say}”.",
    triggers=frozenset({"que", "qui"}),
    wrong=(
        ("La fille que je sors avec est belge.", "La fille avec qui je sors est belge."),
        ("C'est le projet que je travaille sur.", "C'est le projet sur lequel je travaille."),
        ("Le film que je te parle de est russe.", "Le film dont je te parle est russe."),
        ("Le lit que je dors dans est trop petit.", "Le lit dans lequel je dors est trop petit."),
    ),
    right=(
        "La fille que je vois avec toi.",
        "Le vélo que j'ai, je roule avec.",
        "Le livre que tu as sur la table.",
    ),
)
def stranded(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        head = antecedent(s, tok) if tok.norm in ("que", "qui") else None
        group = clause(s, tok) if head is not None else None
        if head is None or group is None:
            continue
        prep = tail(s, group)
        after = s.after(prep)
        if (
            prep.norm not in _STRANDED
            or not (ends(after) or after.pos in ("VERB", "AUX") or after.norm == "est")
            or after.text == ","
        ):
            continue
        relative = with_preposition(prep.norm, head)
        if relative:
            kept = words(t for t in between(s, s.after(tok), prep) if t is not prep)
            yield rewrite(s, tok, prep, [relative, *kept])


def with_preposition(preposition: str, head: Tok) -> str:
    """Preposition and relative pronoun for an antecedent, empty where its gender is unclear."""
    if preposition == "de":
        return "dont"
    if head.lemma in PERSONS or head.pos == "PROPN" or preposition == "chez":
        return f"{preposition} qui"
    key = agreement(head)
    return contract(preposition, LEQUEL[key]) if key else ""


@rule(
    id="relative.preposition_que",
    level=Level.B1,
    reference="Après une préposition : qui pour une personne, lequel pour une chose.",
    fr="Après une préposition, on dit « {say} ».",
    en="After a preposition, say “{say}”.",
    triggers=frozenset({"que", "pourquoi"}),
    wrong=(
        (
            "La collègue avec que je travaille est drôle.",
            "La collègue avec qui je travaille est drôle.",
        ),
        ("Le stylo avec que j'écris est neuf.", "Le stylo avec lequel j'écris est neuf."),
        ("C'est la raison pourquoi je pars.", "C'est la raison pour laquelle je pars."),
        ("Le jour de que je parle.", "Le jour dont je parle."),
    ),
    right=(
        "Dès que tu arrives.",
        "Pour que tu saches.",
        "Sans que je le sache.",
        "Avec quoi tu écris ?",
        "Il parle de quoi ?",
        "Voilà pourquoi je pars.",
    ),
)
def preposition_que(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        prep = s.after(tok, -1)
        if tok.norm == "pourquoi" and prep.lemma == "raison" and s.after(tok).i > 0:
            if s.after(prep, -1).pos == "DET" and not ends(s.after(tok)):
                yield say(s, tok, tok, "pour lesquelles" if prep.norm != "raison" else _FOR)
            continue
        if tok.norm != "que" or prep.norm not in _PLAIN or prep.locution:
            continue
        head = antecedent(s, prep)
        if head is None or head.pos != "NOUN" or clause(s, tok) is None:
            continue
        relative = with_preposition(prep.norm, head)
        if relative:
            yield say(s, prep, tok, relative)


_PLAIN = wordlist("avec à de sur dans chez contre par")
_FOR = "pour laquelle"


@rule(
    id="relative.a_qui",
    level=Level.B1,
    reference="Penser à, s'intéresser à, répondre à : à qui, auquel, à laquelle.",
    fr="Le verbe demande « à » : « {say} ».",
    en="The verb takes “à”: “{say}”.",
    triggers=VERBS_WITH_A | REFLEXIVE_WITH_A,
    wrong=(
        (
            "La réunion que j'ai participé était longue.",
            "La réunion à laquelle j'ai participé était longue.",
        ),
        ("Le sujet que je m'intéresse est rare.", "Le sujet auquel je m'intéresse est rare."),
        (
            "La question que je n'ai pas répondu est la trois.",
            "La question à laquelle je n'ai pas répondu est la trois.",
        ),
    ),
    right=(
        "Ce que je pense est simple.",
        "La réponse que j'attends.",
        "Le livre que je pense acheter.",
        "La fille que je pense être la meilleure.",
        "Ce que je crois.",
    ),
)
def a_qui(s: Sentence) -> Iterator[Hit]:
    for tok, head, group in relatives(s):
        rest = tail(s, group)
        if group.reflexive:
            fits = group.lemma in REFLEXIVE_WITH_A - {"attendre", "préparer", "attacher"}
        else:
            fits = group.lemma in VERBS_WITH_A - {"penser", "croire", "tenir"} and not group.clitics
        if fits and head.pos == "NOUN" and is_over(s, rest):
            relative = with_preposition("à", head)
            if relative:
                yield say(s, tok, tok, relative)


@rule(
    id="relative.lequel",
    level=Level.B1,
    reference="Lequel s'accorde avec son antécédent et se contracte avec à et de.",
    fr="« lequel » s'accorde avec « {noun} » : « {say} ».",
    en="“lequel” agrees with “{noun}”: “{say}”.",
    triggers=frozenset({"lequel", "laquelle", "lesquels", "lesquelles", "auquel", "duquel"}),
    wrong=(
        (
            "La table sur lequel je mange est vieille.",
            "La table sur laquelle je mange est vieille.",
        ),
        ("Le projet à lequel je pense.", "Le projet auquel je pense."),
        ("Le film lequel j'ai vu est bien.", "Le film que j'ai vu est bien."),
    ),
    right=(
        "La table sur laquelle je mange.",
        "Je sais pas lequel choisir.",
        "Lequel tu veux ?",
        "Les amis parmi lesquels je vis.",
        "Dis-moi dans lequel tu habites.",
    ),
)
def lequel(s: Sentence) -> Iterator[Hit]:
    forms = {v: k for k, v in LEQUEL.items()}
    for tok in s:
        prep = s.after(tok, -1)
        if tok.norm not in forms:
            continue
        if prep.pos == "NOUN" and s.after(prep, -1).pos == "DET":
            group = clause(s, tok)
            nxt = s.after(tok)
            if group is not None and nxt.norm in ("je", "tu", "on", "il", "elle", "nous", "vous"):
                yield say(s, tok, tok, "que", noun=prep.text)
            continue
        if prep.pos != "ADP" or prep.norm in ("de", "parmi", "entre"):
            continue
        head = antecedent(s, prep)
        key = agreement(head) if head is not None else ""
        if head is None or not key or not noun_gender(head):
            continue
        if s.after(head, -1).pos not in ("DET", "ADJ") or (prep.norm == "à" and key == "fs"):
            continue
        right = contract(prep.norm, LEQUEL[key])
        if right != f"{prep.norm} {tok.norm}":
            yield say(s, prep, tok, right, noun=head.text)
