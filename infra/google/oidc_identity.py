"""Who sends a request, told by an OpenID Connect token: Pub/Sub's push, and people's ID tokens.

A token counts if it is signed with RS256 by a key that the issuer publishes now, names this issuer
and this audience, and has not expired, with 30 s for clocks that differ. Anything else is refused,
and so is everything when the keys cannot be had.
"""

import json
import re
import time
from collections.abc import Callable, Mapping
from threading import Lock
from typing import TYPE_CHECKING, Any

from infra.http_answers import passes, retry_after
from infra.resilience import CircuitBreaker, NotNow, Now, Resilience, RetryPolicy
from shared.domain.errors import Code, Refused, Transient
from shared.ports.system import Identity, Principal, Role

if TYPE_CHECKING:
    from jwt import PyJWK
    from requests import Response, Session

# https://cloud.google.com/pubsub/docs/authenticate-push-subscriptions#jwt_claims
GOOGLE_ISSUERS = ("https://accounts.google.com", "accounts.google.com")

LEEWAY_SECONDS = 30
# Google's answer may be kept for some hours, and a key is published long before it signs; an hour
# bounds how long a withdrawn key is still believed.
KEYS_SECONDS = 3600.0
# How often tokens with unknown keys, which anybody can send, may make us ask for the keys.
COOL_DOWN_SECONDS = 30.0
# Somebody waits to be let in meanwhile.
_PATIENCE = RetryPolicy(tries=3, seconds=5.0, base=0.1, cap=1.0)
_SILENCE_SECONDS = 3.0
_MOST_KEY_BYTES = 64_000  # Google's are 1 to 2 KB
_MOST_TOKEN_CHARACTERS = 8_192  # Google's are below 1 200
_LEAST_KEY_BITS = 2048

# Ids name documents and blobs. Firebase's and Google's own are letters and digits.
_SUBJECT = re.compile(r"[A-Za-z0-9_-]{1,128}")
_PEOPLE = {role.value: role for role in (Role.LEARNER, Role.TEACHER, Role.ADMIN)}


class SigningKeys:
    """An issuer's public keys, kept for a while, asked for again when a new one signs.

    Args:
        url: of the JSON Web Key Set (RFC 7517).
        fetch: gets its bytes; raises `Transient` when they cannot be had.
        now: seconds on a clock that never goes back.
    """

    def __init__(
        self,
        url: str,
        *,
        fetch: "Callable[[str], bytes] | None" = None,
        now: Now = time.monotonic,
    ) -> None:
        self._url = url
        self._fetch = fetch or fetch_keys
        self._now = now
        self._lock = Lock()
        self._keys: Mapping[str, PyJWK] = {}
        self._good_until = -1.0
        self._asked_at = float("-inf")

    def find(self, key_id: str) -> "PyJWK | None":
        """Give the key of that id; None where the issuer publishes none.

        Raises:
            Transient: `provider_unavailable` when there are no keys to be had that are fresh.
        """
        with self._lock:
            stale = self._now() >= self._good_until
            if (stale or key_id not in self._keys) and not self._cooling():
                self._renew()
            if self._now() >= self._good_until:
                raise Transient(Code.PROVIDER_UNAVAILABLE, "signing keys")
            return self._keys.get(key_id)

    def ready(self) -> None:
        """Look whether there are keys.

        Raises:
            Transient: `provider_unavailable`.
        """
        self.find("")

    def _cooling(self) -> bool:
        return self._now() - self._asked_at < COOL_DOWN_SECONDS

    def _renew(self) -> None:
        self._asked_at = self._now()
        try:
            self._keys = _read_keys(self._fetch(self._url))
        except Transient:
            return  # what is kept is believed until its hour is over
        self._good_until = self._asked_at + KEYS_SECONDS


class OidcTokens:
    """Reads tokens of one issuer for one audience.

    Args:
        issuers: spellings of the issuer.
        audience: the one whom the tokens must be for.
    """

    def __init__(self, keys: SigningKeys, *, issuers: tuple[str, ...], audience: str) -> None:
        if not audience or not all(issuers) or not issuers:
            raise ValueError("an empty issuer or audience would let other people's tokens in")
        self._keys = keys
        self._issuers = issuers
        self._audience = audience

    def ready(self) -> None:
        """Look whether there are keys to check with; raises `Transient` where there are none."""
        self._keys.ready()

    def read(self, authorization: str) -> Mapping[str, Any]:
        """Check an Authorization header and give the token's claims.

        Raises:
            Refused: `unauthenticated`, whatever is wrong with it.
            Transient: `provider_unavailable`; no keys to check it with.
        """
        import jwt

        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer" or not 0 < len(token) <= _MOST_TOKEN_CHARACTERS:
            raise Refused(Code.UNAUTHENTICATED)
        try:
            header = jwt.get_unverified_header(token)
            key_id = header.get("kid")
            if header.get("alg") != "RS256" or not isinstance(key_id, str):
                raise Refused(Code.UNAUTHENTICATED)
            key = self._keys.find(key_id)
            if key is None:
                raise Refused(Code.UNAUTHENTICATED)
            claims: Mapping[str, Any] = jwt.decode(
                token,
                key,
                # Named here and not taken from the token: else HS256 with the public key as its
                # secret would pass.
                algorithms=["RS256"],
                audience=self._audience,
                issuer=list(self._issuers),
                leeway=LEEWAY_SECONDS,
                options={"require": ["exp", "iat", "iss", "aud", "sub"], "strict_aud": True},
            )
        except (jwt.PyJWTError, ValueError, RecursionError):
            raise Refused(Code.UNAUTHENTICATED) from None
        return claims


