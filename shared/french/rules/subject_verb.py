"""The verb's person: je vais, nous allons, les gens sont, tout le monde est."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import Tok
from shared.french.phrases import VerbGroup
from shared.french.rules.framework import Hit, rule, say
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.closed import FIRST_TO_THIRD, POSSESSIVES
from shared.french.words.time import CLOCK, UNITS

_MASSES = wordlist("groupe foule majorité partie dizaine vingtaine plupart tas nombre série moitié")
"""With a noun in the plural after them the verb may follow either."""


def _said(group: VerbGroup) -> tuple[str, str, frozenset[str]]:
    """Lemma, tense and possible persons of the finite verb."""
    m = group.verb.finite
    if group.verb.norm == "sommes":
        return "être", "ind_pres", frozenset({"1p"})
    return (m.lemma, m.tense, group.verb.persons) if m else ("", "", frozenset())


def _agree(s: Sentence, group: VerbGroup, who: str, noun: Tok | None = None) -> Iterator[Hit]:
    """Say the verb in another person; after être the participle follows a noun's number."""
    lemma, tense, persons = _said(group)
    if not lemma or who in persons or not persons:
        return
    form = s.lexicon.inflect_verb(lemma, tense, who)
    if not form or form == group.verb.norm:
        return
    part = group.participle
    if part is not None and lemma == "être" and noun is not None and noun.best is not None:
        gender = "f" if noun.best.gender == "f" else "m"
        agreed = s.lexicon.inflect_verb(group.lemma, "part_past", gender + who[1])
        if agreed and agreed != part.norm:
            yield say(s, group.verb, part, f"{form}{s.text[group.verb.end : part.start]}{agreed}")
            return
    yield say(s, group.verb, group.verb, form)


@rule(
    id="subject_verb.pronoun",
    level=Level.A1,
    reference="Je vais, tu vas, on va, nous allons, vous allez, ils vont.",
    fr="Avec « {subject} », on dit « {say} ».",
    en="With “{subject}”, say “{say}”.",
    triggers=frozenset({"je", "tu", "il", "elle", "on", "nous", "vous", "ils", "elles"}),
    wrong=(
        ("Nous va au parc.", "Nous allons au parc."),
        ("On sommes en retard.", "On est en retard."),
        ("Vous est belge ?", "Vous êtes belge ?"),
        ("Nous prend le bus.", "Nous prenons le bus."),
        ("Ils fait du bruit.", "Ils font du bruit."),
        ("Est-ce que vous peux venir ?", "Est-ce que vous pouvez venir ?"),
        ("Le film que vous veux voir est fini.", "Le film que vous voulez voir est fini."),
        ("Est-ce que nous est en retard ?", "Est-ce que nous sommes en retard ?"),
    ),
    right=(
        "Ça nous va.",
        "Qui vous a dit ça ?",
        "Tout nous va.",
        "Que nous veut cet homme ?",
        "Mon père nous prend en voiture.",
        "Il nous parle.",
        "C'est le bus qui nous prend.",
        "Il vont au parc.",
        "Qu'est-ce que vous veut cet homme ?",
        "Je viens demain et je vous dis tout.",
        "Tu suis un cours de danse ?",
    ),
)
def pronoun(s: Sentence) -> Iterator[Hit]:
    for group in s.groups:
        subject = group.subject
        if subject is None or group.inverted or subject.norm not in _PRONOUNS:
            continue
        _, _, persons = _said(group)
        # No subject of the first or second person can stand behind: "que vous veut-il".
        own = bool(persons) and persons <= {"1s", "2s"} and s.at(subject.i - 1).norm != "et"
        if subject.norm in ("il", "elle") and "3p" in persons:
            continue  # "il vont" and "ils vont" sound alike
        if subject.norm in ("nous", "vous", "elle", "elles") and not (own or _opens(s, subject)):
            continue
        who = FIRST_TO_THIRD[subject.norm]
        if group.verb.norm == "suis" and s.after(group.negation or group.verb).pos == "DET":
            continue  # of suivre
        for hit in _agree(s, group, who):
            yield Hit(hit.start, hit.end, hit.replacements, {"subject": subject.norm})


_PRONOUNS = wordlist("je tu il elle on nous vous ils elles")


def _opens(s: Sentence, subject: Tok) -> bool:
    """Whether a clause begins with the pronoun, so that it can be no object."""
    before = s.at(subject.i - 1)
    if before.norm in ("nous", "vous", "elle", "elles") and before.i >= 0:
        before = s.at(subject.i - 2)
    if before.norm == "que":
        asked = s.at(before.i - 1).hung and s.at(before.i - 3).norm != "que"
        return asked or s.at(before.i - 1).pos in ("VERB", "ADV", "SCONJ")
    opening = ("et", "mais", "donc", "alors", "si", "quand", "parce", "car", "où", "puis")
    return before.i < 0 or before.pos == "PUNCT" or before.norm in opening


