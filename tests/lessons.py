"""What a turn may teach, for tests."""

from datetime import UTC, datetime

from shared.domain.error_types import ErrorType
from shared.domain.memory import Learned, Observation, Quote

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def lesson(source: str, *, learner: str = "l1", session: str = "s1", pattern: str = "p") -> Learned:
    """One observed error and three opportunities, at a fixed time."""
    observation = Observation(pattern, ErrorType.AUXILIARY, Quote("j'ai allé", "je suis allé", NOW))
    return Learned(learner, source, session, NOW, (observation,), {ErrorType.AUXILIARY: 3})
