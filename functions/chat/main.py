"""Talk with the tutor in writing."""

import functions_framework.aio as ff
from starlette.requests import Request
from starlette.responses import Response

from functions.chat.schemas import ChatAnswer, ChatRequest
from infra import bootstrap
from infra.edge.door import Call, Door, Route
from shared.application.converse import Say, converse
from shared.domain.errors import Code


def _answer(call: Call) -> ChatAnswer:
    """Say something to the tutor.

    The answer holds a reply and every finding in the message. Without `conversation_id` a talk
    begins; its id comes with the answer.
    """
    ports = bootstrap.ports()
    said: ChatRequest = call.body
    answered = converse(
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
    return ChatAnswer.of(answered)


door = Door(
    "chat",
    routes=[
        Route(
            "POST",
            "/api/chat",
            _answer,
            body=ChatRequest,
            returns=ChatAnswer,
            refuses=(Code.CONSENT_MISSING, Code.NOT_FOUND),
        )
    ],
)


@ff.http
async def chat(request: Request) -> Response:
    """Answer the function's calls."""
    return await door(request)
