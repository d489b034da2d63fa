"""Patterns over tokens: predicates that combine, and sequences with gaps.

A predicate is a `P`; `&`, `|` and `~` combine it, `.opt` makes it optional, `.many` lets it repeat
(nought or more), `.named("x")` lets the match give its token back by name.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from shared.french.morphology import Tok
from shared.french.sentence import Sentence
from shared.french.words.closed import (
    DETERMINERS,
    INTERVENING_ADVERBS,
    NUMBERS,
    OBJECT_CLITICS,
)

Test = Callable[[Tok], bool]


@dataclass(frozen=True, slots=True)
class P:
    """One element of a pattern."""

    test: Test
    least: int = 1
    most: int = 1
    label: str = ""

    def __call__(self, tok: Tok) -> bool:
        """Whether the element fits this token."""
        return self.test(tok)

    def __and__(self, other: "P") -> "P":
        return P(lambda t: self.test(t) and other.test(t))

    def __or__(self, other: "P") -> "P":
        return P(lambda t: self.test(t) or other.test(t))

    def __invert__(self) -> "P":
        return P(lambda t: not self.test(t))

    @property
    def opt(self) -> "P":
        """The same, once or not at all."""
        return replace(self, least=0)

    @property
    def many(self) -> "P":
        """The same, up to six times or not at all."""
        return replace(self, least=0, most=6)

    def named(self, label: str) -> "P":
        """The same, and the match gives the (last) token under this name."""
        return replace(self, label=label)


@dataclass(frozen=True, slots=True)
class Match:
    """Where a pattern fits: first and last token, and the named ones."""

    first: Tok
    last: Tok
    names: dict[str, Tok]

    def __getitem__(self, label: str) -> Tok:
        return self.names[label]

    def get(self, label: str) -> Tok | None:
        """The token of an optional element, or None."""
        return self.names.get(label)


def find(s: Sentence, *pattern: P) -> Iterator[Match]:
    """Find a pattern everywhere in a sentence, leftmost first; gaps take as much as they can."""
    for start in range(len(s.tokens)):
        names: dict[str, Tok] = {}
        end = _fit(s.tokens, start, pattern, 0, names)
        if end is not None and end > start:
            yield Match(s.tokens[start], s.tokens[end - 1], names)


def _fit(
    tokens: Sequence[Tok], k: int, pattern: Sequence[P], at: int, names: dict[str, Tok]
) -> int | None:
    if at == len(pattern):
        return k
    element = pattern[at]
    count = 0
    while count < element.most and k + count < len(tokens) and element.test(tokens[k + count]):
        count += 1
    while count >= element.least:
        end = _fit(tokens, k + count, pattern, at + 1, names)
        if end is not None:
            if element.label and count:
                names[element.label] = tokens[k + count - 1]
            return end
        count -= 1
    return None


def word(*norms: str) -> P:
    """One of these words, in their unelided lower-case form ("que" fits "qu'")."""
    wanted = frozenset(norms)
    return P(lambda t: t.norm in wanted)


def among(words: frozenset[str]) -> P:
    """A word of a class, by its form or its likeliest lemma."""
    return P(lambda t: t.norm in words or t.lemma in words)


def lemma(*lemmas: str) -> P:
    """A word with this likeliest lemma."""
    wanted = frozenset(lemmas)
    return P(lambda t: t.lemma in wanted)


def pos(*tags: str) -> P:
    """A word whose likeliest part of speech is one of these."""
    wanted = frozenset(tags)
    return P(lambda t: t.pos in wanted)


def finite(*lemmas: str, tenses: frozenset[str] = frozenset()) -> P:
    """A finite verb, of one of these lemmas and tenses if any are named."""
    wanted = frozenset(lemmas)

    def test(t: Tok) -> bool:
        m = t.finite
        if m is None or (wanted and m.lemma not in wanted):
            return False
        return not tenses or m.tense in tenses

    return P(test)


def infinitive(*lemmas: str) -> P:
    """An infinitive, of one of these lemmas if any are named."""
    wanted = frozenset(lemmas)

    def test(t: Tok) -> bool:
        m = t.infinitive
        return m is not None and t.pos in ("VERB", "AUX") and (not wanted or m.lemma in wanted)

    return P(test)


def participle(*lemmas: str) -> P:
    """A past participle, of one of these lemmas if any are named."""
    wanted = frozenset(lemmas)

    def test(t: Tok) -> bool:
        m = t.participle
        return m is not None and (not wanted or m.lemma in wanted)

    return P(test)


ANY = P(lambda t: t.is_word)
"""Any word, no punctuation."""
ADVERBS = P(lambda t: t.norm in INTERVENING_ADVERBS or t.pos == "ADV").many
"""A gap for adverbs and negation words."""
CLITICS = P(lambda t: t.norm in OBJECT_CLITICS or t.norm == "ne").many
"""A gap for object pronouns and "ne"."""
HUNG = P(lambda t: t.hung).many
"""A gap for pronouns hung on a verb."""
DETERMINER = P(lambda t: t.norm in DETERMINERS or t.pos == "DET")
NOUN = pos("NOUN")
NUMBER = pos("NUM") | among(NUMBERS) | word("quelques", "plusieurs")
START = P(lambda t: t.i == 0)
COMMA = P(lambda t: t.text == ",")
