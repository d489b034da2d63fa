"""Delete what has been kept long enough: audio first, words later."""

from contextlib import suppress
from datetime import timedelta

from shared.domain.errors import Transient
from shared.domain.recording import AUDIO, REPLY, Recording, lose
from shared.ports.blob_store import BlobStore
from shared.ports.conversations import Conversations
from shared.ports.learners import Learners
from shared.ports.recordings import Recordings
from shared.ports.system import Clock

# A round comes every half minute, so this is more than 200 000 recordings a day.
_BATCH = 100


def apply_retention(
    *,
    recordings: Recordings,
    conversations: Conversations,
    learners: Learners,
    blobs: BlobStore,
    clock: Clock,
    audio_days: int,
    text_days: int,
) -> dict[str, int]:
    """Do one bounded round; safe to repeat, and to break off anywhere.

    After `audio_days` a recording loses its sound: upload, converted audio, spoken reply. After
    `text_days` it is deleted whole, and so are talks that went quiet and the words quoted in the
    memory. Counts stay: they hold no words.

    Returns:
        How many documents each part touched.
    """
    now = clock.now()
    silenced = deleted = 0
    words = now - timedelta(days=text_days)
    for recording in recordings.aged(before=words, with_audio=False, limit=_BATCH):
        blobs.delete(recording.prefix)
        with suppress(Transient):  # changed meanwhile: the next round finds it again
            recordings.delete(recording)
            deleted += 1
    sound = now - timedelta(days=audio_days)
    for recording in recordings.aged(before=sound, with_audio=True, limit=_BATCH):
        _delete_audio(recording, blobs)
        with suppress(Transient):
            recordings.save(lose(recording, {AUDIO, REPLY}))
            silenced += 1
    return {
        "audio_deleted": silenced,
        "recordings_deleted": deleted,
        "talks_deleted": conversations.delete_aged(before=words, limit=_BATCH),
        "quotes_deleted": learners.strip_quotes(before=words, limit=_BATCH),
    }


def _delete_audio(recording: Recording, blobs: BlobStore) -> None:
    # Results are JSON, and everything else under a recording is sound.
    for blob in list(blobs.list(recording.prefix)):
        if not blob.name.endswith(".json"):
            blobs.delete(blob.name)
