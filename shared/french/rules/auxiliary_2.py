"""The auxiliary: passing by, falling, infinitives, and avoir before an object."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.phrases import VerbGroup
from shared.french.rules.framework import Hit, rule, say
from shared.french.rules.verbs import has_object, participle_of, person
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.etre_verbs import ETRE_ONLY, ETRE_UNLESS_OBJECT
from shared.french.words.people import PEOPLE


def _with_etre(s: Sentence, group: VerbGroup) -> Iterator[Hit]:
    part = group.participle
    form = s.lexicon.inflect_verb("être", group.tense, person(group)) if person(group) else ""
    if part is None or not form:
        return
    agreed = participle_of(s, group, group.lemma, etre=True)
    middle = s.text[group.verb.end : part.start]
    if agreed and group.person != "3s" and part.participle and part.participle.gender == "f":
        agreed = part.text
    yield say(s, group.verb, part, f"{form}{middle}{agreed or part.text}", verb=group.lemma)


@rule(
    id="auxiliary.passing",
    level=Level.B1,
    reference="Passer chez quelqu'un, tomber, sortir : être quand il n'y a pas d'objet direct.",
    fr="Sans complément d'objet, « {verb} » se conjugue avec être : « {say} ».",
    en="Without an object, “{verb}” takes être: “{say}”.",
    triggers=ETRE_UNLESS_OBJECT | {"passer"},
    wrong=(
        ("J'ai passé chez ma tante.", "Je suis passé chez ma tante."),
        ("Mes amis ont sorti hier soir.", "Mes amis sont sortis hier soir."),
        ("Mon vélo a tombé en panne.", "Mon vélo est tombé en panne."),
    ),
    right=(
        "J'ai passé trois jours chez ma tante.",
        "Les prix ont monté.",
        "Mes amis ont sorti le chien.",
        "On a passé par la forêt.",
        "La température a descendu.",
    ),
)
def passing(s: Sentence) -> Iterator[Hit]:
    for group in s.groups:
        part, subject = group.participle, group.subject
        if part is None or "avoir" not in {m.lemma for m in group.verb.readings} or group.clitics:
            continue
        if subject is None or s.at(group.first.i - 2).norm == "que":
            continue
        following = s.after(part)
        if group.lemma == "passer":
            if following.norm in ("chez", "devant"):
                yield from _with_etre(s, group)
        elif group.lemma in ETRE_UNLESS_OBJECT and subject.pos == "NOUN":
            alone = following.i < 0 or following.pos in ("PUNCT", "ADP", "CCONJ", "ADV")
            own = subject.lemma in PEOPLE or group.lemma == "tomber"
            if own and alone and not has_object(s, part):
                yield from _with_etre(s, group)


@rule(
    id="auxiliary.infinitive",
    level=Level.B1,
    reference="Après être arrivé, sans être venu.",
    fr="« {verb} » se conjugue avec être : « {say} ».",
    en="“{verb}” takes être: “{say}”.",
    triggers=ETRE_ONLY,
    wrong=(("Après avoir arrivé, il a mangé.", "Après être arrivé, il a mangé."),),
    right=("Après avoir mangé, il est parti.", "Après être arrivé, il a mangé."),
)
def infinitive(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        part = s.after(tok)
        m = part.any_verb("part_past") if tok.norm in ("avoir", "ayant") else None
        if m is not None and m.lemma in ETRE_ONLY | {"tomber"}:
            yield say(s, tok, tok, "être" if tok.norm == "avoir" else "étant", verb=m.lemma)


@rule(
    id="auxiliary.object_or_modal",
    level=Level.A2,
    reference="J'ai pris le train, j'ai dû partir : avoir devant un objet et avec les modaux.",
    fr="« {verb} » se conjugue avec avoir : « {say} ».",
    en="“{verb}” takes avoir in the past: “{say}”.",
    triggers=frozenset({"être"}),
    wrong=(
        ("Je suis pris le train.", "J'ai pris le train."),
        ("On est acheté une maison.", "On a acheté une maison."),
        ("Je suis dû partir tôt.", "J'ai dû partir tôt."),
        ("Nous sommes perdu nos clés.", "Nous avons perdu nos clés."),
    ),
    right=(
        "Je suis pris ce soir.",
        "Elle est restée toute la nuit.",
        "Il est appelé le roi.",
        "Je suis arrivé le premier.",
        "Je me suis acheté une maison.",
        "Il est mort le même jour.",
        "Nous sommes invités samedi.",
    ),
)
def object_or_modal(s: Sentence) -> Iterator[Hit]:
    for group in s.groups:
        part, subject = group.participle, group.subject
        if part is None or subject is None or group.clitics or group.inverted:
            continue
        if "être" not in {m.lemma for m in group.verb.readings} or subject.norm not in _PERSONS:
            continue
        traits = s.lexicon.verb_traits(group.lemma)
        if traits is None or traits.etre or traits.either or group.lemma in _NAMING | ETRE_ONLY:
            continue
        following = s.after(part)
        modal = group.lemma in ("devoir", "pouvoir", "vouloir", "savoir")
        doing = modal and bool(following.any_verb("inf"))
        active = following.pos == "DET" and following.norm not in ("du", "des", "tout", "au", "aux")
        if doing or (active and traits.transitive and has_object(s, part)):
            form = s.lexicon.inflect_verb("avoir", group.tense, person(group))
            if form:
                yield say(s, group.verb, group.verb, form, verb=group.lemma)


_PERSONS = wordlist("je tu il elle on nous vous ils elles")
_NAMING = wordlist("nommer élire appeler surnommer considérer déclarer sacrer passer")
