"""An issuer of tokens: keys made here, published as a JSON Web Key Set on loopback."""

import base64
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

ISSUER = "https://accounts.google.com"
AUDIENCE = "https://parlons.example/push"
ACCOUNT = "push@project.iam.gserviceaccount.com"


def _number(value: int) -> str:
    size = (value.bit_length() + 7) // 8
    return base64.urlsafe_b64encode(value.to_bytes(size, "big")).rstrip(b"=").decode()


class KeysPeer:
    """Serves the keys in `published`, whatever they are at that moment.

    Attributes:
        asked: how often the keys were fetched.
        status: of the next answers; `body` replaces the key set.
    """

    def __init__(self) -> None:
        self.keys: dict[str, rsa.RSAPrivateKey] = {}
        self.published: list[str] = []
        self.asked = 0
        self.status = 200
        self.body: bytes | None = None
        self.rotate("one")
        peer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                peer.asked += 1
                content = peer.body if peer.body is not None else peer.document()
                self.send_response(peer.status)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *values: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        self.url = f"http://127.0.0.1:{self._server.server_port}/certs"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def rotate(self, key_id: str, *, bits: int = 2048) -> None:
        """Make a key and publish it alone."""
        self.keys[key_id] = rsa.generate_private_key(public_exponent=65537, key_size=bits)
        self.published = [key_id]

    def document(self) -> bytes:
        """The key set."""
        return json.dumps({"keys": [self.entry(key_id) for key_id in self.published]}).encode()

    def entry(self, key_id: str) -> dict[str, str]:
        """One public key as the set holds it."""
        public = self.keys[key_id].public_key().public_numbers()
        numbers = {"n": _number(public.n), "e": _number(public.e)}
        return {"kty": "RSA", "use": "sig", "alg": "RS256", "kid": key_id, **numbers}

    def token(self, key_id: str = "", **changes: Any) -> str:
        """Sign a push token as Google makes it; a change to None leaves the claim out."""
        key_id = key_id or self.published[0]
        claims = {**claims_now(), **changes}
        kept = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode(kept, self.keys[key_id], algorithm="RS256", headers={"kid": key_id})


def claims_now() -> dict[str, Any]:
    """What a push token of Google says."""
    now = int(time.time())
    return {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "azp": "113774264463038321964",
        "sub": "113774264463038321964",
        "email": ACCOUNT,
        "email_verified": True,
        "iat": now,
        "exp": now + 3600,
    }
