"""Keep promises: relay the outbox, recover uploads, bury the dead, delete what is over."""

import functions_framework.aio as ff
from starlette.requests import Request
from starlette.responses import Response

from infra import bootstrap
from infra.edge import events, logs
from infra.edge.door import Door
from shared.application.erase_learner import sweep_erased
from shared.application.retention import apply_retention
from shared.application.upkeep import bury, keep_promises

DEAD_LETTER = "CloudPubSubDeadLetterSourceSubscription"


def _on_message(message: events.Message) -> None:
    ports = bootstrap.ports()
    if DEAD_LETTER not in message.attributes:
        touched = keep_promises(
            chain=ports.chain(),
            blobs=ports.blobs,
        )
        touched |= apply_retention(
            recordings=ports.recordings,
            conversations=ports.conversations,
            learners=ports.learners,
            blobs=ports.blobs,
            clock=ports.clock,
            audio_days=ports.settings.audio_days,
            text_days=ports.settings.text_days,
        )
        touched |= sweep_erased(
            personal_data=ports.personal_data,
            recordings=ports.recordings,
            blobs=ports.blobs,
            clock=ports.clock,
        )
        logs.logger.info("upkeep_done", extra=touched)
        return
    event = events.decode(message)
    if event is None:
        return
    logs.logger.error("dead_letter", extra={"recording_id": event.recording_id})
    bury(
        event,
        chain=ports.chain(),
    )


door = Door("upkeep", on_message=_on_message)


@ff.http
async def upkeep(request: Request) -> Response:
    """Answer the function's calls."""
    return await door(request)
