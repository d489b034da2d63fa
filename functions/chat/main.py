"""Talk with the tutor in writing: a whole answer, or one that comes as it is made."""

from collections.abc import Generator
from functools import partial

import functions_framework.aio as ff
from starlette.requests import Request
from starlette.responses import Response

from functions.chat.schemas import ChatAnswer, ChatEvent, ChatRequest, Chunks
from infra import bootstrap
from infra.edge.bodies import JSON
from infra.edge.door import Call, Door, Route
from infra.edge.streams import EVENT_STREAM, Events, event, wants_stream
from infra.settings import RateClass
from shared.application.converse import Exchange, Say, converse
from shared.domain.errors import Code


def _converse(call: Call) -> Exchange:
    ports = bootstrap.ports()
    said: ChatRequest = call.body
    return converse(
        Say(call.principal.id, said.message, said.conversation_id, said.level),
        engine=ports.engine,
        tutor=ports.tutor,
        conversations=ports.conversations,
        learners=ports.learners,
        people=ports.people,
        clock=ports.clock,
        ids=ports.ids,
        consent_demanded=ports.settings.demands_consent,
    )


def _events(call: Call) -> Generator[str, None, None]:
    """Yield the answer as OpenAI's clients read it, and what was found in the message.

    The findings come right after the first piece: they cost it nothing, and a page can show them
    while the rest is said.
    """
    exchange = _converse(call)
    ports = bootstrap.ports()
    chunks = Chunks(ports.ids.new(), int(ports.clock.now().timestamp()), exchange.tutor)
    try:
        for number, piece in enumerate(exchange.pieces):
            yield event(chunks.piece(piece, first=number == 0))
            if number == 0:
                yield event(chunks.corrections(exchange), "corrections")
    finally:
        exchange.pieces.close()
    yield event(chunks.end())
    yield event("[DONE]")


def _answer(call: Call) -> ChatAnswer | Events:
    """Say something to the tutor.

    The answer holds a reply and every finding in the message. Without `conversation_id` a talk
    begins; its id comes with the answer. A stream brings the reply in OpenAI's
    `chat.completion.chunk`, and the findings as the event `corrections`.
    """
    said: ChatRequest = call.body
    if said.stream or wants_stream(call.request):
        return Events(partial(_events, call))
    exchange = _converse(call)
    return ChatAnswer.of(exchange, reply="".join(exchange.pieces))


door = Door(
    "chat",
    routes=[
        Route(
            "POST",
            "/api/chat",
            _answer,
            body=ChatRequest,
            returns=ChatAnswer,
            produces=(JSON, EVENT_STREAM),
            event=ChatEvent,
            refuses=(Code.CONSENT_MISSING, Code.NOT_FOUND),
            creates=True,
            counts_as=RateClass.CHAT,
        )
    ],
)


@ff.http
async def chat(request: Request) -> Response:
    """Answer the function's calls."""
    return await door(request)
