"""A small world in which the chain runs over the real store, with a broker and crashes in hand."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import cast

from infra.blob_artefacts import BlobArtefacts
from infra.local.file_blob_store import FileBlobStore
from infra.media.scratch import TemporaryScratch
from shared.application.audio_day import AudioDay
from shared.application.cancel_recording import cancel_recording
from shared.application.convert_audio import convert_audio
from shared.application.give_feedback import give_feedback
from shared.application.stages import Chain
from shared.application.synthesize_reply import synthesize_reply
from shared.application.transcribe_audio import transcribe_audio
from shared.application.upkeep import bury, keep_promises
from shared.domain.errors import Code, Permanent, Refused, Transient
from shared.domain.events import Event, EventType
from shared.domain.memory import Learned
from shared.domain.recording import Recording, State, upload_event
from shared.french.engine import FrenchEngine
from shared.ports.publisher import Publisher
from shared.ports.recordings import Recordings
from shared.ports.system import Principal, Role
from shared.ports.tutor import TutorRequest
from tests.contract.conftest import Stores, sqlite_stores
from tests.doubles import (
    CopyingConverter,
    CountingIds,
    FixedTranscriber,
    FixedTutor,
    FixedVoice,
    HandClock,
    OneErrorEngine,
    TalkingActivity,
    recording,
)

Builder = Callable[..., Stores]
LEASE = 60.0
MAX_ATTEMPTS = 5


class Crash(BaseException):
    """The instance is gone: nothing after this line happens, not even a handler."""


@dataclass
class Bugs:
    """Faults that the tests must catch; each is off unless a test plants it."""

    no_outbox: bool = False
    ignore_revision: bool = False
    count_every_time: bool = False
    no_relay: bool = False
    no_burial: bool = False


class Fuse:
    """Crashes at a chosen effect, before or after it."""

    def __init__(self) -> None:
        self.left: int | None = None

    def step(self) -> None:
        """Count one boundary."""
        if self.left is None:
            return
        self.left -= 1
        if self.left < 0:
            raise Crash


@dataclass
class Message:
    """One copy of an event on its way."""

    event: Event
    attempts: int = 0


class Broker(Publisher):
    """Delivers at least once, in any order; may be out of reach."""

    def __init__(self, fuse: Fuse) -> None:
        self.fuse = fuse
        self.pending: list[Message] = []
        self.dead: list[Message] = []
        self.down = False

    def publish(self, events: Sequence[Event]) -> None:
        self.fuse.step()
        if self.down:
            raise Transient(Code.PUBLISH_FAILED)
        self.pending += [Message(event) for event in events]
        self.fuse.step()


class FusedSave:
    """A store's own `save`, with a crash before or after each write, and room for planted bugs."""

    def __init__(self, recordings: Recordings, fuse: Fuse, bugs: Bugs) -> None:
        self.get, self.save = recordings.get, recordings.save
        self.fuse, self.bugs, self.commits = fuse, bugs, 0

    def __call__(self, recording: Recording, *, learned: Learned | None = None) -> Recording:
        self.fuse.step()
        outbox = recording.unpublished
        if self.bugs.no_outbox:
            recording = replace(recording, unpublished=())
        if self.bugs.ignore_revision and (stored := self.get(recording.id)):
            recording = replace(recording, revision=stored.revision)
        if self.bugs.count_every_time and learned:
            self.commits += 1
            learned = replace(learned, source_id=f"{learned.source_id}-{self.commits}")
        saved = replace(self.save(recording, learned=learned), unpublished=outbox)
        self.fuse.step()
        return saved


