"""A tagged sentence and what makes one: the view on which all rules work."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from shared.french.disambiguation import disambiguate
from shared.french.morphology import Tok
from shared.french.phrases import NounPhrase, VerbGroup, noun_phrases, verb_groups
from shared.french.questions import END_MARKS, opens_question
from shared.french.tokens import Kind, Token, tokenize
from shared.french.words.closed import FIRST_TO_THIRD
from shared.french.words.geography import place_name
from shared.ports.lexicon import Lexicon, Morph


class Sentence:
    """A sentence of tagged tokens; hesitations are left out, offsets stay true.

    Attributes:
        text: the sentence as it stands.
        tokens: words, numbers and punctuation, fillers and the commas around them left out.
        lexicon: for rules that inflect.
    """

    __slots__ = ("_asks", "_groups", "_norms", "_phrases", "lexicon", "text", "tokens")

    def __init__(self, text: str, tokens: tuple[Tok, ...], lexicon: Lexicon) -> None:
        self.text = text
        self.tokens = tokens
        self.lexicon = lexicon
        self._norms: frozenset[str] | None = None
        self._groups: tuple[VerbGroup, ...] | None = None
        self._phrases: tuple[NounPhrase, ...] | None = None
        self._asks: bool | None = None

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Tok]:
        return iter(self.tokens)

    def at(self, i: int) -> Tok:
        """The token at index i; outside of the sentence an empty one, so rules need not ask."""
        return self.tokens[i] if 0 <= i < len(self.tokens) else _NOTHING

    def after(self, tok: Tok, step: int = 1) -> Tok:
        """The token `step` places further on; negative looks back."""
        return self.at(tok.i + step)

    @property
    def norms(self) -> frozenset[str]:
        """Norms and likely lemmas of all tokens: what rules are indexed by."""
        if self._norms is None:
            found = {t.norm for t in self.tokens}
            found.update(m.lemma for t in self.tokens for m in t.readings)
            self._norms = frozenset(found)
        return self._norms

    @property
    def groups(self) -> tuple[VerbGroup, ...]:
        """Every finite verb with its subject, clitics and participle, in order."""
        if self._groups is None:
            self._groups = verb_groups(self.tokens)
        return self._groups

    @property
    def phrases(self) -> tuple[NounPhrase, ...]:
        """Every noun with its determiner and adjectives, in order."""
        if self._phrases is None:
            self._phrases = noun_phrases(self.tokens)
        return self._phrases

    @property
    def asks(self) -> bool:
        """Whether it is a question, by its mark or, where a recognizer set none, by its opening."""
        if self._asks is None:
            end = self.text.rstrip()[-1:]
            self._asks = end == "?" or (end not in END_MARKS and opens_question(self.tokens))
        return self._asks

    @property
    def may_ask(self) -> bool:
        """Whether it may be a question: one by its tone alone begins with the listener."""
        if self.asks or self.text.rstrip()[-1:] in END_MARKS:
            return self.asks
        first = next((t.norm for t in self.tokens if FIRST_TO_THIRD.get(t.norm)), "")
        return first in ("tu", "vous")

    def words_between(self, first: int, last: int) -> list[Tok]:
        """Words from index first to last, both included, without punctuation."""
        return [t for t in self.tokens[max(first, 0) : last + 1] if t.is_word]

    def slice(self, first: Tok, last: Tok) -> str:
        """The text from one token to another, both included."""
        return self.text[first.start : last.end]


_NOTHING = Tok(-1, Token("", 0, 0, "", "", Kind.PUNCT), ())


class Tagger:
    """Makes tagged sentences; keeps the last ones, for a sentence is looked at several times.

    Args:
        lexicon: where the readings come from.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._tag = lru_cache(maxsize=256)(self._make)

    def tag(self, text: str) -> Sentence:
        """Tag one sentence."""
        return self._tag(text)

    def _make(self, text: str) -> Sentence:
        toks: list[Tok] = []
        before = ""
        for token in _without_fillers(tokenize(text)):
            named = self._named(token, before)
            toks.append(Tok(len(toks), named, self._readings(named)))
            before = token.norm
        disambiguate(toks)
        return Sentence(text, tuple(toks), self._lexicon)

    def _named(self, token: Token, before: str) -> Token:
        """A token, with its capital if it is the name of a place written without."""
        name = place_name(token.text, before, common=False)
        if name and any(m.pos != "PROPN" for m in self._readings(token)):
            name = place_name(token.text, before, common=True)
        return replace(token, text=name) if name else token

    def _readings(self, token: Token) -> tuple[Morph, ...]:
        if token.kind is Kind.NUMBER:
            return (Morph(token.lower, "NUM", "e", "p"),)
        if token.kind is Kind.PUNCT:
            return ()
        form = token.norm if token.hung or token.elided else token.text
        return self._lexicon.analyses(form)


def _without_fillers(tokens: tuple[Token, ...]) -> list[Token]:
    """Drop fillers, and the comma that only sets one off."""
    kept: list[Token] = []
    dropped = False
    for token in tokens:
        if token.kind is Kind.FILLER:
            if kept and kept[-1].text == ",":
                kept.pop()
            dropped = True
            continue
        if dropped and token.text == ",":
            continue
        dropped = False
        kept.append(token)
    return kept