class PushIdentity(Identity):
    """Lets nobody push but our subscriptions' service account.

    Args:
        tokens: of Google, for the audience that the subscriptions name.
        service_account: its e-mail address.
    """

    def __init__(self, tokens: OidcTokens, *, service_account: str) -> None:
        if not service_account:
            raise ValueError("without a service account, anybody's Google token would do")
        self._tokens = tokens
        self._service_account = service_account

    def ready(self) -> None:
        """Look whether tokens can be checked; raises `Transient` where they cannot."""
        self._tokens.ready()

    def authenticate(self, authorization: str) -> Principal:
        """Check a push request's token.

        Raises:
            Refused: `unauthenticated`.
            Transient: `provider_unavailable`.
        """
        claims = self._tokens.read(authorization)
        if claims.get("email") != self._service_account or claims.get("email_verified") is not True:
            raise Refused(Code.UNAUTHENTICATED)
        return Principal(self._service_account, Role.SERVICE)


class OidcIdentity(Identity):
    """Knows people by their ID tokens, of Firebase or another issuer; `role` is a custom claim."""

    def __init__(self, tokens: OidcTokens) -> None:
        self._tokens = tokens

    def ready(self) -> None:
        """Look whether tokens can be checked; raises `Transient` where they cannot."""
        self._tokens.ready()

    def authenticate(self, authorization: str) -> Principal:
        """Check a person's token; without a role, somebody is a learner.

        Raises:
            Refused: `unauthenticated`.
            Transient: `provider_unavailable`.
        """
        claims = self._tokens.read(authorization)
        subject, role = claims.get("sub"), claims.get("role", Role.LEARNER.value)
        if not isinstance(subject, str) or not _SUBJECT.fullmatch(subject):
            raise Refused(Code.UNAUTHENTICATED)
        if not isinstance(role, str) or role not in _PEOPLE:
            raise Refused(Code.UNAUTHENTICATED)
        return Principal(subject, _PEOPLE[role])


def fetch_keys(url: str, resilience: Resilience | None = None) -> bytes:
    """Get a key set, bounded in time and bytes; redirects are not followed.

    Raises:
        Transient: `provider_unavailable`.
    """
    # No circuit: whoever asks is held back by `COOL_DOWN_SECONDS`.
    resilience = resilience or Resilience(_PATIENCE, CircuitBreaker("signing keys"))
    return resilience.call(lambda: _ask_for_keys(url))


def _ask_for_keys(url: str) -> bytes:
    # Google's clients, which every store of the cloud is reached through, load this library anyway.
    from requests import RequestException, Session
    from urllib3.exceptions import HTTPError

    from infra.punctual_requests import TooLargeError, ending_in_time, read_at_most

    try:
        with ending_in_time(), Session() as session, _asked(session, url) as answer:
            body = read_at_most(answer, _MOST_KEY_BYTES)
    except TooLargeError as error:
        raise NotNow(Code.PROVIDER_UNAVAILABLE, "signing keys") from error
    except (RequestException, HTTPError, OSError) as error:
        raise Transient(Code.PROVIDER_UNAVAILABLE, "signing keys") from error
    if answer.status_code == 200:
        return body
    if passes(answer.status_code):
        wait = retry_after(answer.headers)
        raise Transient(Code.PROVIDER_UNAVAILABLE, "signing keys", retry_after=wait)
    raise NotNow(Code.PROVIDER_UNAVAILABLE, "signing keys")


def _asked(session: "Session", url: str) -> "Response":
    from infra.punctual_requests import make_punctual

    make_punctual(session)
    session.trust_env = False  # a proxy would choose the keys
    plain = {"Accept-Encoding": "identity"}
    return session.get(
        url, headers=plain, stream=True, allow_redirects=False, timeout=_SILENCE_SECONDS
    )


def _read_keys(body: bytes) -> Mapping[str, "PyJWK"]:
    import jwt

    try:
        listed = json.loads(body)["keys"]
        keys = {entry["kid"]: jwt.PyJWK(entry, algorithm="RS256") for entry in map(_ours, listed)}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, jwt.PyJWTError):
        keys = {}
    strong = {k: key for k, key in keys.items() if key.key.key_size >= _LEAST_KEY_BITS}
    if not strong:
        raise Transient(Code.PROVIDER_UNAVAILABLE, "signing keys")
    return strong


def _ours(entry: dict[str, Any]) -> dict[str, Any]:
    """A public RSA key for signatures.

    Raises:
        ValueError: another kind of key; the whole set is refused, since it is not what we know.
    """
    if entry.get("kty") != "RSA" or entry.get("use", "sig") != "sig" or "d" in entry:
        raise ValueError
    if entry.get("alg", "RS256") != "RS256":
        raise ValueError
    return entry
