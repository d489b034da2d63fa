"""Many findings about one sentence, made few: agreement counts, one of those that overlap wins."""

from collections.abc import Iterable
from dataclasses import dataclass

from shared.domain.error_types import ErrorType, Level
from shared.french.alignment import Edit


@dataclass(frozen=True, slots=True)
class Finding:
    """A typed edit of one sentence, made by one detector or by several that agree."""

    edit: Edit
    type: ErrorType
    pattern: str
    level: Level
    confidence: float
    detectors: tuple[str, ...]
    explanation: dict[str, str]
    rivals: tuple[str, ...] = ()


def merge(findings: Iterable[Finding], dropped: Iterable[Finding] = ()) -> list[Finding]:
    """Join equal findings and choose among overlapping ones, in order of place.

    Agreement raises confidence as independent witnesses do: 1 - (1 - p)(1 - q). A loser stays as a
    rival of the winner: what somebody else would have said there, best first. So do those that
    were dropped before, where they overlap what was kept.
    """
    same: dict[tuple[int, int, str], Finding] = {}
    for finding in findings:
        key = (finding.edit.start, finding.edit.end, finding.edit.replacement)
        known = same.get(key)
        same[key] = finding if known is None else _join(known, finding)
    kept: list[Finding] = []
    for finding in sorted(same.values(), key=rank):
        rival = next((i for i, k in enumerate(kept) if _rivals(k, finding)), None)
        if rival is None:
            kept.append(finding)
        else:
            kept[rival] = _with_rival(kept[rival], finding)
    for finding in sorted(dropped, key=rank):
        rival = next((i for i, k in enumerate(kept) if overlap(k.edit, finding.edit)), None)
        if rival is not None and kept[rival].edit != finding.edit:
            kept[rival] = _with_rival(kept[rival], finding)
    return sorted(kept, key=lambda f: (f.edit.start, f.edit.end))


Rank = tuple[float, int, bool, bool, int, int, str]


def rank(f: Finding) -> Rank:
    """Order findings, the one to believe first: sure, agreed, ours, another word, narrow."""
    ours = any(d.startswith("rules:") for d in f.detectors)
    width = len(f.edit.original) + len(f.edit.replacement)
    return (
        -round(f.confidence, 6),
        -len(f.detectors),
        not ours,
        # A word too many or too few is often but the shadow of a wrong one beside it.
        not (f.edit.original.strip() and f.edit.replacement.strip()),
        width,
        f.edit.start,
        f.edit.replacement,
    )


def _join(one: Finding, other: Finding) -> Finding:
    if set(other.detectors) <= set(one.detectors):
        return one
    names = {d.partition(":")[0] for d in one.detectors}
    new = {d.partition(":")[0] for d in other.detectors}
    confidence = max(one.confidence, other.confidence)
    if not new <= names:
        # Two rules of one detector are no independent witnesses.
        confidence = 1 - (1 - one.confidence) * (1 - other.confidence)
    first, second = sorted((one, other), key=lambda f: (-f.confidence, f.detectors))
    return Finding(
        first.edit,
        first.type,
        first.pattern,
        first.level,
        confidence,
        tuple(dict.fromkeys((*first.detectors, *second.detectors))),
        {**second.explanation, **first.explanation},
        first.rivals,
    )


def _with_rival(winner: Finding, loser: Finding) -> Finding:
    rivals = tuple(
        dict.fromkeys((*winner.rivals, f"{loser.edit.original} → {loser.edit.replacement}"))
    )
    return Finding(
        winner.edit,
        winner.type,
        winner.pattern,
        winner.level,
        winner.confidence,
        winner.detectors,
        winner.explanation,
        rivals,
    )


_AGREEMENT = frozenset(
    {ErrorType.NOUN_GENDER, ErrorType.ADJ_AGREEMENT, ErrorType.POSSESSIVE, ErrorType.CONTRACTION}
)


def _rivals(winner: Finding, other: Finding) -> bool:
    """Whether two findings cannot both be made.

    A noun phrase is brought into agreement one way: beside our own edit of one of its words,
    the checker's edit of the next word pulls the other way.
    """
    if overlap(winner.edit, other.edit):
        return True
    ours = any(d.startswith("rules:") for d in winner.detectors)
    theirs = not any(d.startswith("rules:") for d in other.detectors)
    gap = max(other.edit.start - winner.edit.end, winner.edit.start - other.edit.end)
    return ours and theirs and gap <= 1 and {winner.type, other.type} <= _AGREEMENT


def overlap(one: Edit, other: Edit) -> bool:
    """Whether two edits cannot both be made; insertions also bar what they touch."""
    if not one.replacement and not other.replacement:
        # Of "pas personne" one word goes, never both: deletions side by side are rivals.
        return one.start <= other.end and other.start <= one.end
    if one.start == one.end or other.start == other.end:
        return one.start <= other.end and other.start <= one.end
    return one.start < other.end and other.start < one.end
