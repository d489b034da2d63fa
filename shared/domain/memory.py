"""What is remembered of a learner's errors: one entry a pattern, bounded however long the history.

    slip ─▶ recurrent ─▶ improving ─▶ mastered        (an error leads back to recurrent)

A pattern becomes *recurrent* after at least 3 occurrences in at least 2 sessions; a single slip
never enters a plan. What the counts of its type say (`shared.domain.learning`) takes it further.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from hashlib import sha256

from shared.domain.error_types import ErrorType
from shared.domain.review import Card, review
from shared.domain.windows import week_of

RECURRENT_OCCURRENCES = 3
RECURRENT_SESSIONS = 2
QUOTES_KEPT = 5
# Enough to tell sittings apart when a handful run at once; the count itself never shrinks.
SESSIONS_KEPT = 8
ERRORS_ONLY = "errors only"
# 96 bytes are 128 characters of base64, as long as the longest id of a route.
PATTERN_BYTES = 96


class MemoryState(StrEnum):
    """How firmly a pattern stands."""

    SLIP = "slip"
    RECURRENT = "recurrent"
    IMPROVING = "improving"
    """The error rate of its type fell, by the rules of `shared.domain.progress`."""
    MASTERED = "mastered"
    """At least 30 opportunities of its type in at least 3 sessions without an error."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an occurrence was counted, so that it can be taken back.

    Attributes:
        source_id: the recording or chat turn.
        week: Monday of the learner's own week.
        card: of the pattern before this turn; None where it was the first.
    """

    source_id: str
    session: str
    week: date
    recognizer: str = ""
    task: str = ""
    detectors: tuple[str, ...] = ()
    card: Card | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """The learner's own words, and where to hear them.

    Attributes:
        said, better: the sentence as said and as it should be.
        recording_id: empty for a written turn.
        start, end: seconds in that recording, None where unknown.
        id: names this occurrence among all of the learner.
        origin: where it was counted; None for what was kept before this was recorded.
    """

    said: str
    better: str
    at: datetime
    recording_id: str = ""
    start: float | None = None
    end: float | None = None
    id: str = ""
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Observation:
    """One counted error of one turn, and who found it."""

    pattern: str
    type: ErrorType
    quote: Quote
    detectors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Learned:
    """All that one turn teaches the memory; applied once per `source_id`.

    Attributes:
        source_id: the recording or chat turn it comes from.
        session: what counts as one sitting.
        at: when it was said.
        opportunities: obligatory contexts met, right or wrong, per type.
        recognizer: name and version of everything that decides what is counted.
        task: what was asked for.
        week: Monday of the learner's own week; by default that of `at` in UTC.
    """

    learner_id: str
    source_id: str
    session: str
    at: datetime
    observations: tuple[Observation, ...]
    opportunities: Mapping[ErrorType, int]
    recognizer: str = ""
    task: str = ""
    week: date | None = None

    @property
    def monday(self) -> date:
        """The week it counts in."""
        return self.week or week_of(self.at.astimezone(UTC).date())

    def counted_under(self, kind: ErrorType) -> str:
        """Give the recognizer of a type's window, marked where only errors were counted.

        An error whose context is not counted has no rate: apart from the others it neither
        makes theirs worse nor passes for a change once its contexts are counted.
        """
        return self.recognizer if self.opportunities.get(kind) else ERRORS_ONLY


@dataclass(frozen=True, slots=True)
class MemoryEntry:
    """What is known of one pattern of one learner.

    Attributes:
        recent_sessions: the last sittings with an occurrence; `recent_counts`: how many each.
        card: when it should be met again.
        paused: neither reviewed nor planned for the time being; errors still count.
        advance: improving or mastered, where the counts of its type say so.
    """

    learner_id: str
    pattern: str
    type: ErrorType
    occurrences: int
    sessions: int
    recent_sessions: tuple[str, ...]
    first_seen: datetime
    last_seen: datetime
    quotes: tuple[Quote, ...] = field(default=())
    recent_counts: tuple[int, ...] = ()
    card: Card | None = None
    paused: bool = False
    advance: MemoryState | None = None

    @property
    def state(self) -> MemoryState:
        """How firmly it stands, by the rules above."""
        often = self.occurrences >= RECURRENT_OCCURRENCES
        if not often or self.sessions < RECURRENT_SESSIONS:
            return MemoryState.SLIP
        return self.advance or MemoryState.RECURRENT

    @property
    def due(self) -> datetime | None:
        """When it should be met again; None while paused."""
        return self.card.due if self.card and not self.paused else None


def memory_key(pattern: str) -> str:
    """Give the key under which a pattern is kept: itself, or a digest where it is too long.

    A key has to fit into one segment of a path, where it stands in base64.
    """
    if len(pattern.encode()) <= PATTERN_BYTES:
        return pattern
    kind = pattern.partition(":")[0][:32]
    return f"{kind}:{sha256(pattern.encode()).hexdigest()[:32]}"


def remember(
    entry: MemoryEntry | None, observation: Observation, *, learner_id: str, session: str
) -> MemoryEntry:
    """Add one counted error to what is known of its pattern; its card is another matter."""
    quote = observation.quote
    if entry is None:
        return MemoryEntry(
            learner_id=learner_id,
            pattern=observation.pattern,
            type=observation.type,
            occurrences=1,
            sessions=1,
            recent_sessions=(session,),
            first_seen=quote.at,
            last_seen=quote.at,
            quotes=(quote,),
            recent_counts=(1,),
        )
    tally = _tally(entry)
    known = session in tally
    tally[session] = tally.get(session, 0) + 1
    return replace(
        _tallied(entry, tally),
        occurrences=entry.occurrences + 1,
        sessions=entry.sessions + (not known),
        first_seen=min(entry.first_seen, quote.at),
        last_seen=max(entry.last_seen, quote.at),
        quotes=(*entry.quotes, quote)[-QUOTES_KEPT:],
        advance=None,
    )


def remember_turn(
    entry: MemoryEntry | None, observations: Sequence[Observation], learned: Learned, start: int
) -> MemoryEntry:
    """Add all of a turn's errors of one pattern; together they are one review, failed.

    Args:
        start: how many other observations of the turn were numbered before these.

    Raises:
        ValueError: no observations.
    """
    before = entry.card if entry else None
    for number, observation in enumerate(observations, start):
        origin = Origin(
            source_id=learned.source_id,
            session=learned.session,
            week=learned.monday,
            recognizer=learned.counted_under(observation.type),
            task=learned.task,
            detectors=observation.detectors,
            card=before,
        )
        quote = replace(
            observation.quote, id=f"{learned.source_id}.{number}", at=learned.at, origin=origin
        )
        entry = remember(
            entry,
            replace(observation, quote=quote),
            learner_id=learned.learner_id,
            session=learned.session,
        )
    if entry is None:
        raise ValueError("a turn without observations of the pattern")
    if entry.paused:
        return entry
    return replace(entry, card=review(before, correct=False, at=learned.at))


def take_back(entry: MemoryEntry, occurrence_id: str) -> tuple[MemoryEntry | None, Quote] | None:
    """Remove an occurrence that was no error.

    The card returns to what it was before, where no other error of that turn and no later review
    stands; FSRS cannot unlearn one review out of many.

    Returns:
        What is left of the entry (None where that was all) and what was removed; None where no
        occurrence of that id is kept.
    """
    found = next((quote for quote in entry.quotes if quote.id == occurrence_id), None)
    if found is None or not occurrence_id:
        return None
    if entry.occurrences <= 1:
        return None, found
    quotes = tuple(quote for quote in entry.quotes if quote is not found)
    tally = _tally(entry)
    session = found.origin.session if found.origin else ""
    gone = False
    if session in tally:
        tally[session] -= 1
        if gone := tally[session] == 0:
            del tally[session]
    left = replace(
        _tallied(entry, tally),
        occurrences=entry.occurrences - 1,
        sessions=max(1, entry.sessions - gone),
        quotes=quotes,
        last_seen=max((quote.at for quote in quotes), default=entry.last_seen),
    )
    return replace(left, card=_card_without(entry, found, quotes)), found


def practise(entry: MemoryEntry, *, at: datetime) -> MemoryEntry:
    """Count a correct use of a pattern that was due."""
    return replace(entry, card=review(entry.card, correct=True, at=at))


def is_due(entry: MemoryEntry, *, at: datetime) -> bool:
    """Whether it should have been met again by then."""
    return entry.due is not None and entry.due <= at


def _card_without(entry: MemoryEntry, found: Quote, left: Sequence[Quote]) -> Card | None:
    origin, card = found.origin, entry.card
    if origin is None or card is None:
        return card
    turn = [quote for quote in left if quote.origin and quote.origin.source_id == origin.source_id]
    newest = card.last_review is None or card.last_review <= found.at
    return origin.card if newest and not turn and origin.card else card


def _tally(entry: MemoryEntry) -> dict[str, int]:
    # Counts that were never kept are taken as high: such a session is not known to be empty.
    unknown = (entry.occurrences,) * len(entry.recent_sessions)
    return dict(zip(entry.recent_sessions, entry.recent_counts or unknown, strict=False))


def _tallied(entry: MemoryEntry, tally: dict[str, int]) -> MemoryEntry:
    kept = list(tally.items())[-SESSIONS_KEPT:]
    return replace(
        entry,
        recent_sessions=tuple(session for session, _ in kept),
        recent_counts=tuple(count for _, count in kept),
    )
