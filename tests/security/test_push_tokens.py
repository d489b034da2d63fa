"""Forged push tokens: each is refused before any use case runs; the true one passes."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable, Iterator
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from infra import bootstrap
from infra.edge.door import Door
from infra.google.oidc_identity import (
    COOL_DOWN_SECONDS,
    GOOGLE_ISSUERS,
    KEYS_SECONDS,
    OidcIdentity,
    OidcTokens,
    PushIdentity,
    SigningKeys,
)
from shared.domain.errors import Refused, Transient
from shared.ports.system import Principal, Role
from tests.peers.keys_peer import ACCOUNT, AUDIENCE, ISSUER, KeysPeer, claims_now


class Seconds:
    """A clock in the hand."""

    def __init__(self) -> None:
        self.time = 1000.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture(scope="module")
def shared_peer() -> Iterator[KeysPeer]:
    with KeysPeer() as peer:
        yield peer


@pytest.fixture
def own_peer() -> Iterator[KeysPeer]:
    with KeysPeer() as peer:
        yield peer


def tokens(peer: KeysPeer, now: Callable[[], float] = time.monotonic) -> OidcTokens:
    return OidcTokens(SigningKeys(peer.url, now=now), issuers=GOOGLE_ISSUERS, audience=AUDIENCE)


def push_identity(peer: KeysPeer, now: Callable[[], float] = time.monotonic) -> PushIdentity:
    return PushIdentity(tokens(peer, now), service_account=ACCOUNT)


def _part(value: object) -> str:
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _unsigned(peer: KeysPeer, algorithm: str = "none") -> str:
    return f"{_part({'alg': algorithm, 'kid': 'one'})}.{_part(claims_now())}."


def _signed_with_the_public_key(peer: KeysPeer) -> str:
    secret = (
        peer.keys["one"].public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    )
    text = f"{_part({'alg': 'HS256', 'kid': 'one'})}.{_part(claims_now())}"
    return f"{text}.{_part(hmac.digest(secret, text.encode(), hashlib.sha256))}"


def _of_another_key(peer: KeysPeer, **header: object) -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return jwt.encode(claims_now(), key, algorithm="RS256", headers={"kid": "one", **header})


def _altered(peer: KeysPeer) -> str:
    head, _, signature = peer.token(sub="1").split(".")
    return f"{head}.{_part(claims_now())}.{signature}"


def _with_key_inside(peer: KeysPeer) -> str:
    other = KeysPeer.__new__(KeysPeer)
    other.keys = {}
    other.rotate("mine")
    return jwt.encode(
        claims_now(),
        other.keys["mine"],
        algorithm="RS256",
        headers={"kid": "mine", "jwk": other.entry("mine"), "jku": "http://127.0.0.1:1/"},
    )


def _rs512(peer: KeysPeer) -> str:
    return jwt.encode(claims_now(), peer.keys["one"], algorithm="RS512", headers={"kid": "one"})


FORGED: dict[str, Callable[[KeysPeer], str]] = {
    "no token": lambda peer: "",
    "no JWT": lambda peer: "abc",
    "alg none": _unsigned,
    "alg None": lambda peer: _unsigned(peer, "NONE"),
    "alg RS256, no signature": lambda peer: _unsigned(peer, "RS256"),
    "HS256 with the public key": _signed_with_the_public_key,
    "another RSA algorithm": _rs512,
    "another key under our key's id": _of_another_key,
    "unknown key id": lambda peer: _of_another_key(peer, kid="unknown"),
    "key id that is no text": lambda peer: f"{_part({'alg': 'RS256', 'kid': 7})}.{_part({})}.x",
    "its own key inside": _with_key_inside,
    "altered": _altered,
    "another audience": lambda peer: peer.token(aud="https://elsewhere.example"),
    "audiences in a list": lambda peer: peer.token(aud=[AUDIENCE, "https://elsewhere.example"]),
    "another issuer": lambda peer: peer.token(iss="https://accounts.google.com.evil.example"),
    "another account": lambda peer: peer.token(email="other@project.iam.gserviceaccount.com"),
    "account not verified": lambda peer: peer.token(email_verified=False),
    "account verified by word": lambda peer: peer.token(email_verified="true"),
    "no account": lambda peer: peer.token(email=None),
    "expired": lambda peer: peer.token(exp=int(time.time()) - 60),
    "of the future": lambda peer: peer.token(iat=int(time.time()) + 600),
    "without end": lambda peer: peer.token(exp=None),
    "without audience": lambda peer: peer.token(aud=None),
    "huge": lambda peer: peer.token(filler="x" * 10_000),
}


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_token_is_refused(shared_peer: KeysPeer, name: str) -> None:
    with pytest.raises(Refused):
        push_identity(shared_peer).authenticate(f"Bearer {FORGED[name](shared_peer)}")


@pytest.mark.parametrize("scheme", ["", "Basic ", "bearer", "Token "])
def test_a_true_token_under_another_scheme_is_refused(shared_peer: KeysPeer, scheme: str) -> None:
    with pytest.raises(Refused):
        push_identity(shared_peer).authenticate(f"{scheme}{shared_peer.token()}")


def test_control_the_true_token_passes(shared_peer: KeysPeer) -> None:
    identity = push_identity(shared_peer)
    principal = Principal(ACCOUNT, Role.SERVICE)
    assert identity.authenticate(f"Bearer {shared_peer.token()}") == principal
    # Clocks may differ by half a minute, both ways.
    assert identity.authenticate(f"Bearer {shared_peer.token(exp=int(time.time()) - 20)}")
    assert identity.authenticate(f"Bearer {shared_peer.token(iat=int(time.time()) + 20)}")


def _naive(token: str, peer: KeysPeer) -> dict[str, Any]:
    """A reader that trusts the header's algorithm, as some libraries once did."""
    head, body, signature = token.split(".")
    pad = "=" * 3
    algorithm = json.loads(base64.urlsafe_b64decode(head + pad))["alg"]
    if algorithm == "HS256":
        public = peer.keys["one"].public_key()
        secret = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        made = hmac.digest(secret, f"{head}.{body}".encode(), hashlib.sha256)
        assert hmac.compare_digest(made, base64.urlsafe_b64decode(signature + pad))
    else:
        assert algorithm == "none"
    claims: dict[str, Any] = json.loads(base64.urlsafe_b64decode(body + pad))
    return claims


