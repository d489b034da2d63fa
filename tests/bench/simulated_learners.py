"""Learners drawn at random, and what simpler comparisons would say of them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random

from shared.domain.clustering import Counts
from shared.domain.distributions import jeffreys, probability_less
from shared.domain.error_types import ErrorType
from shared.domain.evidence import RULES
from shared.domain.windows import SessionCounts, Window

START = date(2025, 1, 6)
UNTIL = START + timedelta(weeks=7)
TYPES = (ErrorType.NOUN_GENDER, ErrorType.AUXILIARY, ErrorType.PARTITIVE)


@dataclass(frozen=True)
class Half:
    """Four weeks of a simulated learner."""

    rate: float = 0.30
    opportunities: int = 120
    sessions: int = 8
    recognizer: str = "whisper-1"
    task: str = "talk"


@dataclass(frozen=True)
class Case:
    """A kind of learner: the four weeks before, and since."""

    name: str
    rho: float
    before: Half = Half()
    after: Half = Half()


def _sizes(random: Random, opportunities: int, sessions: int) -> Iterator[int]:
    """Cut a window's opportunities into sessions, the longest up to three times the shortest."""
    weights = [random.uniform(0.5, 1.5) for _ in range(sessions)]
    reached = passed = 0.0
    for weight in weights:
        passed += weight
        upto = round(opportunities * passed / sum(weights))
        yield int(upto - reached)
        reached = upto


def _errors(random: Random, rate: float, rho: float, opportunities: int) -> int:
    if rho > 0:
        spread = (1 - rho) / rho
        rate = random.betavariate(rate * spread, (1 - rate) * spread)
    return sum(random.random() < rate for _ in range(opportunities))


def simulated_windows(
    random: Random,
    half: Half,
    rho: float,
    *,
    first_week: int,
    weeks: int = 4,
    learner: str = "learner",
    kind: ErrorType = TYPES[0],
) -> list[Window]:
    rows: dict[int, list[SessionCounts]] = {}
    for index, size in enumerate(_sizes(random, half.opportunities, half.sessions)):
        week = first_week + index * weeks // half.sessions
        day = START + timedelta(weeks=week, hours=24 * (index % 5))
        rows.setdefault(week, []).append(
            SessionCounts(
                session=f"{first_week}-{index}",
                learner_id=learner,
                started_at=datetime(day.year, day.month, day.day, 9, index % 60, tzinfo=UTC),
                counts=Counts(_errors(random, half.rate, rho, size), size),
            )
        )
    return [
        Window(
            learner, kind, START + timedelta(weeks=week), half.recognizer, half.task, tuple(rows)
        )
        for week, rows in rows.items()
    ]


def simulated_learner(
    random: Random, case: Case, *, learner: str = "learner", kind: ErrorType = TYPES[0]
) -> list[Window]:
    return [
        window
        for first_week, half in ((0, case.before), (4, case.after))
        for window in simulated_windows(
            random, half, case.rho, first_week=first_week, learner=learner, kind=kind
        )
    ]


def naive_claims(windows: Iterable[Window]) -> Counter[str]:
    """Say what simpler comparisons would have claimed."""
    sides = [Counts(0, 0), Counts(0, 0)]
    for window in windows:
        side = window.week >= START + timedelta(weeks=4)
        for row in window.sessions:
            sides[side] = Counts(
                sides[side].errors + row.counts.errors,
                sides[side].opportunities + row.counts.opportunities,
            )
    before, after = sides
    fell = after.errors * before.opportunities < before.errors * after.opportunities
    return Counter(
        raw=after.errors < before.errors,
        rate=fell,
        unclustered=fell
        and probability_less(
            jeffreys(after.errors, after.opportunities),
            jeffreys(before.errors, before.opportunities),
        )
        > RULES.confidence,
    )
