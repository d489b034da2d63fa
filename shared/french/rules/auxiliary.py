"""être or avoir in compound tenses, and before an infinitive."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import Tok
from shared.french.phrases import VerbGroup
from shared.french.rules.framework import Hit, rule, say
from shared.french.rules.verbs import has_object, participle_of, person
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.etre_verbs import (
    AVOIR_FOR_CERTAIN,
    ETRE_ONLY,
    ETRE_UNLESS_OBJECT,
    PASSIVE_LIKELY,
)
from shared.french.words.people import PEOPLE
from shared.french.words.time import DAY_PARTS


def _other(s: Sentence, group: VerbGroup, lemma: str) -> str:
    """The auxiliary's form in the other verb, for the subject's person, or empty."""
    m = group.verb.finite
    persons = [p for p in (m.person.split(",") if m else []) if p]
    person = group.person if group.person in persons else persons[0] if len(persons) == 1 else ""
    return s.lexicon.inflect_verb(lemma, group.tense, person) if person else ""


def _etre(s: Sentence, group: VerbGroup, **slots: str) -> Iterator[Hit]:
    """Say it with être; the participle then agrees with the subject, where that is clear."""
    form = _other(s, group, "être")
    part = group.participle
    if not form or part is None:
        return
    agreed = s.lexicon.inflect_verb(group.lemma, "part_past", _agreement(group))
    if agreed and agreed != part.lower:
        between = s.text[group.verb.end : part.start]
        yield say(s, group.verb, part, f"{form}{between}{agreed}", **slots)
    else:
        yield say(s, group.verb, group.verb, form, **slots)


def _agreement(group: VerbGroup) -> str:
    """Gender and number of the participle after être: the subject's, or as it was said."""
    said = group.participle.participle if group.participle else None
    subject = group.subject.best if group.subject else None
    gender = "f" if said and said.gender == "f" else "m"
    if group.person in ("3s", "3p") and subject and subject.gender in ("m", "f"):
        gender = subject.gender
    plural = group.person in ("1p", "3p") or (said is not None and said.number == "p")
    return gender + ("p" if plural else "s")


def _compounds(s: Sentence, lemma: str) -> Iterator[VerbGroup]:
    for group in s.groups:
        m = group.verb.finite
        if group.participle is not None and m is not None and m.lemma == lemma:
            yield group


@rule(
    id="auxiliary.etre_verbs",
    level=Level.A2,
    reference="Aller, venir, arriver, partir, naître, rester… se conjuguent avec être.",
    fr="« {verb} » se conjugue avec être : « {say} ».",
    en="“{verb}” takes être in the past: “{say}”.",
    triggers=ETRE_ONLY,
    wrong=(
        ("Elle a arrivé en retard.", "Elle est arrivée en retard."),
        ("J'ai parti à huit heures.", "Je suis parti à huit heures."),
        ("Ils ont pas venu hier.", "Ils sont pas venus hier."),
        ("Quand avez-vous revenu de voyage ?", "Quand êtes-vous revenu de voyage ?"),
        ("Mon grand-père a mort l'an dernier.", "Mon grand-père est mort l'an dernier."),
    ),
    right=(
        "Elle est arrivée en retard.",
        "J'ai fait venir le médecin.",
        "Le prix a augmenté.",
        "On a passé une bonne soirée.",
        "Ma fille a prévenu la police.",
    ),
)
def etre_verbs(s: Sentence) -> Iterator[Hit]:
    for group in _compounds(s, "avoir"):
        if group.lemma in ETRE_ONLY:
            yield from _etre(s, group, verb=group.lemma)


@rule(
    id="auxiliary.movement",
    level=Level.A2,
    reference="Monter, descendre, sortir, rentrer… : être sans complément d'objet direct.",
    fr="Sans complément d'objet, « {verb} » se conjugue avec être : « {say} ».",
    en="Without an object, “{verb}” takes être: “{say}”.",
    triggers=ETRE_UNLESS_OBJECT,
    wrong=(
        ("Hier, j'ai sorti avec mes amis.", "Hier, je suis sorti avec mes amis."),
        ("On a rentré tard.", "On est rentré tard."),
        ("On a sorti hier soir avec Léa.", "On est sorti hier soir avec Léa."),
        ("Il a tombé dans l'escalier.", "Il est tombé dans l'escalier."),
        ("Elle a descendu à la cave.", "Elle est descendue à la cave."),
    ),
    right=(
        "J'ai sorti le chien.",
        "Il a monté les valises.",
        "On les a descendus à la cave.",
        "La valise qu'il a montée est lourde.",
        "Il a rentré sa voiture.",
        "Elle a retourné toutes ses poches.",
        "Les prix ont monté.",
    ),
)
def movement(s: Sentence) -> Iterator[Hit]:
    for group in _compounds(s, "avoir"):
        if group.lemma not in ETRE_UNLESS_OBJECT or group.participle is None:
            continue
        relative = s.at(group.first.i - 2).norm == "que" or s.at(group.first.i - 1).norm == "que"
        if group.clitics or relative or not _person(group):
            continue
        following = s.after(group.participle)
        k = following.i
        dated = s.at(k).norm in ("hier", "demain", "ce") and s.at(k + 1).lemma in DAY_PARTS
        k += 2 if dated else 0
        while k >= 0 and s.at(k).pos == "ADV":
            k += 1
        after = s.at(k)
        objectless = after.pos in ("ADP", "PUNCT", "CCONJ", "SCONJ") or after.norm in ("au", "aux")
        if dated or objectless or after.i < 0 or after.lemma in ("hier", "tard", "tôt"):
            yield from _etre(s, group, verb=group.lemma)


