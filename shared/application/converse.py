"""One written turn with the tutor."""

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from shared.application.analyse_turn import (
    AnalysedTurn,
    analyse_turn,
    counted_by,
    lesson,
    tutor_request,
)
from shared.application.learner_context import insist_on_consent
from shared.domain.conversation import Conversation, Turn, add_turn
from shared.domain.error_types import Level
from shared.domain.errors import Code, Refused, Transient
from shared.domain.focus import MOST_FOCUS, Candidate, choose_focus
from shared.domain.memory import Learned, MemoryState
from shared.ports.conversations import Conversations
from shared.ports.learners import Learners
from shared.ports.people import People
from shared.ports.system import Clock, Ids
from shared.ports.tutor import Point, Tutor, made_by

if TYPE_CHECKING:
    from shared.french.engine import FrenchEngine

WRITTEN = "written talk"
# Slips are due as well and never a focus; among so many there are the few that matter.
DUE_READ = 20
# How often a turn is put after another that came in between.
TRIES = 5


@dataclass(frozen=True, slots=True)
class Say:
    """What a learner writes; an empty `conversation_id` starts a talk."""

    learner_id: str
    message: str
    conversation_id: str = ""
    level: Level = Level.B1


@dataclass(frozen=True, slots=True)
class Exchange:
    """A message, and the tutor's answer under way.

    Attributes:
        tutor: who makes the answer.
        pieces: the answer as it comes; joined, they are the reply. Once the first is out, the turn
            is remembered when they end, fail or are closed, with what was said until then.
    """

    conversation_id: str
    turn: AnalysedTurn
    tutor: str
    pieces: Generator[str, None, None]


def converse(
    command: Say,
    *,
    engine: "FrenchEngine",
    tutor: Tutor,
    conversations: Conversations,
    learners: Learners,
    people: People,
    clock: Clock,
    ids: Ids,
    consent_demanded: bool = False,
) -> Exchange:
    """Answer one message, and remember both the talk and its errors in one transaction.

    What is due for the learner steers the talk.

    Args:
        consent_demanded: of everybody, not only of classes that say so.

    Raises:
        Refused: `consent_missing`; `not_found` for a talk that is not this learner's.
        Transient: from the tutor, and from the pieces: `stale_write` when the learner was erased
            meanwhile, or the talk is too busy.
    """
    now = clock.now()
    context = insist_on_consent(
        command.learner_id, people=people, demanded=consent_demanded, now=now
    )
    fresh = Conversation(ids.new(), command.learner_id, now, started_at=now)
    talk = _talk(command, conversations, fresh)
    # Written French is checked as written: what cannot be heard can still be read.
    turn = analyse_turn(
        command.message,
        learner_id=command.learner_id,
        level=command.level,
        words=(),
        spoken=False,
        engine=engine,
        learners=learners,
        weights=context.weights,
        register=context.register,
    )
    source_id = ids.new()

    def remember(reply: str) -> None:
        # Only now: before, the learner waits for the first word.
        learned = lesson(
            turn.analysis,
            learner_id=command.learner_id,
            source_id=source_id,
            session=talk.id,
            at=now,
            recognizer=counted_by(
                "written", engine.name, silent=turn.analysis.silent, register=context.register
            ),
            task=WRITTEN,
            timezone=context.profile.timezone,
        )
        _keep(
            talk,
            Turn(command.message, reply),
            learned if engine.looks_french(command.message) else None,
            conversations=conversations,
            clock=clock,
        )

    request = tutor_request(
        turn,
        level=command.level,
        history=talk.turns,
        focus=points_due(command.learner_id, learners=learners, at=now),
    )
    pieces = tutor.reply(request)
    return Exchange(talk.id, turn, made_by(tutor, pieces), _remembered(pieces, remember))


def points_due(learner_id: str, *, learners: Learners, at: datetime) -> Sequence[Point]:
    """Choose what a talk is to come to: recurrent patterns that are due, the weightiest first."""
    candidates = [
        Candidate(
            pattern=entry.pattern,
            type=entry.type,
            recurrent=entry.state is not MemoryState.SLIP,
            paused=entry.paused,
            due=entry.due,
            occurrences=entry.occurrences,
        )
        for entry in learners.due(learner_id, at=at, limit=DUE_READ)
    ]
    # A week that begins and ends now: everything read is due in it.
    chosen = choose_focus(candidates, {}, begins=at, ends=at, most=MOST_FOCUS)
    return [Point(each.type, each.pattern) for each in chosen]


def _remembered(
    pieces: Iterator[str], remember: Callable[[str], None]
) -> Generator[str, None, None]:
    said: list[str] = []
    try:
        for piece in pieces:
            said.append(piece)
            yield piece
    finally:
        if said:
            remember("".join(said))


def _keep(
    talk: Conversation,
    said: Turn,
    learned: Learned | None,
    *,
    conversations: Conversations,
    clock: Clock,
) -> None:
    """Put a turn at the end of its talk, behind whatever came in between."""
    for attempt in range(1, TRIES + 1):
        try:
            conversations.save(add_turn(talk, said, now=clock.now()), learned=learned)
        except Transient as error:
            newer = conversations.get(talk.learner_id, talk.id)
            if error.code is not Code.STALE_WRITE or newer is None or attempt == TRIES:
                raise
            talk = newer
        else:
            return


def _talk(command: Say, conversations: Conversations, fresh: Conversation) -> Conversation:
    if not command.conversation_id:
        return fresh
    talk = conversations.get(command.learner_id, command.conversation_id)
    if talk is None:
        raise Refused(Code.NOT_FOUND)
    return talk
