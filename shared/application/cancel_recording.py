"""Stop working on a recording because its learner says so."""

from shared.application.show_recording import find_recording
from shared.domain.errors import Code, Transient
from shared.domain.recording import cancel
from shared.ports.people import People
from shared.ports.recordings import Recordings
from shared.ports.system import Clock, Principal

# A stage writes twice while it is at work, and four stages follow each other.
TRIES = 9


def cancel_recording(
    recording_id: str,
    *,
    principal: Principal,
    recordings: Recordings,
    people: People,
    clock: Clock,
) -> None:
    """End a recording wherever it stands; once more changes nothing.

    What a stage has in hand at that moment is not kept, nor learnt from; the audio goes when its
    time is over, as any other.

    Raises:
        Refused: `not_found`; `already_finished` when it was answered or has failed before.
        Transient: `stale_write` when it never stood still.
    """
    for attempt in range(1, TRIES + 1):
        recording = find_recording(
            recording_id, principal=principal, recordings=recordings, people=people
        )
        cancelled = cancel(recording, now=clock.now())
        if cancelled is recording:
            return
        try:
            recordings.save(cancelled)
        except Transient as error:
            if error.code is not Code.STALE_WRITE or attempt == TRIES:
                raise
        else:
            return
