"""What a rule is, what it finds, and how it is declared."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from shared.domain.error_types import ErrorType, Level
from shared.french.elision import join
from shared.french.morphology import Tok
from shared.french.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing a rule found.

    Attributes:
        start, end: span in the sentence, in characters; equal for an insertion.
        replacements: what to say instead, best first.
        slots: values for the rule's explanation templates.
    """

    start: int
    end: int
    replacements: tuple[str, ...]
    slots: dict[str, str] = field(default_factory=dict)


Finder = Callable[[Sentence], Iterator[Hit]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of French grammar over a tagged sentence.

    Attributes:
        id: `<error_type>.<name>`, stable: it is stored with what it found.
        type: kind of error it looks for.
        level: CEFR level at which the point is taught.
        reference: the rule of grammar in one line.
        fr, en: explanation, one sentence, with `{slots}`; `{said}` and `{say}` are always there.
        find: yields hits in one sentence.
        triggers: norms or lemmas of which one must occur, or the rule is not run; empty for always.
        wrong: own examples (what is said, what to say): the rule must mend each of them.
        right: own examples on which the rule must stay silent.
        confidence: 0 to 1; 0.9 unless the rule is known to guess.
    """

    id: str
    type: ErrorType
    level: Level
    reference: str
    fr: str
    en: str
    find: Finder
    triggers: frozenset[str]
    wrong: tuple[tuple[str, str], ...]
    right: tuple[str, ...]
    confidence: float


def rule(
    *,
    id: str,
    level: Level,
    reference: str,
    fr: str,
    en: str,
    wrong: tuple[tuple[str, str], ...],
    right: tuple[str, ...],
    triggers: frozenset[str] = frozenset(),
    confidence: float = 0.9,
) -> Callable[[Finder], Rule]:
    """Declare the function below as a rule; its type is the part of the id before the dot."""

    def declare(find: Finder) -> Rule:
        return Rule(
            id=id,
            type=ErrorType(id.partition(".")[0]),
            level=level,
            reference=reference,
            fr=fr,
            en=en,
            find=find,
            triggers=triggers,
            wrong=wrong,
            right=right,
            confidence=confidence,
        )

    return declare


def say(s: Sentence, first: Tok, last: Tok, *texts: str, **slots: str) -> Hit:
    """Say `texts` (best first) in place of the tokens from first to last.

    Elision is seen to on both sides: "je" before becomes "j'" if the new text begins with a vowel
    sound, and back again if it does not; so does the end of the new text before the next word.
    The capital of the first token is kept.
    """
    from shared.french.rules.joining import fitted

    start, end, fit_texts = fitted(s, first, last, texts)
    head = s.at(first.i - 1) if start < first.start else first
    return Hit(start, end, tuple(_cased(t, head) for t in fit_texts), slots)


def insert(s: Sentence, tok: Tok, *texts: str, **slots: str) -> Hit:
    """Say `texts` before a token, seeing to elision on both sides ("je" + "ai" gives "j'ai")."""
    from shared.french.rules.joining import fitted

    # Joined word by word, so that what is inserted elides before the token itself.
    named = tok.i > 0 or tok.pos == "PROPN"
    own = tok.text if named else tok.text[:1].lower() + tok.text[1:]
    start, end, fit_texts = fitted(s, tok, tok, tuple(join(*t.split(), own) for t in texts))
    head = s.at(tok.i - 1) if start < tok.start else tok
    return Hit(start, end, tuple(_cased(t, head) for t in fit_texts), slots)


def delete(s: Sentence, first: Tok, last: Tok, **slots: str) -> Hit:
    """Leave out the tokens from first to last, seeing to elision of what then stands together."""
    from shared.french.rules.joining import without

    start, end, text = without(s, first, last)
    return Hit(start, end, (text,), slots)


def _cased(text: str, model: Tok) -> str:
    # A name keeps its capital by itself: "j'aime France" gives "la France", not "La France".
    if model.text[:1].isupper() and (model.i == 0 or model.pos != "PROPN"):
        return text[:1].upper() + text[1:]
    return text
