"""Answers to POST requests, kept so that a repeated request is not carried out twice."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer as it was first given."""

    status: int
    content_type: str
    body: bytes


class IdempotencyKeys(Protocol):
    """Remembers keys per scope (caller and route)."""

    def claim(
        self, scope: str, key: str, *, digest: str, now: datetime, lease: float, keep: float
    ) -> Answer | None:
        """Take a key in hand for a request whose body has this digest.

        Args:
            scope: caller and route; the same key of another scope is another key.
            key: as the caller sent it.
            digest: of the request's body.
            now: the time of the claim.
            lease: seconds until a claim that was never settled may be taken over.
            keep: seconds for which a settled answer is kept.

        Returns:
            The answer given before to the same request; None when the caller is to carry it out.

        Raises:
            Refused: `request_in_flight` while a twin is at work, `idempotency_key_reused` when
                the key came with another body.
        """

    def settle(self, scope: str, key: str, answer: Answer) -> None:
        """Keep the answer of a claimed key."""

    def release(self, scope: str, key: str) -> None:
        """Forget a claim whose request failed, so that it may be tried again."""
