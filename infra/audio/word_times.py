"""Words found in a text, and times for them where the engine gives none."""

import re
from collections.abc import Iterator, Sequence

from shared.domain.transcript import Interval, Word

# A word: letters and digits, apostrophes and hyphens inside it, a point or comma between digits.
WORD = re.compile(r"[^\W_]+(?:(?:['’‑-]|(?<=\d)[.,](?=\d))[^\W_]+)*['’]?")


def estimated(text: str, speech: Sequence[Interval]) -> Iterator[Word]:
    """Spread words over the stretches of speech as if the pauses between them were not there."""
    found = list(WORD.finditer(text))
    total = sum(stretch.seconds for stretch in speech)
    for word, begins, ends in shares(found, total):
        stretch, offset = _stretch_at(speech, (begins + ends) / 2)
        # A word that would lie across a pause belongs to the stretch that holds its middle.
        yield Word(
            word[0],
            word.start(),
            round(max(stretch.start, begins + offset), 3),
            round(min(stretch.end, ends + offset), 3),
        )


def shares(
    words: Sequence[re.Match[str]], length: float
) -> Iterator[tuple[re.Match[str], float, float]]:
    """Part a length of time among words by their number of letters."""
    letters = sum(len(word[0]) for word in words)
    begins = 0
    for word in words:
        ends = begins + len(word[0])
        yield word, length * begins / letters, length * ends / letters
        begins = ends


def _stretch_at(speech: Sequence[Interval], spoken: float) -> tuple[Interval, float]:
    """Find the stretch after so many seconds of speech, and what to add to get audio seconds."""
    before = 0.0
    for stretch in speech:
        if spoken < before + stretch.seconds:
            break
        before += stretch.seconds
    else:
        stretch = speech[-1]
        before -= stretch.seconds
    return stretch, stretch.start - before
