"""A recording's life as a state machine. Its state, not the order of arrival, decides what happens.

    accepted → uploaded → converted → transcribed → analysed → answered
        ├──────────┴──────────┴────────────┴───────────┴──▶ failed (with a code) ─▶ replayed
        └─────────────────────────────────────────────────▶ cancelled, by its learner

The aggregate carries its own inbox (a step is done when the state has passed it, in hand while its
lease lasts) and its own outbox (events committed but not yet known to be published), so that one
conditional write moves all three together, in SQLite as in Firestore.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from shared.domain.error_types import Level
from shared.domain.errors import Code, Permanent, Refused, Transient
from shared.domain.events import Event, EventType


class State(StrEnum):
    """Where a recording stands."""

    ACCEPTED = "accepted"
    UPLOADED = "uploaded"
    CONVERTED = "converted"
    TRANSCRIBED = "transcribed"
    ANALYSED = "analysed"
    ANSWERED = "answered"
    FAILED = "failed"
    CANCELLED = "cancelled"


ORDER = (
    State.ACCEPTED,
    State.UPLOADED,
    State.CONVERTED,
    State.TRANSCRIBED,
    State.ANALYSED,
    State.ANSWERED,
)
_SOURCE = re.compile(r"learners/[^/]+/recordings/([^/]+)/source")
FINAL = frozenset({State.ANSWERED, State.FAILED, State.CANCELLED})

# What a recording keeps the places of, in `artefacts`; a supplied transcript comes with it, the
# others are results.
SUPPLIED = "supplied"
AUDIO = "audio"
TRANSCRIPT = "transcript"
FEEDBACK = "feedback"
REPLY = "reply"


class Stage(StrEnum):
    """A piece of work that takes a recording one state further."""

    CONVERT = "convert"
    TRANSCRIBE = "transcribe"
    FEEDBACK = "feedback"
    SYNTHESIZE = "synthesize"


@dataclass(frozen=True, slots=True)
class Step:
    """What a stage waits for, what it leads to, and the facts around it."""

    after: State
    leads_to: State
    consumes: EventType
    announces: EventType


STEPS: Mapping[Stage, Step] = {
    Stage.CONVERT: Step(
        State.UPLOADED, State.CONVERTED, EventType.AUDIO_UPLOADED, EventType.AUDIO_CONVERTED
    ),
    Stage.TRANSCRIBE: Step(
        State.CONVERTED, State.TRANSCRIBED, EventType.AUDIO_CONVERTED, EventType.TRANSCRIPT_READY
    ),
    Stage.FEEDBACK: Step(
        State.TRANSCRIBED, State.ANALYSED, EventType.TRANSCRIPT_READY, EventType.FEEDBACK_READY
    ),
    Stage.SYNTHESIZE: Step(
        State.ANALYSED, State.ANSWERED, EventType.FEEDBACK_READY, EventType.REPLY_READY
    ),
}


@dataclass(frozen=True, slots=True)
class Lease:
    """Who has a stage in hand, and until when nobody else may take it."""

    stage: Stage
    owner: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a recording failed, said so that its learner can act on it."""

    code: Code
    stage: Stage | None
    at: datetime
    detail: str = ""
    before: State = State.ACCEPTED


@dataclass(frozen=True, slots=True)
class Recording:
    """One recording of one learner.

    Attributes:
        id: sortable by time of creation.
        revision: counts the writes; a write names the one it has seen.
        generation: which upload of the audio this is about; empty until it arrives.
        filename, content_type, size: as declared by the caller; never trusted.
        session: what counts as one sitting for the memory.
        artefacts: name of each result in the blob store, by kind.
        seconds: length of the audio once converted.
        reached: when each state was reached.
        unpublished: events that were committed and are not yet known to be published.
        traceparent: trace context of its whole way.
        audio_gone: its audio was deleted when its time was over.
    """

    id: str
    learner_id: str
    filename: str
    content_type: str
    size: int
    created_at: datetime
    updated_at: datetime
    state: State = State.ACCEPTED
    revision: int = 0
    generation: str = ""
    prompt: str = ""
    session: str = ""
    level: Level = Level.B1
    seconds: float = 0.0
    lease: Lease | None = None
    failure: Failure | None = None
    artefacts: dict[str, str] = field(default_factory=dict)
    reached: dict[State, datetime] = field(default_factory=dict)
    unpublished: tuple[Event, ...] = ()
    traceparent: str = ""
    audio_gone: bool = False

    @property
    def prefix(self) -> str:
        """Where all its blobs live; deleting this prefix erases them."""
        return f"learners/{self.learner_id}/recordings/{self.id}/"

    @property
    def source(self) -> str:
        """Name of the blob that the learner uploads."""
        return f"{self.prefix}source"

    def result(self, name: str) -> str:
        """Name of a stage's result: one per upload, so that writing it again changes nothing."""
        return f"{self.prefix}{self.generation}/{name}"

    @property
    def finished(self) -> bool:
        """Whether nothing more will happen by itself."""
        return self.state in FINAL

    def has_passed(self, state: State) -> bool:
        """Whether it has reached `state` or gone beyond it."""
        return self.state in ORDER and ORDER.index(self.state) >= ORDER.index(state)


