"""Messages pushed by a broker: unwrap, authenticate, hand over, and answer ack or nack.

204  done, done before, or never to be done: do not send it again
503  not now: send it again later (the broker counts, and gives up at its limit)
"""

import base64
import binascii
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response

from infra import bootstrap, cloud_events, trace_context
from infra.cloud_events import ObjectFinalized
from infra.edge import logs
from infra.edge.bodies import bound
from shared.domain.errors import Code, Permanent, Transient
from shared.domain.events import Event
from shared.domain.recording import upload_event

# Pub/Sub carries 10 MB at most; our events hold ids only.
MAX_BYTES = 64_000


@dataclass(frozen=True, slots=True)
class Message:
    """What arrived: Pub/Sub's or CloudEvents' attributes, the payload, and which try this is."""

    attributes: Mapping[str, str]
    data: bytes
    subscription: str = ""
    attempt: int = 1


async def deliver(
    request: Request,
    on_event: Callable[[Event], object] | None,
    on_message: Callable[[Message], object] | None,
) -> Response:
    """Take one push and answer it."""
    # In a thread: an issuer's keys may have to be fetched.
    authenticate = bootstrap.ports().push_identity.authenticate
    await anyio.to_thread.run_sync(authenticate, request.headers.get("authorization", ""))
    try:
        message = await _unwrap(bound(request, MAX_BYTES))
        if on_message is not None:
            await anyio.to_thread.run_sync(on_message, message)
        if on_event is not None:
            event = await anyio.to_thread.run_sync(decode, message)
            if event is not None:
                with (
                    logs.context(recording_id=event.recording_id, event=event.type.topic),
                    trace_context.entered(trace_context.parse(event.traceparent)),
                ):
                    await anyio.to_thread.run_sync(on_event, event)
    except Permanent as error:
        logs.logger.warning("message_quarantined", extra={"code": error.code.value})
    except Transient as error:
        logs.logger.info("message_deferred", extra={"code": error.code.value})
        wait = str(max(1, round(error.retry_after or 1)))
        return Response(status_code=503, headers={"Retry-After": wait})
    except Exception:  # noqa: BLE001 - the edge: a bug must not lose the message; the broker gives up
        logs.logger.exception("message_crashed")
        return Response(status_code=503)
    return Response(status_code=204)


async def _unwrap(request: Request) -> Message:
    """Read Pub/Sub's push body, or a CloudEvent in binary mode.

    Raises:
        Permanent: `unknown_event` when it is neither.
    """
    raw = await request.body()
    if request.headers.get("ce-type"):
        headers = {k: v for k, v in request.headers.items() if k.startswith("ce-")}
        # https://github.com/cloudevents/spec/blob/main/cloudevents/extensions/distributed-tracing.md
        trace = headers.get("ce-traceparent") or request.headers.get("traceparent", "")
        return Message({**headers, "traceparent": trace}, raw)
    try:
        body = json.loads(raw)
        inner = body["message"]
        attributes = inner.get("attributes") or {}
        return Message(
            {str(key): str(value) for key, value in attributes.items()},
            base64.b64decode(inner.get("data") or "", validate=True),
            str(body.get("subscription", "")),
            int(body.get("deliveryAttempt") or 1),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, binascii.Error):
        raise Permanent(Code.UNKNOWN_EVENT, "not a push message") from None


def decode(message: Message) -> Event | None:
    """Read a message as an event; what can never be understood fails its recording by name.

    Returns:
        None for a stored object that is no recording's audio.

    Raises:
        Permanent: `unknown_event`; the message is in quarantine.
    """
    ports = bootstrap.ports()
    try:
        found = cloud_events.decode_any(message.attributes, message.data)
    except Permanent:
        # Imported when it is needed, which is hardly ever: every function imports this module.
        from shared.application.quarantine import quarantine

        quarantine(
            message.data,
            attributes=message.attributes,
            chain=ports.chain(),
            blobs=ports.blobs,
        )
        raise
    return found if isinstance(found, Event) else uploaded(found)


def uploaded(found: ObjectFinalized) -> Event | None:
    """Tell from a complete object that a recording's audio is here; None for any other object."""
    ports = bootstrap.ports()
    if found.bucket != ports.settings.bucket:
        return None
    return upload_event(found.name, found.generation, now=ports.clock.now())
