"""What a learner is likely to say, right or wrong, for a recognizer that would mend it.

Of each of the most frequent patterns the learner's own words that were wrong, cut to what differs,
with a word on each side, and the right form beside them; so that neither is heard where the other
was said. Small enough to be kept together, however long the history.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from shared.domain.memory import MemoryEntry, Quote

# With up to five quotes each, as many phrases as a recognizer weighs well.
PATTERNS = 20
_EDGES = " .,;:!?…«»\"'’()"


@dataclass(frozen=True, slots=True)
class Variant:
    """One error: what was said and what is right, without what both have in common."""

    said: str
    better: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Expectation:
    """What is likely to be said by one pattern, and how much so."""

    pattern: str
    occurrences: int
    last_seen: datetime
    variants: tuple[Variant, ...]


def expect(known: Iterable[Expectation], entries: Iterable[MemoryEntry]) -> tuple[Expectation, ...]:
    """Give the most frequent, the latest first among equals, once these entries have changed.

    Paused patterns are not expected.

    Args:
        known: the most frequent before.
        entries: as they are now.
    """
    by_pattern = {each.pattern: each for each in known}
    for entry in entries:
        by_pattern.pop(entry.pattern, None)
        if not entry.paused:
            by_pattern[entry.pattern] = _expectation(entry)
    named = sorted(by_pattern.values(), key=lambda each: each.pattern)
    named.sort(key=lambda each: (each.occurrences, each.last_seen), reverse=True)
    return tuple(named[:PATTERNS])


def without_words(known: Iterable[Expectation], *, before: datetime) -> tuple[Expectation, ...]:
    """Drop the words said before that time."""
    return tuple(
        replace(each, variants=tuple(one for one in each.variants if one.at >= before))
        for each in known
    )


def phrases(expected: Iterable[Expectation]) -> tuple[str, ...]:
    """Give both forms of every variant, each once, the most frequent pattern's first."""
    forms = (form for each in expected for one in each.variants for form in (one.said, one.better))
    return tuple(dict.fromkeys(filter(None, forms)))


def _expectation(entry: MemoryEntry) -> Expectation:
    variants = tuple(_variant(quote) for quote in entry.quotes)
    return Expectation(entry.pattern, entry.occurrences, entry.last_seen, variants)


def _variant(quote: Quote) -> Variant:
    said, better = _differing(quote.said.split(), quote.better.split())
    return Variant(said, better, quote.at)


def _differing(wrong: list[str], right: list[str]) -> Iterator[str]:
    """What differs between two sentences, in each, with a word on each side."""
    shorter = min(len(wrong), len(right))
    before = next((n for n in range(shorter) if wrong[n] != right[n]), shorter)
    after = next((n for n in range(shorter - before) if wrong[-1 - n] != right[-1 - n]), None)
    after = shorter - before if after is None else after
    for words in (wrong, right):
        end = len(words) - after
        yield " ".join(words[max(0, before - 1) : end + 1]).strip(_EDGES)
