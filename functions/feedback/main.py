"""transcript.ready → corrections, reply, memory → feedback.ready."""

import functions_framework.aio as ff
from starlette.requests import Request
from starlette.responses import Response

from infra import bootstrap
from infra.edge.door import Door
from shared.application.give_feedback import give_feedback
from shared.application.stages import Outcome
from shared.domain.events import Event


def _carry_out(event: Event) -> Outcome:
    ports = bootstrap.ports()
    return give_feedback(
        event,
        chain=ports.chain("feedback"),
        learners=ports.learners,
        people=ports.people,
        artefacts=ports.artefacts,
        engine=ports.engine,
        tutor=ports.tutor,
    )


door = Door("feedback", on_event=_carry_out)


@ff.http
async def feedback(request: Request) -> Response:
    """Answer the function's calls."""
    return await door(request)
