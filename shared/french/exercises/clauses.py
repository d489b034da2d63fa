"""Items on the order of words and on clauses: negation, questions, pronouns, relatives."""

from collections.abc import Iterator

from shared.domain.error_types import ErrorType
from shared.french.exercises.forge import Forge
from shared.french.exercises.items import Item, Task, exercises


@exercises(ErrorType.NEGATION)
def negation(point: str, _forge: Forge) -> Iterator[Item]:
    """The opposite, with the right word."""
    task = Task("Dis le contraire.", "Say the opposite.")
    pairs = {
        "jamais": ("Je ne fume jamais.", "Je ne fume pas jamais.", "Je fume toujours."),
        "rien": ("Je ne vois rien.", "Je ne vois pas rien.", "Je vois quelque chose."),
        "personne": (
            "Je ne connais personne ici.",
            "Je ne connais pas personne ici.",
            "Je connais quelqu'un ici.",
        ),
        "plus": ("Il n'habite plus ici.", "Il n'habite pas plus ici.", "Il habite encore ici."),
        "pas": ("Je n'ai pas compris.", "Je n'ai compris pas.", "J'ai compris."),
    }
    first = point.removesuffix("_order")
    for word in sorted(pairs, key=lambda each: each != first):
        right, wrong, stimulus = pairs[word]
        yield Item(right, wrong=wrong, task=task, stimulus=stimulus)
    yield Item("Je ne mange jamais de viande.", question="Qu'est-ce que tu ne fais jamais ?")


@exercises(ErrorType.QUESTION)
def question(_point: str, _forge: Forge) -> Iterator[Item]:
    """Questions with "est-ce que"."""
    task = Task("Pose la question avec « est-ce que ».", "Ask with “est-ce que”.")
    asked = (
        ("Où est-ce que tu habites ?", "Où tu est-ce que habites ?", "Tu habites où ?"),
        (
            "Est-ce que tu parles français ?",
            "Est-ce que parles-tu français ?",
            "Tu parles français.",
        ),
        ("Qu'est-ce que tu fais ?", "Quoi est-ce que tu fais ?", "Tu fais quoi ?"),
        ("Quand est-ce que tu pars ?", "Quand est-ce que pars-tu ?", "Tu pars quand ?"),
    )
    for right, wrong, stimulus in asked:
        yield Item(right, wrong=wrong, task=task, stimulus=stimulus)
    yield Item(
        "Qu'est-ce que tu fais le week-end ?",
        question="Tu rencontres quelqu'un. Pose une question sur ses loisirs.",
    )


@exercises(ErrorType.ADVERB_ORDER)
def adverb_order(point: str, _forge: Forge) -> Iterator[Item]:
    """The place of "souvent", "déjà", "bien"."""
    pairs = {
        "souvent": ("Je mange souvent ici.", "Je souvent mange ici.", "Je mange ici."),
        "déjà": ("J'ai déjà mangé.", "J'ai mangé déjà.", "J'ai mangé."),
        "bien": ("J'ai bien dormi.", "J'ai dormi bien.", "J'ai dormi."),
        "toujours": (
            "Il est toujours en retard.",
            "Il toujours est en retard.",
            "Il est en retard.",
        ),
        "beaucoup": ("J'aime beaucoup ce film.", "J'aime ce film beaucoup.", "J'aime ce film."),
    }
    for word in sorted(pairs, key=lambda each: each != point):
        right, wrong, stimulus = pairs[word]
        task = Task(f"Ajoute « {word} » au bon endroit.", f"Add “{word}” in the right place.")
        yield Item(right, wrong=wrong, task=task, stimulus=stimulus)
    yield Item(
        "Je mange souvent au restaurant.",
        question="Qu'est-ce que tu fais souvent ? Commence par « je ».",
    )


@exercises(ErrorType.OBJECT_PRONOUN)
def object_pronoun(point: str, _forge: Forge) -> Iterator[Item]:
    """Put le, la, les, lui, y, en before the verb."""
    task = Task("Remplace la fin par un pronom.", "Put a pronoun for the end.")
    pairs = {
        "la": ("Je la vois demain.", "Je vois la demain.", "Je vois Marie demain."),
        "lui": ("Je lui téléphone.", "Je téléphone à lui.", "Je téléphone à Paul."),
        "les": ("Je les connais bien.", "Je connais les bien.", "Je connais bien tes parents."),
        "y": ("J'y vais souvent.", "Je vais y souvent.", "Je vais souvent à Paris."),
        "en": ("J'en parle souvent.", "Je parle en souvent.", "Je parle souvent de mon travail."),
    }
    first = point.removesuffix("_order")
    for word in sorted(pairs, key=lambda each: each != first):
        right, wrong, stimulus = pairs[word]
        yield Item(right, wrong=wrong, task=task, stimulus=stimulus)
    yield Item(
        "Oui, je les vois souvent.", question="Tu vois souvent tes amis ? Réponds avec « les »."
    )


@exercises(ErrorType.RELATIVE)
def relative(point: str, _forge: Forge) -> Iterator[Item]:
    """One sentence out of two."""
    pairs = {
        "qui": ("J'ai un ami qui parle chinois.", "J'ai un ami. Il parle chinois."),
        "que": ("C'est un film que j'aime beaucoup.", "C'est un film. J'aime beaucoup ce film."),
        "où": ("C'est la ville où je suis né.", "C'est la ville. Je suis né dans cette ville."),
        "dont": ("C'est le livre dont je parle.", "C'est le livre. Je parle de ce livre."),
    }
    other = {"qui": "que", "que": "qui", "où": "que", "dont": "que"}
    for word in sorted(pairs, key=lambda each: each != point):
        right, stimulus = pairs[word]
        task = Task(f"Fais une seule phrase avec « {word} ».", f"Make one sentence with “{word}”.")
        wrong = right.replace(f" {word} ", f" {other[word]} ", 1)
        yield Item(right, wrong=wrong, task=task, stimulus=stimulus)
    yield Item(
        "C'est une amie qui habite à Lyon.",
        question="Parle d'une personne que tu aimes : « C'est quelqu'un qui… »",
    )


@exercises(ErrorType.CEST_IL_EST)
def cest_il_est(_point: str, _forge: Forge) -> Iterator[Item]:
    """Put c'est before a determiner, il est before an adjective or a trade."""
    task = Task("Présente avec « c'est » ou « il est, elle est ».", "Use “c'est” or “il/elle est”.")
    pairs = (
        ("C'est un bon film.", "Il est un bon film.", "ce film : un bon film"),
        ("C'est ma sœur.", "Elle est ma sœur.", "cette fille : ma sœur"),
        ("Il est médecin.", "Il est un médecin.", "cet homme : médecin"),
        ("C'est une très bonne idée.", "Elle est une très bonne idée.", "ça : une très bonne idée"),
    )
    for right, wrong, stimulus in pairs:
        yield Item(right, wrong=wrong, task=task, stimulus=stimulus)
    yield Item("C'est un acteur français.", question="Qui est ton acteur préféré ? Présente-le.")