@pytest.mark.parametrize("name", ["alg none", "HS256 with the public key"])
def test_control_a_naive_reader_believes_the_forgery(shared_peer: KeysPeer, name: str) -> None:
    assert _naive(FORGED[name](shared_peer), shared_peer)["email"] == ACCOUNT


CONTROLS = {
    "another audience": {"audience": "https://elsewhere.example"},
    "another issuer": {"issuers": ("https://accounts.google.com.evil.example",)},
}


@pytest.mark.parametrize("name", CONTROLS)
def test_control_the_same_token_passes_where_it_belongs(shared_peer: KeysPeer, name: str) -> None:
    there = {"issuers": GOOGLE_ISSUERS, "audience": AUDIENCE, **CONTROLS[name]}
    reader = OidcTokens(SigningKeys(shared_peer.url), **there)  # type: ignore[arg-type]
    assert reader.read(f"Bearer {FORGED[name](shared_peer)}")


@pytest.mark.parametrize("name", [*FORGED, "true"])
def test_the_door_runs_nothing_for_a_forgery(
    ports: bootstrap.Ports, shared_peer: KeysPeer, name: str
) -> None:
    # GIVEN a function behind the push door
    ran: list[object] = []
    door = Door("convert", on_message=ran.append)
    ports.push_identity = push_identity(shared_peer)

    async def answer(request: Request) -> Response:
        return await door(request)

    client = TestClient(Starlette(routes=[Route("/", answer, methods=["POST"])]))
    token = shared_peer.token() if name == "true" else FORGED[name](shared_peer)
    # WHEN somebody pushes
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    got = client.post("/", json={"message": {"data": "", "attributes": {}}}, headers=headers)
    # THEN only the true token gets through
    assert (got.status_code, len(ran)) == ((204, 1) if name == "true" else (401, 0))


