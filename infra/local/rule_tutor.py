"""A tutor without a language model: it brings up the correction and asks on about the subject.

It never claims to have understood more than the subject; its questions are open ones, because an
open question makes a learner speak.
"""

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shared.domain.conversation import Turn
from shared.domain.error_types import Level
from shared.french.prompts import eliciting
from shared.french.wording import bring_up
from shared.ports.tutor import TutorRequest


@dataclass(frozen=True, slots=True)
class Subject:
    """Something one talks about: the stems that give it away, and questions from easy to hard."""

    stems: tuple[str, ...]
    easy: tuple[str, ...]
    hard: tuple[str, ...]


SUBJECTS = (
    Subject(
        ("voyag", "vacance", "avion", "train", "hôtel", "plage", "visit", "touris", "mer"),
        ("Où aimes-tu aller en vacances ?", "Avec qui est-ce que tu voyages ?"),
        (
            "Qu'est-ce qui t'a le plus surpris pendant ce voyage ?",
            "Si tu pouvais repartir demain, qu'est-ce que tu ferais autrement ?",
        ),
    ),
    Subject(
        (
            "famille",
            "frère",
            "sœur",
            "mère",
            "père",
            "parents",
            "enfant",
            "fille",
            "fils",
            "cousin",
        ),
        ("Comment est ta famille ?", "Que faites-vous ensemble le dimanche ?"),
        (
            "De qui es-tu le plus proche, et pourquoi ?",
            "Comment la vie de famille a-t-elle changé depuis ton enfance ?",
        ),
    ),
    Subject(
        ("mang", "cuisin", "restaurant", "repas", "dîn", "déjeun", "gâteau", "plat", "recette"),
        ("Quel est ton plat préféré ?", "Qu'est-ce que tu manges le matin ?"),
        (
            "Comment prépares-tu ce plat ? Raconte-moi étape par étape.",
            "Qu'est-ce qu'un repas réussi, pour toi ?",
        ),
    ),
    Subject(
        ("travail", "bureau", "collègue", "métier", "patron", "réunion", "entreprise", "stage"),
        ("Qu'est-ce que tu fais dans ton travail ?", "À quelle heure commences-tu le matin ?"),
        (
            "Qu'est-ce que tu changerais dans ton travail si tu le pouvais ?",
            "Raconte-moi une journée difficile et comment elle a fini.",
        ),
    ),
    Subject(
        ("école", "étud", "cours", "prof", "examen", "université", "lycée", "appren", "devoirs"),
        ("Quelle matière préfères-tu ?", "Qu'est-ce que tu as appris cette semaine ?"),
        (
            "Qu'est-ce qui t'aide le plus à apprendre ?",
            "Quel professeur t'a marqué, et pourquoi ?",
        ),
    ),
    Subject(
        ("film", "cinéma", "série", "livre", "lire", "musique", "concert", "chanson", "théâtre"),
        ("Quel film ou quel livre aimes-tu ?", "Tu préfères le cinéma ou les séries ?"),
        (
            "De quoi parle cette histoire ? Raconte-la-moi sans dire la fin.",
            "À qui la conseillerais-tu, et pourquoi ?",
        ),
    ),
    Subject(
        ("sport", "foot", "courir", "nag", "vélo", "match", "danse", "randonn", "gym"),
        ("Quel sport fais-tu ?", "Combien de fois par semaine ?"),
        (
            "Qu'est-ce que ce sport t'apporte ?",
            "Raconte-moi un moment dont tu es fier.",
        ),
    ),
    Subject(
        ("maison", "appartement", "ville", "quartier", "rue", "village", "campagne", "jardin"),
        ("Comment est ton quartier ?", "Qu'est-ce qu'il y a près de chez toi ?"),
        (
            "Où aimerais-tu vivre dans dix ans ?",
            "Qu'est-ce qui manque dans ton quartier, à ton avis ?",
        ),
    ),
    Subject(
        ("week-end", "soir", "ami", "copain", "copine", "sortir", "fête", "anniversaire"),
        ("Qu'est-ce que tu as fait samedi ?", "Avec qui passes-tu tes soirées ?"),
        (
            "Comment vous êtes-vous connus ?",
            "À quoi ressemblerait ta soirée idéale ?",
        ),
    ),
)
ANYTHING = Subject(
    (),
    ("Peux-tu m'en dire un peu plus ?", "Et toi, qu'est-ce que tu préfères ?"),
    (
        "Peux-tu me donner un exemple ?",
        "Qu'est-ce qui t'a amené à penser cela ?",
        "Et ensuite, que s'est-il passé ?",
    ),
)
_OPENINGS = ("Merci, je te suis.", "D'accord, je vois.", "Merci de me raconter ça.", "Très bien.")
_GREETING = re.compile(
    r"^\W*(bonjour|bonsoir|salut|coucou|hello|hi|hey|good (morning|evening))\b", re.I
)
_SHORT_GREETING_WORDS = 4
TURNS_BETWEEN_TASKS = 2


class RuleTutor:
    """Answers from rules alone; the same message in the same talk gets the same answer."""

    name = "rules"

    def reply(self, request: TutorRequest) -> Iterator[str]:
        """Yield the correction, if one is to be brought up, then a question."""
        seed = zlib.crc32(request.message.encode())
        greeting = _GREETING.match(request.message)
        short = len(request.message.split()) <= _SHORT_GREETING_WORDS
        if greeting and short and not request.raised:
            yield "Bonjour ! De quoi as-tu envie de parler aujourd'hui ?"
            return
        yield _OPENINGS[seed % len(_OPENINGS)] + " "
        for correction in request.raised:
            yield bring_up(correction, request.move, request.message) + " "
        yield _towards(request) or _question(request.message, request.history, request.level, seed)


def _towards(request: TutorRequest) -> str:
    """A task that makes the learner meet a point that is due; empty where it is not yet time.

    The talk stays the learner's own: between two tasks come questions about what they tell.
    """
    asked = [turn.tutor for turn in request.history]
    tasks = eliciting([point.type for point in request.focus])
    if any(task in said for said in asked[-TURNS_BETWEEN_TASKS:] for task in tasks):
        return ""
    return next((task for task in tasks if not any(task in said for said in asked)), "")


def _question(message: str, history: Sequence[Turn], level: Level, seed: int) -> str:
    subject = _subject(message, history)
    questions = subject.easy if level in {Level.A1, Level.A2} else subject.hard
    asked = " ".join(turn.tutor for turn in history)
    fresh = [question for question in questions if question not in asked]
    fresh = fresh or [question for question in ANYTHING.hard if question not in asked]
    fresh = fresh or list(ANYTHING.hard)
    return fresh[seed % len(fresh)]


def _subject(message: str, history: Sequence[Turn]) -> Subject:
    """The subject with most words in the message; else that of the last turn that had one."""
    for text in (message, *(turn.learner for turn in reversed(history))):
        words = re.findall(r"[\w-]+", text.lower())
        counts = [sum(word.startswith(s.stems) for word in words) for s in SUBJECTS]
        if max(counts):
            return SUBJECTS[counts.index(max(counts))]
    return ANYTHING
