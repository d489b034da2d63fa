"""Limits that all instances share, in Firestore."""

from collections.abc import Sequence
from datetime import datetime

from infra.google.firestore_database import FirestoreDatabase, Seen, Write
from infra.google.firestore_errors import ConflictError, ContentionError
from infra.google.firestore_queries import RATE_LIMITS
from shared.domain.errors import Code
from shared.domain.rate import Draw, Drawn, take
from shared.ports.rate_limits import RateLimits


class FirestoreRateLimits(RateLimits):
    """Keeps one moment a bucket. Firestore deletes full ones by the TTL on `full_at`.

    Args:
        database: shared with the other stores, closed by its owner.
    """

    def __init__(self, database: FirestoreDatabase) -> None:
        self._database = database

    def draw(self, draws: Sequence[Draw], *, now: datetime) -> Sequence[Drawn]:
        """Take from all buckets, or from none where one holds too little."""
        references = [self._database.reference(RATE_LIMITS, draw.key) for draw in draws]

        def attempt() -> Sequence[Drawn]:
            stored = self._database.get_all(references)
            found = [
                take(draw, each.fields["full_at"] if each else None, now=now)
                for draw, each in zip(draws, stored, strict=True)
            ]
            if any(drawn.wait for drawn in found):
                return found
            writes = [
                Write(reference, {"full_at": drawn.full_at}, each.version if each else Seen.ABSENT)
                for reference, drawn, each in zip(references, found, stored, strict=True)
            ]
            try:
                self._database.commit(*writes)
            except ConflictError as error:
                raise ContentionError(Code.STORE_UNAVAILABLE, "rate limit") from error
            return found

        return self._database.patiently(attempt)
