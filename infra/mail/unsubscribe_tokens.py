"""Tokens of unsubscribe links: the learner's id under HMAC-SHA256.

They do not expire: a link in an old mail has to work (RFC 8058, 3.1), and what it allows is only
to send less.
"""

import base64
import binascii
import hashlib
import hmac

from shared.ports.mailer import UnsubscribeTokens

MIN_KEY_BYTES = 32
_LENGTH = 16  # 128 bits of the digest: nobody guesses it, and the address stays short


class HmacUnsubscribeTokens(UnsubscribeTokens):
    """Signs and reads tokens.

    Args:
        key: at least 32 random bytes, the same wherever mails are made and links are answered.

    Raises:
        ValueError: the key is too short.
    """

    def __init__(self, key: bytes) -> None:
        if len(key) < MIN_KEY_BYTES:
            raise ValueError(f"the signing key needs at least {MIN_KEY_BYTES} bytes")
        self._key = key

    def issue(self, learner_id: str) -> str:
        """Make the token of a learner."""
        return f"{_encode(learner_id.encode())}.{_encode(self._digest(learner_id))}"

    def read(self, token: str) -> str | None:
        """Give back the learner's id; None where the token is not ours."""
        named, _, signature = token.partition(".")
        try:
            learner_id = base64.urlsafe_b64decode(named + "=" * (-len(named) % 4)).decode()
        except (ValueError, binascii.Error):
            return None
        good = _encode(self._digest(learner_id))
        # Bytes: compare_digest takes no text beyond ASCII.
        same = hmac.compare_digest(signature.encode("utf-8", "replace"), good.encode())
        # Base64 has several spellings of the same bytes; only ours counts.
        return learner_id if same and token == self.issue(learner_id) else None

    def _digest(self, learner_id: str) -> bytes:
        text = f"parlons-unsubscribe-v1\n{learner_id}"
        return hmac.new(self._key, text.encode(), hashlib.sha256).digest()[:_LENGTH]


def _encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
