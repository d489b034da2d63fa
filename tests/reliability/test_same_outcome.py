"""The same recordings give the same results on this machine and on the cloud's adapters.

Forty recordings of four learners over four months go through the real use cases and the real
engine, their events in one scripted disorder with duplicates. All that is kept and all that is
told is compared: over SQLite, files and the embedded queue; over Firestore, Cloud Storage and
Pub/Sub.
"""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from unittest import mock

import pytest

from infra import bootstrap
from infra.blob_artefacts import BlobArtefacts
from infra.local.demo_texts import TALKS
from infra.local.rule_tutor import RuleTutor
from infra.media.scratch import TemporaryScratch
from shared.application.audio_day import AudioDay
from shared.application.convert_audio import convert_audio
from shared.application.give_feedback import give_feedback
from shared.application.plan_week import Workshop, plan_week
from shared.application.stages import Chain
from shared.application.synthesize_reply import synthesize_reply
from shared.application.transcribe_audio import transcribe_audio
from shared.domain.errors import Transient
from shared.domain.events import Event, EventType
from shared.domain.feedback import Feedback
from shared.domain.iso_week import IsoWeek
from shared.domain.memory import MemoryEntry
from shared.domain.people import Classroom, Profile
from shared.domain.recording import FEEDBACK, TRANSCRIPT, Recording, State, upload_event
from shared.domain.transcript import Transcript
from shared.domain.windows import Window
from shared.french.engine import FrenchEngine
from shared.ports.blob_store import BlobStore
from shared.ports.publisher import Publisher
from tests.contract import cloud
from tests.contract.conftest import Broker, Stores, file_blobs, sqlite_queue, sqlite_stores
from tests.doubles import (
    CopyingConverter,
    CountingIds,
    FixedTranscriber,
    FixedVoice,
    HandClock,
    TalkingActivity,
    recording,
)

LEARNERS = ("emma", "leo.b", "noe-1", "Ida_2")
COUNT = 40
SENTENCES = (
    *(talk.text for talk in TALKS),
    "Hier, j'ai allé au cinéma et je suis mangé une pizza.",
    "Je n'ai pas de le temps, et mes ami est partis.",
    "La problème est que je sais pas, il faut que je fais mes devoirs.",
    "Si j'aurais su, je serais venu ; elle a venu sans moi.",
    "Nous avons visité une musée très belle avec le professeur.",
    "Je suis allé à la plage, on a nagé, et c'était formidable.",
    "Yesterday I went to the market with my sister and we bought some apples there.",
)


@dataclass(frozen=True)
class House:
    """Adapters of one kind."""

    stores: Stores
    blobs: BlobStore
    broker: Broker
    clock: HandClock


def embedded(stack: ExitStack, folder: Path) -> House:
    clock = HandClock()
    (folder / "embedded").mkdir()
    made = stack, folder / "embedded", clock
    return House(sqlite_stores(*made), file_blobs(*made), sqlite_queue(*made), clock)


def in_the_cloud(stack: ExitStack, folder: Path) -> House:
    clock = HandClock()
    made = stack, folder, clock
    return House(
        cloud.firestore_stores(*made), cloud.gcs_bucket(*made), cloud.pubsub_topics(*made), clock
    )


class Told(Publisher):
    """The broker, whose messages are fetched again as soon as they are there."""

    def __init__(self, broker: Broker) -> None:
        self._broker = broker
        self._seen: set[str] = set()
        self.events: list[Event] = []

    def publish(self, events: Sequence[Event]) -> None:
        self._broker.publisher.publish(events)
        for event in events:
            while event.id not in self._seen:
                arrived = self._broker.arrived(event.type)
                self.events += [each for each in arrived if each.id not in self._seen]
                self._seen |= {each.id for each in arrived}


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[bootstrap.Ports]:
    """The ports of a machine without anything else, for its engine and exercises."""
    chosen = bootstrap.settings().model_copy(
        update={"data_dir": tmp_path_factory.mktemp("var"), "detector_llm": "off"}
    )
    made = bootstrap.Ports(chosen)
    yield made
    made.close()


