"""Google's signed addresses, version 4, and who signs them.

Written out because the client library takes the time from the machine, and is a slow import for
the function that only signs (https://cloud.google.com/storage/docs/authentication/canonical-requests).
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import quote, urlsplit

from infra.google.failures import of_sign_in
from infra.resilience import CircuitBreaker, NotNow, Resilience, RetryPolicy
from shared.domain.errors import Code, Transient

if TYPE_CHECKING:
    from google.auth.credentials import Credentials
    from google.auth.transport import Request

T = TypeVar("T")

ENDPOINT = "https://storage.googleapis.com"
_ALGORITHM = "GOOG4-RSA-SHA256"
# A signature takes some 50 ms, and somebody waits for the address.
_PATIENCE = RetryPolicy(tries=3, seconds=10.0, base=0.2, cap=2.0)


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs for a service account.

    Attributes:
        email: the account's.
        sign: RSA-SHA256 of bytes; raises `Transient` when it cannot at the moment.
    """

    email: str
    sign: Callable[[bytes], bytes]


def sign_url(
    signer: Signer,
    *,
    method: str,
    path: str,
    headers: Mapping[str, str],
    seconds: int,
    now: datetime,
    endpoint: str = ENDPOINT,
) -> str:
    """Make an address that allows one kind of request until it expires.

    Args:
        path: `/bucket/name`.
        headers: which the request must carry as they are.
        seconds: at most seven days.
    """
    moment = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    scope = f"{moment[:8]}/auto/storage/goog4_request"
    signed = {"host": urlsplit(endpoint).netloc}
    signed |= {name.lower(): value.strip() for name, value in headers.items()}
    names = ";".join(sorted(signed))
    query = _query(
        {
            "X-Goog-Algorithm": _ALGORITHM,
            "X-Goog-Credential": f"{signer.email}/{scope}",
            "X-Goog-Date": moment,
            "X-Goog-Expires": str(seconds),
            "X-Goog-SignedHeaders": names,
        }
    )
    path = quote(path, safe="/~")
    lines = [f"{name}:{signed[name]}" for name in sorted(signed)]
    request = "\n".join([method, path, query, *lines, "", names, "UNSIGNED-PAYLOAD"])
    digest = hashlib.sha256(request.encode()).hexdigest()
    signature = signer.sign("\n".join([_ALGORITHM, moment, scope, digest]).encode())
    return f"{endpoint}{path}?{query}&X-Goog-Signature={signature.hex()}"


def signer_of(
    credentials: "Credentials",
    *,
    email: str = "",
    request: "Request | None" = None,
    resilience: Resilience | None = None,
) -> Signer:
    """Sign with the key that the credentials hold, or through IAM where they hold none.

    Without a key, as on Cloud Run, the account needs the role Service Account Token Creator on
    itself, and each signature is a call of some 50 ms to IAM's signBlob.

    Args:
        email: of the account to sign for; by default the credentials' own.
        request: makes the call to IAM; by default over the network.
        resilience: retry and circuit breaker; signing again gives the same signature.

    Raises:
        Transient: `store_unavailable` where it is not known yet whose credentials these are.
    """
    own = getattr(credentials, "signer", None)
    if own is not None and not email:
        return Signer(str(getattr(credentials, "signer_email", "")), own.sign)
    from google.auth import iam

    from infra.google.own_credentials import SignInRequest

    network = request or SignInRequest()
    calls = resilience or Resilience(_PATIENCE, CircuitBreaker("signBlob"))

    def call(work: Callable[[], T]) -> T:
        return calls.call(partial(_attempt, work))

    account = email or call(partial(_account, credentials, network))
    remote = iam.Signer(network, credentials, account)  # type: ignore[no-untyped-call]

    def sign(message: bytes) -> bytes:
        signature: bytes = call(partial(remote.sign, message))
        return signature

    return Signer(account, sign)


def _account(credentials: "Credentials", request: "Request") -> str:
    """Whose credentials these are: what the platform gives does not tell before it was used."""
    if not credentials.valid:
        credentials.refresh(request)  # type: ignore[no-untyped-call]
    account = str(getattr(credentials, "service_account_email", ""))
    if not account:
        raise NotNow(Code.STORE_UNAVAILABLE, "signBlob: no service account")
    return account


def _attempt(work: Callable[[], T]) -> T:
    from google.auth.exceptions import GoogleAuthError

    from infra.punctual_requests import ending_in_time

    try:
        with ending_in_time():
            return work()
    except GoogleAuthError as error:
        raise of_sign_in("signBlob", error) from error
    except (KeyError, TypeError, ValueError) as error:
        raise Transient(Code.STORE_UNAVAILABLE, "signBlob") from error


def _query(values: Mapping[str, str]) -> str:
    return "&".join(f"{quote(k, safe='~')}={quote(values[k], safe='~')}" for k in sorted(values))
