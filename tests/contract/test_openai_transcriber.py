"""Kind: contract, over the real SDK and a peer that speaks the wire format on loopback."""

import json
import logging
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from infra.openai.remote_model import Endpoint, RemoteModel
from infra.openai.transcriber import MAX_ANSWER_BYTES, MAX_SECONDS, OpenaiTranscriber
from infra.resilience import CircuitBreaker, CircuitOpen, Resilience, RetryPolicy, deadline
from infra.speech.silero_activity import SileroActivity
from shared.domain.errors import Code, Permanent, Transient
from shared.domain.transcript import Interval, Timing
from shared.ports.transcriber import Hint, Transcriber
from tests import sounds
from tests.contract.transcriber_contract import TranscriberContract, check_transcript
from tests.peers import openai_audio as audio_wire
from tests.peers import openai_peer as wire
from tests.peers.openai_peer import OpenaiPeer
from tests.recordings import converted

Make = Callable[..., OpenaiTranscriber]
KEY = "sk-canary-0123456789"
SAID = "j'ai allé au marché, là."
TALKING = Hint(speech=(Interval(0.1, 2.0), Interval(2.5, 4.0)))
MODELS = ("gpt-4o-transcribe", "whisper-1", "gpt-transcribe")


@pytest.fixture
def peer() -> Iterator[OpenaiPeer]:
    with OpenaiPeer() as opened:
        yield opened


@pytest.fixture
def make(peer: OpenaiPeer) -> Iterator[Make]:
    """Make a transcriber at the peer; it waits a hundredth of what it would outside."""
    made: list[OpenaiTranscriber] = []

    def build(
        model: str = "gpt-4o-transcribe",
        *,
        tries: int = 3,
        seconds: float = 5.0,
        failures: int = 99,
        max_bytes: int = MAX_ANSWER_BYTES,
    ) -> OpenaiTranscriber:
        policy = RetryPolicy(tries=tries, seconds=seconds, base=0.005)
        endpoint = Endpoint("openai", peer.base_url, model, KEY, policy, read_seconds=3.0)
        breaker = CircuitBreaker("openai", failures=failures)
        remote = RemoteModel(endpoint, max_bytes=max_bytes, resilience=Resilience(policy, breaker))
        made.append(OpenaiTranscriber(remote, activity=SileroActivity()))
        return made[-1]

    yield build
    for transcriber in made:
        transcriber.close()


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return converted(tmp_path_factory.mktemp("clip"), sounds.speech())


@pytest.mark.parametrize("model", MODELS)
class TestOpenaiTranscriber(TranscriberContract):
    @pytest.fixture
    def transcriber(self, make: Make, peer: OpenaiPeer, model: str) -> Transcriber:
        peer.then(audio_wire.hears(SAID))
        return make(model)


def test_whisper_tells_when_each_word_was_said(make: Make, peer: OpenaiPeer, clip: Path) -> None:
    peer.then(audio_wire.hears(SAID, words=[("j'ai", 0.1, 0.4), ("allé", 0.4, 0.9)]))
    transcript = make("whisper-1").transcribe(clip, TALKING)
    body = peer.requests[0].body
    assert body["file"] == clip.read_bytes()
    assert {k: v for k, v in body.items() if k != "file"} == {
        "filename": "audio.flac",
        "model": "whisper-1",
        "language": "fr",
        "response_format": "verbose_json",
        "timestamp_granularities[]": ["word"],
        "temperature": "0.0",
    }
    assert transcript.timing is Timing.RECOGNIZED
    assert [(w.text, w.offset, w.start, w.end) for w in transcript.words] == [
        ("j'ai", 0, 0.1, 0.4),
        ("allé", 5, 0.4, 0.9),
    ]
    assert {w.confidence for w in transcript.words} == {None}


def test_log_probabilities_become_confidence(make: Make, peer: OpenaiPeer, clip: Path) -> None:
    # GIVEN tokens smaller than words, one of them half a character
    tokens = [
        *(audio_wire.token(b"j'", 0.9), audio_wire.token(b"ai", 0.5)),
        *(audio_wire.token(b" all\xc3", 0.4), audio_wire.token(b"\xa9", 0.99)),
        audio_wire.token(" au marché, là.".encode(), 0.8),
    ]
    peer.then(audio_wire.hears(SAID, logprobs=tokens))
    # WHEN a clip is transcribed
    transcript = make().transcribe(clip, TALKING)
    # THEN each word has the mean of its own
    body = peer.requests[0].body
    assert (body["response_format"], body["include[]"]) == ("json", ["logprobs"])
    assert [(w.text, w.confidence) for w in transcript.words] == [
        ("j'ai", 0.7),
        ("allé", 0.4),
        *(("au", 0.8), ("marché", 0.8), ("là", 0.8)),
    ]


