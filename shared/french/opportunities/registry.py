"""Which function counts which type."""

from collections.abc import Callable

from shared.domain.error_types import ErrorType
from shared.french.sentence import Sentence

Counter = Callable[[Sentence], int]
COUNTERS: dict[ErrorType, Counter] = {}


def counts(kind: ErrorType) -> Callable[[Counter], Counter]:
    """Register the function below as the counter of a type."""

    def register(counter: Counter) -> Counter:
        COUNTERS[kind] = counter
        return counter

    return register
