"""A word with its readings, the likeliest first."""

from shared.french.tokens import Kind, Token
from shared.ports.lexicon import Morph

FINITE = frozenset({"ind_pres", "ind_impf", "ind_past", "ind_fut", "cond", "sub_pres", "sub_impf"})


class Tok:
    """A token with its readings and its place in the sentence.

    Attributes:
        i: index among the sentence's tokens.
        token: what `tokens.tokenize` made; its fields are reachable from here.
        readings: all the lexicon knows, whatever the context.
        live: those that the context allows, the likeliest first.
        locution: `ADV` or `SCONJ` inside a fixed expression of several words, else empty.
    """

    __slots__ = (
        "end",
        "i",
        "live",
        "locution",
        "lower",
        "norm",
        "readings",
        "start",
        "text",
        "tok",
    )

    def __init__(self, i: int, token: Token, readings: tuple[Morph, ...]) -> None:
        self.i = i
        self.tok = token
        self.text = token.text
        self.start = token.start
        self.end = token.end
        self.lower = token.lower
        self.norm = token.norm
        self.readings = readings
        self.live = readings
        self.locution = ""

    def __repr__(self) -> str:
        return f"{self.text}/{self.pos}"

    @property
    def kind(self) -> Kind:
        """Word, number or punctuation."""
        return self.tok.kind

    @property
    def elided(self) -> bool:
        """Whether it ends in an apostrophe."""
        return self.tok.elided

    @property
    def hung(self) -> bool:
        """Whether it is a pronoun hung on its verb by a hyphen."""
        return self.tok.hung

    @property
    def is_word(self) -> bool:
        """Whether it is a word or a number, not punctuation."""
        return self.tok.kind is not Kind.PUNCT

    @property
    def known(self) -> bool:
        """Whether the lexicon has the form."""
        return bool(self.readings)

    @property
    def best(self) -> Morph | None:
        """The likeliest reading here."""
        return self.live[0] if self.live else None

    @property
    def pos(self) -> str:
        """Part of speech of the likeliest reading; `PUNCT` or `X` where there is none."""
        if self.tok.kind is Kind.PUNCT:
            return "PUNCT"
        return self.live[0].pos if self.live else "X"

    @property
    def lemma(self) -> str:
        """Lemma of the likeliest reading; the form itself where there is none."""
        return self.live[0].lemma if self.live else self.norm

    def can(self, pos: str, tense: str = "") -> bool:
        """Whether some reading, in any context, has this part of speech (and tense)."""
        return any(m.pos == pos and (not tense or m.tense == tense) for m in self.readings)

    def only(self, *pos: str) -> bool:
        """Whether every reading, in any context, is of one of these parts of speech."""
        return bool(self.readings) and all(m.pos in pos for m in self.readings)

    def verb(self, *tenses: str) -> Morph | None:
        """The verb reading in one of these tenses (any, if none is named), or None."""
        for m in self.live:
            if m.pos in ("VERB", "AUX") and (not tenses or m.tense in tenses):
                return m
        return None

    def any_verb(self, *tenses: str) -> Morph | None:
        """Like `verb`, but whatever the context says: learners put verbs where none belongs."""
        for m in self.readings:
            if m.pos in ("VERB", "AUX") and (not tenses or m.tense in tenses):
                return m
        return None

    @property
    def finite(self) -> Morph | None:
        """The finite verb reading (imperative apart), if the likeliest reading is one."""
        m = self.best
        return m if m and m.tense in FINITE else None

    @property
    def infinitive(self) -> Morph | None:
        """The infinitive reading, if it has one."""
        return self.verb("inf")

    @property
    def participle(self) -> Morph | None:
        """The past participle reading, if it has one."""
        return self.verb("part_past")

    def as_pos(self, pos: str) -> Morph | None:
        """The first reading of this part of speech that the context allows, or None."""
        return next((m for m in self.live if m.pos == pos), None)

    @property
    def noun(self) -> Morph | None:
        """The noun reading, if the likeliest reading is a noun."""
        m = self.best
        return m if m and m.pos == "NOUN" else None

    @property
    def persons(self) -> frozenset[str]:
        """Persons of the likeliest verb lemma's finite readings: `1s` to `3p`."""
        m = self.finite
        if not m:
            return frozenset()
        return frozenset(
            p
            for r in self.readings
            if r.lemma == m.lemma and r.tense in FINITE
            for p in r.person.split(",")
            if p
        )