@pytest.mark.parametrize("model", ["gpt-4o-transcribe", "gpt-transcribe"])
def test_times_that_nobody_told_are_called_estimates(
    make: Make, peer: OpenaiPeer, clip: Path, model: str
) -> None:
    peer.then(audio_wire.hears(SAID))
    transcript = make(model).transcribe(clip, TALKING)
    assert transcript.timing is Timing.ESTIMATED
    check_transcript(transcript, make(), transcript.seconds)
    assert all(
        any(s.start <= w.start and w.end <= s.end for s in TALKING.speech)  # type: ignore[operator]
        for w in transcript.words
    )


def test_a_model_that_tells_no_probability_has_none(
    make: Make, peer: OpenaiPeer, clip: Path
) -> None:
    peer.then(audio_wire.hears(SAID))
    transcript = make("gpt-transcribe").transcribe(clip, TALKING)
    assert {w.confidence for w in transcript.words} == {None}
    assert peer.requests[0].body["languages[]"] == ["fr"]


@pytest.mark.parametrize(
    "logprobs",
    [
        [],
        audio_wire.tokens("quelque chose d'autre"),
        audio_wire.tokens(SAID)[:-1],
        [{"token": SAID, "logprob": "high", "bytes": None}],
        [{"token": SAID, "logprob": -0.1, "bytes": [300]}],
        [{"logprob": -0.1}],
    ],
)
def test_tokens_that_are_not_the_text_say_nothing_of_it(
    make: Make, peer: OpenaiPeer, clip: Path, logprobs: list[dict[str, Any]]
) -> None:
    peer.then(audio_wire.hears(SAID, logprobs=logprobs))
    transcript = make().transcribe(clip, TALKING)
    assert transcript.text == SAID
    assert {w.confidence for w in transcript.words} == {None}


def test_a_long_answer_is_read_in_time(make: Make, peer: OpenaiPeer, clip: Path) -> None:
    text = " ".join(["marché"] * 2_000)
    peer.then(audio_wire.hears(text))
    begun = time.monotonic()
    transcript = make().transcribe(clip, TALKING)
    assert len(transcript.words) == 2_000
    assert time.monotonic() - begun < 2


def test_a_learners_own_forms_are_no_prompt(make: Make, peer: OpenaiPeer, clip: Path) -> None:
    peer.then(audio_wire.hears(SAID))
    make().transcribe(clip, Hint(speech=TALKING.speech, phrases=("j'ai venu",)))
    assert not {"prompt", "keywords[]"} & set(peer.requests[0].body)


def test_silence_is_not_sent(make: Make, peer: OpenaiPeer, tmp_path: Path) -> None:
    with pytest.raises(Permanent) as caught:
        make().transcribe(converted(tmp_path, sounds.silence(2)), Hint())
    assert caught.value.code is Code.NO_SPEECH
    assert peer.requests == []