def live(house: House, machine: bootstrap.Ports, folder: Path) -> Mapping[str, object]:
    """Let everything happen; gives all that is kept and was told."""
    stores, clock = house.stores, house.clock
    chance = random.Random(20260302)  # noqa: S311 - a script, no secret
    told, ids = Told(house.broker), CountingIds()
    chain = Chain(stores.recordings, told, clock, ids)
    artefacts = BlobArtefacts(house.blobs)
    for number, learner in enumerate(LEARNERS):
        zone = ("Europe/Paris", "Pacific/Auckland")[number % 2]
        stores.people.save_profile(Profile(learner, class_id="5b", timezone=zone))
    stores.people.save_classroom(
        Classroom("5b", "5e B", ("marie",), LEARNERS, detector_weights={"grammalecte": 0.9})
    )
    texts: dict[str, str] = {}
    pending: list[Event] = []
    begun = clock.now()
    for number in range(COUNT):
        at = begun + timedelta(days=3 * number)
        learner = LEARNERS[number % len(LEARNERS)]
        new = recording(
            number, id=f"rec{number:02}", learner_id=learner, created_at=at, updated_at=at
        )
        stores.recordings.create(new)
        texts[new.id] = SENTENCES[number % len(SENTENCES)]
        blob = house.blobs.put(new.source, b"audio", content_type="audio/webm")
        event = upload_event(new.source, blob.generation, now=at)
        assert event is not None
        pending.append(event)
    clock.time = begun + timedelta(days=3 * COUNT)
    handlers = stages(chain, house, artefacts, machine.engine, texts, folder)
    while pending:
        event = pending.pop(chance.randrange(len(pending)))
        if chance.random() < 0.25:
            pending.append(event)
        clock.advance(seconds=1)
        before = len(told.events)
        with suppress(Transient):
            if event.type in handlers:
                handlers[event.type](event)
        pending += told.events[before:]
    change_memories(stores)
    workshop = Workshop(
        plans=stores.plans,
        learners=stores.learners,
        maker=machine.workshop.maker,
        voice=FixedVoice(),
        blobs=house.blobs,
        clock=clock,
    )
    week = IsoWeek.of(clock.now().date())
    plans = [
        plan_week(profile, week=week, needs_approval=True, workshop=workshop)
        for profile in stores.people.profiles()
    ]
    kept = recordings_of(stores)
    return {
        "recordings": [without_generation(each) for each in kept],
        "transcripts": results(kept, TRANSCRIPT, Transcript, artefacts),
        "feedback": results(kept, FEEDBACK, Feedback, artefacts),
        "history": {learner: list(stores.learners.history(learner)) for learner in LEARNERS},
        "memory": {learner: stores.learners.memory(learner) for learner in LEARNERS},
        "events": [replace(each, generation="g") for each in told.events],
        "plans": plans,
        "held": {learner: stores.personal_data.held(learner) for learner in LEARNERS},
    }


def stages(
    chain: Chain,
    house: House,
    artefacts: BlobArtefacts,
    engine: FrenchEngine,
    texts: Mapping[str, str],
    folder: Path,
) -> Mapping[EventType, Callable[[Event], object]]:
    """The four stages, each with what it needs."""
    blobs, stores = house.blobs, house.stores
    scratch = TemporaryScratch(folder)
    return {
        EventType.AUDIO_UPLOADED: lambda event: convert_audio(
            event,
            chain=chain,
            blobs=blobs,
            converter=CopyingConverter(),
            scratch=scratch,
            audio_day=AudioDay(stores.rate_limits, chain.clock, 10**6, 10**6),
            max_seconds=60,
        ),
        EventType.AUDIO_CONVERTED: lambda event: transcribe_audio(
            event,
            chain=chain,
            blobs=blobs,
            artefacts=artefacts,
            learners=stores.learners,
            transcriber=FixedTranscriber(texts[event.recording_id]),
            activity=TalkingActivity(),
            scratch=scratch,
        ),
        EventType.TRANSCRIPT_READY: lambda event: give_feedback(
            event,
            chain=chain,
            learners=stores.learners,
            people=stores.people,
            artefacts=artefacts,
            engine=engine,
            tutor=RuleTutor(),
        ),
        EventType.FEEDBACK_READY: lambda event: synthesize_reply(
            event,
            chain=chain,
            artefacts=artefacts,
            blobs=blobs,
            voice=FixedVoice(),
        ),
    }


