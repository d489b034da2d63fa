"""What a plan's mail says besides the plan, in French and in English."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.domain.evidence import Reason, State
from shared.domain.study_plan import Told


@dataclass(frozen=True, slots=True)
class Words:
    """One language. `{}` slots are filled by the composer."""

    colon: str
    subject: str
    subject_thin: str
    hello: str
    hello_nameless: str
    intro: str
    intro_thin: str
    told: str
    told_weeks: str
    focus: str
    said: str
    say: str
    rule: str
    exercises: str
    goal: str
    talk: str
    teacher: str
    answers: str
    listen: str
    why: str
    unsubscribe: str
    states: Mapping[State, str]
    lacking: str
    sessions: str
    incomparable: Mapping[Reason, str]


_FR = Words(
    colon=" : ",
    subject="Ton plan de la semaine {week}",
    subject_thin="Parle encore un peu : ton plan de la semaine {week}",
    hello="Bonjour {name},",
    hello_nameless="Bonjour,",
    intro="Voici ce qui est revenu dans tes phrases, et de quoi t'entraîner cette semaine.",
    intro_thin=(
        "Nous n'avons pas encore assez entendu de ton français pour dire ce qui revient : "
        "une erreur isolée ne compte pas. Parle encore, par exemple sur ces sujets."
    ),
    told="Où tu en es",
    told_weeks="Quatre semaines, comparées aux quatre d'avant.",
    focus="Cette semaine",
    said="Tu as dit",
    say="On dit",
    rule="La règle",
    exercises="Exercices",
    goal="Ton but : rencontrer ce point environ {goal} fois en parlant, juste ou faux.",
    talk="De quoi parler",
    teacher="Un mot de ton professeur",
    answers="Corrigé",
    listen="Écouter",
    why="Tu reçois ce message parce que tu as accepté le plan de la semaine par e-mail.",
    unsubscribe="Ne plus le recevoir",
    states={
        State.IMPROVED: "en progrès",
        State.WORSENED: "plus d'erreurs qu'avant",
        State.STABLE: "stable",
        State.NOT_ENOUGH_EVIDENCE: "pas assez d'éléments pour conclure",
    },
    lacking="il faudrait encore environ {count} occasions",
    sessions="et {count} séance(s) de plus",
    incomparable={
        Reason.RECOGNIZER_CHANGED: "la mesure a changé entre-temps, on ne compare pas",
        Reason.TASK_CHANGED: "les tâches ont changé entre-temps, on ne compare pas",
        Reason.MANY_COMPARISONS: "parmi autant de comparaisons, cela peut être un hasard",
    },
)
_EN = Words(
    colon=": ",
    subject="Your plan for week {week}",
    subject_thin="Speak a little more: your plan for week {week}",
    hello="Hello {name},",
    hello_nameless="Hello,",
    intro="This is what came back in your sentences, and what to practise this week.",
    intro_thin=(
        "We have not heard enough of your French yet to say what comes back: a single slip does "
        "not count. Speak some more, for instance about these."
    ),
    told="Where you are",
    told_weeks="Four weeks, compared with the four before.",
    focus="This week",
    said="You said",
    say="Say",
    rule="The rule",
    exercises="Exercises",
    goal="Your goal: meet this point about {goal} times while speaking, right or wrong.",
    talk="What to talk about",
    teacher="A word from your teacher",
    answers="Answers",
    listen="Listen",
    why="You get this because you agreed to the weekly plan by e-mail.",
    unsubscribe="Stop getting it",
    states={
        State.IMPROVED: "improved",
        State.WORSENED: "more errors than before",
        State.STABLE: "stable",
        State.NOT_ENOUGH_EVIDENCE: "not enough evidence yet",
    },
    lacking="about {count} more opportunities are needed",
    sessions="and {count} more session(s)",
    incomparable={
        Reason.RECOGNIZER_CHANGED: "the measurement changed in between, so we do not compare",
        Reason.TASK_CHANGED: "the tasks changed in between, so we do not compare",
        Reason.MANY_COMPARISONS: "among so many comparisons it may be chance",
    },
)


def words_for(language: str) -> Words:
    """Give the words of `fr`; any other language gets English."""
    return _FR if language == "fr" else _EN


def result(told: Told, words: Words) -> str:
    """Word a verdict with its figures, and what is lacking where it claims nothing."""
    parts = [words.states[told.state]]
    if told.reason in words.incomparable:
        parts.append(words.incomparable[told.reason])
    elif told.state is State.NOT_ENOUGH_EVIDENCE:
        lacking = []
        if told.more_opportunities:
            lacking.append(words.lacking.format(count=told.more_opportunities))
        if told.more_sessions:
            lacking.append(words.sessions.format(count=told.more_sessions))
        parts += [" ".join(lacking)] if lacking else []
    if not told.opportunities and not told.opportunities_before:
        return words.colon.join(parts)
    before = f"{told.errors_before}/{told.opportunities_before}"
    return f"{words.colon.join(parts)} ({before} → {told.errors}/{told.opportunities})"
