"""Errors as RFC 9457 problem documents, with our stable code and what to do next."""

import json
import math
from collections.abc import Mapping, Sequence

from starlette.responses import Response

from shared.domain.errors import ADVICE, Code, ParlonsError, Transient

STATUS: Mapping[Code, int] = {
    Code.INVALID_REQUEST: 422,
    Code.MALFORMED_BODY: 400,
    Code.UNAUTHENTICATED: 401,
    Code.NOT_FOUND: 404,
    Code.METHOD_NOT_ALLOWED: 405,
    Code.PAYLOAD_TOO_LARGE: 413,
    Code.UNSUPPORTED_MEDIA_TYPE: 415,
    Code.IDEMPOTENCY_KEY_INVALID: 400,
    Code.IDEMPOTENCY_KEY_REUSED: 422,
    Code.REQUEST_IN_FLIGHT: 409,
    Code.UPLOAD_NOT_ALLOWED: 403,
    Code.ALREADY_UPLOADED: 409,
    Code.UPLOAD_MISMATCH: 400,
    Code.CONSENT_MISSING: 403,
    Code.PLAN_CLOSED: 409,
    Code.TOO_MANY_REQUESTS: 429,
    Code.DAILY_AUDIO_REACHED: 429,
    Code.REQUEST_TIMEOUT: 408,
    Code.ALREADY_FINISHED: 409,
    Code.INTERNAL: 500,
    Code.PROVIDER_REFUSED: 502,
    Code.IN_PROGRESS: 503,
    Code.STALE_WRITE: 503,
    Code.STORE_UNAVAILABLE: 503,
    Code.PUBLISH_FAILED: 503,
    Code.PROVIDER_UNAVAILABLE: 503,
}
"""Statuses by code; a Transient not listed answers 503, anything else `UNPROCESSABLE`."""
UNPROCESSABLE = 422
MEDIA_TYPE = "application/problem+json"


WORTH_A_RETRY = frozenset(
    {Code.REQUEST_IN_FLIGHT, Code.TOO_MANY_REQUESTS, Code.DAILY_AUDIO_REACHED}
)
"""Codes other than a Transient's that another try may not meet."""


def status_of(error: ParlonsError) -> int:
    """HTTP status for an error."""
    return STATUS.get(error.code, 503 if isinstance(error, Transient) else UNPROCESSABLE)


def problem(
    error: ParlonsError,
    *,
    errors: Sequence[Mapping[str, str]] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Answer with a problem document.

    Args:
        errors: one entry per field at fault: `field`, `message`.
        headers: further headers, such as Allow.
    """
    status = status_of(error)
    body: dict[str, object] = {
        "type": f"urn:parlons:problem:{error.code}",
        "title": ADVICE[error.code],
        "status": status,
        "code": error.code.value,
    }
    if error.detail:
        body["detail"] = error.detail
    if errors:
        body["errors"] = list(errors)
    extra = dict(headers or {})
    if isinstance(error, Transient) or error.code in WORTH_A_RETRY:
        extra["Retry-After"] = str(max(1, math.ceil(getattr(error, "retry_after", None) or 1)))
    if status == 405:
        extra["Allow"] = error.detail
    if status == 401:
        extra["WWW-Authenticate"] = "Bearer"
    return Response(
        json.dumps(body, ensure_ascii=False),
        status,
        headers=extra,
        media_type=MEDIA_TYPE,
    )
