"""How every stage of a recording is carried out: take in hand, work, commit, announce."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum

from shared.domain.errors import Permanent, Transient
from shared.domain.events import Event
from shared.domain.memory import Learned
from shared.domain.recording import (
    Recording,
    Stage,
    begin,
    complete,
    fail,
    published,
    release,
)
from shared.ports.publisher import Publisher
from shared.ports.recordings import Recordings
from shared.ports.system import Clock, Ids
from shared.ports.telemetry import Kind, Telemetry, Untold


class Outcome(StrEnum):
    """What became of an event."""

    DONE = "done"
    FAILED = "failed"
    DUPLICATE = "duplicate"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class Chain:
    """The ports by which every stage moves a recording on.

    Attributes:
        lease_seconds: how long nobody else may take a stage in hand; the function's timeout.
    """

    recordings: Recordings
    publisher: Publisher
    clock: Clock
    ids: Ids
    lease_seconds: float = 60.0
    telemetry: Telemetry = field(default_factory=Untold)


@dataclass(frozen=True, slots=True)
class Product:
    """What a stage's work brings.

    Attributes:
        artefacts: names of the results by kind.
        seconds: length of the audio, where the stage finds it out.
        learned: what the memory learns, committed together with the state.
    """

    artefacts: Mapping[str, str] = field(default_factory=dict)
    seconds: float | None = None
    learned: Learned | None = None


def carry_out(
    stage: Stage,
    event: Event,
    work: Callable[[Recording], Product],
    *,
    chain: Chain,
    undo: Callable[[], object] = lambda: None,
) -> Outcome:
    """Carry out one stage for one event, once however often the event comes.

    Args:
        work: turns a recording into results; it writes only blobs that another try would write
            again under the same names.
        undo: takes back what else the work did, where its results were not committed.

    Raises:
        Transient: try again later; the stage was given back.
        Permanent: the stage's turn has not come (a forged or misrouted event).
    """
    recording = chain.recordings.get(event.recording_id)
    if recording is None:
        return Outcome.IGNORED
    # A bucket that announces an upload knows nothing of its trace.
    parent = event.traceparent or recording.traceparent
    with chain.telemetry.span(
        stage, Kind.STAGE, parent=parent, recording_id=recording.id
    ) as observed:
        outcome = _carry_out(stage, event, recording, work, chain=chain, undo=undo)
        observed.outcome = outcome
    return outcome


def _carry_out(
    stage: Stage,
    event: Event,
    recording: Recording,
    work: Callable[[Recording], Product],
    *,
    chain: Chain,
    undo: Callable[[], object],
) -> Outcome:
    recordings, clock, ids = chain.recordings, chain.clock, chain.ids
    taken = begin(
        recording,
        stage,
        generation=event.generation,
        owner=ids.new(),
        now=clock.now(),
        lease_seconds=chain.lease_seconds,
    )
    if taken is None:
        return Outcome.DUPLICATE
    taken = recordings.save(taken)
    learned = None
    try:
        product = work(taken)
        learned = product.learned
        ended = complete(
            taken,
            stage,
            event_id=ids.new(),
            now=clock.now(),
            artefacts=product.artefacts,
            seconds=product.seconds,
        )
        outcome = Outcome.DONE
    except Permanent as error:
        ended = fail(
            taken, error.code, event_id=ids.new(), now=clock.now(), stage=stage, detail=error.detail
        )
        outcome = Outcome.FAILED
    except BaseException:
        # A bug as much as a busy provider: the next try need not wait for the lease to run out.
        with suppress(Transient):
            recordings.save(release(taken))
        raise
    try:
        saved = recordings.save(ended, learned=learned)
    except Transient:
        undo()
        raise
    announce(saved, chain=chain)
    return outcome


def announce(recording: Recording, *, chain: Chain) -> None:
    """Publish what the outbox holds; what cannot be published now is left to the relay.

    The next stage strikes its own event when it begins, which spares a write. Only the last
    events of a recording, which no stage consumes, are struck here.
    """
    events = recording.unpublished
    if not events:
        return
    try:
        chain.publisher.publish(events)
        if recording.finished:
            chain.recordings.save(published(recording, events))
    except Transient:
        return
