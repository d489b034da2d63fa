"""What a spoken and a written turn have in common: find, choose, answer, learn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from shared.domain.conversation import Turn
from shared.domain.correction import Correction, Verdict
from shared.domain.error_types import Level
from shared.domain.feedback import Analysis, Move
from shared.domain.iso_week import IsoWeek
from shared.domain.memory import Learned, Observation, Quote, memory_key
from shared.domain.people import EVERYDAY
from shared.domain.transcript import Word
from shared.french.feedback_policy import MIN_CONFIDENCE, Choice, choose
from shared.french.quotes import quote_span
from shared.ports.learners import Learners
from shared.ports.tutor import Point, TutorRequest

if TYPE_CHECKING:
    # For its type only: who imports a use case for a name in it need not load the French language.
    from shared.french.engine import FrenchEngine
    from shared.french.rules.framework import Rule


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
    engine: "FrenchEngine",
    learners: Learners,
    weights: Mapping[str, float] | None = None,
    register: str = EVERYDAY,
) -> AnalysedTurn:
    """Find the errors of one turn and choose what to bring up.

    Args:
        weights: confidence factors of detectors that were wrong in the learner's class.
        register: name of the profile that the class takes as fine.
    """
    from shared.french.register import PROFILES, SPOKEN

    profile = PROFILES.get(register, SPOKEN)
    found = engine.analyse(text, words=words, spoken=spoken, profile=profile)
    analysis = weigh(found, weights or {})
    patterns = {memory_key(found.pattern) for found in analysis.corrections if found.counted}
    known = learners.entries(learner_id, patterns) if patterns else {}
    return AnalysedTurn(analysis, choose(analysis.corrections, level=level, known=known))


def weigh(analysis: Analysis, weights: Mapping[str, float]) -> Analysis:
    """Believe detectors as much as the class does.

    A finding keeps the weight of its most trusted witness. One that falls below what is brought
    up becomes `unsure`: shown as a question, never counted.
    """
    if not weights:
        return analysis
    weighed = tuple(_weighed(found, weights) for found in analysis.corrections)
    return replace(analysis, corrections=weighed, corrected=_corrected(analysis.text, weighed))


def counted_by(
    heard: str, detectors: str, *, silent: Sequence[str] = (), register: str = EVERYDAY
) -> str:
    """Name everything that decides what is counted: engines, the set of our own rules, register.

    A turn in which a detector was silent has fewer errors, and one in a careful register more, so
    each is compared with its like only.
    """
    from shared.french.rules.familiar import FAMILIAR
    from shared.french.rules.registry import all_rules

    missing = [f"without {name}" for name in silent]
    careful = [] if register == EVERYDAY else [f"register {register}-{_version(FAMILIAR)}"]
    return "; ".join((heard, detectors, *missing, f"rules-{_version(all_rules())}", *careful))


def tutor_request(
    turn: AnalysedTurn,
    *,
    level: Level,
    history: Sequence[Turn] = (),
    focus: Sequence[Point] = (),
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
        focus=focus,
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
    recognizer: str = "",
    task: str = "",
    timezone: str = "UTC",
) -> Learned:
    """What the memory learns of a turn: the counted errors, with the learner's own words.

    Args:
        recognizer: from `counted_by`.
        task: what was asked for.
        timezone: IANA name; the week is the learner's own.
    """
    observations = tuple(
        Observation(
            memory_key(found.pattern),
            found.type,
            _quote(analysis, found, at, words, recording_id),
            found.detectors,
        )
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
        recognizer=recognizer,
        task=task,
        week=IsoWeek.at(at, timezone).monday,
    )


def _weighed(found: Correction, weights: Mapping[str, float]) -> Correction:
    factor = max((weights.get(name, 1.0) for name in found.detectors), default=1.0)
    confidence = found.confidence * factor
    doubtful = factor < 1 and confidence < MIN_CONFIDENCE and found.verdict is Verdict.ERROR
    return replace(
        found, confidence=confidence, verdict=Verdict.UNSURE if doubtful else found.verdict
    )


def _corrected(text: str, corrections: Sequence[Correction]) -> str:
    out, at = [], 0
    for found in corrections:
        if found.counted and found.start >= at:
            out += [text[at : found.start], found.replacement]
            at = found.end
    return "".join((*out, text[at:]))


@cache
def _version(rules: "tuple[Rule, ...]") -> str:
    ids = "\n".join(sorted(rule.id for rule in rules))
    return sha256(ids.encode()).hexdigest()[:8]


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
