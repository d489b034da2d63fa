"""Sentences and tokens of spoken French, with character offsets.

A token is what grammar sees as one word: elided words stand alone ("j'", "qu'"), so do the pronouns
hung on a verb by a hyphen ("-t-il", "-moi"), while "aujourd'hui" and "rendez-vous" stay whole.
Joining `text` over the offsets gives the sentence back.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from shared.french.words import wordlist

VOWELS = frozenset("aàâäæeéèêëiîïoôöœuùûüy")

FILLERS = frozenset(
    {"euh", "heu", "hum", "hm", "hmm", "mmh", "mh", "uh", "um", "er", "eh", "ben", "bah", "hein"}
)
"""Hesitations; they carry no grammar, so the rules do not see them."""

_DRAWN_OUT = re.compile(r"e+u+h+|h+e+u+h*|h+u*m+|m{3,}h*|b(?:e+n|a+h)|u+h+m*")
"""The same, drawn out: "euuuh", "hmmm"."""

_UNSPLIT = wordlist(
    """aujourd'hui quelqu'un quelqu'une prud'homme prud'hommes presqu'île m'sieur p'tit p'tite
    p'tits p'tites rendez-vous celui-ci celui-là celle-ci celle-là ceux-ci ceux-là celles-ci
    celles-là jusque-là par-là vis-à-vis là-dedans chez-soi garde-à-vous"""
)
_UNELIDED = {
    "j'": "je",
    "m'": "me",
    "t'": "te",
    "s'": "se",
    "n'": "ne",
    "d'": "de",
    "c'": "ce",
    "qu'": "que",
    "y'": "y",
    "lorsqu'": "lorsque",
    "puisqu'": "puisque",
    "quoiqu'": "quoique",
    "jusqu'": "jusque",
    "presqu'": "presque",
    "quelqu'": "quelque",
}
_RAW = re.compile(
    r"\d+(?:(?:ers?|[èr]re|i?[èe]?mes?|es?|nde?)\b|(?:[.,:]\d+)*)|[^\W\d_]+(?:[-'’][^\W\d_]+)*['’]?|[^\w\s]|\S"
)
_ELIDED = re.compile(r"(?:(?:lors|puis|quoi|jus|pres|quel)?qu|[cdjlmnsty])['’]", re.IGNORECASE)
_HUNG = re.compile(
    r"-(?:t-(?:ils?|elles?|on|en)|[mtl]['’](?:en|y)|je|tu|ils?|elles?|on|nous|vous|ce|moi|toi|lui"
    r"|leur|les?|la|y|en|ci|là)$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"»)\s]*\s+(?=\S)|\n+")
_ABBREVIATION = re.compile(r"\b(?:M|MM|Mme|Mmes|Mlle|Dr|Pr|St|Ste|av|J|C)\.$")


class Kind(StrEnum):
    """What a token is made of."""

    WORD = "word"
    NUMBER = "number"
    PUNCT = "punct"
    FILLER = "filler"


@dataclass(frozen=True, slots=True)
class Token:
    """One token of a text.

    Attributes:
        text: as it stands, with the apostrophe or hyphen that belongs to it.
        start, end: characters in the text given, `end` exclusive.
        lower: lower case, straight apostrophe, without a leading hyphen or euphonic "-t-".
        norm: `lower` with the elision undone ("j'" is "je"); "l'" stays, for it hides a gender.
        kind: word, number, punctuation or filler.
        elided: ends in an apostrophe.
        hung: a pronoun or particle that follows its verb or noun with a hyphen.
    """

    text: str
    start: int
    end: int
    lower: str
    norm: str
    kind: Kind
    elided: bool = False
    hung: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text: `text` stands at `start`, in characters."""

    text: str
    start: int


def split_sentences(text: str) -> list[Span]:
    """Split text at sentence ends; each span keeps its own punctuation and no outer blanks."""
    spans: list[Span] = []
    begin = 0
    for match in _SENTENCE_END.finditer(text):
        if _ABBREVIATION.search(text[begin : match.start()]):
            continue
        # A pause inside a sentence, not its end: "je suis… j'étais".
        if text[match.start() - 1] == "…" and text[match.end()].islower():
            continue
        _add(spans, text, begin, match.end())
        begin = match.end()
    _add(spans, text, begin, len(text))
    return spans


def _add(spans: list[Span], text: str, begin: int, end: int) -> None:
    piece = text[begin:end]
    stripped = piece.strip()
    if stripped:
        spans.append(Span(stripped, begin + len(piece) - len(piece.lstrip())))


@lru_cache(maxsize=512)
def tokenize(text: str) -> tuple[Token, ...]:
    """Cut text into tokens, in order; blanks belong to no token."""
    tokens: list[Token] = []
    for match in _RAW.finditer(text):
        raw, start = match.group(), match.start()
        first = raw[0]
        if first.isdigit():
            tokens.append(Token(raw, start, match.end(), raw, raw, Kind.NUMBER))
        elif first.isalpha():
            _split_word(raw, start, tokens)
        else:
            tokens.append(Token(raw, start, match.end(), raw, raw, Kind.PUNCT))
    return tuple(tokens)


def straight(text: str) -> str:
    """Lower case with straight apostrophes: the form in which words are compared."""
    return text.lower().replace("’", "'")


def starts_with_vowel(word: str) -> bool:
    """Whether the first letter is a vowel letter; says nothing about h."""
    return word[:1].lower() in VOWELS


def _split_word(raw: str, start: int, tokens: list[Token]) -> None:
    rest = raw
    while straight(rest) not in _UNSPLIT and (head := _ELIDED.match(rest)):
        tokens.append(_token(head.group(), start))
        start += head.end()
        rest = rest[head.end() :]
    if not rest:
        return
    hung: list[str] = []
    while straight(rest) not in _UNSPLIT and (tail := _HUNG.search(rest)):
        hung.insert(0, tail.group())
        rest = rest[: tail.start()]
    if rest:
        tokens.append(_token(rest, start))
        start += len(rest)
    for piece in hung:
        cut = _elided_clitic(piece)
        for part in cut:
            tokens.append(_token(part, start, hung=True))
            start += len(part)


def _elided_clitic(piece: str) -> tuple[str, ...]:
    """Cut "-m'en" into "-m'" and "en"."""
    at = max(piece.find("'"), piece.find("’"))
    return (piece,) if at < 0 else (piece[: at + 1], piece[at + 1 :])


def _token(text: str, start: int, *, hung: bool = False) -> Token:
    lower = straight(text)
    if hung:
        lower = lower.removeprefix("-t-").removeprefix("-")
    kind = Kind.FILLER if lower in FILLERS or _DRAWN_OUT.fullmatch(lower) else Kind.WORD
    return Token(
        text=text,
        start=start,
        end=start + len(text),
        lower=lower,
        norm=_UNELIDED.get(lower, lower),
        kind=kind,
        elided=lower.endswith("'"),
        hung=hung,
    )
