"""What a generator yields, and the registry of generators."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from shared.domain.error_types import ErrorType
from shared.french.exercises.forge import Forge


@dataclass(frozen=True, slots=True)
class Task:
    """What to do, in one line per language."""

    fr: str
    en: str


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence on the point, and what may be done with it.

    Attributes:
        right: the sentence.
        wrong: the same with the typical error, to be told apart; empty for none.
        task, stimulus: from what and how to make the sentence; None for none.
        question: what it may answer; empty for none.
    """

    right: str
    wrong: str = ""
    task: Task | None = None
    stimulus: str = ""
    question: str = ""


Generator = Callable[[str, Forge], Iterator[Item]]
"""From the point of a pattern (what follows its colon) to items, those on that very point first."""

_GENERATORS: dict[ErrorType, Generator] = {}


def exercises(kind: ErrorType) -> Callable[[Generator], Generator]:
    """Register the function below as the generator of a type."""

    def register(generator: Generator) -> Generator:
        _GENERATORS[kind] = generator
        return generator

    return register


def generator(kind: ErrorType) -> Generator | None:
    """Give the generator of a type; None where only the learner's own sentences serve."""
    # Imported here, once: the generators import this module to register themselves.
    from shared.french.exercises import clauses, lexical, nominal, verbal

    _ = (clauses, lexical, nominal, verbal)
    return _GENERATORS.get(kind)
