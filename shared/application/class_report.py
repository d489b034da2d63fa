"""What a class gets wrong: error types against learners, with the evidence behind each cell."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from shared.application.class_members import find_members
from shared.domain.clustering import Clustering, Counts, design_effect
from shared.domain.error_types import ErrorType
from shared.domain.evidence import RULES, Sample
from shared.domain.history import Span, comparable, of_type, span_of
from shared.domain.iso_week import IsoWeek
from shared.domain.memory import MemoryEntry
from shared.domain.people import Classroom
from shared.domain.progress import (
    Comparison,
    across,
    class_clustering,
    compare,
    compare_class,
)
from shared.domain.windows import Window, class_windows
from shared.ports.learners import Learners
from shared.ports.people import People
from shared.ports.system import Clock, Principal

CLIPS = 3
# The most frequent patterns of a learner; their quotes are the clips of the cells.
_PATTERNS = 50
_RECENT = timedelta(weeks=RULES.weeks - 1)


@dataclass(frozen=True, slots=True)
class Clip:
    """Where an error can be heard: seconds of a recording, None where unknown."""

    recording_id: str
    start: float | None
    end: float | None
    pattern: str
    occurrence_id: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One learner and one type.

    Attributes:
        recent: counts of the last four weeks, the running one included.
        interval: of the rate, 90 % Jeffreys, widened for clustered sessions; None without
            opportunities.
        errors_only: errors whose contexts are not counted, so that they have no rate.
        comparison: of the last closed block with the one before, after Benjamini and Hochberg
            over the whole report; None where nothing could be counted.
    """

    learner_id: str
    type: ErrorType
    recent: Counts
    interval: tuple[float, float] | None
    errors_only: int
    comparison: Comparison | None
    clips: tuple[Clip, ...]


@dataclass(frozen=True, slots=True)
class ClassReport:
    """A class's heat map.

    Attributes:
        names: of the learners, by id.
        overall: the class as a whole, one comparison a type.
    """

    classroom: Classroom
    names: Mapping[str, str]
    span: Span
    cells: tuple[Cell, ...]
    overall: tuple[Comparison, ...]


def report_class(
    class_id: str, *, principal: Principal, people: People, learners: Learners, clock: Clock
) -> ClassReport:
    """Report on a class; reads five documents a learner and one query of their patterns.

    Raises:
        Refused: `not_found` for anybody else's class.
    """
    members = find_members(class_id, principal=principal, people=people)
    span = span_of(IsoWeek.at(clock.now(), members.timezone).monday)
    windows = learners.windows(list(members.profiles), since=span.since, until=span.last)
    rated = comparable(windows)
    known = class_clustering(rated, until=span.until)
    by_cell = _grouped(windows)
    compared = {
        key: compare(own, until=span.until, clustering=known)
        for key, each in by_cell.items()
        if (own := comparable(each))
    }
    kinds = sorted({each.type for each in rated})
    whole = [
        compare_class(class_windows(of_type(rated, kind), class_id), until=span.until)
        for kind in kinds
    ]
    # All claims of the report are made at once, so all of them are tried together.
    judged = across([*compared.values(), *whole])
    kept = dict(zip(compared, judged, strict=False))
    clips = {
        learner_id: learners.memory(learner_id, limit=_PATTERNS)
        for learner_id in {learner for learner, _ in by_cell}
    }
    cells = tuple(
        _cell(key, by_cell[key], kept.get(key), known, span.last - _RECENT, clips[key[0]])
        for key in sorted(by_cell)
    )
    names = {each: profile.name for each, profile in members.profiles.items()}
    return ClassReport(members.classroom, names, span, cells, judged[len(compared) :])


def _grouped(windows: Iterable[Window]) -> dict[tuple[str, ErrorType], list[Window]]:
    groups: dict[tuple[str, ErrorType], list[Window]] = {}
    for each in windows:
        groups.setdefault((each.subject_id, each.type), []).append(each)
    return groups


def _cell(
    key: tuple[str, ErrorType],
    windows: Sequence[Window],
    comparison: Comparison | None,
    known: Clustering | None,
    since: date,
    entries: Sequence[MemoryEntry],
) -> Cell:
    recent = [each for each in windows if each.week >= since]
    rated = comparable(recent)
    rows = [row.counts for each in rated for row in each.sessions]
    counts = Counts(sum(row.errors for row in rows), sum(row.opportunities for row in rows))
    sample = Sample(
        counts.errors,
        counts.opportunities,
        len(rows),
        divisor=design_effect(rows, known.rho if known else 0.0),
    )
    return Cell(
        learner_id=key[0],
        type=key[1],
        recent=counts,
        interval=sample.interval() if counts.opportunities else None,
        errors_only=sum(
            row.counts.errors for each in recent if each not in rated for row in each.sessions
        ),
        comparison=comparison,
        clips=_clips(entries, key[1]),
    )


def _clips(entries: Iterable[MemoryEntry], kind: ErrorType) -> tuple[Clip, ...]:
    heard = sorted(
        (
            (quote, entry.pattern)
            for entry in entries
            if entry.type is kind
            for quote in entry.quotes
            if quote.recording_id
        ),
        key=lambda pair: pair[0].at,
        reverse=True,
    )
    return tuple(
        Clip(quote.recording_id, quote.start, quote.end, pattern, quote.id)
        for quote, pattern in heard[:CLIPS]
    )
