"""Answers to repeated requests, in Firestore."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from infra.google.firestore_database import FirestoreDatabase, Seen, Stored, Write
from infra.google.firestore_errors import ConflictError, ContentionError
from infra.google.firestore_queries import IDEMPOTENCY_KEYS
from shared.domain.errors import Code, Refused
from shared.ports.idempotency_keys import Answer, IdempotencyKeys

if TYPE_CHECKING:
    from google.cloud.firestore_v1.document import DocumentReference


@dataclass(frozen=True, slots=True)
class _Claim:
    owner: str
    digest: str
    claimed_until: datetime
    expires_at: datetime


class FirestoreIdempotencyKeys(IdempotencyKeys):
    """Remembers keys per scope. Firestore deletes them by the TTL on `expires_at`, within a day.

    Args:
        database: shared with the other stores, closed by its owner.
    """

    def __init__(self, database: FirestoreDatabase) -> None:
        self._database = database

    def claim(
        self, scope: str, key: str, *, digest: str, now: datetime, lease: float, keep: float
    ) -> Answer | None:
        """Take a key in hand for a request whose body has this digest.

        Raises:
            Refused: `request_in_flight` or `idempotency_key_reused`.
        """
        reference = self._reference(scope, key)
        kept = now + timedelta(seconds=max(lease, keep))
        fields = _fields(_Claim(_owner(scope), digest, now + timedelta(seconds=lease), kept), None)

        def attempt() -> Answer | None:
            # Written before it is read: nearly every key is new, and costs one write and no read.
            with suppress(ConflictError):
                self._database.commit(Write(reference, fields, Seen.ABSENT))
                return None
            stored = self._database.get(reference)
            if stored is not None:
                answer = _known(stored, digest, now)
                if answer is not None:
                    return answer
            self._replace(reference, fields, stored)
            return None

        return self._database.patiently(attempt)

    def settle(self, scope: str, key: str, answer: Answer) -> None:
        """Keep the answer of a claimed key; the first answer given is the one kept."""
        reference = self._reference(scope, key)

        def attempt() -> None:
            stored = self._database.get(reference)
            if stored is None or stored.fields["status"] is not None:
                return
            before = stored.fields
            claim = _Claim(
                before["owner"], before["digest"], before["claimed_until"], before["expires_at"]
            )
            self._replace(reference, _fields(claim, answer), stored)

        self._database.patiently(attempt)

    def release(self, scope: str, key: str) -> None:
        """Forget a claim whose request failed; a settled key stays."""
        reference = self._reference(scope, key)

        def attempt() -> None:
            stored = self._database.get(reference)
            if stored is not None and stored.fields["status"] is None:
                self._replace(reference, None, stored)

        self._database.patiently(attempt)

    def _replace(
        self,
        reference: "DocumentReference",
        fields: Mapping[str, Any] | None,
        stored: Stored | None,
    ) -> None:
        seen = Seen.ABSENT if stored is None else stored.version
        try:
            self._database.commit(Write(reference, fields, seen))
        except ConflictError as error:
            raise ContentionError(Code.STORE_UNAVAILABLE, "idempotency key") from error

    def _reference(self, scope: str, key: str) -> "DocumentReference":
        # Hashed: a key is the caller's text, and may say more than it should. The zero byte parts
        # the two, since no header holds one.
        digest = sha256(f"{scope}\0{key}".encode()).hexdigest()
        return self._database.reference(IDEMPOTENCY_KEYS, digest)


def _owner(scope: str) -> str:
    """Who asked: a scope is the caller's id, the method and the route, parted by blanks."""
    return scope.rsplit(" ", 2)[0]


def _known(stored: Stored, digest: str, now: datetime) -> Answer | None:
    """The answer kept; None where the claim may be taken over."""
    fields = stored.fields
    if fields["expires_at"] <= now:  # the TTL comes when it likes
        return None
    if fields["digest"] != digest:
        raise Refused(Code.IDEMPOTENCY_KEY_REUSED)
    if fields["status"] is not None:
        return Answer(fields["status"], fields["content_type"], fields["body"])
    if fields["claimed_until"] > now:
        raise Refused(Code.REQUEST_IN_FLIGHT)
    return None


def _fields(claim: _Claim, answer: Answer | None) -> dict[str, object]:
    return {
        "owner": claim.owner,
        "digest": claim.digest,
        "claimed_until": claim.claimed_until,
        "expires_at": claim.expires_at,
        "status": answer.status if answer else None,
        "content_type": answer.content_type if answer else "",
        "body": answer.body if answer else b"",
    }