def _person(group: VerbGroup) -> bool:
    """Whether the subject is a person's pronoun: prices rise with avoir."""
    return group.subject is not None and group.subject.pos == "PRON" and group.subject.norm != "ça"


@rule(
    id="auxiliary.reflexive",
    level=Level.A2,
    reference="Les verbes pronominaux se conjuguent avec être : je me suis levé.",
    fr="Avec « {pronoun} », le passé se forme avec être : « {say} ».",
    en="Reflexive verbs take être in the past: “{say}”.",
    triggers=frozenset({"me", "te", "se", "nous", "vous"}),
    wrong=(
        ("Je m'ai couché tard.", "Je me suis couché tard."),
        ("Il s'a trompé de porte.", "Il s'est trompé de porte."),
        ("Elles s'ont bien amusées.", "Elles se sont bien amusées."),
    ),
    right=(
        "Il m'a vu hier.",
        "Il nous a parlé.",
        "Je t'ai appelé.",
        "Vous nous avez manqué.",
        "On s'est levés tôt.",
        "S'ils ont fini, on part.",
    ),
)
def reflexive(s: Sentence) -> Iterator[Hit]:
    own = {"1s": "me", "2s": "te", "3s": "se", "3p": "se", "1p": "nous", "2p": "vous"}
    for group in _compounds(s, "avoir"):
        norms = [c.norm for c in group.clitics]
        pronoun = own.get(group.person, "se")
        doubled = pronoun not in ("nous", "vous") or norms[:1] == [pronoun]
        if pronoun in norms and doubled and group.subject is not None:
            form = _other(s, group, "être")
            if form:
                yield say(s, group.verb, group.verb, form, pronoun=pronoun)


@rule(
    id="auxiliary.avoir_verbs",
    level=Level.A2,
    reference="La plupart des verbes se conjuguent avec avoir : j'ai mangé, j'ai dormi.",
    fr="« {verb} » se conjugue avec avoir : « {say} ».",
    en="“{verb}” takes avoir in the past: “{say}”.",
    triggers=AVOIR_FOR_CERTAIN - PASSIVE_LIKELY,
    wrong=(
        ("Je suis mangé à la cantine.", "J'ai mangé à la cantine."),
        ("Hier, nous sommes marché deux heures.", "Hier, nous avons marché deux heures."),
        ("Elle était travaillé toute la nuit.", "Elle avait travaillé toute la nuit."),
    ),
    right=(
        "Le gâteau est mangé.",
        "Je suis changé depuis.",
        "Je me suis acheté un vélo.",
        "Nous sommes attendus à midi.",
        "Elle est connue et lue partout.",
        "Il est aimé de tous.",
    ),
)
def avoir_verbs(s: Sentence) -> Iterator[Hit]:
    for group in _compounds(s, "être"):
        if group.lemma not in AVOIR_FOR_CERTAIN - PASSIVE_LIKELY or group.reflexive:
            continue
        traits = s.lexicon.verb_traits(group.lemma)
        # A transitive verb after être may be a passive, save with a verb that has none.
        passive = traits is None or (traits.transitive and group.lemma not in _NO_PASSIVE)
        if passive or group.clitics or not _person(group):
            continue
        form = _other(s, group, "avoir")
        if form:
            yield say(s, group.verb, group.verb, form, verb=group.lemma)


_NO_PASSIVE = wordlist(
    """dormir marcher voyager travailler nager courir habiter étudier jouer danser manger pleurer
    téléphoner penser rêver vivre skier visiter regarder"""
)


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
        "Quand je suis rentré la lampe était allumée.",
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
        active = active and traits.transitive and has_object(s, part)
        if doing or (active and not _subject_of_next(s, following)):
            form = s.lexicon.inflect_verb("avoir", group.tense, person(group))
            if form:
                yield say(s, group.verb, group.verb, form, verb=group.lemma)


def _subject_of_next(s: Sentence, determiner: Tok) -> bool:
    """Whether a noun phrase is the subject of what follows: "je suis rentré la lampe était là"."""
    phrase = next((p for p in s.phrases if p.first is determiner), None)
    if phrase is None:
        return False
    last = phrase.after[-1] if phrase.after else phrase.noun
    return s.after(last).finite is not None


_PERSONS = wordlist("je tu il elle on nous vous ils elles")
_NAMING = wordlist("nommer élire appeler surnommer considérer déclarer sacrer passer")
