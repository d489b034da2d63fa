"""Relative pronouns by what the verb governs: dont, où, à qui, avec qui, lequel."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.elision import contract
from shared.french.morphology import Tok
from shared.french.phrases import VerbGroup
from shared.french.rules.clauses import between, ends, ends_or_time, rewrite, words
from shared.french.rules.framework import Hit, rule, say
from shared.french.rules.relative import antecedent
from shared.french.sentence import Sentence
from shared.french.words import table, wordlist
from shared.french.words.antecedents import LANGUAGES, MOMENTS, ORIGINS, PERSONS, PLACES
from shared.french.words.time import DAY_PARTS, DAYS, SEASONS
from shared.french.words.verb_arguments import (
    ADJECTIVES_WITH_DE,
    NOUNS_WITH_DE,
    REFLEXIVE_WITH_DE,
    THINGS_WITH_DE,
)

LEQUEL = {
    "ms": "lequel",
    "fs": "laquelle",
    "mp": "lesquels",
    "fp": "lesquelles",
}
_STRANDED = table(
    "avec=avec sur=sur pour=pour dans=dans chez=chez contre=contre à=à de=de sans=sans"
)


def clause(s: Sentence, tok: Tok) -> VerbGroup | None:
    """The group of the relative clause: subject next to the pronoun."""
    for group in s.groups:
        if group.verb.i > tok.i:
            subject = group.subject
            if subject is None or subject.i <= tok.i or subject.i > tok.i + 4:
                return None
            return group
    return None


def tail(s: Sentence, group: VerbGroup) -> Tok:
    """What follows the verb of a relative clause, over adverbs."""
    infinitive = group.infinitive if group.lemma != "être" else None
    tok = s.after(infinitive or group.lexical)
    while tok.pos == "ADV" and tok.norm not in ("là", "ici"):
        tok = s.after(tok)
    return tok


def is_over(s: Sentence, tok: Tok) -> bool:
    """Whether a relative clause ends here: nothing, time, or the main verb."""
    return ends_or_time(s, tok) or tok.finite is not None or tok.norm == "ne"


def agreement(head: Tok) -> str:
    """Gender and number of an antecedent, empty where unclear."""
    m = head.best
    if m is None or head.pos != "NOUN":
        return ""
    gender = m.gender if m.gender in ("m", "f") else ""
    return gender + ("p" if m.number == "p" else "s") if gender else ""


@rule(
    id="relative.dont",
    level=Level.B1,
    reference="Dont remplace un complément avec de : avoir besoin de, parler de, être fier de.",
    fr="Avec « de », le pronom relatif est « dont ».",
    en="With “de”, the relative pronoun is “dont”.",
    triggers=frozenset({"que"}),
    wrong=(
        ("Le livre que tu as besoin est ici.", "Le livre dont tu as besoin est ici."),
        ("C'est un film que tout le monde parle.", "C'est un film dont tout le monde parle."),
        ("C'est une chose que je suis fier.", "C'est une chose dont je suis fier."),
        ("Voilà ce que je me souviens.", "Voilà ce dont je me souviens."),
        ("L'outil que je me sers est cassé.", "L'outil dont je me sers est cassé."),
    ),
    right=(
        "C'est la langue que je parle.",
        "Le livre que j'ai besoin de lire est ici.",
        "Je crois que j'ai besoin de toi.",
        "Le train que j'ai manqué.",
        "Le repas qu'on a envie de manger.",
        "Il est si gentil que je suis content.",
        "Le jour que je préfère.",
        "La veste que je me suis achetée.",
    ),
)
def dont(s: Sentence) -> Iterator[Hit]:
    for tok, head, group in relatives(s):
        if head.lemma in LANGUAGES or head.norm in LANGUAGES:
            continue
        if _takes_de(s, head, group):
            yield say(s, tok, tok, "dont")


def relatives(s: Sentence) -> Iterator[tuple[Tok, Tok, VerbGroup]]:
    """Find "que" behind an antecedent, and the clause that it opens."""
    for tok in s:
        if tok.norm != "que" or tok.locution:
            continue
        head = antecedent(s, tok)
        if head is None and s.after(tok, -1).norm in ("ça", "cela"):
            continue
        group = clause(s, tok) if head is not None else None
        if head is not None and group is not None:
            yield tok, head, group


def _takes_de(s: Sentence, head: Tok, group: VerbGroup) -> bool:
    rest = tail(s, group)
    m = group.verb.finite
    simple = group.participle is None and m is not None
    if rest.norm == "de" or head.norm in ("fait", "idée", "impression"):
        return False
    if simple and m is not None and m.lemma == "avoir" and rest.norm in NOUNS_WITH_DE:
        after = s.after(rest)
        return after.norm != "de" and (ends(after) or is_over(s, after) or after.pos == "ADP")
    if group.lemma == "être" and rest.lemma in ADJECTIVES_WITH_DE:
        linked = head.norm not in ("ce", "tout", "rien") or rest.lemma == "fier"
        return linked and is_over(s, s.after(rest)) and s.after(rest).norm != "de"
    if group.reflexive:
        return group.lemma in REFLEXIVE_WITH_DE - {"passer", "rendre", "inquiéter"} and (
            len(group.clitics) == 1 and is_over(s, rest)
        )
    if group.lemma in ("manquer", "discuter", "souffrir", "hériter", "douter"):
        return group.lemma == "souffrir" and is_over(s, rest)
    if group.lemma in ("parler", "rêver"):
        return head.norm not in ("ce", "tout") and (is_over(s, rest) or rest.pos == "ADP")
    return group.lemma in THINGS_WITH_DE and is_over(s, rest)


_LIVING = wordlist(
    """naître habiter vivre travailler aller étudier grandir dormir rester partir entrer jouer
    manger dîner déjeuner marcher courir nager danser arriver descendre loger séjourner"""
)
_WITH_OBJECT = wordlist(
    "acheter rencontrer passer faire apprendre prendre garer voir perdre trouver laisser célébrer"
)


@rule(
    id="relative.ou",
    level=Level.A2,
    reference="Où : le lieu ou le moment.",
    fr="Pour un lieu ou un moment, on dit « {say} ».",
    en="For a place or a time, use “{say}”.",
    triggers=frozenset({"que", "quand"}),
    wrong=(
        ("Le village que je suis né est petit.", "Le village où je suis né est petit."),
        ("C'est le bar qu'on a dîné samedi.", "C'est le bar où on a dîné samedi."),
        ("Le jour que tu es arrivé, il pleuvait.", "Le jour où tu es arrivé, il pleuvait."),
        ("L'année quand j'ai fini mes études.", "L'année où j'ai fini mes études."),
        ("Le pays que je viens est grand.", "Le pays d'où je viens est grand."),
        (
            "Le magasin que j'achète mon pain est fermé.",
            "Le magasin où j'achète mon pain est fermé.",
        ),
    ),
    right=(
        "La ville que je préfère est Rome.",
        "Le jour que je préfère est samedi.",
        "La semaine que j'ai passée là-bas.",
        "La maison que j'habite.",
        "Chaque fois que tu viens.",
        "Le temps que j'arrive, il est parti.",
        "Le restaurant que j'ai choisi.",
        "C'est à Lyon que je travaille.",
        "C'est dans ce pays que je suis né.",
        "Le matin, quand je me lève, il fait nuit.",
        "Le gâteau que j'ai mangé.",
        "C'est ce jour-là que je suis arrivé.",
        "Je te dis un jour quand je suis libre.",
    ),
)
def ou(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        head = antecedent(s, tok) if tok.norm in ("que", "quand") and not tok.locution else None
        group = clause(s, tok) if head is not None else None
        if head is None or group is None or _cleft(s, head):
            continue
        if tok.norm == "que" and s.at(head.i - 2).norm in ("fait", "a", "faisait", "avait"):
            continue  # "ça fait un an que": no relative clause
        where = _where(s, tok, head, group)
        if where:
            yield say(s, tok, tok, where)


def _cleft(s: Sentence, head: Tok) -> bool:
    """Whether the antecedent stands with a preposition in "c'est … que"."""
    cleft = any(
        t.norm == "ce" and s.after(t).lemma == "être" for t in s.tokens[max(0, head.i - 6) : head.i]
    )
    return cleft and (
        any(t.pos == "ADP" or t.norm in ("au", "aux") for t in s.tokens[head.i - 3 : head.i])
        or head.lemma in MOMENTS
    )


def _where(s: Sentence, tok: Tok, head: Tok, group: VerbGroup) -> str:
    rest = tail(s, group)
    determined = any(
        t.norm in ("le", "la", "les", "l'", "ce", "cette", "cet", "un", "une")
        for t in s.tokens[max(0, head.i - 2) : head.i]
    ) or s.after(head, -1).norm in ("au", "du")
    if tok.norm == "quand":
        definite = s.after(head, -1).norm in ("le", "la", "l'") and s.after(tok, -1).text != ","
        if head.i <= 1 and head.lemma in DAY_PARTS | DAYS | SEASONS:
            return ""  # "le matin quand je me lève": a habit, no relative clause
        known = head.i <= 3 or head.lemma in ("jour", "moment", "année", "époque", "période")
        return "où" if head.lemma in MOMENTS and definite and known else ""
    if head.lemma in ORIGINS and group.lemma == "venir" and is_over(s, rest):
        return "d'où"
    traits = s.lexicon.verb_traits(group.lemma)
    filled = rest.pos in ("DET", "NUM") and not ends_or_time(s, rest)
    if head.lemma in PLACES:
        living = group.lemma in _LIVING - {"habiter", "passer"} or (
            group.lemma == "habiter" and head.lemma in _TOWNS
        )
        if living and (group.lemma not in ("jouer", "étudier") or not filled):
            return "où"
        return "où" if group.lemma in _WITH_OBJECT and filled else ""
    if head.lemma in MOMENTS and determined and traits is not None:
        complete = traits.etre or group.reflexive or not traits.transitive or group.lemma == "être"
        if group.lemma == "passer" or (complete and group.participle is None and rest.i < 0):
            return ""
        return "où" if complete or filled else ""
    return ""


_TOWNS = wordlist("ville pays quartier rue immeuble endroit région village")


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
