"""Development sign-in: signed tokens on loopback, and a demo learner where none is sent.

`python -m infra.local.dev_identity teacher marie` prints a token for somebody.
"""

import argparse
import os
import secrets
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jwt

from infra.settings import settings
from shared.domain.errors import Code, Refused
from shared.ports.system import Identity, Principal, Role

DEMO_LEARNER = "demo-learner"
KEY_FILE = Path("keys") / "development.key"
_ALGORITHM = "HS256"
_API, _PUSH = "parlons-api", "parlons-push"
_LEEWAY = timedelta(seconds=30)


def load_key(path: Path) -> bytes:
    """Read the signing key of this data folder, or make it; only its owner may read it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_bytes(32))
    try:
        # A link fails where the key exists already, so that two processes end with the same one.
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_bytes()


class DevIdentity(Identity):
    """Signs and reads development tokens, by a key that is here."""

    waits = False

    def __init__(self, key: bytes) -> None:
        self._key = key

    def issue(self, principal: Principal, *, days: float = 30) -> str:
        """Make a token for somebody."""
        claims = {"sub": principal.id, "role": principal.role.value, "aud": _API}
        return self._sign(claims, timedelta(days=days))

    def issue_push(self) -> str:
        """Make the token with which the queue pushes to the functions."""
        return self._sign({"sub": "queue", "aud": _PUSH}, timedelta(hours=1))

    def authenticate(self, authorization: str) -> Principal:
        """Read an Authorization header; without one, the demo learner is signed in."""
        if not authorization:
            return Principal(DEMO_LEARNER, Role.LEARNER)
        claims = self._read(authorization, _API)
        try:
            return Principal(str(claims["sub"]), Role(str(claims["role"])))
        except (KeyError, ValueError):
            raise Refused(Code.UNAUTHENTICATED) from None

    def read_push(self, authorization: str) -> None:
        """Check that the queue is calling."""
        self._read(authorization, _PUSH)

    def _sign(self, claims: dict[str, str], life: timedelta) -> str:
        return jwt.encode(
            {**claims, "exp": datetime.now(UTC) + life}, self._key, algorithm=_ALGORITHM
        )

    def _read(self, authorization: str, audience: str) -> dict[str, object]:
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer":
            raise Refused(Code.UNAUTHENTICATED)
        try:
            claims: dict[str, object] = jwt.decode(
                token,
                self._key,
                algorithms=[_ALGORITHM],
                audience=audience,
                leeway=_LEEWAY,
                options={"require": ["exp", "sub", "aud"]},
            )
        except jwt.InvalidTokenError:
            raise Refused(Code.UNAUTHENTICATED) from None
        return claims


class DevPushIdentity(Identity):
    """Lets nobody but the embedded queue push events."""

    def __init__(self, identity: DevIdentity) -> None:
        self._identity = identity

    def authenticate(self, authorization: str) -> Principal:
        """Check the queue's token."""
        self._identity.read_push(authorization)
        return Principal("queue", Role.SERVICE)


def main() -> int:
    """Print a token for this data folder's stack."""
    parser = argparse.ArgumentParser(description="Print a development token.")
    roles = [role.value for role in Role if role is not Role.SERVICE]
    parser.add_argument("role", choices=roles)
    parser.add_argument("id", help="who it is for, such as marie")
    parser.add_argument("--days", type=float, default=30, help="how long it is good")
    chosen = parser.parse_args()
    identity = DevIdentity(load_key(settings().data_dir / KEY_FILE))
    token = identity.issue(Principal(chosen.id, Role(chosen.role)), days=chosen.days)
    sys.stdout.write(f"{token}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
