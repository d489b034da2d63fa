"""Signed addresses of the embedded blob store: each allows one thing until it ends."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

MIN_KEY_BYTES = 32  # as long as the digest, as RFC 2104 asks for


@dataclass(frozen=True, slots=True)
class Grant:
    """One thing that is allowed.

    Attributes:
        content_type: what an upload must declare; empty for a download.
        max_bytes: the most an upload may hold; 0 for a download.
        expires: seconds since 1970, UTC.
    """

    method: str
    name: str
    expires: int
    content_type: str = ""
    max_bytes: int = 0


class AccessSigner:
    """Signs grants with HMAC-SHA256 and reads them back.

    Args:
        key: at least 32 random bytes, the same in every process of one stack.

    Raises:
        ValueError: the key is too short.
    """

    def __init__(self, key: bytes) -> None:
        if len(key) < MIN_KEY_BYTES:
            raise ValueError(f"the signing key needs at least {MIN_KEY_BYTES} bytes")
        self._key = key

    def query(self, grant: Grant) -> str:
        """Write a grant as the query of its address."""
        fields = {"expires": str(grant.expires)}
        if grant.max_bytes:
            fields |= {"content_type": grant.content_type, "max_bytes": str(grant.max_bytes)}
        return urlencode(fields | {"signature": self._signature(grant)})

    def read(self, method: str, name: str, query: Mapping[str, str]) -> Grant | None:
        """Give back the grant that a request carries; None where the signature is not ours.

        Whether it has expired is for the caller, who has the clock.
        """
        numbers = [query.get("expires", ""), query.get("max_bytes", "0")]
        if not all(n.isascii() and n.isdigit() and len(n) <= 15 for n in numbers):
            return None
        expires, max_bytes = map(int, numbers)
        grant = Grant(method, name, expires, query.get("content_type", ""), max_bytes)
        given = query.get("signature", "").encode("utf-8", "replace")
        return grant if hmac.compare_digest(given, self._signature(grant).encode()) else None

    def _signature(self, grant: Grant) -> str:
        # JSON keeps the fields apart, so that no two grants have the same text.
        text = json.dumps(
            [
                "parlons-blob-v1",
                grant.method,
                grant.name,
                grant.content_type,
                grant.max_bytes,
                grant.expires,
            ]
        )
        return hmac.new(self._key, text.encode(), hashlib.sha256).hexdigest()