def change_memories(stores: Stores) -> None:
    """Correct, pause and forget something of each learner."""
    for learner in LEARNERS:
        corrected, paused, forgotten, *_ = stores.learners.memory(learner)
        occurrence = corrected.quotes[0].id
        assert stores.learners.take_back(learner, corrected.pattern, occurrence) is not None
        assert stores.learners.pause(learner, paused.pattern, paused=True) is not None
        assert stores.learners.forget(learner, forgotten.pattern, at=forgotten.last_seen)


def recordings_of(stores: Stores) -> list[Recording]:
    """All recordings, by learner and page."""
    found: list[Recording] = []
    for learner in LEARNERS:
        token = "-"
        while token:
            page, token = stores.recordings.of_learner(
                learner, limit=4, page_token=token.strip("-")
            )
            found += page
    return found


def without_generation(kept: Recording) -> Recording:
    """Leave out what each blob store numbers in its own way."""
    names = {k: v.replace(kept.generation, "g") for k, v in kept.artefacts.items()}
    return replace(kept, generation="g", artefacts=names)


def results(
    kept: Sequence[Recording], name: str, kind: type[object], artefacts: BlobArtefacts
) -> Mapping[str, object]:
    """One kind of result of each recording that has it."""
    return {
        each.id: artefacts.read(each.artefacts[name], kind)
        for each in kept
        if name in each.artefacts
    }


pytestmark = [
    pytest.mark.slow,
    pytest.mark.emulators("FIRESTORE_EMULATOR_HOST", "PUBSUB_EMULATOR_HOST", "GCS_EMULATOR_HOST"),
]


@pytest.fixture(scope="module")
def here(
    machine: bootstrap.Ports, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, object]:
    """What came of it on this machine."""
    folder = tmp_path_factory.mktemp("here")
    with ExitStack() as stack:
        return live(embedded(stack, folder), machine, folder)


def test_enough_happens_to_be_compared(here: Mapping[str, object]) -> None:
    recordings, history, events = here["recordings"], here["history"], here["events"]
    assert isinstance(recordings, list)
    assert isinstance(history, dict)
    assert isinstance(events, list)
    assert len(recordings) == COUNT
    assert {each.state for each in recordings} == {State.ANSWERED, State.FAILED}
    assert len(events) > 3 * COUNT
    for kept in history.values():
        assert sum(isinstance(each, MemoryEntry) for each in kept) >= 4
        # More blocks of four weeks than one document holds.
        weeks = {each.week for each in kept if isinstance(each, Window)}
        assert max(weeks) - min(weeks) > timedelta(weeks=13)


def test_the_same_recordings_give_the_same_results(
    here: Mapping[str, object], machine: bootstrap.Ports, tmp_path: Path
) -> None:
    with ExitStack() as stack:
        there = live(in_the_cloud(stack, tmp_path), machine, tmp_path)
    assert here.keys() == there.keys()
    for name, what in here.items():
        assert there[name] == what, name


def test_planted_a_store_that_reviews_nothing_is_found_out(
    here: Mapping[str, object], machine: bootstrap.Ports, tmp_path: Path
) -> None:
    with ExitStack() as stack, mock.patch("infra.google.firestore_learning._due", return_value={}):
        there = live(in_the_cloud(stack, tmp_path), machine, tmp_path)
    assert {name for name in here if there[name] != here[name]} >= {"history", "memory"}