@rule(
    id="subject_verb.noun",
    level=Level.A2,
    reference="Le verbe s'accorde avec le nom sujet : les gens sont, ma famille est.",
    fr="Le sujet est « {subject} » : « {say} ».",
    en="The subject is “{subject}”: “{say}”.",
    wrong=(
        ("Mes deux chats dort.", "Mes deux chats dorment."),
        ("Mon frère et ma sœur va au ski.", "Mon frère et ma sœur vont au ski."),
        ("Ma famille sont venus hier.", "Ma famille est venue hier."),
        ("Tout le monde sont partis.", "Tout le monde est parti."),
        ("Les bars du centre est fermés.", "Les bars du centre sont fermés."),
        ("Chaque élève ont un livre.", "Chaque élève a un livre."),
    ),
    right=(
        "Il y a un parc et la mer est belle.",
        "J'aime le thé et le café est bon.",
        "Un groupe de touristes sont arrivés.",
        "Le soir vont et viennent des gens.",
        "Dix euros est un bon prix.",
        "Les Misérables est un roman.",
        "Mes parents, mon frère et moi sommes là.",
        "La plupart sont partis.",
        "Ce que font les gens est bizarre.",
        "Le bruit que font mes voisins est fou.",
    ),
)
def noun(s: Sentence) -> Iterator[Hit]:
    for group in s.groups:
        subject = group.subject
        if subject is None or subject.pos != "NOUN" or group.inverted or group.person == "":
            continue
        if subject.text[:1].isupper() or subject.lemma in UNITS | CLOCK | {"euro", "plupart"}:
            continue
        start = _phrase_start(s, group)
        if start is None:
            continue
        span = s.tokens[start : group.verb.i]
        if any(t.pos == "NUM" and t.i == start for t in span) or not _determined(s, start):
            continue
        if subject.lemma in _MASSES and s.after(subject).norm in ("de", "des", "du"):
            continue
        joined = any(t.norm in ("et", "ou", "ni", "avec") for t in span)
        if joined and (group.person != "3p" or s.at(start - 1).text == ","):
            continue
        for hit in _agree(s, group, group.person, subject):
            yield Hit(hit.start, hit.end, hit.replacements, {"subject": subject.text})


def _phrase_start(s: Sentence, group: VerbGroup) -> int | None:
    """Where the subject's phrase begins, if a clause begins there as well."""
    k = group.first.i - 1
    while k >= 0 and (
        s.at(k).pos in ("DET", "ADJ", "NOUN", "PROPN", "NUM", "ADV")
        or s.at(k).norm in ("de", "à", "et", "du", "des")
    ):
        k -= 1
    before = s.at(k)
    if k >= 0 and before.pos != "PUNCT" and before.norm not in _OPENING:
        return None
    if before.norm == "que" and s.at(k - 1).pos in ("NOUN", "PROPN", "PRON"):
        return None
    return k + 1


_OPENING = wordlist("que si quand mais donc car lorsque puisque")


def _determined(s: Sentence, start: int) -> bool:
    first = s.at(start)
    if first.norm in ("tout", "tous", "toutes", "toute"):
        first = s.at(start + 1)
    return first.pos == "DET" and first.norm not in ("de", "du", "quel", "quelle", "quels")


@rule(
    id="subject_verb.qui",
    level=Level.B1,
    reference="C'est moi qui ai, c'est nous qui allons, les gens qui sont.",
    fr="« qui » prend la personne de ce qui précède : « {say} ».",
    en="“qui” takes the person of what it refers to: “{say}”.",
    triggers=frozenset({"qui"}),
    wrong=(
        ("C'est nous qui va payer.", "C'est nous qui allons payer."),
        ("C'est vous qui a raison.", "C'est vous qui avez raison."),
        ("Ce sont mes voisins qui a appelé.", "Ce sont mes voisins qui ont appelé."),
        ("J'ai des amis qui veut venir.", "J'ai des amis qui veulent venir."),
    ),
    right=(
        "C'est moi qui paie.",
        "La liste des gens qui est sur la table.",
        "Je vous demande qui a fini.",
        "Dites-nous qui va venir.",
        "C'est un de mes amis qui est venu.",
    ),
)
def qui(s: Sentence) -> Iterator[Hit]:
    for group in s.groups:
        subject = group.subject
        if subject is None or subject.norm != "qui":
            continue
        before = s.at(subject.i - 1)
        told = s.at(before.i - 1)
        est = told.lemma == "être" or told.norm in ("est", "était", "sera")
        if before.norm in _STRESSED and est and not before.hung:
            yield from _agree(s, group, _STRESSED[before.norm])
        phrase = next((p for p in s.phrases if p.noun is before), None)
        if phrase is None or not phrase.plural or phrase.preposition or phrase.determiner is None:
            continue
        head = s.at(phrase.first.i - 1)
        if head.norm in ("de", "parmi", "des") or head.pos == "NOUN" or before.pos != "NOUN":
            continue
        verb_before = head.pos in ("VERB", "AUX") or phrase.determiner.norm != "des"
        if verb_before:
            yield from _agree(s, group, "3p", before)


