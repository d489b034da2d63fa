"""avoir faim, avoir raison, avoir vingt ans."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import Tok
from shared.french.phrases import VerbGroup
from shared.french.rules.clauses import ends
from shared.french.rules.framework import Hit, rule, say
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.avoir import NEVER_ETRE, PERSONS, WITH_ETRE_OTHERWISE


def _avoir(s: Sentence, group: VerbGroup) -> str:
    m = group.verb.finite
    if m is None or not group.person:
        return ""
    return s.lexicon.inflect_verb("avoir", m.tense, group.person)


def _etre_groups(s: Sentence) -> Iterator[tuple[VerbGroup, Tok]]:
    """Verb groups of être with what follows its adverbs, where the subject may be a person."""
    for group in s.groups:
        if group.subject is None or group.subject.norm in ("ce", "ça", "cela", "qui"):
            continue
        if not any(m.lemma == "être" for m in group.verb.readings) or group.participle:
            continue
        k = group.verb.i + 1
        while s.at(k).hung or s.at(k) in group.adverbs or s.at(k) is group.negation:
            k += 1
        yield group, s.at(k)


@rule(
    id="avoir_expression.state",
    level=Level.A1,
    reference="Avoir faim, soif, peur, sommeil, raison, besoin… : avoir + nom sans article.",
    fr="On dit « avoir {noun} », pas « être {noun} » : « {say} ».",
    en="French says “avoir {noun}”, not “être {noun}”: “{say}”.",
    triggers=NEVER_ETRE,
    wrong=(
        ("Je suis soif après le sport.", "J'ai soif après le sport."),
        ("Elle était peur des araignées.", "Elle avait peur des araignées."),
        ("Mes parents sont raison.", "Mes parents ont raison."),
        ("Nous sommes très faim ce midi.", "Nous avons très faim ce midi."),
        ("Es-tu besoin d'aide ?", "As-tu besoin d'aide ?"),
    ),
    right=(
        "Je suis mort de faim.",
        "C'est la faim qui me réveille.",
        "Elle est mal à l'aise.",
        "Il est sans pitié.",
        "J'ai très soif.",
        "On est mal assis.",
    ),
)
def state(s: Sentence) -> Iterator[Hit]:
    for group, noun in _etre_groups(s):
        if noun.norm in NEVER_ETRE - {"mal"}:
            form = _avoir(s, group)
            if form:
                yield say(s, group.verb, group.verb, form, noun=noun.norm)


@rule(
    id="avoir_expression.luck",
    level=Level.A2,
    reference="Avoir de la chance.",
    fr="On dit « avoir de la chance » : « {say} ».",
    en="French says “avoir de la chance”: “{say}”.",
    triggers=frozenset({"chance"}),
    wrong=(("Je suis de la chance.", "J'ai de la chance."),),
    right=("C'est de la chance.", "Elle est de la région."),
)
def luck(s: Sentence) -> Iterator[Hit]:
    for group, tok in _etre_groups(s):
        if [tok.norm, s.after(tok).norm, s.after(tok, 2).norm] == ["de", "la", "chance"]:
            form = _avoir(s, group)
            if form:
                yield say(s, group.verb, group.verb, form)


@rule(
    id="avoir_expression.age",
    level=Level.A1,
    reference="L'âge : avoir + nombre + ans.",
    fr="Pour l'âge, on dit « avoir » : « {say} {age} ans ».",
    en="For age, French uses avoir: “{say} {age} ans”.",
    triggers=frozenset({"an"}),
    wrong=(
        ("Je suis trente ans.", "J'ai trente ans."),
        ("Ma sœur est 12 ans.", "Ma sœur a 12 ans."),
        ("Elle était vingt-deux ans à l'époque.", "Elle avait vingt-deux ans à l'époque."),
        ("Je fais vingt ans et je suis grecque.", "J'ai vingt ans et je suis grecque."),
    ),
    right=(
        "Le minimum est dix-huit ans.",
        "La durée est deux ans.",
        "Cela fait trois ans.",
        "J'ai trente ans.",
        "Il est mort à trente ans.",
        "Je fais trois ans de droit.",
        "Il fait trente ans, pas plus.",
    ),
)
def age(s: Sentence) -> Iterator[Hit]:
    for group in s.groups:
        number, unit = s.after(group.verb), s.after(group.verb, 2)
        counted = number.pos == "NUM" and unit.lemma == "an" and ends(s.after(unit))
        # "il fait trente ans" is what he looks; nobody says so of himself.
        if group.lemma == "faire" and group.person in ("1s", "1p") and counted:
            form = s.lexicon.inflect_verb("avoir", group.tense, group.person)
            yield say(s, group.verb, group.verb, form, age=number.text)
    for group, number in _etre_groups(s):
        if number.pos != "NUM" or s.after(number).lemma != "an" or group.subject is None:
            continue
        if group.subject.norm in PERSONS or _person_noun(group.subject):
            form = _avoir(s, group)
            if form:
                yield say(s, group.verb, group.verb, form, age=number.text)


def _person_noun(tok: Tok) -> bool:
    return tok.pos == "PROPN" or tok.lemma in _FAMILY


_FAMILY = wordlist(
    """père mère frère sœur fils fille cousin oncle tante grand-père grand-mère ami copain copine
    enfant bébé voisin mari femme homme garçon professeur prof mari collègue neveu nièce parent
    chien chat"""
)


@rule(
    id="avoir_expression.temperature",
    level=Level.A1,
    reference="Une personne a chaud ou froid ; une chose est chaude ; il fait froid.",
    fr="Une personne « a {noun} » : « {say} ».",
    en="People “have” {noun} in French: “{say}”.",
    triggers=WITH_ETRE_OTHERWISE,
    wrong=(
        ("Je suis froid, ferme la porte.", "J'ai froid, ferme la porte."),
        ("Tu es chaud ?", "Tu as chaud ?"),
    ),
    right=(
        "Il est froid avec tout le monde.",
        "Ce thé est chaud.",
        "Elle est froide.",
        "Je suis chaud pour sortir.",
        "Il est chaud, ce café.",
    ),
    confidence=0.8,
)
def temperature(s: Sentence) -> Iterator[Hit]:
    for group, tok in _etre_groups(s):
        if group.subject is None or group.subject.norm not in ("je", "tu", "nous", "vous"):
            continue
        following = s.after(tok)
        if tok.norm in WITH_ETRE_OTHERWISE and following.norm not in ("pour", "avec", "comme"):
            form = _avoir(s, group)
            if form:
                yield say(s, group.verb, group.verb, form, noun=tok.norm)
