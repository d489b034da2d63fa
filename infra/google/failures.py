"""What goes wrong at Google's speech engines, in our tree of errors.

    UNAVAILABLE · RESOURCE_EXHAUSTED · DEADLINE_EXCEEDED · INTERNAL · ABORTED …   Transient
    INVALID_ARGUMENT · FAILED_PRECONDITION · OUT_OF_RANGE · UNIMPLEMENTED         Permanent
    UNAUTHENTICATED · PERMISSION_DENIED · NOT_FOUND · no credentials · no client  SetUpRefused

A vendor's message may quote a phrase or a path, so none is kept. Each code's meaning:
https://cloud.google.com/apis/design/errors.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from logging import WARNING, getLogger
from typing import TYPE_CHECKING

from infra.resilience import NotNow, SetUpRefused
from shared.domain.errors import Code, ParlonsError, Permanent, Transient

if TYPE_CHECKING:
    from google.api_core.exceptions import GoogleAPICallError
    from google.auth.exceptions import GoogleAuthError

_TOO_LARGE = "larger than max"


@contextmanager
def translated(provider: str) -> Iterator[None]:
    """Raise our errors instead of the client library's.

    Raises:
        Transient: `provider_unavailable`, with the wait that the service asks for.
        Permanent: `provider_refused`.
    """
    try:
        from google.api_core.exceptions import GoogleAPICallError
        from google.auth.exceptions import GoogleAuthError
    except ImportError:
        raise _no_client(provider) from None
    try:
        yield
    except GoogleAPICallError as error:
        raise of_call(provider, error) from None
    except GoogleAuthError as error:
        if error.retryable:
            raise of_sign_in(provider, error, code=Code.PROVIDER_UNAVAILABLE) from None
        raise SetUpRefused(Code.PROVIDER_REFUSED, f"{provider}: no valid credentials") from None
    except ImportError:
        raise _no_client(provider) from None


def of_call(provider: str, error: "GoogleAPICallError") -> ParlonsError:
    """The error for a call that was answered, or not, by a status."""
    from google.api_core import exceptions

    status = getattr(error.grpc_status_code, "name", type(error).__name__)
    detail = f"{provider}: answered {status}"
    if isinstance(error, exceptions.ResourceExhausted) and _TOO_LARGE in error.message:
        # gRPC's own word for an answer beyond our bound; it would be as large the next time.
        return Permanent(Code.PROVIDER_REFUSED, f"{provider}: answer too large")
    if isinstance(error, (exceptions.Unauthorized, exceptions.Forbidden, exceptions.NotFound)):
        return SetUpRefused(Code.PROVIDER_REFUSED, detail)
    passing = (
        *(exceptions.TooManyRequests, exceptions.ServerError),
        *(exceptions.Aborted, exceptions.Cancelled),
    )
    if isinstance(error, passing) and not isinstance(error, exceptions.MethodNotImplemented):
        wait = _retry_delay(error)
        return Transient(Code.PROVIDER_UNAVAILABLE, detail, retry_after=wait)
    return Permanent(Code.PROVIDER_REFUSED, detail)


def of_sign_in(
    provider: str, error: "GoogleAuthError", *, code: Code = Code.STORE_UNAVAILABLE
) -> Transient:
    """The error for a token, or a signature, that was not given.

    What is refused may be mended while the message waits, and not by another try before.
    """
    detail = f"{provider}: signing in failed"
    if error.retryable:
        return Transient(code, detail, retry_after=getattr(error, "retry_after", None))
    return NotNow(code, detail)


def of_status(provider: str, code: int) -> ParlonsError:
    """The error for a `google.rpc.Status` inside an answer."""
    from google.api_core.exceptions import from_grpc_status

    error: GoogleAPICallError = from_grpc_status(code, "")  # type: ignore[no-untyped-call]
    return of_call(provider, error)


def quiet_clients() -> None:
    """Keep the client libraries from logging their requests, which hold what learners say."""
    for name in ("google", "grpc"):
        getLogger(name).setLevel(WARNING)


def _retry_delay(error: "GoogleAPICallError") -> float | None:
    from google.rpc.error_details_pb2 import RetryInfo

    for detail in error.details:
        if isinstance(detail, RetryInfo):
            delay: timedelta = detail.retry_delay.ToTimedelta()
            return max(0.0, delay.total_seconds())
    return None


def _no_client(provider: str) -> SetUpRefused:
    return SetUpRefused(
        Code.PROVIDER_REFUSED, f"{provider}: its client is not installed (extra `cloud`)"
    )