class World:
    """The four stages and upkeep over real stores and blobs, in one folder.

    Args:
        build: of a contract suite; makes the stores.
    """

    def __init__(self, folder: Path, bugs: Bugs, build: Builder = sqlite_stores) -> None:
        self.opened = ExitStack()
        self.fuse, self.clock, self.ids, self.bugs = Fuse(), HandClock(), CountingIds(), bugs
        self.broker = Broker(self.fuse)
        stores = build(self.opened, folder, self.clock)
        self.recordings, self.learners = stores.recordings, stores.learners
        self.audio_day = AudioDay(stores.rate_limits, self.clock, 10**6, 10**6)
        self.people, self.personal_data = stores.people, stores.personal_data
        fused = FusedSave(self.recordings, self.fuse, bugs)
        self.recordings.save = fused  # type: ignore[method-assign]
        self.folder = folder
        (folder / "tmp").mkdir()
        self.blobs = FileBlobStore(
            folder / "blobs", key=b"k" * 32, base_url="http://127.0.0.1", clock=self.clock
        )
        self.artefacts = BlobArtefacts(self.blobs)
        self.scratch = TemporaryScratch(folder / "tmp")
        self.chain = Chain(self.recordings, self.broker, self.clock, self.ids, LEASE)
        self.poison: set[str] = set()
        self.weak: set[str] = set()
        self.accepted: list[str] = []
        self.uploaded: set[str] = set()
        self.interlude: Callable[[], None] | None = None

    def close(self) -> None:
        """Give files and connections back."""
        self.opened.close()

    # What the outside does.

    def accept(self) -> str:
        """A learner starts a recording."""
        new = recording(len(self.accepted) + 1, created_at=self.clock.now())
        self.recordings.create(new)
        self.accepted.append(new.id)
        return new.id

    def upload(self, recording_id: str, *, announced: bool) -> None:
        """Its audio arrives; the announcement may be lost."""
        self.uploaded.add(recording_id)
        source = recording(int(recording_id.removeprefix("rec"))).source
        blob = self.blobs.put(source, b"audio", content_type="audio/webm")
        event = upload_event(source, blob.generation, now=self.clock.now())
        assert event is not None
        if announced:
            self.broker.pending.append(Message(event))

    def cancel(self, recording_id: str) -> None:
        """Its learner wants no more of it; refused where it is finished."""
        with suppress(Refused):
            cancel_recording(
                recording_id,
                principal=Principal("emma", Role.LEARNER),
                recordings=self.recordings,
                people=self.people,
                clock=self.clock,
            )

    def deliver(self, message: Message) -> None:
        """Hand a message to its function, as the broker's push does; ack or nack."""
        message.attempts += 1
        try:
            self.handle(message.event)
        except Permanent:
            pass
        except (Transient, Crash):
            if message.attempts < MAX_ATTEMPTS:
                return
            self.broker.dead.append(message)
        if message in self.broker.pending:
            self.broker.pending.remove(message)

    def handle(self, event: Event) -> None:
        """Carry out the stage that listens to this event."""
        chain = self.chain
        if event.recording_id in self.weak:
            raise Transient(Code.PROVIDER_UNAVAILABLE)
        handlers: dict[EventType, Callable[[], object]] = {
            EventType.AUDIO_UPLOADED: lambda: convert_audio(
                event,
                chain=chain,
                blobs=self.blobs,
                converter=_Converter(self, event),
                scratch=self.scratch,
                audio_day=self.audio_day,
                max_seconds=60,
            ),
            EventType.AUDIO_CONVERTED: lambda: transcribe_audio(
                event,
                chain=chain,
                blobs=self.blobs,
                artefacts=self.artefacts,
                learners=self.learners,
                transcriber=FixedTranscriber(),
                activity=TalkingActivity(),
                scratch=self.scratch,
            ),
            EventType.TRANSCRIPT_READY: lambda: give_feedback(
                event,
                chain=chain,
                learners=self.learners,
                people=self.people,
                artefacts=self.artefacts,
                engine=cast("FrenchEngine", OneErrorEngine()),
                tutor=_SlowTutor(self),
            ),
            EventType.FEEDBACK_READY: lambda: synthesize_reply(
                event,
                chain=chain,
                artefacts=self.artefacts,
                blobs=self.blobs,
                voice=FixedVoice(),
            ),
        }
        if event.type in handlers:
            handlers[event.type]()

    def upkeep(self) -> None:
        """One round of upkeep, and of burying dead letters."""
        if not self.bugs.no_relay:
            keep_promises(
                chain=self.chain,
                blobs=self.blobs,
            )
        if self.bugs.no_burial:
            return
        while self.broker.dead:
            bury(
                self.broker.dead[0].event,
                chain=self.chain,
            )
            self.broker.dead.pop(0)

    def heal_and_drain(self) -> None:
        """Let the faults end and time pass; everything must then come to rest."""
        self.fuse.left, self.broker.down = None, False
        for _ in range(12):
            for message in list(self.broker.pending):
                self.deliver(message)
            self.clock.advance(minutes=2)
            self.upkeep()
        # Beyond the time after which an upload that never came is given up.
        self.clock.advance(minutes=30)
        self.upkeep()

    # What must hold.

    def stored(self, recording_id: str) -> Recording:
        """Read a recording."""
        found = self.recordings.get(recording_id)
        assert found is not None
        return found

    def counted(self) -> int:
        """How often the error that every recording holds was counted."""
        return sum(entry.occurrences for entry in self.learners.memory("emma"))

    def analysed(self) -> int:
        """How many recordings have got as far as their analysis."""
        return sum(
            State.ANALYSED in self.stored(recording_id).reached for recording_id in self.accepted
        )

    def now(self) -> datetime:
        """The world's time."""
        return self.clock.now()

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.clock.time += timedelta(seconds=seconds)


class _SlowTutor(FixedTutor):
    """Takes so long that something else may happen meanwhile."""

    def __init__(self, world: World) -> None:
        self._world = world

    def reply(self, request: TutorRequest) -> Iterator[str]:
        meanwhile, self._world.interlude = self._world.interlude, None
        if meanwhile:
            meanwhile()
        return super().reply(request)


class _Converter(CopyingConverter):
    """Fails for good on poisoned recordings."""

    def __init__(self, world: World, event: Event) -> None:
        self._poisoned = event.recording_id in world.poison

    def convert(self, source: Path, target: Path, *, max_seconds: float):  # type: ignore[no-untyped-def]
        if self._poisoned:
            raise Permanent(Code.NOT_AUDIO)
        return super().convert(source, target, max_seconds=max_seconds)
