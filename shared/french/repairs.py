"""Self-repairs: what a learner took back in the same breath.

The shape is Shriberg's (1994): reparandum, interruption (a pause, "euh", "non", "pardon"), repair.
Precision first: two phrases in a row are an enumeration, a word said twice may be emphasis ("très,
très bien"), a pronoun set off may be stressed ("elle, elle part"). So without an editing term only
a phrase that could not have ended there, or the same words again, counts as taken back.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from shared.french.tokens import Kind, Token, tokenize
from shared.french.words.closed import (
    DETERMINERS,
    NEGATION_WORDS,
    OBJECT_CLITICS,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
)
from shared.french.words.repairs import (
    AUXILIARIES,
    EDITING,
    LINKING,
    ONLY_REPLACING,
    OPEN_DETERMINERS,
    OPEN_PREPOSITIONS,
    OPEN_SUBJECTS,
    PAIRED,
    SOFT_EDITING,
    STRESSED,
)

_RESTARTABLE = SUBJECT_PRONOUNS | DETERMINERS | PREPOSITIONS | LINKING
_OPEN = OPEN_DETERMINERS | OPEN_PREPOSITIONS | OPEN_SUBJECTS | LINKING
_DISCOURSE = frozenset({"ben", "bah", "hein", "eh"})
_WINDOW = 5  # words; a choice: further back, likenesses are mostly chance
_STEM = 3  # letters that two forms of one verb share at least; a choice
_LONGEST_EDITING = 3

_NOTHING, _COMMA, _PAUSE, _TAKEN_BACK = range(4)
"""How clear an interruption is: none, a comma, a hesitation, an editing term."""


@dataclass(frozen=True, slots=True)
class Repair:
    """A stretch taken back: characters [start, end) of the text; `repair` is where it goes on."""

    start: int
    end: int
    repair: int


@dataclass(frozen=True, slots=True)
class _Break:
    """An interruption: clearness, the token after it, the last word of its editing term."""

    level: int
    at: int
    word: str = ""


def fillers(text: str) -> int:
    """Count hesitations such as "euh"; "ben" and "hein" shape discourse, and are none."""
    return sum(1 for t in tokenize(text) if t.kind is Kind.FILLER and t.lower not in _DISCOURSE)


def find_repairs(text: str) -> list[Repair]:
    """Find what was taken back, in order."""
    tokens = tokenize(text)
    out: list[Repair] = []
    i = 1
    while i < len(tokens):
        pause = _interruption(tokens, i)
        begin = None if pause is None else _reparandum(tokens, i, pause)
        if pause is not None and begin is not None:
            out.append(Repair(tokens[begin].start, tokens[i - 1].end, tokens[pause.at].start))
        i = max(i + 1, pause.at if pause is not None else 0)
    return out


def fluent(text: str) -> str:
    """Leave out what was taken back and the interruption after it."""
    out: list[str] = []
    at = 0
    for repair in find_repairs(text):
        out.append(text[at : max(at, repair.start)])
        at = max(at, repair.repair)
    return "".join((*out, text[at:]))


def _interruption(tokens: Sequence[Token], i: int) -> _Break | None:
    """Read the interruption between the words i - 1 and the next; None where there is no word."""
    if tokens[i - 1].kind not in (Kind.WORD, Kind.NUMBER):
        return None
    level, k, word = _NOTHING, i, ""
    while k < len(tokens):
        token = tokens[k]
        size = _editing(tokens, k, i)
        if size:
            level, word = _TAKEN_BACK, tokens[k + size - 1].norm
            k += size - 1
        elif token.kind is Kind.FILLER or token.text in ("…", "-", "–", "—"):
            level = max(level, _PAUSE)
        elif token.text == "," or (token.norm in SOFT_EDITING and k > i):
            level = max(level, _COMMA)
        else:
            break
        k += 1
    if k >= len(tokens) or tokens[k].kind not in (Kind.WORD, Kind.NUMBER) or tokens[k].hung:
        return None
    return _Break(level, k, word)


def _editing(tokens: Sequence[Token], k: int, i: int) -> int:
    """Number of words of the editing term at k; 0 where there is none.

    It stands after a pause, or cuts a phrase short: "je suis désolé" takes nothing back.
    """
    if k == i and tokens[k - 1].norm not in _OPEN:
        return 0
    for size in range(_LONGEST_EDITING, 0, -1):
        if " ".join(t.norm for t in tokens[k : k + size]) in EDITING:
            return size
    return 0


def _reparandum(tokens: Sequence[Token], i: int, pause: _Break) -> int | None:
    """Index where the part taken back begins, or None."""
    begin = _repeated(tokens, i, pause)
    if begin is None and pause.level > _NOTHING:
        begin = _unfinished(tokens, i, pause.at)
    if begin is None and pause.level > _NOTHING:
        begin = _other_form(tokens, i, pause)
    if begin is None and pause.level == _TAKEN_BACK:
        begin = _replaced(tokens, i, pause)
    return begin


def _repeated(tokens: Sequence[Token], i: int, pause: _Break) -> int | None:
    """The same words again, and more after them: "je vais, je vais au lac"."""
    for size in range(_WINDOW, 0, -1):
        begin = i - size
        if begin < 0 or pause.at + size >= len(tokens):
            continue
        old, new = tokens[begin:i], tokens[pause.at : pause.at + size]
        if [t.norm for t in old] != [t.norm for t in new] or not _words(old):
            continue
        # What ends with the repetition was emphasis: "c'est bon, c'est bon".
        if tokens[pause.at + size].kind is Kind.PUNCT or old[0].norm not in _RESTARTABLE:
            return None
        return begin if size > 1 or _alone(tokens, begin, pause) else None
    return None


def _alone(tokens: Sequence[Token], k: int, pause: _Break) -> bool:
    """Whether one word said twice is a repetition: no "nous nous", no "elle, elle part"."""
    norm = tokens[k].norm
    if norm in STRESSED:
        return pause.level >= _PAUSE
    if norm in ("un", "une") and any(t.norm == "en" for t in tokens[max(0, k - 4) : k]):
        return False  # "j'en veux un, un grand"
    return norm in _RESTARTABLE and not tokens[k].hung


def _unfinished(tokens: Sequence[Token], i: int, at: int) -> int | None:
    """A phrase that could not end there, begun anew: "la, le problème", "il a, il est parti"."""
    head = tokens[at]
    # A list of words ("je, tu, il") begins nothing anew.
    if at + 1 >= len(tokens) or tokens[at + 1].kind is Kind.PUNCT:
        return None
    last = tokens[i - 1]
    if last.norm in AUXILIARIES:
        return _clause_start(tokens, i, head)
    if last.hung or last.norm not in _OPEN:
        return None
    governed = i > 1 and tokens[i - 2].norm in OPEN_PREPOSITIONS
    if governed and last.norm in OPEN_DETERMINERS and head.norm in OPEN_PREPOSITIONS | _FUSED:
        return i - 2
    if _one_class(last, head):
        return i - 1
    return _clause_start(tokens, i, head)


_FUSED = frozenset({"au", "aux", "du", "des"})


def _one_class(one: Token, other: Token) -> bool:
    groups = (OPEN_DETERMINERS, OPEN_PREPOSITIONS | _FUSED, OPEN_SUBJECTS | {"ça"})
    related = any(one.norm in group and other.norm in group for group in (*groups, *PAIRED))
    return related and (one.norm != other.norm or one.lower != other.lower)


def _clause_start(tokens: Sequence[Token], i: int, head: Token) -> int | None:
    """Index of the subject before clitics and an auxiliary, where the repair has a subject too."""
    if head.norm not in SUBJECT_PRONOUNS:
        return None
    k = i - 1
    while k >= 0 and tokens[k].norm in AUXILIARIES | OBJECT_CLITICS | {"ne"}:
        if tokens[k].norm in ("nous", "vous") and tokens[k].norm == head.norm:
            break
        k -= 1
    if k < 0 or tokens[k].norm not in SUBJECT_PRONOUNS or tokens[k].hung:
        return None
    # "tel qu'il est, il…": another word before the subject makes the clause a complement.
    free = k == 0 or tokens[k - 1].kind is not Kind.WORD or tokens[k - 1].norm in _OPENERS
    return k if free else None


_OPENERS = frozenset({"et", "mais", "alors", "donc", "puis", "parce", "que", "ben", "après"})


def _other_form(tokens: Sequence[Token], i: int, pause: _Break) -> int | None:
    """Another form of the same word: "un table, une table", "ils finit, ils finissent"."""
    at = pause.at
    if i < 2 or at + 1 >= len(tokens):
        return _cut_word(tokens, i, pause)
    opener, word, new_opener, new_word = tokens[i - 2], tokens[i - 1], tokens[at], tokens[at + 1]
    same = opener.norm == new_opener.norm and opener.norm in SUBJECT_PRONOUNS
    if same and _one_stem(word, new_word):
        return i - 2
    paired = any(opener.norm in g and new_opener.norm in g for g in PAIRED)
    if paired and opener.norm != new_opener.norm and word.norm == new_word.norm:
        return i - 2
    return _cut_word(tokens, i, pause)


def _one_stem(one: Token, other: Token) -> bool:
    return one.norm != other.norm and one.norm[:_STEM] == other.norm[:_STEM] and len(one.norm) > 2


def _cut_word(tokens: Sequence[Token], i: int, pause: _Break) -> int | None:
    """A word broken off with a dash: "la voi- voiture"."""
    said, whole = tokens[i - 1], tokens[pause.at]
    dash = any(t.text in ("-", "–", "—") for t in tokens[i : pause.at])
    cut = dash and len(said.norm) > 1 and whole.norm.startswith(said.norm)
    return i - 1 if cut and said.norm != whole.norm else None


def _replaced(tokens: Sequence[Token], i: int, pause: _Break) -> int | None:
    """What an editing term takes back: from the word with which the repair begins anew."""
    head = tokens[pause.at]
    for back in range(1, _WINDOW + 1):
        k = i - back
        if k < 0 or not _words(tokens[k:i]):
            break
        if tokens[k].norm == head.norm and head.norm in _RESTARTABLE:
            denied = any(t.norm in NEGATION_WORDS for t in tokens[k:i])
            # "je sais pas, non, je crois pas" agrees with itself.
            return None if denied and pause.word == "non" else k
        if back <= 2 and _same_class(tokens[k], head):
            return k
    return i - 1 if pause.word in ONLY_REPLACING else None


def _same_class(one: Token, other: Token) -> bool:
    groups = (SUBJECT_PRONOUNS, DETERMINERS, PREPOSITIONS - {"de", "à"})
    return any(one.norm in group and other.norm in group for group in groups)


def _words(tokens: Sequence[Token]) -> bool:
    return all(t.kind in (Kind.WORD, Kind.NUMBER) for t in tokens)
