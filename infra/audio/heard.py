"""What a recognizer heard, stretch by stretch, put together as one transcript."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from shared.domain.transcript import Word


@dataclass(frozen=True, slots=True)
class HeardWord:
    """A word with its times in seconds and its confidence, as far as they are known."""

    text: str
    start: float | None = None
    end: float | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """A text, its words with offsets into it, and other readings of it, best first."""

    text: str
    words: tuple[Word, ...]
    alternatives: tuple[str, ...] = ()


def placed(
    text: str, words: Iterable[HeardWord], *, seconds: float, after: float = 0.0
) -> tuple[Word, ...]:
    """Find each word in the text, in order, and keep its times in order and in the audio.

    A word that the text does not hold is left out: the text is what was heard, and stays as it is.

    Args:
        seconds: length of the audio, for times that are beyond it.
        after: when the text before began its last word.
    """
    found: list[Word] = []
    at, latest = 0, after
    for word in words:
        bare = word.text.strip()
        offset = text.find(bare, at) if bare else -1
        if offset < 0:
            continue
        at = offset + len(bare)
        start = end = None
        if word.start is not None and word.end is not None:
            latest = start = min(max(latest, word.start), seconds)
            end = min(max(start, word.end), seconds)
            start, end = round(start, 3), round(end, 3)
        found.append(Word(bare, offset, start, end, word.confidence))
    return tuple(found)


def joined(parts: Sequence[Heard]) -> Heard:
    """Put parts one behind the other.

    The n-th reading of the whole is made of the n-th of each part, where a part has so many, and
    of its first where not.
    """
    parts = [part for part in parts if part.text]
    text = ""
    words: list[Word] = []
    for part in parts:
        text = f"{text} {part.text}" if text else part.text
        before = len(text) - len(part.text)
        words += [replace(word, offset=word.offset + before) for word in part.words]
    most = max((len(part.alternatives) for part in parts), default=0)
    alternatives = tuple(
        " ".join(
            part.alternatives[n] if n < len(part.alternatives) else part.text for part in parts
        )
        for n in range(most)
    )
    return Heard(text, tuple(words), alternatives)


def _reading(part: Heard, n: int) -> str:
    return part.alternatives[n] if n < len(part.alternatives) else part.text
