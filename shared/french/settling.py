"""Proposals that explain one another away: each is tried, and what then no longer stands goes.

"C'est un bonne idée" draws two proposals, "une" and "bon". Said with "une" the sentence is right;
so "bon" was no second error but another reading of the first one.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from shared.french.alignment import Edit, apply
from shared.french.merging import Rank, overlap
from shared.ports.error_detector import ErrorDetector

Change = frozenset[tuple[int, int, str]]
"""What one proposal changes: places in the text, and what to put there."""
Ask = Callable[[str], Sequence[Change]]

_NEAR = 30
"""Characters; errors further apart than this hardly lean on each other."""
_MOST = 6
"""Proposals tried at one place; all that come after the best of them are left as they are."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One change, with what speaks for it.

    Attributes:
        edits: its edits, in order of place.
        rank: smaller is better; decides where trying does not.
        detector: who makes it.
        tried: whether its detectors can be asked once more; if not, it stands until overlapped.
    """

    edits: tuple[Edit, ...]
    rank: Rank
    detector: str
    tried: bool

    @property
    def change(self) -> Change:
        """Its edits without what only serves their description."""
        return frozenset((e.start, e.end, e.replacement) for e in self.edits)


def quick(detector: ErrorDetector) -> bool:
    """Whether a detector may be asked again and again: one on this machine says so itself."""
    return bool(getattr(detector, "quick", False))


def settle(sentence: str, claims: Sequence[Claim], ask: Ask) -> list[Claim]:
    """Choose the claims that together mend a sentence; every other one falls away.

    Args:
        ask: the changes that the detectors propose for another text.
    """
    kept: list[Claim] = []
    for cluster in _clusters(claims):
        alone = len({claim.change for claim in cluster}) == 1
        kept += cluster if alone else _choose(sentence, cluster, ask)
    return kept


def _clusters(claims: Sequence[Claim]) -> list[list[Claim]]:
    out: list[list[Claim]] = []
    reach = -1
    for claim in sorted(claims, key=lambda c: c.edits[0].start):
        if out and claim.edits[0].start <= reach + _NEAR:
            out[-1].append(claim)
        else:
            out.append([claim])
        reach = max(reach, claim.edits[-1].end)
    return out


def _choose(sentence: str, cluster: Sequence[Claim], ask: Ask) -> list[Claim]:
    backing = Counter(place for claim in cluster for place in claim.change)
    left = sorted(cluster, key=lambda c: (-max(backing[p] for p in c.change), c.rank))
    left, rest = left[:_MOST], left[_MOST:]
    kept: list[Claim] = []
    edits: tuple[Edit, ...] = ()
    while left:
        best: tuple[int, int] | None = None
        for i, claim in enumerate(left):
            together = _together(edits, claim.edits)
            after = set(ask(apply(sentence, together)))
            if best is None or len(after) < best[0]:
                best, standing, chosen = (len(after), i), after, together
        if best is None:
            break
        winner = left.pop(best[1])
        kept.append(winner)
        edits = chosen
        # Who asks for the same, or a part of it, agrees.
        made = frozenset((e.start, e.end, e.replacement) for e in edits)
        kept += [c for c in left if c.change <= made]
        left = [c for c in left if not c.change <= made and _stands(c, edits, standing)]
    return [*kept, *(c for c in rest if not any(overlap(e, f) for e in edits for f in c.edits))]


def _together(one: Sequence[Edit], other: Sequence[Edit]) -> tuple[Edit, ...]:
    return tuple(sorted((*one, *other), key=lambda e: (e.start, e.end)))


def _stands(claim: Claim, edits: Sequence[Edit], standing: set[Change]) -> bool:
    """Whether a claim is still made once these edits are."""
    if any(overlap(e, f) for e in edits for f in claim.edits):
        return False
    if not claim.tried:
        return True
    return frozenset(_moved(e, edits) for e in claim.edits) in standing


def _moved(edit: Edit, edits: Sequence[Edit]) -> tuple[int, int, str]:
    by = sum(len(e.replacement) - (e.end - e.start) for e in edits if e.end <= edit.start)
    return edit.start + by, edit.end + by, edit.replacement