def upload_event(name: str, generation: str, *, now: datetime) -> Event | None:
    """Tell from a stored object's name that a recording's audio has arrived.

    Returns:
        The event, with the same id each time it is told; None for any other object.
    """
    found = _SOURCE.fullmatch(name)
    if found is None:
        return None
    recording_id = found.group(1)
    return Event(
        f"{recording_id}-{generation}", EventType.AUDIO_UPLOADED, recording_id, generation, now
    )


def begin(
    recording: Recording,
    stage: Stage,
    *,
    generation: str,
    owner: str,
    now: datetime,
    lease_seconds: float,
) -> Recording | None:
    """Take a stage in hand.

    Returns:
        The recording with the lease, to be saved before any work; None where there is nothing to
        do: the stage is done, the recording is finished, or the event speaks of another upload.

    Raises:
        Transient: somebody else holds the lease.
        Permanent: the stage's turn has not come (`unknown_event`): a forged or misrouted event.
    """
    step = STEPS[stage]
    if recording.finished or recording.has_passed(step.leads_to):
        return None
    if recording.generation and recording.generation != generation:
        return None
    if recording.state is State.ACCEPTED and stage is Stage.CONVERT:
        recording = _reach(recording, State.UPLOADED, now)
    if recording.state is not step.after:
        raise Permanent(Code.UNKNOWN_EVENT, f"{stage} cannot follow {recording.state}")
    lease = recording.lease
    if lease and lease.owner != owner and lease.expires_at > now:
        wait = (lease.expires_at - now).total_seconds()
        raise Transient(Code.IN_PROGRESS, str(stage), retry_after=wait)
    return replace(
        recording,
        generation=generation,
        lease=Lease(stage, owner, now + timedelta(seconds=lease_seconds)),
        # That this stage's event arrived proves that it was published.
        unpublished=tuple(e for e in recording.unpublished if e.type is not step.consumes),
        updated_at=now,
    )


def complete(
    recording: Recording,
    stage: Stage,
    *,
    event_id: str,
    now: datetime,
    artefacts: Mapping[str, str],
    seconds: float | None = None,
) -> Recording:
    """Finish a stage: next state, results, and the event that announces them."""
    step = STEPS[stage]
    recording = _reach(recording, step.leads_to, now)
    return replace(
        recording,
        lease=None,
        seconds=recording.seconds if seconds is None else seconds,
        artefacts={**recording.artefacts, **artefacts},
        unpublished=(*recording.unpublished, _event(recording, step.announces, event_id, now)),
    )


def fail(
    recording: Recording,
    code: Code,
    *,
    event_id: str,
    now: datetime,
    stage: Stage | None = None,
    detail: str = "",
) -> Recording:
    """End a recording by name. A finished one stays as it is."""
    if recording.finished:
        return recording
    failure = Failure(code, stage, now, detail, before=recording.state)
    failed = _event(recording, EventType.RECORDING_FAILED, event_id, now)
    return replace(
        _reach(recording, State.FAILED, now),
        lease=None,
        failure=failure,
        unpublished=(*recording.unpublished, failed),
    )


def cancel(recording: Recording, *, now: datetime) -> Recording:
    """End a recording because its learner says so; a cancelled one stays as it is.

    A stage in hand loses it: its results find another revision, and are not kept.

    Raises:
        Refused: `already_finished`.
    """
    if recording.state is State.CANCELLED:
        return recording
    if recording.finished:
        raise Refused(Code.ALREADY_FINISHED)
    return replace(_reach(recording, State.CANCELLED, now), lease=None, unpublished=())


def replay(recording: Recording, *, event_id: str, now: datetime) -> Recording:
    """Take up a failed recording where it stopped, by announcing its last good state again.

    One that failed before its audio was taken in hand waits for its upload again, for `upkeep` to
    find what has arrived.

    Raises:
        Permanent: it has not failed.
    """
    failure = recording.failure
    if failure is None or recording.state is not State.FAILED:
        raise Permanent(Code.UNKNOWN_EVENT, f"{recording.state} cannot be replayed")
    reopened = replace(recording, state=failure.before, failure=None, updated_at=now)
    step = next((s for s in STEPS.values() if s.after is failure.before), None)
    if step is None:
        return reopened
    again = _event(reopened, step.consumes, event_id, now)
    return replace(reopened, unpublished=(*reopened.unpublished, again))


def lose(recording: Recording, kinds: Collection[str]) -> Recording:
    """Note that the audio is deleted, and with it the results of these kinds."""
    kept = {kind: name for kind, name in recording.artefacts.items() if kind not in kinds}
    return replace(recording, audio_gone=True, artefacts=kept)


def release(recording: Recording) -> Recording:
    """Give the lease back after a transient failure, so that the next delivery need not wait."""
    return replace(recording, lease=None)


def published(recording: Recording, events: tuple[Event, ...]) -> Recording:
    """Strike events from the outbox once the broker has taken them."""
    ids = {event.id for event in events}
    return replace(
        recording, unpublished=tuple(e for e in recording.unpublished if e.id not in ids)
    )


def _reach(recording: Recording, state: State, now: datetime) -> Recording:
    return replace(
        recording, state=state, reached={**recording.reached, state: now}, updated_at=now
    )


def _event(recording: Recording, kind: EventType, event_id: str, now: datetime) -> Event:
    return Event(
        event_id, kind, recording.id, recording.generation, now, traceparent=recording.traceparent
    )
