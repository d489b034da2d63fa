"""One written turn with the tutor."""

from dataclasses import dataclass
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
from shared.domain.errors import Code, Refused
from shared.ports.conversations import Conversations
from shared.ports.learners import Learners
from shared.ports.people import People
from shared.ports.system import Clock, Ids
from shared.ports.tutor import Tutor, made_by

if TYPE_CHECKING:
    from shared.french.engine import FrenchEngine

WRITTEN = "written talk"


@dataclass(frozen=True, slots=True)
class Say:
    """What a learner writes; an empty `conversation_id` starts a talk."""

    learner_id: str
    message: str
    conversation_id: str = ""
    level: Level = Level.B1


@dataclass(frozen=True, slots=True)
class Answered:
    """The tutor's answer; `tutor` is who made it."""

    conversation_id: str
    reply: str
    turn: AnalysedTurn
    tutor: str


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
) -> Answered:
    """Answer one message, and remember both the talk and its errors in one transaction.

    Args:
        consent_demanded: of everybody, not only of classes that say so.

    Raises:
        Refused: `consent_missing`; `not_found` for a talk that is not this learner's.
        Transient: `stale_write` when another message of the same talk came in between.
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
    )
    request = tutor_request(turn, level=command.level, history=talk.turns)
    pieces = tutor.reply(request)
    reply = "".join(pieces)
    learned = lesson(
        turn.analysis,
        learner_id=command.learner_id,
        source_id=ids.new(),
        session=talk.id,
        at=now,
        recognizer=counted_by("written", engine.name, silent=turn.analysis.silent),
        task=WRITTEN,
        timezone=context.profile.timezone,
    )
    grown = add_turn(talk, Turn(command.message, reply), now=clock.now())
    conversations.save(grown, learned=learned if engine.looks_french(command.message) else None)
    return Answered(talk.id, reply, turn, made_by(tutor, pieces))


def _talk(command: Say, conversations: Conversations, fresh: Conversation) -> Conversation:
    if not command.conversation_id:
        return fresh
    talk = conversations.get(command.learner_id, command.conversation_id)
    if talk is None:
        raise Refused(Code.NOT_FOUND)
    return talk