def test_a_file_beyond_the_limit_is_not_sent(
    make: Make, peer: OpenaiPeer, clip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("infra.openai.transcriber.MAX_BYTES", clip.stat().st_size - 1)
    with pytest.raises(Permanent) as caught:
        make().transcribe(clip, TALKING)
    assert caught.value.code is Code.AUDIO_TOO_LONG
    assert peer.requests == []


def test_a_piece_is_shorter_than_what_the_models_take() -> None:
    # 16-bit samples at 16 kHz, were FLAC to save nothing at all.
    assert MAX_SECONDS * 32_000 < audio_wire.MAX_BYTES
    assert MAX_SECONDS < audio_wire.MAX_SECONDS


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize(
    "body",
    [
        *(None, [], {}, {"text": None}, {"text": 7}, b"<html>", b"\xff", b'{"a":' * 60_000),
        {"text": SAID, "words": [{"word": 1, "start": "x"}], "logprobs": 3},
        {"text": SAID, "words": [None, {"word": "j'ai", "start": 1e999, "end": None}]},
        {"text": SAID, "words": [["j'ai", 0, 1]], "logprobs": [None, 5]},
    ],
)
def test_any_other_shape_is_no_transcript_or_only_its_text(
    make: Make, peer: OpenaiPeer, clip: Path, model: str, body: object
) -> None:
    peer.then(*[wire.answers(body)] * 3)
    try:
        transcript = make(model).transcribe(clip, TALKING)
    except (Permanent, Transient):
        return
    assert transcript.text == SAID
    assert all(w.confidence is None for w in transcript.words)
    assert all(a.offset < b.offset for a, b in pairwise(transcript.words))


def test_too_many_requests_are_tried_again_in_time(
    make: Make, peer: OpenaiPeer, clip: Path
) -> None:
    peer.then(wire.fails(429, Retry_After="0.3"), audio_wire.hears(SAID))
    begun = time.monotonic()
    assert make().transcribe(clip, TALKING).text == SAID
    assert 0.3 <= time.monotonic() - begun < 3
    assert [one.body["file"] for one in peer.requests] == [clip.read_bytes()] * 2


def test_a_wait_beyond_the_deadline_goes_to_the_caller(
    make: Make, peer: OpenaiPeer, clip: Path
) -> None:
    peer.then(wire.fails(429, Retry_After="60"))
    with pytest.raises(Transient) as caught:
        make().transcribe(clip, TALKING)
    assert caught.value.retry_after == 60.0
    assert len(peer.requests) == 1


@pytest.mark.parametrize("bound", ["callers", "own"])
def test_a_hanging_answer_ends_in_time(
    make: Make, peer: OpenaiPeer, clip: Path, bound: str
) -> None:
    peer.then(wire.hangs())
    transcriber = make(tries=1, seconds=0.5 if bound == "own" else 20)
    begun = time.monotonic()
    with deadline(0.5 if bound == "callers" else 20), pytest.raises(Transient):
        transcriber.transcribe(clip, TALKING)
    assert time.monotonic() - begun < 2.5


@pytest.mark.parametrize("keep", [0, 40, 200])
def test_a_cut_answer_is_no_transcript(make: Make, peer: OpenaiPeer, clip: Path, keep: int) -> None:
    peer.then(wire.cuts(SAID, keep), audio_wire.hears(SAID))
    assert make().transcribe(clip, TALKING).text == SAID
    assert len(peer.requests) == 2


def test_an_answer_beyond_the_bound_is_refused(make: Make, peer: OpenaiPeer, clip: Path) -> None:
    peer.then(wire.answers({"text": "a" * 100_000}))
    with pytest.raises(Permanent, match="too large"):
        make(max_bytes=50_000).transcribe(clip, TALKING)
    assert len(peer.requests) == 1


@pytest.mark.parametrize("status", [400, 422])
def test_a_refusal_is_one_call(make: Make, peer: OpenaiPeer, clip: Path, status: int) -> None:
    peer.then(wire.fails(status))
    with pytest.raises(Permanent):
        make().transcribe(clip, TALKING)
    assert len(peer.requests) == 1


@pytest.mark.parametrize("failures", [1, 2])
def test_a_provider_that_is_down_is_left_alone(
    make: Make, peer: OpenaiPeer, clip: Path, failures: int
) -> None:
    peer.then(*[wire.fails(503)] * 9)
    transcriber = make(failures=failures)
    for _ in range(3):
        with pytest.raises(Transient):
            transcriber.transcribe(clip, TALKING)
    assert len(peer.requests) == failures


def test_a_refused_key_is_left_alone(make: Make, peer: OpenaiPeer, clip: Path) -> None:
    peer.then(wire.fails(401, KEY))
    transcriber = make()
    with pytest.raises(Permanent):
        transcriber.transcribe(clip, TALKING)
    with pytest.raises(CircuitOpen):
        transcriber.transcribe(clip, TALKING)
    assert len(peer.requests) == 1


def test_only_what_is_needed_leaves_and_nothing_is_told(
    make: Make, peer: OpenaiPeer, clip: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    peer.then(audio_wire.hears("canari-parole"), wire.fails(400, f"canari-parole {KEY}"))
    make().transcribe(clip, TALKING)
    with pytest.raises(Permanent) as caught:
        make().transcribe(clip, TALKING)
    headers = peer.requests[0].headers
    assert headers["authorization"] == f"Bearer {KEY}"
    assert not [name for name in headers if name.startswith("x-")]
    told = [str(caught.value), *(json.dumps(vars(r), default=str) for r in caplog.records)]
    assert "canari-parole" not in "\n".join(told)
    assert KEY not in "\n".join(told)
