"""The process's own sign-in at Google, within our limits.

Google's library asks up to five times with waits of its own, bounds each silence but no answer, and
looks up more than a call needs. Here a renewal is one try that ends in time, also where gRPC waits
for it in a thread of its own; whether another try helps is for `infra.resilience` to say.

Imports google.auth and requests: import this only where a client is built.
"""

import os
from contextvars import Context
from typing import Any, cast

import google.auth
from google.auth.compute_engine import Credentials as PlatformCredentials
from google.auth.credentials import DEFAULT_UNIVERSE_DOMAIN, Credentials
from google.auth.exceptions import GoogleAuthError, RefreshError, TransportError
from google.auth.transport import Response
from google.auth.transport.requests import Request
from requests import Session

from infra.http_answers import passes, retry_after
from infra.punctual_requests import ending_in_time, is_ending_in_time, make_punctual
from infra.resilience import deadline, remaining

# The metadata server answers within milliseconds, a token's endpoint in some 100 ms.
RENEWAL_SECONDS = 10.0
_SILENCE_SECONDS = 5.0
_SCOPES = ("https://www.googleapis.com/auth/cloud-platform",)


class SignInError(RefreshError):
    """Nobody answered, or not as one who signs in; another try may go better.

    Not the `TransportError` at which the library's loops wait and ask again.
    """

    def __init__(self, detail: str, retry_after: float | None = None) -> None:
        super().__init__(detail, retryable=True)  # type: ignore[no-untyped-call]
        self.retry_after = retry_after


class SignInRequest(Request):
    """How google.auth asks: each question once, under the limits of `ending_in_time`."""

    def __init__(self) -> None:
        session = Session()
        make_punctual(session)
        super().__init__(session)

    def __call__(
        self,
        url: str,
        method: str = "GET",
        body: bytes | None = None,
        headers: Any = None,
        timeout: object = None,  # noqa: ARG002 - two minutes a silence, unless somebody says less
        **named: Any,
    ) -> Response:
        """Ask once; the library's own `timeout` gives way to ours.

        Raises:
            SignInError: no whole answer, or a status that passes.
        """
        left = remaining()
        if left <= 0:
            raise SignInError("no time left")
        silence = min(_SILENCE_SECONDS, left)
        try:
            answer = super().__call__(url, method, body, headers, silence, **named)  # type: ignore[no-untyped-call]
        except TransportError as error:
            raise SignInError(type(error).__name__) from error
        response = cast("Response", answer)
        if passes(response.status):
            raise SignInError(f"answered {response.status}", retry_after(response.headers))
        return response


class OwnCredentials(Credentials):
    """Credentials that renew their token within our limits, whichever client uses them.

    Args:
        inner: what google.auth found.
        request: asks for them; the library's own requests are not used.
    """

    def __init__(self, inner: Credentials, request: Request) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._inner = inner
        self._request = request

    def refresh(self, request: object) -> None:  # noqa: ARG002 - ours is used instead
        """Get a new token.

        Raises:
            GoogleAuthError: `retryable` where another try may go better.
        """
        if is_ending_in_time():
            self._renew()
        else:
            # gRPC asks in the context in which its channel was made: a deadline found there is
            # that of a call long over. The call that waits now has its own limit.
            Context().run(self._renew)

    @property
    def universe_domain(self) -> str:
        """Whose Google it is."""
        return str(self._inner.universe_domain)

    @property
    def quota_project_id(self) -> str | None:
        """Who pays, where a user's own credentials are used."""
        return cast("str | None", self._inner.quota_project_id)

    @property
    def signer(self) -> Any:
        """What signs with the key that these hold; None where they hold none."""
        return getattr(self._inner, "signer", None)

    @property
    def service_account_email(self) -> str:
        """Whose they are; the platform's are nobody's until they were renewed once."""
        return str(getattr(self._inner, "service_account_email", ""))

    @property
    def signer_email(self) -> str:
        """Whose signature that is."""
        return str(getattr(self._inner, "signer_email", ""))

    def _renew(self) -> None:
        inner = self._inner
        with deadline(RENEWAL_SECONDS), ending_in_time():
            try:
                inner.refresh(self._request)  # type: ignore[no-untyped-call]
            except GoogleAuthError:
                raise
            except (KeyError, TypeError, ValueError) as error:
                raise SignInError("an answer of another shape") from error
        self.token, self.expiry = inner.token, inner.expiry


def own_credentials() -> OwnCredentials:
    """Find the process's own: a key file's, a user's, or what the platform gives.

    Raises:
        GoogleAuthError: there are none, or nobody answers.
    """
    request = SignInRequest()
    with deadline(RENEWAL_SECONDS), ending_in_time():
        found, _ = google.auth.default(scopes=_SCOPES, request=request)
    if isinstance(found, PlatformCredentials):
        # Else each client asks the metadata server for it, past any limit.
        universe = os.environ.get("GOOGLE_CLOUD_UNIVERSE_DOMAIN") or DEFAULT_UNIVERSE_DOMAIN
        found = found.with_universe_domain(universe)
    return OwnCredentials(found, request)
