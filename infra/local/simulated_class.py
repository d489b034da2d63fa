"""Eight made-up learners who go wrong by known chances, so that what is said of them can be judged.

Each talk is put together from sentences that tempt to one error type; whether the learner falls
for it is drawn by a generator seeded with who, which week and which talk. The same class says the
same things at every run.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shared.domain.error_types import ErrorType

PROMPT = "Raconte ta semaine et parle de tes voyages."
# Sentences of each type in a talk: with two talks a week some 48 opportunities in four weeks,
# where a claim asks for 30.
TEMPTATIONS = 3

Chances = Mapping[ErrorType, float]
"""How likely each temptation leads to an error, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is right, and what a learner says who falls for it; `{when}` is filled in."""

    right: str
    wrong: str


@dataclass(frozen=True, slots=True)
class SimulatedLearner:
    """Somebody of the class.

    Attributes:
        story: what is true of them, which the pipeline is to find out or leave open.
        before, after: chances before and after the change.
        talks: talks a week before and after it.
        age: where it matters: under 15 a parent has to agree as well.
        wants_mail: agrees to the weekly mail.
    """

    id: str
    name: str
    story: str
    before: Chances
    after: Chances
    talks: tuple[int, int] = (2, 2)
    age: int | None = None
    wants_mail: bool = True
    language: str = "fr"


_WHEN = ("Lundi", "Mardi", "Mercredi", "Jeudi", "Hier", "Hier soir", "Le week-end dernier")

SENTENCES: Mapping[ErrorType, Sequence[Sentence]] = {
    ErrorType.AUXILIARY: (
        Sentence("{when}, je suis allé au cinéma.", "{when}, j'ai allé au cinéma."),
        Sentence("{when}, je suis allé chez ma tante.", "{when}, j'ai allé chez ma tante."),
        Sentence("{when}, je suis parti avec ma sœur.", "{when}, j'ai parti avec ma sœur."),
        Sentence("{when}, je suis resté avec mes amis.", "{when}, j'ai resté avec mes amis."),
        Sentence("{when}, je suis rentré à minuit.", "{when}, j'ai rentré à minuit."),
    ),
    ErrorType.NOUN_GENDER: (
        Sentence("{when}, on a mangé un gâteau.", "{when}, on a mangé une gâteau."),
        Sentence("{when}, on a regardé un film.", "{when}, on a regardé une film."),
        Sentence("{when}, j'ai acheté une voiture.", "{when}, j'ai acheté un voiture."),
        Sentence("{when}, j'ai eu un problème.", "{when}, j'ai eu une problème."),
        Sentence("{when}, on a visité une maison.", "{when}, on a visité un maison."),
    ),
    ErrorType.PREP_PLACE: (
        Sentence("L'été, je vais en Italie.", "L'été, je vais à Italie."),
        Sentence("Mon oncle habite au Canada.", "Mon oncle habite en Canada."),
        Sentence("Ma tante travaille en Espagne.", "Ma tante travaille à Espagne."),
        Sentence("Je voudrais habiter au Japon.", "Je voudrais habiter en Japon."),
        Sentence("Mes amis habitent en Allemagne.", "Mes amis habitent à Allemagne."),
    ),
}
TYPES = tuple(SENTENCES)


def _all(chance: float, **others: float) -> Chances:
    """The same chance for every type, but for those named."""
    return {kind: others.get(kind.value, chance) for kind in TYPES}


LEARNERS = (
    SimulatedLearner(
        "alma",
        "Alma",
        "really gets better at être and avoir in the past",
        _all(0.25, auxiliary=0.9),
        _all(0.25, auxiliary=0.05),
    ),
    SimulatedLearner("bilal", "Bilal", "does not change", _all(0.5), _all(0.5), language="en"),
    SimulatedLearner(
        "chloe", "Chloé", "talks half as much, and does not change", _all(0.5), _all(0.5), (2, 1)
    ),
    SimulatedLearner(
        "dario",
        "Dario",
        "begins to mix up the gender of nouns",
        _all(0.1),
        _all(0.1, noun_gender=0.9),
    ),
    SimulatedLearner("elena", "Elena", "makes no such error", _all(0.0), _all(0.0)),
    SimulatedLearner("farid", "Farid", "gets a little better at everything", _all(0.5), _all(0.35)),
    SimulatedLearner(
        "greta",
        "Greta",
        "gets better at prepositions; wants no mail",
        _all(0.2, prep_place=0.95),
        _all(0.2, prep_place=0.1),
        wants_mail=False,
    ),
    SimulatedLearner(
        "hugo", "Hugo", "falls silent, and does not change", _all(0.4), _all(0.4), (2, 0), age=13
    ),
)


def talk(learner: SimulatedLearner, week: int, number: int, *, changed: bool) -> str:
    """Say what a learner says in one talk.

    Args:
        week, number: of the talk; the same ones give the same words.
        changed: whether the change in the learner's story has come.
    """
    # Words are to be varied, not secret.
    chance = random.Random(f"{learner.id} {week} {number}")  # noqa: S311
    chances = learner.after if changed else learner.before
    said = ["Bonjour."]
    for kind, sentences in SENTENCES.items():
        for sentence in chance.sample(sentences, TEMPTATIONS):
            wrong = chance.random() < chances[kind]
            chosen = sentence.wrong if wrong else sentence.right
            said.append(chosen.format(when=chance.choice(_WHEN)))
    return " ".join(said)
