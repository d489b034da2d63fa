"""What keeps the promise when something went wrong: relay, recover, give up by name."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import timedelta

from shared.application.audio_day import AudioDay
from shared.application.stages import Chain, announce
from shared.domain.errors import Code, Permanent, Refused, Transient
from shared.domain.events import Event
from shared.domain.recording import (
    STEPS,
    TRANSCRIPT,
    Recording,
    State,
    fail,
    published,
    replay,
    upload_event,
)
from shared.ports.blob_store import BlobStore

# Long enough that an event on its way is not sent twice for nothing.
RELAY_AFTER = timedelta(seconds=30)
# Long after a bucket has announced an object by itself.
LOST_AFTER = timedelta(minutes=1)
# An upload address lives 15 minutes; a slow last byte gets five more.
UPLOAD_EXPIRES_AFTER = timedelta(minutes=20)
# Beyond every lease, retry and dead letter, so nobody is at work on it any more.
STUCK_AFTER = timedelta(hours=2)
BATCH = 100
# What may go better another time.
REPLAYED = frozenset({Code.GAVE_UP, Code.INTERNAL, Code.DAILY_AUDIO_REACHED})
IN_WORK = (State.UPLOADED, State.CONVERTED, State.TRANSCRIBED, State.ANALYSED)


def keep_promises(
    *,
    chain: Chain,
    blobs: BlobStore,
    relay_after: timedelta = RELAY_AFTER,
    lost_after: timedelta = LOST_AFTER,
) -> dict[str, int]:
    """Do one round; each part is bounded and safe to repeat.

    Args:
        relay_after: how long an event may stay unpublished before it is published again.
        lost_after: how long an uploaded object may go without its announcement.

    Returns:
        How many recordings each part touched; `promises_failed` are left for the next round.
    """
    recordings, publisher, ids = chain.recordings, chain.publisher, chain.ids
    now = chain.clock.now()

    def relay(recording: Recording) -> None:
        publisher.publish(recording.unpublished)
        recordings.save(published(recording, recording.unpublished))

    def recover(recording: Recording) -> None:
        blob = blobs.stat(recording.source)
        event = upload_event(recording.source, blob.generation, now=now) if blob else None
        if event is not None:
            publisher.publish([event])
        elif recording.created_at < now - UPLOAD_EXPIRES_AFTER:
            give_up(recording, Code.UPLOAD_EXPIRED)

    def give_up(recording: Recording, code: Code = Code.GAVE_UP) -> None:
        failed = fail(recording, code, event_id=ids.new(), now=now)
        announce(chain.recordings.save(failed), chain=chain)

    unsent = list(recordings.unpublished(before=now - relay_after, limit=BATCH))
    silent = list(recordings.waiting(State.ACCEPTED, before=now - lost_after, limit=BATCH))
    stuck = [
        recording
        for state in IN_WORK
        for recording in recordings.waiting(state, before=now - STUCK_AFTER, limit=BATCH)
    ]
    touched = {
        "relayed": do_each(unsent, relay),
        "recovered": do_each(silent, recover),
        "given_up": do_each(stuck, give_up),
    }
    wanted = len(unsent) + len(silent) + len(stuck)
    return {**touched, "promises_failed": wanted - sum(touched.values())}


def do_each(found: Iterable[Recording], work: Callable[[Recording], object]) -> int:
    """Do something with each recording; one at which it fails holds up no other.

    Returns:
        With how many it was done; the next round finds the others again.
    """
    done = 0
    for recording in found:
        with suppress(Permanent, Transient):
            work(recording)
            done += 1
    return done


def bury(
    event: Event,
    *,
    chain: Chain,
) -> None:
    """Fail the recording of a dead letter by name, so that its learner sees it.

    A dead letter may be a mere duplicate: one whose stage is done, or that used up its tries
    while another delivery has the stage in hand. Those change nothing.
    """
    recording = chain.recordings.get(event.recording_id)
    if recording is None or recording.finished:
        return
    held = recording.lease is not None and recording.lease.expires_at > chain.clock.now()
    step = next((s for s in STEPS.values() if s.consumes is event.type), None)
    if held or (step is not None and recording.has_passed(step.leads_to)):
        return
    failed = fail(recording, Code.GAVE_UP, event_id=chain.ids.new(), now=chain.clock.now())
    announce(chain.recordings.save(failed), chain=chain)


def try_again(
    recording: Recording,
    *,
    chain: Chain,
    audio_day: AudioDay,
) -> Recording:
    """Take up a recording that was given up, or came on a day that was full, where it stopped.

    Raises:
        Refused: `invalid_request` when it has not failed, or failed for good, or its audio is
            wanted and gone; `daily_audio_reached` when this day is full as well.
    """
    failure = recording.failure
    if failure is None or failure.code not in REPLAYED:
        raise Refused(Code.INVALID_REQUEST, "only a recording that was given up can be replayed")
    if recording.audio_gone and TRANSCRIPT not in recording.artefacts:
        raise Refused(Code.INVALID_REQUEST, "its audio was deleted when its time was over")
    if failure.code is Code.DAILY_AUDIO_REACHED:
        # It would be converted once more for nothing.
        audio_day.start(recording.learner_id)
    reopened = chain.recordings.save(
        replay(recording, event_id=chain.ids.new(), now=chain.clock.now())
    )
    announce(reopened, chain=chain)
    return reopened
