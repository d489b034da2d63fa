"""What a spoken and a written turn have in common: find, choose, answer, learn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from shared.domain.conversation import Turn
from shared.domain.correction import Correction
from shared.domain.error_types import Level
from shared.domain.feedback import Analysis, Move
from shared.domain.memory import Learned, Observation, Quote
from shared.domain.transcript import Word
from shared.french.engine import FrenchEngine
from shared.french.feedback_policy import Choice, choose
from shared.french.quotes import quote_span
from shared.ports.learners import Learners
from shared.ports.tutor import TutorRequest


@dataclass(frozen=True, slots=True)
class AnalysedTurn:
    """A turn with its findings and what is to be brought up."""

    analysis: Analysis
    choice: Choice

    @property
    def raised(self) -> tuple[Correction, ...]:
        """The corrections to bring up."""
        return tuple(self.analysis.corrections[i] for i in self.choice.raised)


def analyse_turn(
    text: str,
    *,
    learner_id: str,
    level: Level,
    words: Sequence[Word],
    spoken: bool,
    engine: FrenchEngine,
    learners: Learners,
) -> AnalysedTurn:
    """Find the errors of one turn and choose what to bring up."""
    analysis = engine.analyse(text, words=words, spoken=spoken)
    patterns = {found.pattern for found in analysis.corrections if found.counted}
    known = learners.entries(learner_id, patterns) if patterns else {}
    return AnalysedTurn(analysis, choose(analysis.corrections, level=level, known=known))


def tutor_request(
    turn: AnalysedTurn,
    *,
    level: Level,
    history: Sequence[Turn] = (),
    prompt: str = "",
) -> TutorRequest:
    """What the tutor is asked to answer."""
    move = turn.choice.move if turn.raised else Move.NONE
    return TutorRequest(
        message=turn.analysis.text,
        raised=turn.raised,
        move=move,
        level=level,
        history=history,
        prompt=prompt,
    )


def lesson(
    analysis: Analysis,
    *,
    learner_id: str,
    source_id: str,
    session: str,
    at: datetime,
    words: Sequence[Word] = (),
    recording_id: str = "",
) -> Learned:
    """What the memory learns of a turn: the counted errors, with the learner's own words."""
    observations = tuple(
        Observation(found.pattern, found.type, _quote(analysis, found, at, words, recording_id))
        for found in analysis.corrections
        if found.counted
    )
    return Learned(
        learner_id=learner_id,
        source_id=source_id,
        session=session,
        at=at,
        observations=observations,
        opportunities=analysis.opportunities,
    )


def _quote(
    analysis: Analysis, found: Correction, at: datetime, words: Sequence[Word], recording_id: str
) -> Quote:
    start, end = quote_span(analysis.text, found.start, found.end)
    said = analysis.text[start:end]
    better = said[: found.start - start] + found.replacement + said[found.end - start :]
    inside = [word for word in words if start <= word.offset < end]
    return Quote(
        said=said,
        better=better,
        at=at,
        recording_id=recording_id,
        start=inside[0].start if inside else None,
        end=inside[-1].end if inside else None,
    )
