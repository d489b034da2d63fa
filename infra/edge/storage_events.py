"""Azure Event Grid's deliveries: uploads that are complete, as Event Grid or CloudEvents schema.

https://learn.microsoft.com/azure/event-grid/event-schema-blob-storage. Event Grid waits 30 seconds
for an answer, and a conversion may take longer: the event goes to our own topic, as a notification
of Google's bucket does, and what happens to it is the same. Twice does no harm there.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from infra import bootstrap
from infra.cloud_events import ObjectFinalized
from infra.edge import logs
from infra.edge.bodies import KILOBYTE
from infra.edge.events import uploaded
from shared.domain.errors import Code, Refused

# https://learn.microsoft.com/azure/event-grid/quotas-limits: a batch has 1 MB at most
MAX_BYTES = 1_100 * KILOBYTE
ORIGINS = frozenset({"eventgrid.azure.net", "eventgrid.azure.com"})
_VALIDATION = "Microsoft.EventGrid.SubscriptionValidationEvent"
_CREATED = "Microsoft.Storage.BlobCreated"
# Event Grid's schema has a slash before it, CloudEvents' examples have and have not.
_SUBJECT = re.compile(r"/?blobServices/default/containers/([^/]{1,63})/blobs/(.{1,1024})")
_CODE = re.compile(r"[A-Za-z0-9-]{1,128}")
_ETAG = re.compile(r'"?(0x[0-9A-Fa-f]{1,64})"?')


def credentials(request: Request) -> str:
    """What a delivery shows of itself, as an Authorization header would say it.

    A key comes as a header of the subscription, or in its address, where Azure's own key is named
    `code`; a header is not written into logs of requests.
    """
    key = request.headers.get("x-event-key") or request.query_params.get("code", "")
    return request.headers.get("authorization") or f"Key {key}"


def agree(request: Request) -> Response:
    """Agree to be delivered to, by CloudEvents' abuse protection; this lets nobody in.

    https://github.com/cloudevents/spec/blob/v1.0/http-webhook.md#4-abuse-protection

    Raises:
        Refused: `not_found` for any other sender.
    """
    origin = request.headers.get("webhook-request-origin", "")
    if origin not in ORIGINS:
        raise Refused(Code.NOT_FOUND)
    return Response(
        headers={
            "WebHook-Allowed-Origin": origin,
            "WebHook-Allowed-Rate": "*",
            "Allow": "POST, OPTIONS",
        }
    )


def deliver(raw: bytes) -> Response:
    """Take a batch of an authenticated sender; blocks until all of it is published.

    Raises:
        Refused: `malformed_body`.
        Transient: `publish_failed`; Event Grid delivers the batch again.
    """
    batch = _batch(raw)
    for event in batch:
        if _kind(event) == _VALIDATION:
            code = _data(event).get("validationCode")
            if not isinstance(code, str) or not _CODE.fullmatch(code):
                raise Refused(Code.MALFORMED_BODY, "no validation code")
            return JSONResponse({"validationResponse": code})
    ports = bootstrap.ports()
    found = [fact for blob in _created(batch) if (fact := uploaded(blob)) is not None]
    if found:
        ports.publisher.publish(found)
    logs.logger.info("storage_events", extra={"events": len(batch), "published": len(found)})
    return Response(status_code=200)


def _batch(raw: bytes) -> list[dict[str, Any]]:
    try:
        body = json.loads(raw)
    except (ValueError, RecursionError):
        raise Refused(Code.MALFORMED_BODY, "the body is not JSON") from None
    events = body if isinstance(body, list) else [body]
    if not all(isinstance(event, dict) for event in events):
        raise Refused(Code.MALFORMED_BODY, "no batch of events")
    return events


def _kind(event: dict[str, Any]) -> object:
    """Its type in whichever schema it comes."""
    return event.get("type") if "specversion" in event else event.get("eventType")


def _data(event: dict[str, Any]) -> dict[str, Any]:
    data = event.get("data")
    return data if isinstance(data, dict) else {}


def _created(batch: list[dict[str, Any]]) -> Iterator[ObjectFinalized]:
    """The blobs that are complete; what is none is passed over, that it hold up no other."""
    for event in batch:
        subject = _SUBJECT.fullmatch(str(event.get("subject")))
        etag = _ETAG.fullmatch(str(_data(event).get("eTag")))
        if _kind(event) == _CREATED and subject and etag:
            yield ObjectFinalized(subject[1], subject[2], etag[1])
