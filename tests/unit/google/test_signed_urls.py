"""Signed addresses equal those of Google's own library; without a key, IAM signs."""

import base64
import json
from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from google.auth.credentials import AnonymousCredentials, Credentials, Signing
from google.cloud.storage import _signing

from infra.google.own_credentials import OwnCredentials, SignInRequest
from infra.google.signed_urls import Signer, sign_url, signer_of
from shared.domain.errors import Code, Transient

EMAIL = "app@project.iam.gserviceaccount.com"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def sign(message: bytes) -> bytes:
    return KEY.sign(message, padding.PKCS1v15(), hashes.SHA256())


class WithKey(AnonymousCredentials, Signing):
    """Credentials that hold a key, as a service account's file does."""

    signer_email = EMAIL
    signer = SimpleNamespace(sign=sign)

    def sign_bytes(self, message: bytes) -> bytes:
        return sign(message)


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("GET", {}),
        (
            "PUT",
            {
                "Content-Type": "audio/webm;codecs=opus",
                "x-goog-content-length-range": "1,900",
                "x-goog-if-generation-match": "0",
            },
        ),
    ],
)
def test_an_address_is_the_one_the_library_makes(method: str, headers: dict[str, str]) -> None:
    path = "/bucket/learners/a-b_c.d/recordings/01/source"
    ours = sign_url(
        Signer(EMAIL, sign),
        method=method,
        path=path,
        headers=headers,
        seconds=900,
        now=datetime(2026, 3, 2, 12, tzinfo=UTC),
    )
    theirs = _signing.generate_signed_url_v4(
        WithKey(),
        resource=path,
        expiration=900,
        method=method,
        headers=dict(headers),
        _request_timestamp="20260302T120000Z",
    )
    assert ours == theirs


@pytest.mark.parametrize("credentials", [WithKey(), OwnCredentials(WithKey(), SignInRequest())])
def test_credentials_with_a_key_sign_by_themselves(credentials: Credentials) -> None:
    signer = signer_of(credentials)
    assert (signer.email, signer.sign(b"x")) == (EMAIL, sign(b"x"))


def answering(status: int, body: object, seen: list[dict[str, Any]]) -> Callable[..., object]:
    def request(**named: Any) -> SimpleNamespace:
        seen.append(named)
        return SimpleNamespace(status=status, data=json.dumps(body).encode(), headers={})

    return request


def test_credentials_without_a_key_have_iam_sign() -> None:
    seen: list[dict[str, Any]] = []
    signature = base64.b64encode(sign(b"text")).decode()
    request = answering(200, {"keyId": "1", "signedBlob": signature}, seen)
    signer = signer_of(AnonymousCredentials(), email=EMAIL, request=request)  # type: ignore[arg-type]
    assert (signer.email, signer.sign(b"text")) == (EMAIL, sign(b"text"))
    assert seen[0]["url"].endswith(f"/serviceAccounts/{EMAIL}:signBlob")
    assert json.loads(seen[0]["body"]) == {"payload": base64.b64encode(b"text").decode()}


@pytest.mark.parametrize(("status", "body"), [(403, {"error": "no"}), (200, {}), (200, [])])
def test_iam_that_does_not_sign_is_a_transient_error(status: int, body: object) -> None:
    request = answering(status, body, [])
    signer = signer_of(AnonymousCredentials(), email=EMAIL, request=request)  # type: ignore[arg-type]
    with pytest.raises(Transient) as caught:
        signer.sign(b"text")
    assert caught.value.code is Code.STORE_UNAVAILABLE
