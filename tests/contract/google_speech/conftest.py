"""The Google speech services that a peer plays on loopback, and audio for them."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from infra.google.speech_to_text import GoogleTranscriber
from infra.resilience import CircuitBreaker, Resilience, RetryPolicy
from infra.speech.silero_activity import SileroActivity
from shared.domain.transcript import Interval
from shared.ports.transcriber import Hint
from tests import sounds
from tests.peers.google_speech_peer import GoogleSpeechPeer
from tests.recordings import converted

Make = Callable[..., GoogleTranscriber]
STORED = "learners/emma/recordings/1/audio.flac"
URI = f"gs://school/{STORED}"
TALKING = Hint(speech=(Interval(0.1, 2.0),))
LONG = Hint(speech=(Interval(0.1, 60.5),), stored=STORED)


@pytest.fixture
def peer() -> Iterator[GoogleSpeechPeer]:
    with GoogleSpeechPeer() as opened:
        yield opened


@pytest.fixture
def make(peer: GoogleSpeechPeer) -> Iterator[Make]:
    """Make a transcriber at the peer; it waits a hundredth of what it would outside."""
    made: list[GoogleTranscriber] = []

    def build(
        *, tries: int = 3, seconds: float = 10.0, failures: int = 99, **options: Any
    ) -> GoogleTranscriber:
        policy = RetryPolicy(tries=tries, seconds=seconds, base=0.005)
        fields: dict[str, Any] = {
            "project": "school",
            "location": "eu",
            "model": "long",
            "activity": SileroActivity(),
            "sleep": lambda seconds: time.sleep(seconds / 100),
            **options,
        }
        breaker = CircuitBreaker("google speech", failures=failures)
        transcriber = GoogleTranscriber(
            peer.speech_client, resilience=Resilience(policy, breaker), **fields
        )
        made.append(transcriber)
        return transcriber

    yield build
    for transcriber in made:
        transcriber.close()


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some five seconds."""
    return converted(tmp_path_factory.mktemp("clip"), sounds.speech())


def of_length(folder: Path, seconds: float) -> Path:
    whole = sounds.speech() * 20
    return converted(folder, whole[: 2 * round(seconds * sounds.SPEECH_RATE)])


@pytest.fixture(scope="module")
def minute(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return of_length(tmp_path_factory.mktemp("minute"), 60.0)


@pytest.fixture(scope="module")
def longer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return of_length(tmp_path_factory.mktemp("longer"), 61.0)
