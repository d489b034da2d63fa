"""What a recognizer and a voice are told of the learner, on the way of a recording."""

from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from infra import bootstrap
from shared.domain.people import Classroom, Profile
from shared.domain.transcript import Transcript
from shared.ports.transcriber import Hint
from shared.ports.voice import FORMAL, AudioFormat, Speech
from tests.doubles import FixedTranscriber, FixedVoice
from tests.functions.conftest import Push
from tests.functions.test_recording_way import start, walk

LEARNER = "demo-learner"


class NotingTranscriber(FixedTranscriber):
    def __init__(self) -> None:
        super().__init__()
        self.hints: list[Hint] = []

    def transcribe(self, audio: Path, hint: Hint, **options: object) -> Transcript:  # type: ignore[override]
        self.hints.append(replace(hint, phrases=tuple(hint.phrases)))
        return super().transcribe(audio, hint)


class NotingVoice(FixedVoice):
    def __init__(self) -> None:
        self.asked: list[tuple[str, float]] = []

    def speak(
        self, text: str, *, format: AudioFormat = AudioFormat.OGG, voice: str = "", speed: float = 1
    ) -> Speech:
        self.asked.append((voice, speed))
        return super().speak(text, format=format)


def test_a_recognizer_is_told_what_the_learner_said_before_and_where_the_audio_lies(
    client: TestClient, quick: bootstrap.Ports, push: Push
) -> None:
    quick.__dict__["transcriber"] = noting = NotingTranscriber()
    for _ in range(2):
        recording_id = start(client)
        walk(quick, push)
    first, second = noting.hints
    assert first.phrases == ()
    assert second.phrases == ("j'ai allé", "j'suis allé")
    recording = quick.recordings.get(recording_id)
    assert recording is not None
    assert second.stored in recording.artefacts.values()
    assert quick.blobs.stat(second.stored) is not None


@pytest.mark.parametrize(
    ("register", "level", "asked"),
    [
        ("", "A1", ("", 0.8)),
        ("spoken", "B1", ("", 0.95)),
        ("formal", "B2", (FORMAL, 1.0)),
        ("formal", "A2", (FORMAL, 0.85)),
    ],
)
def test_a_reply_is_spoken_at_the_learners_pace_in_the_register_of_the_class(
    client: TestClient,
    quick: bootstrap.Ports,
    push: Push,
    register: str,
    level: str,
    asked: tuple[str, float],
) -> None:
    quick.__dict__["voice"] = noting = NotingVoice()
    if register:
        quick.people.save_classroom(
            Classroom("5b", "5b", ("marie",), (LEARNER,), register=register)
        )
        quick.people.save_profile(Profile(LEARNER, class_id="5b"))
    start(client, level=level)
    walk(quick, push)
    assert noting.asked == [asked]
