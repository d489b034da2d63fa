"""The main job on the embedded stack, over its public API, with the real engines."""

import signal
import time
import wave
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import httpx2
import pytest

from infra.speech.espeak_voice import EspeakVoice
from shared.ports.voice import AudioFormat
from tests.chain.embedded import Learner, Stack, running

pytestmark = [pytest.mark.chain, pytest.mark.slow]

TEXT = "Bonjour. Hier, j'ai allé au marché avec ma sœur. On a acheté des pommes."


@pytest.fixture(scope="module")
def speech() -> bytes:
    return EspeakVoice().speak(TEXT, format=AudioFormat.WEBM).audio


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    with running(tmp_path_factory.mktemp("stack"), MAX_RECORDING_SECONDS="120") as started:
        yield started


@pytest.fixture
def learner(stack: Stack) -> Iterator[Learner]:
    with Learner(stack.url) as somebody:
        yield somebody


def wav(seconds: float, rate: int = 8_000) -> bytes:
    """Silence."""
    out = BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(rate)
        file.writeframes(b"\x80" * int(seconds * rate))
    return out.getvalue()


def test_a_recording_goes_in_and_everything_comes_out(learner: Learner, speech: bytes) -> None:
    # GIVEN, WHEN
    view = learner.wait(learner.send(speech, transcript=TEXT))
    # THEN
    assert view["state"] == "answered", view["failure"]
    assert view["transcript"]["text"] == TEXT
    assert view["transcript"]["words"][0]["start"] is not None
    [raised] = [c for c in view["corrections"] if c["raised"]]
    assert raised["type"] == "auxiliary"
    assert view["fluency"]["speech_rate"] > 2
    reply = httpx2.get(view["reply"]["audio"]["url"])
    assert reply.headers["content-type"] == "audio/webm"
    assert len(reply.content) > 1_000
    assert [e["type"] for e in learner.memory()] == ["auxiliary"]
    # AND the words behind the correction can be heard
    quote = learner.memory()[0]["quotes"][0]
    clip = learner.http.get(
        f"/api/recordings/{view['id']}/clip", params={"start": quote["start"], "end": quote["end"]}
    )
    assert (clip.status_code, clip.headers["content-type"]) == (200, "audio/mpeg")


FAILURES = {
    "text named .webm": (b"Bonjour, ceci n'est pas un son. " * 40, TEXT, "not_audio"),
    "a playlist": (b"#EXTM3U\n#EXT-X-VERSION:3\nfile:///etc/passwd\n", TEXT, "not_audio"),
    "silence": (wav(5), TEXT, "no_speech"),
    "longer than allowed": (wav(121), TEXT, "audio_too_long"),
}


@pytest.mark.parametrize("name", FAILURES)
def test_what_cannot_work_fails_by_name(learner: Learner, stack: Stack, name: str) -> None:
    audio, transcript, code = FAILURES[name]
    view = learner.wait(learner.send(audio, transcript=transcript))
    assert view["state"] == "failed"
    assert view["failure"]["code"] == code
    assert view["failure"]["advice"]
    assert not list(stack.temp.iterdir())


def test_a_recording_without_recognizer_or_transcript_names_the_ways_to_get_one(
    learner: Learner, speech: bytes
) -> None:
    view = learner.wait(learner.send(speech))
    assert view["failure"]["code"] == "recognizer_missing"
    for way in ("make speech", "OPENAI_API_KEY", "GOOGLE_APPLICATION_CREDENTIALS", "transcript"):
        assert way in view["failure"]["advice"]


def test_another_language_is_refused_by_name(learner: Learner, speech: bytes) -> None:
    english = "Yesterday I went to the market with my sister and we bought some apples there."
    view = learner.wait(learner.send(speech, transcript=english))
    assert view["failure"]["code"] == "not_french"


