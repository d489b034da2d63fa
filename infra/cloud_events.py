"""The wire form of events: CloudEvents 1.0 in binary mode, as attributes and a small JSON body.

The same pair serves the embedded queue and Pub/Sub (its CloudEvents binding prefixes attributes
with `ce-`: https://github.com/googleapis/google-cloudevents). Beside our own events a door meets
one that the blob store sends: an upload is complete.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from infra import trace_context
from shared.domain.errors import Code, Permanent
from shared.domain.events import Event, EventType

SOURCE = "//parlons/recordings"
FINALIZED = "google.cloud.storage.object.v1.finalized"

# An event of ours is about 150 bytes, a storage notification about 1 KB.
MAX_DATA_BYTES = 64 * 1024
MAX_NAME_CHARACTERS = 1024  # of an object, as Google Cloud Storage has it

_ID = re.compile(r"[\x21-\x7e]{1,255}")
_RECORDING = re.compile(r"[A-Za-z0-9._-]{1,128}")
_GENERATION = re.compile(r"[A-Za-z0-9._-]{0,128}")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)")
_BUCKET_IN_SOURCE = re.compile(r"//storage\.googleapis\.com/projects/_/buckets/([^/]+)")


@dataclass(frozen=True, slots=True)
class ObjectFinalized:
    """An object is complete in the blob store. Nothing in it is to be trusted but its being sent.

    Attributes:
        bucket: where; a foreign one is to be ignored.
        name: as in the `BlobStore` port.
        generation: of this content.
    """

    bucket: str
    name: str
    generation: str


def encode(event: Event) -> tuple[dict[str, str], bytes]:
    """Write an event as message attributes and data; the work at hand becomes its cause."""
    attributes = {
        "ce-specversion": "1.0",
        "ce-type": event.type.value,
        "ce-id": event.id,
        "ce-source": SOURCE,
        "ce-time": event.time.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "ce-subject": event.recording_id,
        "content-type": "application/json",
    }
    if traceparent := trace_context.caused_by(event.traceparent):
        attributes["traceparent"] = traceparent
    data = {"recording_id": event.recording_id, "generation": event.generation}
    return attributes, json.dumps(data, separators=(",", ":")).encode()


def decode(attributes: Mapping[str, str], data: bytes) -> Event:
    """Read an event of ours.

    A malformed traceparent is dropped: tracing must not stop the work.

    Raises:
        Permanent: `unknown_event` for another type, version or shape.
    """
    if attributes.get("ce-specversion") != "1.0":
        raise _unknown("specversion")
    try:
        kind = EventType(attributes.get("ce-type", ""))
    except ValueError:
        raise _unknown("type") from None
    body = _object(data)
    if body.keys() != {"recording_id", "generation"}:
        raise _unknown("data")
    traceparent = attributes.get("traceparent")
    trusted = isinstance(traceparent, str) and trace_context.parse(traceparent)
    return Event(
        id=_text(attributes.get("ce-id"), _ID, "id"),
        type=kind,
        recording_id=_text(body["recording_id"], _RECORDING, "recording_id"),
        generation=_text(body["generation"], _GENERATION, "generation"),
        time=_moment(attributes.get("ce-time")),
        traceparent=traceparent if trusted and traceparent else "",
    )


def encode_finalized(finalized: ObjectFinalized) -> tuple[dict[str, str], bytes]:
    """Write a storage notification as Google Cloud Storage sends it to a topic."""
    attributes = {
        "eventType": "OBJECT_FINALIZE",
        "payloadFormat": "NONE",
        "bucketId": finalized.bucket,
        "objectId": finalized.name,
        "objectGeneration": finalized.generation,
    }
    return attributes, b""


def decode_finalized(attributes: Mapping[str, str], data: bytes) -> ObjectFinalized:
    """Read a storage notification, from a topic or as a CloudEvent.

    Raises:
        Permanent: `unknown_event` for another type or shape, such as a deletion.
    """
    if attributes.get("eventType") == "OBJECT_FINALIZE":
        return ObjectFinalized(
            _name(attributes.get("bucketId"), "bucketId"),
            _name(attributes.get("objectId"), "objectId"),
            _text(attributes.get("objectGeneration"), _GENERATION, "objectGeneration"),
        )
    if attributes.get("ce-type") == FINALIZED:
        body = _object(data)
        source = _BUCKET_IN_SOURCE.fullmatch(_name(attributes.get("ce-source"), "source"))
        if source is None or body.get("bucket") != source[1]:
            raise _unknown("bucket")
        return ObjectFinalized(
            _name(body.get("bucket"), "bucket"),
            _name(body.get("name"), "name"),
            _text(body.get("generation"), _GENERATION, "generation"),
        )
    raise _unknown("type")


def decode_any(attributes: Mapping[str, str], data: bytes) -> Event | ObjectFinalized:
    """Read what arrives on `audio.uploaded`: a storage notification, or our own event on replay.

    Raises:
        Permanent: `unknown_event`.
    """
    if "eventType" in attributes or attributes.get("ce-type") == FINALIZED:
        return decode_finalized(attributes, data)
    return decode(attributes, data)


def _unknown(field: str) -> Permanent:
    return Permanent(Code.UNKNOWN_EVENT, field)


def _object(data: bytes) -> dict[str, object]:
    if len(data) > MAX_DATA_BYTES:
        raise _unknown("size")
    try:
        body = json.loads(data)
    except (ValueError, RecursionError):  # deep nesting ends in the latter
        raise _unknown("data") from None
    if not isinstance(body, dict):
        raise _unknown("data")
    return body


def _text(value: object, shape: re.Pattern[str], field: str) -> str:
    if not isinstance(value, str) or not shape.fullmatch(value):
        raise _unknown(field)
    return value


def _name(value: object, field: str) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= MAX_NAME_CHARACTERS:
        raise _unknown(field)
    if not value.isprintable():  # control characters and lone surrogates break logs and stores
        raise _unknown(field)
    return value


def _moment(value: object) -> datetime:
    text = _text(value, _TIME, "time")
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        raise _unknown("time") from None
