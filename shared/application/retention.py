"""Delete what has been kept long enough: audio first, words later."""

from datetime import timedelta

from shared.application.upkeep import do_each
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
        How many documents each part touched; `retention_failed` recordings are left for the next
        round.
    """

    def delete(recording: Recording) -> None:
        blobs.delete(recording.prefix)
        recordings.delete(recording)

    def silence(recording: Recording) -> None:
        _delete_audio(recording, blobs)
        recordings.save(lose(recording, {AUDIO, REPLY}))

    now = clock.now()
    words, sound = now - timedelta(days=text_days), now - timedelta(days=audio_days)
    old = recordings.aged(before=words, with_audio=False, limit=_BATCH)
    deleted = do_each(old, delete)
    loud = recordings.aged(before=sound, with_audio=True, limit=_BATCH)
    silenced = do_each(loud, silence)
    return {
        "audio_deleted": silenced,
        "recordings_deleted": deleted,
        "retention_failed": len(old) + len(loud) - deleted - silenced,
        "talks_deleted": conversations.delete_aged(before=words, limit=_BATCH),
        "quotes_deleted": learners.strip_quotes(before=words, limit=_BATCH),
    }


def _delete_audio(recording: Recording, blobs: BlobStore) -> None:
    # Results are JSON, and everything else under a recording is sound.
    for blob in list(blobs.list(recording.prefix)):
        if not blob.name.endswith(".json"):
            blobs.delete(blob.name)
