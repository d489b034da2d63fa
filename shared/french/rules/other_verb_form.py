"""Verb forms that do not exist, and the wrong form after a subject or an auxiliary."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import FINITE, Tok
from shared.french.phrases import VerbGroup
from shared.french.rules.framework import Hit, rule, say
from shared.french.rules.verbs import has_object, participle_of, person, takes_etre
from shared.french.sentence import Sentence
from shared.french.words.avoir import ENGLISH as AVOIR_NOUNS
from shared.french.words.closed import DEMONSTRATIVES, DETERMINERS, FIRST_TO_THIRD, OBJECT_CLITICS
from shared.french.words.etre_verbs import ETRE_ONLY, ETRE_UNLESS_OBJECT
from shared.french.words.irregular import IRREGULAR
from shared.french.words.time import PAST
from shared.ports.lexicon import Lexicon

_ENDINGS = {
    "ind_pres": ("e s", "es s", "e t", "ons", "ez", "ent ont"),
    "ind_impf": ("ais", "ais", "ait", "ions", "iez", "aient"),
    "ind_fut": ("ai", "as", "a", "ons", "ez", "ont"),
    "cond": ("ais", "ais", "ait", "ions", "iez", "aient"),
}
_PERSONS = ("1s", "2s", "3s", "1p", "2p", "3p")


def _meanings(lexicon: Lexicon, form: str) -> tuple[tuple[str, str, str], ...]:
    """The verbs, tenses and persons that a form which does not exist may be meant for.

    Made for one form at a time: a table of all would be large, and such forms are rare.
    """
    found = [
        (verb, tense, who)
        for verb in sorted(IRREGULAR)
        if verb[0] == form[0]
        for made, tense, who in _candidates(verb, _stems(lexicon, verb))
        if made == form
    ]
    return tuple(dict.fromkeys(found))


def _candidates(verb: str, stems: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """What a learner may make of a verb, with the tense and person that is meant."""
    for part in ("u", "i", "é", "is", "it", "ie", "ue", "ée"):
        for stem in stems:
            yield stem + part, "part_past", "ms"
    soft = f"{verb.removesuffix('oir').removesuffix('r')}ir"
    future = (verb, verb.removesuffix("e"), soft, *(x + r for x in stems for r in ("er", "r")))
    for tense, bases in (
        ("ind_fut", future),
        ("cond", future),
        ("ind_pres", stems),
        ("ind_impf", stems),
    ):
        for who, endings in zip(_PERSONS, _ENDINGS[tense], strict=True):
            for ending in endings.split():
                for base in bases:
                    yield base + ending, tense, who


def _stems(lexicon: Lexicon, verb: str) -> tuple[str, ...]:
    """The stems that a learner may build upon: of the infinitive, of je, nous and ils."""
    forms = [lexicon.inflect_verb(verb, "ind_pres", who) for who in ("1s", "3s", "1p", "2p", "3p")]
    stems = [verb[:-2], verb[:-1] if verb.endswith("re") else verb[:-2]]
    stems += [f"{verb[:-2]}iss"] if verb.endswith("ir") else []
    stems += [verb[:-3]] if verb.endswith(("oir", "dre", "tre")) else []
    stems += [f.removesuffix("ons").removesuffix("ent").removesuffix("ez") for f in forms if f]
    stems += [f[:-1] for f in forms if f[-1:] in "std"]
    stems += [lexicon.inflect_verb(verb, "ind_fut", "1s").removesuffix("rai")]
    return tuple(dict.fromkeys(x for x in stems if len(x) > 1))


@rule(
    id="other_verb_form.regularised",
    level=Level.A2,
    reference="Verbes irréguliers : vous faites, j'ai pris, il viendra.",
    fr="Cette forme n'existe pas : « {say} ».",
    en="That form does not exist: “{say}”.",
    wrong=(
        ("Vous faisez quoi demain ?", "Vous faites quoi demain ?"),
        ("J'ai prendu le train.", "J'ai pris le train."),
        ("Il venira lundi.", "Il viendra lundi."),
        ("Ils prendent le bus.", "Ils prennent le bus."),
        ("J'ai ouvri la fenêtre.", "J'ai ouvert la fenêtre."),
        ("On a boivu un café.", "On a bu un café."),
        ("Vous disez toujours ça.", "Vous dites toujours ça."),
        ("Je voirai mes amis.", "Je verrai mes amis."),
        ("Nous faisez du ski.", "Nous faisons du ski."),
    ),
    right=("J'ai kiffé la soirée.", "On a googlé ça.", "Vous faites quoi ?"),
)
def regularised(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        if tok.known or not tok.is_word or (tok.text[:1].isupper() and tok.i):
            continue
        meanings = _meanings(s.lexicon, tok.lower) if len(tok.lower) > 3 else ()
        form = _meant(s, tok, meanings)
        aux = s.at(tok.i - 1)
        verb = next((m.lemma for m in s.lexicon.analyses(form) if m.tense == "part_past"), "")
        group = next((g for g in s.groups if g.verb is aux), None)
        if group is not None and verb in ETRE_ONLY and aux.lemma == "avoir" and aux.finite:
            etre = s.lexicon.inflect_verb("être", group.tense, person(group))
            part = participle_of(s, group, verb, etre=True)
            if etre and part:
                yield say(s, aux, tok, f"{etre} {part}")
        elif form:
            yield say(s, tok, tok, form)


def _meant(s: Sentence, tok: Tok, meanings: tuple[tuple[str, str, str], ...]) -> str:
    k = tok.i - 1
    while s.at(k).pos == "ADV" or s.at(k).norm in OBJECT_CLITICS - {"nous", "vous"} | {"ne"}:
        k -= 1
    before = s.at(k)
    compound = any(m.lemma in ("avoir", "être") for m in before.readings)
    who = FIRST_TO_THIRD.get(before.norm, "") or ("3p" if before.lower.endswith("s") else "3s")
    # "ils venent" is of venir, not of vendre.
    meanings = tuple(sorted(meanings, key=lambda m: not tok.lower.startswith(m[0][:-2])))
    if any(tense == "part_past" for _, tense, _ in meanings) and compound:
        verb = next(v for v, tense, _ in meanings if tense == "part_past")
        return s.lexicon.inflect_verb(verb, "part_past", "ms")
    finite = [m for m in meanings if m[1] != "part_past"]
    if compound or not finite:
        return ""
    for verb, tense, asked in finite:
        if asked == who:
            return s.lexicon.inflect_verb(verb, tense, who)
    verb, tense, asked = finite[0]
    if before.norm in FIRST_TO_THIRD and who:
        return s.lexicon.inflect_verb(verb, tense, who)
    return s.lexicon.inflect_verb(verb, tense, asked) if before.i < 0 else ""


@rule(
    id="other_verb_form.after_avoir",
    level=Level.A2,
    reference="Avoir + participe passé : j'ai mangé, j'ai pris.",
    fr="Après « avoir », on met le participe passé : « {say} ».",
    en="After avoir, use the past participle: “{say}”.",
    triggers=frozenset({"avoir"}),
    wrong=(
        ("J'ai mange au resto hier.", "J'ai mangé au resto hier."),
        ("On a prendre le métro.", "On a pris le métro."),
        ("Tu as vois le film ?", "Tu as vu le film ?"),
        ("Ils ont pas comprendre la question.", "Ils ont pas compris la question."),
        ("J'ai achète une voiture.", "J'ai acheté une voiture."),
    ),
    right=(
        "J'ai cours à midi.",
        "J'ai envie de partir.",
        "Il a beau dire.",
        "On a rendez-vous demain.",
        "J'ai peur de tomber.",
        "Il y a boire et boire.",
        "J'ai à faire.",
        "Tu as raison.",
        "J'ai classe demain.",
    ),
)
def after_avoir(s: Sentence) -> Iterator[Hit]:
    for group in s.groups:
        m = group.verb.finite
        if m is None or m.lemma != "avoir" or group.participle is not None or not person(group):
            continue
        if s.at(group.verb.i - 1).norm == "y":
            continue
        tok = _after(s, group)
        if tok.norm in AVOIR_NOUNS:  # "j'ai envie du gâteau"
            continue
        form = _wrong_form(tok)
        if not form or (tok.can("NOUN") and not has_object(s, tok)) or s.after(tok).hung:
            continue
        if any(r.pos in ("ADJ", "ADV", "ADP", "PRON", "DET", "NUM") for r in tok.readings):
            continue
        if tok.norm in ("envie", "honte", "peine"):
            continue  # a feeling that one has; its "de" may be what is missing
        if form in ETRE_ONLY | ETRE_UNLESS_OBJECT and not has_object(s, tok):
            continue
        part = s.lexicon.inflect_verb(form, "part_past", "ms")
        if part and part != tok.norm:
            yield say(s, tok, tok, part)


def _after(s: Sentence, group: VerbGroup) -> Tok:
    k = group.verb.i + 1
    while s.at(k).hung or s.at(k) is group.negation or s.at(k) in group.adverbs:
        k += 1
    return s.at(k)


def _wrong_form(tok: Tok) -> str:
    """The verb of a finite form or infinitive that no participle sounds like."""
    if tok.any_verb("part_past") or not tok.is_word or tok.text[:1].isupper():
        return ""
    m = tok.any_verb("inf") or tok.any_verb("ind_pres")
    if m is None or m.lemma in ("être", "avoir"):
        return ""
    return m.lemma


@rule(
    id="other_verb_form.after_etre",
    level=Level.A2,
    reference="Être + participe passé : il est arrivé. Présent : je travaille, sans être.",
    fr="On dit « {say} ».",
    en="Say “{say}”.",
    triggers=frozenset({"être"}),
    wrong=(
        ("Elle est arrive en retard.", "Elle est arrivée en retard."),
        ("Je suis travaille dans un bar.", "Je travaille dans un bar."),
        ("Je suis étudier le droit.", "J'étudie le droit."),
        ("Il est mangeant une pomme.", "Il mange une pomme."),
        ("Je suis partir hier.", "Je suis parti hier."),
        ("Nous sommes apprenant le français.", "Nous apprenons le français."),
    ),
    right=(
        "Je suis élève.",
        "C'est intéressant.",
        "Il est fatigant.",
        "Il est capable de tout.",
        "On est dimanche.",
        "Elle est juge.",
        "Le plus dur est faire le premier pas.",
        "Il est possible de venir.",
    ),
)
def after_etre(s: Sentence) -> Iterator[Hit]:
    for group in s.groups:
        m = group.verb.finite
        if m is None or m.lemma != "être" or group.participle is not None or group.inverted:
            continue
        if group.subject is None or group.subject.norm in ("ce", "ça", "qui") or group.clitics:
            continue
        tok = _after(s, group)
        progressive = tok.any_verb("part_pres")
        lemma = progressive.lemma if progressive else _wrong_form(tok)
        if s.after(tok).norm in DEMONSTRATIVES and tok.can("ADJ"):
            continue  # "il est important ce dossier": the subject said again
        if not lemma or (_other_word(tok) and not (progressive and has_object(s, tok))):
            continue
        if group.subject.pos != "PRON" and not progressive and tok.any_verb("inf"):
            continue
        if takes_etre(lemma, transitive=has_object(s, tok)) and not progressive:
            part = participle_of(s, group, lemma, etre=True)
            if part:
                yield say(s, tok, tok, part)
        elif group.negation is None:
            yield from _without_etre(s, group, tok, lemma)


def _other_word(tok: Tok) -> bool:
    other = ("NOUN", "ADJ", "ADV", "ADP", "PRON", "DET", "NUM")
    return any(r.pos in other for r in tok.readings)


def _without_etre(s: Sentence, group: VerbGroup, tok: Tok, lemma: str) -> Iterator[Hit]:
    who = person(group)
    form = s.lexicon.inflect_verb(lemma, group.tense, who) if who else ""
    if who and any(t.norm in PAST for t in s):
        aux = s.lexicon.inflect_verb("avoir", "ind_pres", who)
        form = f"{aux} {s.lexicon.inflect_verb(lemma, 'part_past', 'ms')}"
    if form:
        yield say(s, group.verb, tok, form)


@rule(
    id="other_verb_form.infinitive_for_finite",
    level=Level.A1,
    reference="Le verbe s'accorde avec son sujet : je parle, il va.",
    fr="Après « {subject} », le verbe se conjugue : « {say} ».",
    en="After “{subject}”, conjugate the verb: “{say}”.",
    triggers=frozenset({"je", "tu", "il", "on", "ils"}),
    wrong=(
        ("Je manger à midi.", "Je mange à midi."),
        ("Il aller au marché.", "Il va au marché."),
        ("On boire du thé le matin.", "On boit du thé le matin."),
        ("Je me lever à six heures.", "Je me lève à six heures."),
        ("Hier, je manger une pizza.", "Hier, j'ai mangé une pizza."),
    ),
    right=("Peut-on entrer ?", "Puis-je entrer ?", "Il est à prendre.", "Que faire ?"),
)
def infinitive_for_finite(s: Sentence) -> Iterator[Hit]:
    for subject in s:
        if subject.norm not in ("je", "tu", "il", "on", "ils") or subject.hung:
            continue
        k = subject.i + 1
        clitics = []
        while s.at(k).norm in OBJECT_CLITICS | {"ne"} and s.at(k).norm not in ("nous", "vous"):
            clitics.append(s.at(k).norm)
            k += 1
        tok = s.at(k)
        m = tok.any_verb("inf")
        if m is None or tok.any_verb(*FINITE) or s.at(subject.i - 1).norm in ("que", "il"):
            continue
        if s.at(subject.i - 1).finite or (
            clitics and clitics[-1] in DETERMINERS and tok.can("NOUN")
        ):
            continue
        who = FIRST_TO_THIRD[subject.norm]
        if any(t.norm in PAST for t in s.tokens[: subject.i]) and not clitics:
            etre = takes_etre(m.lemma, transitive=has_object(s, tok))
            aux = s.lexicon.inflect_verb("être" if etre else "avoir", "ind_pres", who)
            part = s.lexicon.inflect_verb(m.lemma, "part_past", "ms")
            form = f"{aux} {part}"
        else:
            form = s.lexicon.inflect_verb(m.lemma, "ind_pres", who)
        if form:
            yield say(s, tok, tok, form, subject=subject.norm)
