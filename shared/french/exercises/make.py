"""From a pattern and the learner's own sentences to four to six checked exercises."""

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from itertools import islice
from typing import Protocol

from shared.domain.correction import Verdict
from shared.domain.error_types import ErrorType
from shared.domain.errors import Permanent, Transient
from shared.domain.exercise import GAP, Exercise, ExerciseKind
from shared.domain.feedback import Analysis
from shared.domain.memory import Quote
from shared.french.alignment import align
from shared.french.exercises.forge import Forge, sentence
from shared.french.exercises.items import Item, Task, generator
from shared.french.tokens import Kind, tokenize
from shared.ports.exercise_writer import ExerciseWriter, WrittenPair

LEAST, MOST = 4, 6
# Longer ones are stories, not exercises; the quote keeps 160 characters at most anyway.
_MOST_WORDS = 25
_MOST_OWN = 2

_SAY_IT = Task("Tu as dit cette phrase. Dis-la correctement.", "You said this. Say it right.")
_CHOOSE = Task("Choisis ce qui convient.", "Choose what fits.")
_ORDER = Task("Remets les mots dans l'ordre et dis la phrase.", "Put the words in order; say it.")
_ANSWER = Task(
    "Réponds à voix haute, en une phrase ou plus.", "Answer aloud, in a sentence or more."
)
_GO_ON = Task(
    "Écoute le modèle, répète la phrase, puis continue l'histoire.",
    "Listen to the model, repeat the sentence, then go on with the story.",
)
# Not among them: "register" is fine French, "inaudible" is spelling, which nobody hears here.
_FOUND = frozenset({Verdict.ERROR, Verdict.UNSURE})


class Analyser(Protocol):
    """What checks the sentences: the French engine."""

    def analyse(self, text: str, *, spoken: bool) -> Analysis:
        """Analyse a text, as said or as written."""


class ExerciseMaker:
    """Makes exercises and lets the engine check each one.

    Args:
        engine: checks what is right as it is written, for it is read, and what is wrong as it is
            said, for it must be heard.
        forge: for the frames' forms.
        writer: writes further sentences, where there is one; only what the engine finds right, and
            wrong in the very way that was asked for, becomes an exercise.
    """

    def __init__(
        self, engine: Analyser, forge: Forge, writer: ExerciseWriter | None = None
    ) -> None:
        self._engine = engine
        self._forge = forge
        self._writer = writer
        self._items = lru_cache(maxsize=512)(self._items_of)

    def make(
        self, pattern: str, kind: ErrorType, quotes: Sequence[Quote], *, seed: str
    ) -> tuple[Exercise, ...]:
        """Make four to six exercises; fewer only where there is neither frame nor sentence.

        Args:
            pattern: such as `auxiliary:aller`.
            quotes: the learner's own sentences, newest first.
            seed: what the choice among the frames turns on, such as learner and week, so that
                the next week brings others and the same week the same.

        Returns:
            Exercises of at least two kinds where there are any, own sentences first.
        """
        number = zlib.crc32(f"{seed} {pattern}".encode())
        different = {_bare(quote.said): quote for quote in reversed(quotes)}.values()
        # Lazily: each costs an analysis, and two do.
        pairs = (self._own(quote) for quote in reversed(different))
        own = list(islice((pair for pair in pairs if pair), _MOST_OWN))
        chosen: list[Exercise] = []
        for i, (said, better) in enumerate(own):
            chosen.append(_say_it_right(said, better))
            if i == 0 and (choice := _choice(better, said, own=True)):
                chosen.append(choice)
        items = self._items(pattern, kind)
        rest = _mixed(items, turn=number)
        known = {each.answer for each in chosen}
        for exercise in rest:
            if len(chosen) >= MOST - 1:
                break
            if exercise.answer not in known:
                known.add(exercise.answer)
                chosen.append(exercise)
        chosen += _talks(items, turn=number)[: MOST - len(chosen)]
        if len(chosen) < LEAST:
            chosen += _from_own_words(own)[: LEAST - len(chosen)]
        return tuple(chosen)

    def _own(self, quote: Quote) -> tuple[str, str] | None:
        """Give what was said and the whole sentence mended; None where it cannot be relied on."""
        said = quote.said.strip()
        if not 2 <= len(said.split()) <= _MOST_WORDS:
            return None
        better = self._mended(quote.better.strip())
        if better is None or _bare(better) == _bare(said):
            return None
        return said, better

    def _mended(self, text: str) -> str | None:
        # The quote mends one error; its neighbours are mended here, twice at most.
        for _ in range(2):
            analysis = self._engine.analyse(text, spoken=False)
            if not _findings(analysis):
                return text
            text = analysis.corrected
        return text if self._clean(text, spoken=False) else None

    def _clean(self, text: str, *, spoken: bool) -> bool:
        return not _findings(self._engine.analyse(text, spoken=spoken))

    def _items_of(self, pattern: str, kind: ErrorType) -> tuple[Item, ...]:
        """Give the frames whose right sentence is clean; a wrong one that passes is struck."""
        make = generator(kind)
        found = []
        for item in make(pattern.partition(":")[2], self._forge) if make else ():
            if not self._clean(item.right, spoken=False):
                continue
            bad = bool(item.wrong) and not self._clean(item.wrong, spoken=True)
            found.append(
                item
                if bad or not item.wrong
                else Item(item.right, "", item.task, item.stimulus, item.question)
            )
        return (*found, *self._written(pattern, kind))

    def _written(self, pattern: str, kind: ErrorType) -> Iterator[Item]:
        """Give the sentences of the writer that hold; none where it does not answer."""
        if self._writer is None:
            return
        pairs: Sequence[WrittenPair] = ()
        with suppress(Transient, Permanent):
            pairs = self._writer.write(pattern, kind)
        for pair in pairs:
            if 2 <= len(pair.right.split()) <= _MOST_WORDS and self._holds(pair, kind):
                yield Item(pair.right, pair.wrong)

    def _holds(self, pair: WrittenPair, kind: ErrorType) -> bool:
        if not self._clean(pair.right, spoken=False):
            return False
        heard = self._engine.analyse(pair.wrong, spoken=True)
        found = [each.type for each in heard.corrections if each.verdict in _FOUND]
        return found == [kind] and _bare(heard.corrected) == _bare(pair.right)


