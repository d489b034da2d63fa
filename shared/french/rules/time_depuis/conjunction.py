"""depuis que and pendant que before a subject and a verb, and no "que" before a moment."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import Tok
from shared.french.rules.clauses import PRONOUN_SUBJECTS, ends
from shared.french.rules.framework import Hit, delete, rule, say
from shared.french.rules.past_aspect.dated import YOUNG
from shared.french.rules.patterns import NUMBER, find, word
from shared.french.rules.time_depuis.said_for_depuis import group_before
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.time import DAY_PARTS, DAYS, MONTHS, UNITS


@rule(
    id="time_depuis.conjunction",
    level=Level.A2,
    reference="Pendant que, depuis que + sujet + verbe.",
    fr="Devant un sujet et un verbe, on dit « {say} ».",
    en="Before a subject and a verb, say “{say}”.",
    triggers=frozenset({"pendant", "depuis"}),
    wrong=(
        ("Pendant je cuisine, j'écoute la radio.", "Pendant que je cuisine, j'écoute la radio."),
        ("Je parle anglais depuis je suis petit.", "Je parle anglais depuis que je suis petit."),
        ("Depuis je suis ici, je dors bien.", "Depuis que je suis ici, je dors bien."),
    ),
    right=(
        "Depuis, je dors mieux.",
        "Je dors depuis que je suis rentré.",
        "J'ai arrêté de fumer et depuis je dors mieux.",
    ),
)
def conjunction(s: Sentence) -> Iterator[Hit]:
    for t in s:
        subject = s.after(t)
        if t.norm not in ("pendant", "depuis") or subject.norm not in PRONOUN_SUBJECTS:
            continue
        if not s.after(subject).any_verb() or s.after(subject).norm == "y":
            continue
        if _measured(s, s.after(t, -1)):
            continue  # "ça fait un an depuis je suis là": there, "que" is all that is due
        if t.norm == "depuis":
            before = s.after(t, -1)
            state = s.after(subject, 2)
            young = t.i == 0 and state.norm in YOUNG | {"ici", "là", "en", "à", "au"}
            again = any(g.verb.i > state.i and g.subject is not None for g in s.groups)
            opens = young and again and s.after(subject).lemma in ("être", "habiter", "vivre")
            if not opens and not (before.pos in _WORDS and s.groups and group_before(s, t)):
                continue
        yield say(s, t, t, f"{t.text} que")


def _measured(s: Sentence, unit: Tok) -> bool:
    """Whether "ça fait" or "il y a" with a duration ends at a unit of time."""
    number = s.after(unit, -1)
    return unit.lemma in UNITS and NUMBER(number) and s.after(number, -1).norm in ("fait", "a")


_WORDS = ("NOUN", "ADJ", "ADV", "VERB", "PROPN")


@rule(
    id="time_depuis.word_too_many",
    level=Level.A2,
    reference="Depuis + durée ou date, sans « que » ni « de ».",
    fr="Après « depuis », ni « que » ni « de » : « depuis deux ans ».",
    en="“depuis” is followed by the time itself, without “que” or “de”.",
    triggers=frozenset({"depuis"}),
    wrong=(
        ("Je vis ici depuis que six mois.", "Je vis ici depuis six mois."),
        ("Il dort depuis de dix heures.", "Il dort depuis dix heures."),
        ("Je suis malade depuis de mardi.", "Je suis malade depuis mardi."),
        ("Depuis que le mois de mai, je cours.", "Depuis le mois de mai, je cours."),
        ("Je tousse depuis que ce matin.", "Je tousse depuis ce matin."),
        ("Depuis que mon enfance, je danse.", "Depuis mon enfance, je danse."),
    ),
    right=(
        "Depuis que deux amis sont là, je ris.",
        "Depuis que je vis ici, je dors bien.",
        "Depuis que mon enfance est finie, je travaille.",
        "Depuis que le mois a commencé, il pleut.",
    ),
)
def word_too_many(s: Sentence) -> Iterator[Hit]:
    for m in find(s, word("depuis"), word("que", "de").named("x")):
        one, two = s.after(m["x"]), s.after(m["x"], 2)
        if (
            (NUMBER(one) and two.lemma in UNITS)
            or one.norm in DAYS
            or (m["x"].norm == "que" and one.pos == "DET" and _moment(s, one))
        ):
            yield delete(s, m["x"], m["x"])


def _moment(s: Sentence, determiner: Tok) -> bool:
    """Whether nothing but a moment follows: "le mois de mars", "ce matin", "mon arrivée"."""
    noun = s.after(determiner)
    if noun.norm not in _MOMENTS:
        return False
    last = noun
    while s.after(last).norm in ("de", "du", "dernier", "dernière") or s.after(last).norm in MONTHS:
        last = s.after(last)
    return ends(s.after(last)) or s.after(last).norm in PRONOUN_SUBJECTS


_MOMENTS = DAY_PARTS | wordlist(
    """mois année semaine enfance naissance rentrée arrivée début mariage été hiver jour divorce
    week-end accident vacances"""
)


@rule(
    id="time_depuis.since_when",
    level=Level.B1,
    reference="Depuis que + sujet + verbe ; depuis quand ? pour une question.",
    fr="« depuis quand » pose une question ; ici, « depuis que ».",
    en="“depuis quand” asks a question; here, say “depuis que”.",
    triggers=frozenset({"depuis"}),
    wrong=(
        ("Je nage depuis quand j'ai six ans.", "Je nage depuis que j'ai six ans."),
        ("Depuis quand je suis ici, je dors mal.", "Depuis que je suis ici, je dors mal."),
    ),
    right=(
        "Je ne sais pas depuis quand il est là.",
        "Tu es là depuis quand ?",
        "Depuis quand tu habites ici ?",
        "Depuis quand est-ce que tu es là ?",
        "Tu travailles depuis quand tu peux me dire ?",
        "depuis quand tu es malade et tu prends quoi",
    ),
)
def since_when(s: Sentence) -> Iterator[Hit]:
    for m in find(s, word("depuis"), word("quand").named("q")):
        since, subject = m.first, s.after(m["q"])
        group = next((g for g in s.groups if g.subject is subject and not subject.hung), None)
        if group is None or s.asks or subject.norm not in PRONOUN_SUBJECTS:
            continue
        if since.i == 0:
            # A question asks no more; "depuis quand je suis ici, je dors mal" goes on.
            due = subject.norm == "je" and sum(g.subject is not None for g in s.groups) > 1
        else:
            main = group_before(s, since)
            due = (
                main is not None
                and main.subject is not None
                and main.subject.norm not in ("tu", "vous")
                and s.norms.isdisjoint(_WONDERING)
            )
        if due:
            yield say(s, m["q"], m["q"], "que")


_WONDERING = wordlist(
    "savoir demander dire expliquer comprendre ignorer rappeler souvenir deviner oublier voir"
)