def test_a_truncated_recording_ends_by_name_or_with_what_is_there(
    learner: Learner, speech: bytes
) -> None:
    for cut in (40, 400, len(speech) // 2):
        view = learner.wait(learner.send(speech[:cut], transcript=TEXT))
        codes = {"damaged_audio", "not_audio", "empty_audio", "no_speech"}
        assert view["state"] == "answered" or view["failure"]["code"] in codes


def test_a_sound_that_is_short_is_transcribed_while_one_waits(
    learner: Learner, speech: bytes
) -> None:
    answer = learner.http.post(
        "/api/transcribe",
        files={"audio": ("a.webm", speech, "audio/webm")},
        data={"transcript": TEXT},
    )
    assert answer.status_code == 200, answer.text
    assert answer.json()["text"] == TEXT
    refused = learner.http.post("/api/transcribe", files={"audio": ("a.webm", speech)})
    assert refused.json()["code"] == "recognizer_missing"


def test_many_at_once_all_finish(learner: Learner, speech: bytes) -> None:
    before = sum(entry["occurrences"] for entry in learner.memory())
    with ThreadPoolExecutor(8) as pool:
        ids = list(pool.map(lambda _: learner.send(speech, transcript=TEXT), range(16)))
        views = list(pool.map(learner.wait, ids))
    assert {view["state"] for view in views} == {"answered"}
    assert sum(entry["occurrences"] for entry in learner.memory()) == before + 16


def test_a_second_stack_on_the_same_folder_is_refused(stack: Stack) -> None:
    twin = Stack(stack.folder)
    with pytest.raises(AssertionError, match="another Parlons stack"):
        twin.start()


def test_nothing_a_learner_said_is_logged(learner: Learner, stack: Stack, speech: bytes) -> None:
    canary = "Zanzibarquetzal"
    text = f"Hier, j'ai allé à {canary}."
    learner.wait(learner.send(speech, transcript=text, name=f"{canary}.webm", prompt=canary))
    learner.http.post("/api/chat", json={"message": text})
    learner.http.post("/api/chat", json={"message": text, "surprise": canary})
    assert canary not in stack.log()


@pytest.mark.parametrize("rounds", [4])
def test_killed_in_mid_load_it_finishes_everything_exactly_once(
    tmp_path: Path, speech: bytes, rounds: int
) -> None:
    stack = Stack(tmp_path / "stack")
    stack.start()
    ids: list[str] = []
    # WHEN the whole stack is killed again and again with work in hand
    for number in range(rounds):
        with Learner(stack.url) as learner:
            ids += [learner.send(speech, transcript=TEXT) for _ in range(6)]
        time.sleep(0.05 + 0.15 * number)
        stack.stop(signal.SIGKILL)
        stack.start()
    # THEN every accepted recording is answered, and counted once
    with Learner(stack.url) as learner:
        views = [learner.wait(recording_id) for recording_id in ids]
        counted = sum(entry["occurrences"] for entry in learner.memory())
    assert {view["state"] for view in views} == {"answered"}
    assert counted == len(ids)
    assert not list(stack.temp.iterdir())
    assert stack.stop() == 0


def test_told_to_stop_it_ends_at_once_and_goes_on_later(tmp_path: Path, speech: bytes) -> None:
    stack = Stack(tmp_path / "stack")
    stack.start()
    with ThreadPoolExecutor(1) as threads, Learner(stack.url) as learner:
        # GIVEN work in hand, and somebody who follows what will not move
        waiting = f"/api/recordings/{learner.create(speech)['id']}/events"
        told = threads.submit(learner.http.get, waiting)
        ids = [learner.send(speech, transcript=TEXT) for _ in range(6)]
        # WHEN it is told to stop
        begun = time.monotonic()
        assert stack.stop() == 0
        # THEN nobody is waited for who only waits, and nothing in hand is counted as a failure
        assert time.monotonic() - begun < 8
        assert told.result().text == "retry: 1000\n\n"
    assert not list(stack.temp.iterdir())
    assert not [word for word in ("push_failed", "Traceback") if word in stack.log()]
    stack.start()
    with Learner(stack.url) as learner:
        assert {learner.wait(recording_id)["state"] for recording_id in ids} == {"answered"}
    stack.stop()