def test_a_new_key_is_fetched_once_and_old_ones_stay_known(own_peer: KeysPeer) -> None:
    now = Seconds()
    identity = push_identity(own_peer, now)
    first = own_peer.token()
    identity.authenticate(f"Bearer {first}")
    identity.authenticate(f"Bearer {first}")
    assert own_peer.asked == 1
    # WHEN the issuer rotates THEN its new key is asked for, once the cool-down is over
    own_peer.rotate("two")
    with pytest.raises(Refused):
        identity.authenticate(f"Bearer {own_peer.token()}")
    assert own_peer.asked == 1
    now.time += COOL_DOWN_SECONDS
    identity.authenticate(f"Bearer {own_peer.token()}")
    assert own_peer.asked == 2
    # AND the withdrawn key is believed no more
    with pytest.raises(Refused):
        identity.authenticate(f"Bearer {first}")


def test_unknown_keys_do_not_make_us_ask_for_each(own_peer: KeysPeer) -> None:
    identity = push_identity(own_peer, Seconds())
    for index in range(50):
        unknown = f"{_part({'alg': 'RS256', 'kid': f'k{index}'})}.{_part(claims_now())}.AAAA"
        with pytest.raises(Refused):
            identity.authenticate(f"Bearer {unknown}")
    assert own_peer.asked == 1


def test_without_fresh_keys_nobody_comes_in(own_peer: KeysPeer) -> None:
    # GIVEN keys that were had, and an issuer that no longer answers
    now = Seconds()
    identity = push_identity(own_peer, now)
    token = own_peer.token()
    identity.authenticate(f"Bearer {token}")
    own_peer.status = 503
    # THEN they are believed for their hour
    now.time += KEYS_SECONDS - 1
    identity.authenticate(f"Bearer {token}")
    # AND not longer
    now.time += 1
    for _ in range(3):
        with pytest.raises(Transient):
            identity.authenticate(f"Bearer {token}")
    # Once, and twice again within that call.
    assert own_peer.asked == 1 + 3
    own_peer.status = 200
    now.time += COOL_DOWN_SECONDS
    identity.authenticate(f"Bearer {token}")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b'{"keys": []}',
        b'{"keys": [{"kty": "oct", "kid": "one", "k": "c2VjcmV0"}]}',
        b'{"keys": 7}',
        b"[" * 60_000,
        b" " * 70_000,
    ],
)
def test_a_key_set_that_is_none_lets_nobody_in(own_peer: KeysPeer, body: bytes) -> None:
    own_peer.body = body
    with pytest.raises(Transient):
        push_identity(own_peer).authenticate(f"Bearer {own_peer.token()}")


def test_a_weak_key_is_no_key(own_peer: KeysPeer) -> None:
    own_peer.rotate("weak", bits=1024)
    with pytest.warns(jwt.warnings.InsecureKeyLengthWarning):
        token = own_peer.token()
    with pytest.raises(Transient):
        push_identity(own_peer).authenticate(f"Bearer {token}")


@pytest.mark.parametrize("arguments", [{"audience": ""}, {"issuers": ()}, {"issuers": ("",)}])
def test_an_empty_condition_is_refused_at_the_start(arguments: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="empty"):
        OidcTokens(
            SigningKeys("http://127.0.0.1:1"),
            **{"issuers": (ISSUER,), "audience": AUDIENCE, **arguments},
        )


@pytest.mark.parametrize(
    ("claims", "role"),
    [({}, Role.LEARNER), ({"role": "teacher"}, Role.TEACHER), ({"role": "admin"}, Role.ADMIN)],
)
def test_people_are_known_by_subject_and_role(
    shared_peer: KeysPeer, claims: dict[str, str], role: Role
) -> None:
    identity = OidcIdentity(tokens(shared_peer))
    found = identity.authenticate(f"Bearer {shared_peer.token(sub='abcDEF123', **claims)}")
    assert found == Principal("abcDEF123", role)


@pytest.mark.parametrize(
    "claims",
    [
        {"role": "service"},
        {"role": "owner"},
        {"role": ["admin"]},
        {"sub": ""},
        {"sub": "../x"},
        {"sub": "a/b"},
        {"sub": "x" * 129},
    ],
)
def test_other_roles_and_awkward_subjects_are_refused(
    shared_peer: KeysPeer, claims: dict[str, Any]
) -> None:
    with pytest.raises(Refused):
        OidcIdentity(tokens(shared_peer)).authenticate(f"Bearer {shared_peer.token(**claims)}")


def test_nobody_signed_in_is_refused(shared_peer: KeysPeer) -> None:
    with pytest.raises(Refused):
        OidcIdentity(tokens(shared_peer)).authenticate("")
