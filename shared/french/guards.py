"""What becomes of a finding before anyone sees it: the verdict, whoever made it."""

from collections.abc import Sequence

from shared.domain.correction import Operation, Verdict
from shared.domain.transcript import Word
from shared.french.audibility import Ear
from shared.french.change import Change
from shared.french.register import RegisterProfile, allows
from shared.french.repairs import Repair

DOUBTFUL = 0.6
"""Word confidence below which we ask rather than claim; a choice, not yet a measurement."""


def verdict(
    change: Change,
    *,
    start: int,
    end: int,
    ear: Ear,
    profile: RegisterProfile,
    spoken: bool,
    words: Sequence[Word],
    repairs: Sequence[Repair],
) -> Verdict:
    """Judge a finding at characters [start, end) of the whole text.

    In this order: inaudible (speech only), register, self-repair, the recognizer's doubt.
    """
    if spoken and inaudible(change, ear):
        return Verdict.INAUDIBLE
    if allows(profile, change):
        return Verdict.REGISTER
    if any(_taken_back(change, r, start, end) for r in repairs):
        return Verdict.SELF_REPAIR
    if doubted(start, end, words):
        return Verdict.UNSURE
    return Verdict.ERROR


def _taken_back(change: Change, repair: Repair, start: int, end: int) -> bool:
    """Whether a finding is about what was taken back, or only leaves out a word said twice."""
    if repair.start <= start and end <= repair.end:
        return True
    width = repair.end - repair.start
    twice = change.op is Operation.DELETE and start in (repair.start, repair.repair)
    return twice and width <= end - start <= width + 1


def inaudible(change: Change, ear: Ear) -> bool:
    """Whether what was said and what to say sound alike, with a word on each side for liaison."""
    old = change.old.tokens[max(0, change.at - 1) : change.at + len(change.a) + 2]
    new = change.new.tokens[max(0, change.to - 1) : change.to + len(change.b) + 2]
    if not old or not new:
        return not any(t.is_word for t in (*change.a, *change.b))
    return ear.same(
        change.old.text[old[0].start : old[-1].end], change.new.text[new[0].start : new[-1].end]
    )


def doubted(start: int, end: int, words: Sequence[Word]) -> bool:
    """Whether the recognizer was unsure of a word at the span."""
    return any(
        w.confidence is not None
        and w.confidence < DOUBTFUL
        and w.offset < max(end, start + 1)
        and w.offset + len(w.text) > start
        for w in words
    )
