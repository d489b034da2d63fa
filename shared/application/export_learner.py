"""Everything about a learner, to be taken along."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from shared.application.access import insist
from shared.domain.errors import Permanent
from shared.domain.feedback import Feedback
from shared.domain.iso_week import IsoWeek
from shared.domain.memory import MemoryEntry
from shared.domain.recording import FEEDBACK, SUPPLIED, TRANSCRIPT, Recording
from shared.domain.transcript import Transcript
from shared.ports.artefacts import Artefacts
from shared.ports.blob_store import BlobStore, SignedRequest
from shared.ports.conversations import Conversations
from shared.ports.learners import Learners
from shared.ports.people import People
from shared.ports.plans import Plans
from shared.ports.recordings import Recordings
from shared.ports.system import Principal
from shared.ports.transcriber import SuppliedTranscript

# Time to fetch the audio by the addresses in the export.
DOWNLOAD_SECONDS = 3600.0
_PAGE = 20
T = TypeVar("T")

Item = tuple[str, object]
"""A section's name and one document of it; sections come one after the other."""


@dataclass(frozen=True, slots=True)
class RecordingExport:
    """A recording with its texts, and addresses of its sound."""

    recording: Recording
    supplied: SuppliedTranscript | None
    transcript: Transcript | None
    feedback: Feedback | None
    audio: tuple[SignedRequest, ...]


def export_learner(
    learner_id: str,
    *,
    principal: Principal,
    people: People,
    learners: Learners,
    conversations: Conversations,
    recordings: Recordings,
    plans: Plans,
    artefacts: Artefacts,
    blobs: BlobStore,
) -> Iterator[Item]:
    """Give everything kept of a learner, streaming; one document is in memory at a time.

    Raises:
        Refused: `not_found`, at once and not while streaming.
    """
    insist(principal, learner_id, people=people)

    def items() -> Iterator[Item]:
        if profile := people.profile(learner_id):
            yield "profile", profile
        for each in learners.history(learner_id):
            yield ("memory" if isinstance(each, MemoryEntry) else "weekly_windows"), each
        plan = plans.before(learner_id, IsoWeek(date.max.year, 1))
        while plan is not None:
            yield "study_plans", plan
            plan = plans.before(learner_id, plan.week)
        for talk in conversations.of_learner(learner_id):
            yield "conversations", talk
        token = ""
        while True:
            page, token = recordings.of_learner(learner_id, limit=_PAGE, page_token=token)
            for recording in page:
                yield "recordings", _recording(recording, artefacts, blobs)
            if not token:
                return

    return items()


def _recording(recording: Recording, artefacts: Artefacts, blobs: BlobStore) -> RecordingExport:
    names = recording.artefacts

    def read(kind: str, model: type[T]) -> T | None:
        try:
            return artefacts.read(names[kind], model) if kind in names else None
        except Permanent:
            # Deleted meanwhile, or damaged: the rest is the learner's all the same.
            return None

    audio = [blob.name for blob in blobs.list(recording.prefix) if not blob.name.endswith(".json")]
    return RecordingExport(
        recording=recording,
        supplied=read(SUPPLIED, SuppliedTranscript),
        transcript=read(TRANSCRIPT, Transcript),
        feedback=read(FEEDBACK, Feedback),
        audio=tuple(blobs.signed_download(name, seconds=DOWNLOAD_SECONDS) for name in audio),
    )
