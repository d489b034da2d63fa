"""A minimal edit seen with its words' morphology on both sides: what the classifier looks at."""

from dataclasses import dataclass

from shared.domain.correction import Operation
from shared.french.alignment import Edit
from shared.french.morphology import Tok
from shared.french.sentence import Sentence
from shared.french.tokens import tokenize
from shared.ports.lexicon import Morph


@dataclass(frozen=True, slots=True)
class Change:
    """An edit with both sentences.

    Attributes:
        old, new: the sentences, tagged.
        a, b: tokens said and to be said, without those that are the same at either end.
        at, to: index in `old.tokens` and `new.tokens` where `a` and `b` begin.
        op: operation.
    """

    old: Sentence
    new: Sentence
    a: tuple[Tok, ...]
    b: tuple[Tok, ...]
    at: int
    to: int
    op: Operation

    @property
    def said(self) -> tuple[str, ...]:
        """Norms of the tokens said."""
        return tuple(t.norm for t in self.a)

    @property
    def say(self) -> tuple[str, ...]:
        """Norms of the tokens to be said."""
        return tuple(t.norm for t in self.b)

    @property
    def norms(self) -> frozenset[str]:
        """Norms on both sides."""
        return frozenset((*self.said, *self.say))

    @property
    def before(self) -> Tok:
        """The token before the change, in the new sentence."""
        return self.new.at(self.to - 1)

    @property
    def after(self) -> Tok:
        """The token after the change, in the new sentence."""
        return self.new.at(self.to + len(self.b))

    @property
    def after2(self) -> Tok:
        """The second token after the change, in the new sentence."""
        return self.new.at(self.to + len(self.b) + 1)

    def within(self, words: frozenset[str]) -> bool:
        """Whether all words on both sides are of a class."""
        return bool(self.norms) and self.norms <= words

    @property
    def verbs(self) -> tuple[Morph, Morph] | None:
        """The verb readings of one word replaced by one word of the same verb, or None."""
        if len(self.a) != 1 or len(self.b) != 1:
            return None
        new = self.b[0].verb() if self.b[0].pos in ("VERB", "AUX") else None
        if new is None:
            return None
        old = next(
            (m for m in self.a[0].live if m.pos in ("VERB", "AUX") and m.lemma == new.lemma), None
        )
        return (old, new) if old else None


def view(edit: Edit, old: Sentence, new: Sentence) -> Change:
    """Look at an edit between two sentences."""
    a, at = _tokens(old, *edit.old)
    b, to = _tokens(new, *edit.new)
    if edit.op is not Operation.REORDER:
        while a and b and a[0].norm == b[0].norm:
            a, b, at, to = a[1:], b[1:], at + 1, to + 1
        while a and b and a[-1].norm == b[-1].norm:
            a, b = a[:-1], b[:-1]
    return Change(old, new, tuple(a), tuple(b), at, to, edit.op)


def _tokens(sentence: Sentence, first: int, last: int) -> tuple[list[Tok], int]:
    """The sentence's tokens among raw tokens [first, last), and the index where they begin."""
    raw = tokenize(sentence.text)
    start = raw[first].start if first < len(raw) else len(sentence.text)
    end = raw[last - 1].end if last > first else start
    found = [t for t in sentence.tokens if start <= t.start and t.end <= end and t.start < end]
    if found:
        return found, found[0].i
    return [], next((t.i for t in sentence.tokens if t.start >= start), len(sentence.tokens))
