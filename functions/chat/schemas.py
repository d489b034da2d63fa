"""What POST /api/chat takes and gives."""

from dataclasses import dataclass
from typing import Literal

from pydantic import Field, RootModel

from infra.edge.bodies import Body
from infra.edge.correction_models import CorrectionModel, show_corrections
from infra.edge.models import Reply
from shared.application.converse import Exchange
from shared.domain.error_types import Level


class ChatRequest(Body):
    """A message; without `conversation_id` it starts a talk."""

    message: str = Field(min_length=1, max_length=4_000, examples=["J'ai allé au cinéma hier."])
    conversation_id: str = Field("", max_length=64, pattern=r"^[A-Za-z0-9]*$")
    level: Level = Level.B1
    stream: bool = Field(
        False, description="answer by server-sent events, as `Accept: text/event-stream` asks too"
    )


class ChatAnswer(Body):
    """The tutor's reply, and every finding in the message; `tutor` is who made the reply."""

    reply: Reply
    corrections: tuple[CorrectionModel, ...]
    conversation_id: str = Field(examples=["01KCR5Q3T7GZ0V9C5M2R8N4EWA"])
    tutor: str = Field(examples=["rules"])

    @classmethod
    def of(cls, exchange: Exchange, *, reply: str) -> "ChatAnswer":
        """Show a whole answer."""
        return cls(
            reply=reply,
            corrections=_findings(exchange),
            conversation_id=exchange.conversation_id,
            tutor=exchange.tutor,
        )


class CorrectionsEvent(Body):
    """The event `corrections` of a stream.

    It is a chunk without choices as well, as OpenAI's last one with its usage is, because its
    clients read every event as a chunk.
    """

    id: str
    object: Literal["chat.completion.chunk"] = "chat.completion.chunk"
    created: int
    model: str
    choices: tuple[()] = ()
    corrections: tuple[CorrectionModel, ...]
    conversation_id: str
    tutor: str


class Delta(Body):
    """A piece of the reply; the first says who speaks."""

    role: Literal["assistant"] | None = None
    content: str | None = None


class Choice(Body):
    """The one answer there is; `finish_reason` comes with its end."""

    index: Literal[0] = 0
    delta: Delta
    finish_reason: Literal["stop"] | None = None


class Chunk(Body):
    """One piece of a stream, as OpenAI's `chat.completion.chunk`."""

    id: str
    object: Literal["chat.completion.chunk"] = "chat.completion.chunk"
    created: int
    model: str
    choices: tuple[Choice, ...]


class ChatEvent(RootModel[Chunk | CorrectionsEvent]):
    """An event's data; the last event's is `[DONE]`."""


@dataclass(frozen=True, slots=True)
class Chunks:
    """Writes a stream in the shape of OpenAI's `chat.completion.chunk`.

    https://platform.openai.com/docs/api-reference/chat-streaming
    """

    id: str
    created: int
    model: str

    def piece(self, text: str, *, first: bool) -> str:
        """Write one piece of the reply; the first says who speaks."""
        said = Delta(role="assistant", content=text) if first else Delta(content=text)
        return self._chunk(Choice(delta=said))

    def end(self) -> str:
        """Write the end of the reply."""
        return self._chunk(Choice(delta=Delta(), finish_reason="stop"))

    def corrections(self, exchange: Exchange) -> str:
        """Write what was found in the message."""
        return CorrectionsEvent(
            id=self._name,
            created=self.created,
            model=self.model,
            corrections=_findings(exchange),
            conversation_id=exchange.conversation_id,
            tutor=exchange.tutor,
        ).model_dump_json()

    @property
    def _name(self) -> str:
        return f"chatcmpl-{self.id}"

    def _chunk(self, choice: Choice) -> str:
        chunk = Chunk(id=self._name, created=self.created, model=self.model, choices=(choice,))
        return chunk.model_dump_json(exclude={"choices": {0: {"delta": _absent(choice.delta)}}})


def _absent(delta: Delta) -> set[str]:
    return set(Delta.model_fields) - delta.model_fields_set


def _findings(exchange: Exchange) -> tuple[CorrectionModel, ...]:
    turn = exchange.turn
    return show_corrections(turn.analysis, turn.choice.trace)