def _findings(analysis: Analysis) -> bool:
    return any(each.verdict in _FOUND for each in analysis.corrections)


def _say_it_right(said: str, better: str) -> Exercise:
    return Exercise(
        ExerciseKind.SAY_IT_RIGHT, _told(_SAY_IT), said, sentence(better), said, own=True
    )


def _choice(right: str, wrong: str, *, own: bool = False) -> Exercise | None:
    """Make a gap of what the two sentences differ in; None where that is not one place."""
    edits = align(wrong, right) if wrong else ()
    if len(edits) != 1:
        return None
    first, last = _common(wrong, right)
    options = [right[first : len(right) - last], wrong[first : len(wrong) - last]]
    if not all(each.strip() for each in options) or len(set(options)) != len(options):
        return None
    solution = options[0]
    return Exercise(
        ExerciseKind.CHOOSE,
        _told(_CHOOSE),
        f"{right[:first]}{GAP}{right[len(right) - last :]}",
        sentence(right),
        wrong,
        # By the alphabet, so that the place tells nothing.
        options=tuple(sorted(options)),
        solution=solution,
        own=own,
    )


def _common(one: str, two: str) -> tuple[int, int]:
    """Length of the common beginning and end, at word boundaries; a word stays in the middle."""
    words_one, words_two = one.split(" "), two.split(" ")
    shorter = min(len(words_one), len(words_two))
    head = 0
    while head < shorter - 1 and words_one[head] == words_two[head]:
        head += 1
    tail = 0
    while tail < shorter - head - 1 and words_one[-1 - tail] == words_two[-1 - tail]:
        tail += 1
    first = sum(len(word) + 1 for word in words_one[:head])
    last = sum(len(word) + 1 for word in words_one[len(words_one) - tail :]) if tail else 0
    end = words_one[len(words_one) - 1 - tail][-1:], words_two[len(words_two) - 1 - tail][-1:]
    if end[0] == end[1] and end[0] in ".,?!":
        last += 1  # the stop or comma is the sentence's
    return first, last


def _mixed(items: Sequence[Item], *, turn: int) -> Iterator[Exercise]:
    """Give one exercise an item, of the kind given least so far; the pattern's own items first."""
    first, others = items[:3], items[3:]
    pivot = turn % len(others) if others else 0
    given: Counter[ExerciseKind] = Counter()
    for item in (*first, *others[pivot:], *others[:pivot]):
        shapes = [each for each in (_choice(item.right, item.wrong), _change(item)) if each]
        if shapes:
            exercise = min(shapes, key=lambda each: given[each.kind])
            given[exercise.kind] += 1
            yield exercise


def _change(item: Item) -> Exercise | None:
    if item.task is None:
        return None
    kind = ExerciseKind.TRANSFORM
    return Exercise(kind, _told(item.task), item.stimulus, item.right, item.wrong)


def _talks(items: Sequence[Item], *, turn: int) -> list[Exercise]:
    asked = [item for item in items if item.question]
    if not asked:
        return []
    # Two in three weeks the question on the very pattern, else another one.
    item = asked[0] if turn % 3 else asked[turn % len(asked)]
    return [Exercise(ExerciseKind.ANSWER_ALOUD, _told(_ANSWER), item.question, item.right)]


def _from_own_words(own: Iterable[tuple[str, str]]) -> list[Exercise]:
    """What any sentence is good for, where a type has no frames."""
    made = []
    for said, better in own:
        words = [t.text for t in tokenize(better) if t.kind is not Kind.PUNCT]
        if len(words) >= 3:
            shown = " / ".join(sorted(words, key=str.lower))
            made.append(
                Exercise(ExerciseKind.TRANSFORM, _told(_ORDER), shown, sentence(better), own=True)
            )
        made.append(
            Exercise(
                ExerciseKind.ANSWER_ALOUD,
                _told(_GO_ON),
                sentence(better),
                sentence(better),
                said,
                own=True,
            )
        )
    return made


def _told(task: Task) -> dict[str, str]:
    return {"fr": task.fr, "en": task.en}


def _bare(text: str) -> str:
    return " ".join(t.lower for t in tokenize(text) if t.kind is not Kind.PUNCT)
