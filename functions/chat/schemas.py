"""What POST /api/chat takes and gives."""

from pydantic import Field

from infra.edge.bodies import Body
from infra.edge.models import CorrectionModel, Reply, show_corrections
from shared.application.converse import Answered
from shared.domain.error_types import Level


class ChatRequest(Body):
    """A message; without `conversation_id` it starts a talk."""

    message: str = Field(min_length=1, max_length=4_000, examples=["J'ai allé au cinéma hier."])
    conversation_id: str = Field("", max_length=64, pattern=r"^[A-Za-z0-9]*$")
    level: Level = Level.B1


class ChatAnswer(Body):
    """The tutor's reply, and every finding in the message; `tutor` is who made the reply."""

    reply: Reply
    corrections: tuple[CorrectionModel, ...]
    conversation_id: str = Field(examples=["01KCR5Q3T7GZ0V9C5M2R8N4EWA"])
    tutor: str = Field(examples=["rules"])

    @classmethod
    def of(cls, answered: Answered) -> "ChatAnswer":
        """Show an answer."""
        turn = answered.turn
        return cls(
            reply=answered.reply,
            corrections=show_corrections(turn.analysis, turn.choice.trace),
            conversation_id=answered.conversation_id,
            tutor=answered.tutor,
        )
