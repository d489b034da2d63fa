"""Obligatory contexts per type, counted on corrected text: the denominators of every rate.

One small function per type, in a registry, split by family. An obligatory context is a place where
the grammar asks for a choice of this type, whether the choice was right or wrong. Where a detector
has missed an error, the text still holds it; a counter therefore looks at what opens the context
("beaucoup", "il faut que", "à le") rather than at the form that fills it, wherever it can.

`other` and `other_lexical` have no contexts of their own: whoever knows the errors counts those.
"""

from shared.domain.error_types import ErrorType
from shared.french.opportunities import (  # noqa: F401  # importing a family registers it
    clauses,
    lexical,
    negation,
    nominal,
    partitive,
    places,
    pronouns,
    questions,
    times,
    verbal,
)
from shared.french.opportunities.registry import COUNTERS
from shared.french.sentence import Sentence


def count(sentence: Sentence) -> dict[ErrorType, int]:
    """Count the obligatory contexts of one correct sentence; types without any are left out."""
    found = {kind: counter(sentence) for kind, counter in COUNTERS.items()}
    return {kind: n for kind, n in found.items() if n}