_STRESSED = {"moi": "1s", "toi": "2s", "nous": "1p", "vous": "2p"}


@rule(
    id="subject_verb.together",
    level=Level.A2,
    reference="Mon frère et moi (nous) allons ; toi et lui (vous) allez ; il y a.",
    fr="On dit « {say} ».",
    en="Say “{say}”.",
    triggers=frozenset({"moi", "toi", "y", "plupart", "ça", "elle", "lui"}),
    wrong=(
        ("Mon frère et moi va au stade.", "Mon frère et moi allons au stade."),
        ("Ta sœur et toi va au stade ?", "Ta sœur et toi allez au stade ?"),
        ("La plupart des gens a un vélo.", "La plupart des gens ont un vélo."),
        ("Ça sont mes affaires.", "Ce sont mes affaires."),
        ("Elle et son frère va partir.", "Elle et son frère vont partir."),
    ),
    right=(
        "Mon frère et moi, on va au stade.",
        "Entre toi et moi, c'est fini.",
        "La plupart du temps est perdu.",
        "Tu viens et moi je reste.",
        "Il la connaît elle et son frère aussi la connaît.",
    ),
)
def together(s: Sentence) -> Iterator[Hit]:
    for group in s.groups:
        first = group.first
        before = s.at(first.i - 1)
        if before.norm in ("moi", "toi") and s.at(before.i - 1).norm == "et":
            entre = any(t.norm in ("entre", "pour", "avec", "chez") for t in s.tokens[: before.i])
            if not entre and group.subject in (None, before) and not group.inverted:
                yield from _agree(s, group, "1p" if before.norm == "moi" else "2p")
        most = before.pos == "NOUN" and s.at(before.i - 2).norm == "plupart"
        if most and s.at(before.i - 1).norm == "des":
            yield from _agree(s, group, "3p", before)
        if before.norm == "ça" and group.verb.norm == "sont":
            yield say(s, before, before, "ce")
        phrase = next((p for p in s.phrases if p.noun is before and p.determiner), None)
        paired = phrase is not None and s.after(phrase.first, -1).norm == "et"
        if paired and phrase is not None and phrase.first.i == 2 and s.at(0).norm in _PAIRED:
            yield from _agree(s, group, "3p", before)


_PAIRED = frozenset({"elle", "lui", "eux", "elles"})


@rule(
    id="subject_verb.and_me",
    level=Level.A1,
    reference="Mon frère et moi, nous allons.",
    fr="Avec « moi » et quelqu'un d'autre, le verbe est à la forme de « nous ».",
    en="With “moi” and somebody else, the verb takes the form of “nous”.",
    triggers=frozenset({"moi"}),
    wrong=(
        ("Moi et ma femme a deux enfants.", "Moi et ma femme avons deux enfants."),
        ("Mon frère et moi va au parc.", "Mon frère et moi allons au parc."),
        ("Ma sœur et moi habite ensemble.", "Ma sœur et moi habitons ensemble."),
    ),
    right=(
        "Mon frère et moi allons au parc.",
        "Mon frère et moi, on va au parc.",
        "Moi et ma femme, on a deux enfants.",
        "Entre ma femme et moi va naître une dispute.",
    ),
)
def and_me(s: Sentence) -> Iterator[Hit]:
    one, two, three, four = (s.at(k) for k in range(4))
    mine_first = (one.norm, two.norm) == ("moi", "et") and three.norm in POSSESSIVES
    mine_last = one.norm in POSSESSIVES and (three.norm, four.norm) == ("et", "moi")
    somebody = four if mine_first else two
    group = next((g for g in s.groups if g.first is s.at(4)), None)
    both = (mine_first or mine_last) and somebody.noun is not None
    if both and group is not None and not group.inverted:
        yield from _agree(s, group, "1p")
