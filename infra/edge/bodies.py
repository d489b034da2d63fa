"""Bodies, bounded before they are read and checked before anybody acts on them."""

import re
from collections.abc import Mapping
from itertools import islice
from typing import NewType, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.requests import Request
from starlette.types import Message

from shared.domain.errors import Code, Refused

KILOBYTE = 1_000
JSON = "application/json"
MOST_FAULTS = 50
_NAME = re.compile(r"[a-z_]{1,32}|\d{1,6}")


class Body(BaseModel):
    """Base of request and response models: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class InvalidFields(Refused):
    """A body or query that parses but does not fit; `errors` lists every field at fault."""

    def __init__(self, error: ValidationError) -> None:
        super().__init__(Code.INVALID_REQUEST)
        self.errors = [
            {"field": ".".join(map(_shown, problem["loc"])), "message": problem["msg"]}
            for problem in islice(
                error.errors(include_input=False, include_url=False, include_context=False),
                MOST_FAULTS,
            )
        ]


def _shown(part: str | int) -> str:
    """Name a field as the caller did, unless that could be content: unknown fields are theirs."""
    name = str(part)
    return name if _NAME.fullmatch(name) else "(unknown)"


Model = TypeVar("Model", bound=BaseModel)
Bounded = NewType("Bounded", Request)
"""A request whose body cannot be read beyond its limit."""


def bound(request: Request, limit: int) -> Bounded:
    """Refuse a body over `limit` bytes, whether it says so beforehand or not.

    Raises:
        Refused: `payload_too_large`, now by Content-Length or later while reading.
    """
    too_large = Refused(Code.PAYLOAD_TOO_LARGE, f"at most {limit} bytes")
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > limit:
        raise too_large
    seen = 0

    async def receive() -> Message:
        nonlocal seen
        message = await request.receive()
        seen += len(message.get("body", b""))
        if seen > limit:
            raise too_large
        return message

    return Bounded(Request(request.scope, receive))


async def parse_json(model: type[Model], request: Request) -> Model:
    """Check a JSON body against its model.

    The content type has to say so: pages of other origins may send forms and plain text without
    asking, but not JSON, so development sign-in on loopback is not theirs to use.

    Raises:
        Refused: `unsupported_media_type`; `malformed_body` when it is not JSON.
        InvalidFields: it does not fit the model.
    """
    raw = await request.body()
    declared = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if declared != JSON:
        raise Refused(Code.UNSUPPORTED_MEDIA_TYPE, JSON)
    try:
        # Strict: 0 is no false, and "3" no 3. What has no JSON type of its own comes as a string.
        return model.model_validate_json(raw, strict=True)
    except ValidationError as error:
        if any(problem["type"] == "json_invalid" for problem in error.errors(include_url=False)):
            raise Refused(Code.MALFORMED_BODY, "the body is not JSON") from None
        raise InvalidFields(error) from None


def fit(model: type[Model], fields: Mapping[str, object]) -> Model:
    """Check the fields of a form or a query against their model.

    Raises:
        InvalidFields: they do not fit.
    """
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        raise InvalidFields(error) from None
