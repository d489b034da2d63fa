"""Items on words that mislead, and on speaking itself."""

from collections.abc import Iterator

from shared.domain.error_types import ErrorType
from shared.french.exercises.forge import Forge
from shared.french.exercises.items import Item, Task, exercises

_FRIENDS = {
    "librairie": (
        "Pour emprunter un livre, je vais à la bibliothèque.",
        "Pour emprunter un livre, je vais à la librairie.",
        "Pour emprunter un livre, je vais à la …",
    ),
    "location": (
        "C'est un bel endroit pour pique-niquer.",
        "C'est une belle location pour pique-niquer.",
        "C'est un bel … pour pique-niquer.",
    ),
    "lecture": (
        "Le professeur a donné un cours sur la Révolution.",
        "Le professeur a donné une lecture sur la Révolution.",
        "Le professeur a donné un … sur la Révolution.",
    ),
    "monnaie": (
        "Il gagne beaucoup d'argent.",
        "Il gagne beaucoup de monnaie.",
        "Il gagne beaucoup d'…",
    ),
    "assister": (
        "Je veux aider mes amis.",
        "Je veux assister mes amis.",
        "Je veux … mes amis, ils ont trop de travail.",
    ),
    "sensible": (
        "C'est une idée raisonnable.",
        "C'est une idée sensible.",
        "C'est une idée … : elle est réaliste.",
    ),
    "actuellement": (
        "En fait, je préfère le thé.",
        "Actuellement, je préfère le thé.",
        "Tu crois que j'aime le café ? En …, je préfère le thé.",
    ),
    "expérience": (
        "J'ai de l'expérience dans ce travail.",
        "J'ai de l'expériment dans ce travail.",
        "J'ai de l'… dans ce travail : je le fais depuis dix ans.",
    ),
}


@exercises(ErrorType.FALSE_FRIEND)
def false_friend(point: str, _forge: Forge) -> Iterator[Item]:
    """The word that is meant, in a sentence that asks for it."""
    task = Task("Complète avec le bon mot.", "Complete with the right word.")
    for word in sorted(_FRIENDS, key=lambda each: each != point):
        right, wrong, stimulus = _FRIENDS[word]
        yield Item(right, wrong=wrong, task=task, stimulus=stimulus)
    yield Item(
        "J'emprunte mes livres à la bibliothèque.", question="Où est-ce que tu trouves tes livres ?"
    )


@exercises(ErrorType.OTHER)
@exercises(ErrorType.OTHER_LEXICAL)
@exercises(ErrorType.PRONUNCIATION)
@exercises(ErrorType.FLUENCY)
def speaking(_point: str, _forge: Forge) -> Iterator[Item]:
    """Join two sentences and say them in one breath, beside the learner's own."""
    task = Task("Dis-le en une seule phrase, sans pause.", "Say it in one sentence, in one go.")
    pairs = (
        ("J'étais fatigué, alors je suis rentré.", "J'étais fatigué. Je suis rentré.", "alors"),
        ("Je reste ici parce qu'il pleut.", "Je reste ici. Il pleut.", "parce que"),
        ("Il fait froid, mais nous sortons.", "Il fait froid. Nous sortons.", "mais"),
        ("Quand j'ai le temps, je lis.", "J'ai le temps. Je lis.", "quand"),
    )
    for right, stimulus, word in pairs:
        yield Item(right, task=task, stimulus=f"{stimulus} ({word})")
    yield Item(
        "Hier, je suis rentré tôt parce que j'étais fatigué.",
        question="Qu'est-ce que tu as fait hier soir, et pourquoi ?",
    )
