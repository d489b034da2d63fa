"""What Google's recognizer is told of a learner's own errors, and what it costs to know it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.speech.silero_activity import SileroActivity
from shared.application.transcribe_audio import transcribe_audio
from shared.domain.events import EventType
from shared.domain.expectation import PATTERNS
from shared.domain.recording import State
from shared.ports.transcriber import Transcriber
from tests.contract import cloud
from tests.contract.google_speech.conftest import Make
from tests.doubles import FixedTranscriber
from tests.lessons import lesson
from tests.peers.google_speech_peer import GoogleSpeechPeer
from tests.reliability.world import Bugs, World

FORMS = ["j'ai allé", "je suis allé"]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A learner with more patterns than a recognizer is told, and a recording that speaks."""
    made = World(tmp_path, Bugs(), cloud.firestore_stores)
    for number in range(PATTERNS + 5):
        made.learners.learn(lesson(f"t{number}", learner="emma", pattern=f"p{number}"))
    yield made
    made.close()


def reads(world: World, transcriber: Transcriber, audio: Path) -> int:
    """Transcribe one more recording; how many documents that has read."""
    recording_id = world.accept()
    world.upload(recording_id, announced=True)
    world.deliver(world.broker.pending[-1])
    [message] = [m for m in world.broker.pending if m.event.recording_id == recording_id]
    assert message.event.type is EventType.AUDIO_CONVERTED
    stored = world.stored(recording_id)
    world.blobs.put_file(stored.artefacts["audio"], audio, content_type="audio/flac")
    operations = world.recordings._database.operations  # type: ignore[attr-defined]
    before = operations["reads"]
    transcribe_audio(
        message.event,
        chain=world.chain,
        blobs=world.blobs,
        artefacts=world.artefacts,
        learners=world.learners,
        transcriber=transcriber,
        activity=SileroActivity(),
        scratch=world.scratch,
    )
    assert world.stored(recording_id).state is State.TRANSCRIBED
    spent: int = operations["reads"] - before - 1  # the last look is the test's own
    world.broker.pending.clear()
    return spent


@pytest.mark.emulators("FIRESTORE_EMULATOR_HOST")
def test_a_recognizer_that_is_told_of_errors_reads_one_document_more(
    world: World, peer: GoogleSpeechPeer, make: Make, clip: Path
) -> None:
    google = make()
    without = reads(world, FixedTranscriber(), clip)
    with_phrases = reads(world, google, clip)
    print(f"\ndocuments read by a transcription: {without}, told of the errors {with_phrases}")
    assert with_phrases == without + 1
    (called,) = [request for name, request in peer.calls if name == "recognize"]
    (told,) = called.config.adaptation.phrase_sets
    assert [phrase.value for phrase in told.inline_phrase_set.phrases] == FORMS
    # WHEN all is forgotten THEN the next is told nothing
    for number in range(PATTERNS + 5):
        world.learners.forget("emma", f"p{number}", at=world.now())
    assert reads(world, google, clip) == without + 1
    assert not peer.calls[-1][1].config.adaptation.phrase_sets


@pytest.mark.emulators("FIRESTORE_EMULATOR_HOST")
def test_what_changes_by_hand_reads_others_only_where_one_may_move_up(world: World) -> None:
    operations = world.recordings._database.operations  # type: ignore[attr-defined]

    def spent(pattern: str) -> int:
        before = operations["reads"]
        world.learners.forget("emma", pattern, at=world.now())
        return int(operations["reads"] - before)

    # The ledger and the entry; all 25 entries besides where it was among the expected ones.
    frequent = [entry.pattern for entry in world.learners.memory("emma")]
    assert spent(frequent[-1]) == 2
    assert spent(frequent[0]) == 2 + PATTERNS + 4
    # AND a learner with few patterns costs no more ever
    for pattern in frequent[1:5]:
        spent(pattern)
    assert spent(frequent[5]) == 2


@pytest.mark.emulators("FIRESTORE_EMULATOR_HOST")
def test_a_turn_reads_no_more_than_before(world: World) -> None:
    operations = world.recordings._database.operations  # type: ignore[attr-defined]
    before = operations["reads"]
    world.learners.learn(lesson("new", learner="emma", pattern="p3"))
    # The ledger, the pattern, and a query for what is due.
    assert operations["reads"] - before <= 2 + 1
