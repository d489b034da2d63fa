"""Erase a learner: every store, with a tombstone and a receipt."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from shared.domain.errors import Code, Permanent, Refused, Transient
from shared.ports.blob_store import BlobStore
from shared.ports.mailer import KeptMails
from shared.ports.people import People
from shared.ports.personal_data import PersonalData
from shared.ports.recordings import Recordings
from shared.ports.system import Clock, Principal, Role

# Longer than any upload address, lease or retry lives (the queue gives up within two hours), so
# that nothing written by work that was in hand outlives it.
SWEPT_FOR = timedelta(days=1)
_BATCH = 20
_TRIES = 5
BLOBS = "audio, transcripts and feedback"
ROSTER = "class roster"
MAILS = "mails in the outbox"
_BLOB_PART = re.compile(r"[A-Za-z0-9._-]{1,200}")


@dataclass(frozen=True, slots=True)
class Erased:
    """One line of a receipt: what a store lost, and what it holds now."""

    store: str
    deleted: int
    left: int


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was deleted where.

    Attributes:
        swept_until: until then `upkeep` goes on deleting what work in hand may still write.
    """

    learner_id: str
    erased_at: datetime
    stores: tuple[Erased, ...]
    swept_until: datetime

    @property
    def complete(self) -> bool:
        """Whether every store was found empty afterwards."""
        return not any(each.left for each in self.stores)


def erase_learner(
    learner_id: str,
    *,
    principal: Principal,
    people: People,
    personal_data: PersonalData,
    blobs: BlobStore,
    mails: KeptMails,
    clock: Clock,
) -> Receipt:
    """Delete everything kept of a learner, and look into every store again.

    The roster comes first and the blobs last: whatever breaks in between, the same call again,
    or the sweep, finishes it.

    Raises:
        Refused: `not_found` for anybody but the learner and an admin, and for an admin where
            nothing is kept.
    """
    own = principal.role is Role.LEARNER and principal.id == learner_id
    if not own and principal.role is not Role.ADMIN:
        raise Refused(Code.NOT_FOUND)
    before = [*personal_data.held(learner_id).values(), mails.kept(learner_id)]
    if not own and not any(before) and not _blobs_left(learner_id, blobs):
        raise Refused(Code.NOT_FOUND)
    struck = _strike_from_roster(learner_id, people)
    now = clock.now()
    gone: Mapping[str, int] = personal_data.erase(learner_id, at=now)
    deleted = _delete_blobs(learner_id, blobs)
    left = personal_data.held(learner_id)
    stores = [Erased(store, gone.get(store, 0), left[store]) for store in left]
    stores += [
        Erased(BLOBS, deleted, _blobs_left(learner_id, blobs)),
        Erased(MAILS, mails.erase(learner_id), mails.kept(learner_id)),
        Erased(ROSTER, struck, 0),
    ]
    return Receipt(learner_id, now, tuple(stores), now + SWEPT_FOR)


def sweep_erased(
    *, personal_data: PersonalData, recordings: Recordings, blobs: BlobStore, clock: Clock
) -> dict[str, int]:
    """Delete what work in hand wrote after its learner was erased; bounded a round.

    A worker that was busy with a recording writes its result before it finds the recording gone,
    and an upload address stays good for a quarter of an hour.

    Returns:
        How many objects were deleted; `sweeps_failed` learners are left for the next round.
    """
    now = clock.now()
    deleted = failed = 0
    for learner_id in personal_data.erased(since=now - SWEPT_FOR, limit=_BATCH):
        try:
            deleted += _delete_orphans(learner_id, blobs, recordings)
            personal_data.swept(learner_id, at=now)
        except (Permanent, Transient):  # stays the first in line, and keeps nobody else
            failed += 1
    return {"leftovers_deleted": deleted, "sweeps_failed": failed}


def _delete_orphans(learner_id: str, blobs: BlobStore, recordings: Recordings) -> int:
    """Delete the blobs of recordings that are gone; who came back has new ones, which stay."""
    if not _BLOB_PART.fullmatch(learner_id):
        return 0
    prefix = _prefix(learner_id)
    found = {"/".join(each.name.split("/")[:4]) for each in blobs.list(prefix)}
    return sum(
        blobs.delete(f"{folder}/")
        for folder in found
        if recordings.get(folder.rpartition("/")[2]) is None
    )


def _strike_from_roster(learner_id: str, people: People) -> int:
    profile = people.profile(learner_id)
    if profile is None or not profile.class_id:
        return 0
    for last in (False,) * (_TRIES - 1) + (True,):
        classroom = people.classroom(profile.class_id)
        if classroom is None or learner_id not in classroom.learner_ids:
            return 0
        rest = tuple(each for each in classroom.learner_ids if each != learner_id)
        try:
            people.save_classroom(replace(classroom, learner_ids=rest))
        except Transient:
            if last:
                raise
        else:
            return 1
    return 0


def _delete_blobs(learner_id: str, blobs: BlobStore) -> int:
    return blobs.delete(_prefix(learner_id)) if _BLOB_PART.fullmatch(learner_id) else 0


def _blobs_left(learner_id: str, blobs: BlobStore) -> int:
    if not _BLOB_PART.fullmatch(learner_id):
        return 0
    return sum(1 for _ in blobs.list(_prefix(learner_id)))


def _prefix(learner_id: str) -> str:
    return f"learners/{learner_id}/"
