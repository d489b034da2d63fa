"""What a learner is likely to say, right or wrong, for a recognizer that would mend it."""

from collections.abc import Iterator

from shared.ports.learners import Learners

# The most frequent patterns; with five quotes each, twice as many phrases as matter.
PATTERNS = 60
_EDGES = " .,;:!?…«»\"'’()"


def expected_phrases(learner_id: str, *, learners: Learners) -> tuple[str, ...]:
    """The learner's own errors with a word on each side, each beside its right form.

    Both, so that neither is heard where the other was said.
    """
    entries = learners.memory(learner_id, limit=PATTERNS)
    pairs = (_variants(quote.said, quote.better) for each in entries for quote in each.quotes)
    return tuple(dict.fromkeys(phrase for pair in pairs for phrase in pair if phrase))


def _variants(said: str, better: str) -> Iterator[str]:
    """What differs between two sentences, in each, with a word on each side."""
    wrong, right = said.split(), better.split()
    shorter = min(len(wrong), len(right))
    before = next((n for n in range(shorter) if wrong[n] != right[n]), shorter)
    after = next((n for n in range(shorter - before) if wrong[-1 - n] != right[-1 - n]), None)
    after = shorter - before if after is None else after
    for words in (wrong, right):
        end = len(words) - after
        yield " ".join(words[max(0, before - 1) : end + 1]).strip(_EDGES)
