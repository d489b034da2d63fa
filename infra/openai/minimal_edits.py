"""From a model's corrected sentence to proposals: only the changes that it had to make.

A model that rewrites, translates, invents or obeys what stood in the sentence changes more than an
error; then nothing of its answer is taken.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from infra.openai.plain_text import adds_only_words, is_plain
from shared.french.alignment import Edit, align
from shared.french.tokens import Kind, Token, tokenize
from shared.ports.error_detector import Proposal

# Choices, not measurements: a learner's sentence has one or two errors, and French corrections add
# at most "est-ce que" at one place.
MOST_EDITS = 4
MOST_CHANGED_SHARE = 0.4
ALWAYS_ALLOWED_CHANGES = 2
MOST_ADDED_AT_ONCE = 3
MOST_ADDED = 4
MOST_WORDS_IN_EDIT = 6
LONGEST_REASON = 200
FEWEST_WORDS_IN_REASON = 3

SURE, LIKELY = 0.65, 0.5
"""Confidence by what the model says of itself, which is worth little: alone, its surest finding
stays below Grammalecte's 0.7; at 0.5 it may just be raised."""
_CONFIDENCE = {"sure": SURE, "likely": LIKELY}


@dataclass(frozen=True, slots=True)
class Reason:
    """What a model says of one change, unchecked."""

    said: str
    better: str
    fr: str
    en: str
    certainty: str


def proposals(
    sentence: str,
    corrected: str,
    reasons: Sequence[Reason],
    *,
    detector: str,
    is_word: Callable[[str], bool],
) -> list[Proposal]:
    """Turn a corrected sentence into proposals, or into none where it is not to be trusted.

    Args:
        sentence: what was said.
        corrected: what the model makes of it.
        reasons: of its changes, in any order; those that fit no change are left out.
        detector: name for the proposals.
        is_word: whether French has a word (lower case); one that it has not may stand no more
            often than it was said.
    """
    corrected = corrected.strip()
    if len(corrected) > len(sentence) * 3 // 2 + 30 or not adds_only_words(sentence, corrected):
        return []
    edits = [edit for edit in align(sentence, corrected) if _changes_words(edit)]
    if not edits or not _is_minimal(sentence, edits):
        return []
    if not all(is_plain(e.replacement, longest=LONGEST_REASON) for e in edits if e.replacement):
        return []
    foreign = _foreign(sentence, is_word)
    if _foreign(corrected, is_word) - foreign:
        return []
    return [_proposal(edit, reasons, detector, foreign, alone=len(edits) == 1) for edit in edits]


def _foreign(text: str, is_word: Callable[[str], bool]) -> Counter[str]:
    """Words that French has not, such as names, with their number."""
    return Counter(
        token.norm
        for token in tokenize(text)
        if token.kind is Kind.WORD and not token.elided and not is_word(token.norm)
    )


def _words(text: str) -> list[Token]:
    return [token for token in tokenize(text) if token.kind is not Kind.PUNCT]


def _changes_words(edit: Edit) -> bool:
    """Whether more than capitals and punctuation changes, which in a transcript are not said."""
    old, new = _words(edit.original), _words(edit.replacement)
    return [token.lower for token in old] != [token.lower for token in new]


def _norms(text: str) -> list[str]:
    return [token.norm for token in _words(text)]


def _is_minimal(sentence: str, edits: Sequence[Edit]) -> bool:
    total = len(_words(sentence))
    changed = added = 0
    for edit in edits:
        old, new = len(_words(edit.original)), len(_words(edit.replacement))
        if max(old, new) > MOST_WORDS_IN_EDIT or new - old > MOST_ADDED_AT_ONCE:
            return False
        changed += _changed(edit)
        added += max(0, new - old)
    kept = total - sum(_gone(edit) for edit in edits)
    return (
        len(edits) <= MOST_EDITS
        and added <= MOST_ADDED
        and changed <= max(ALWAYS_ALLOWED_CHANGES, MOST_CHANGED_SHARE * total)
        and kept >= 1
    )


def _changed(edit: Edit) -> int:
    """Words that differ on the longer side; a word put elsewhere is one change."""
    old, new = _norms(edit.original), _norms(edit.replacement)
    return max(1, len(_less(old, new)), len(_less(new, old)))


def _gone(edit: Edit) -> int:
    return len(_less(_norms(edit.original), _norms(edit.replacement)))


def _less(one: Iterable[str], other: Iterable[str]) -> list[str]:
    left = list(one)
    for word in other:
        if word in left:
            left.remove(word)
    return left


def _proposal(
    edit: Edit, reasons: Sequence[Reason], detector: str, foreign: Collection[str], *, alone: bool
) -> Proposal:
    reason = _reason(edit, reasons, alone=alone)
    elsewhere = set(foreign) - set(_norms(edit.original))
    explanation = {}
    if reason is not None:
        given = {"fr": " ".join(reason.fr.split()), "en": " ".join(reason.en.split())}
        explanation = {
            language: text
            for language, text in given.items()
            if is_plain(text, longest=LONGEST_REASON) and _explains(text, elsewhere)
        }
    return Proposal(
        start=edit.start,
        end=edit.end,
        replacements=(edit.replacement,),
        confidence=_CONFIDENCE.get(reason.certainty, LIKELY) if reason else LIKELY,
        detector=detector,
        explanation=explanation,
    )


def _explains(text: str, elsewhere: Collection[str]) -> bool:
    """Whether a text is a sentence that repeats no foreign word from elsewhere in what was said.

    Such a word has no part in the change: it is what somebody wanted to hear back.
    """
    words = _norms(text)
    return len(words) >= FEWEST_WORDS_IN_REASON and not set(words) & set(elsewhere)


def _reason(edit: Edit, reasons: Sequence[Reason], *, alone: bool) -> Reason | None:
    """The reason that names this change; one reason of one change need not."""
    old, new = set(_norms(edit.original)), set(_norms(edit.replacement))
    for reason in reasons:
        if max(len(reason.said), len(reason.better)) > LONGEST_REASON:
            continue
        said, better = set(_norms(reason.said)), set(_norms(reason.better))
        if old <= said and new <= better and (said or better):
            return reason
    return reasons[0] if alone and len(reasons) == 1 else None
