"""Kind: contract, over the real SDK and a peer that speaks the wire format on loopback."""

from collections.abc import Callable, Iterator

import pytest

from infra.openai.remote_model import Endpoint, RemoteModel
from infra.openai.voice import MAX_ANSWER_BYTES, MAX_CHARACTERS, OpenaiVoice
from infra.resilience import CircuitBreaker, Resilience, RetryPolicy
from shared.domain.errors import Code, Permanent, Refused, Transient
from shared.ports.voice import FORMAL, Voice
from tests.contract.voice_contract import VoiceContract
from tests.peers import openai_audio as audio_wire
from tests.peers import openai_peer as wire
from tests.peers.openai_peer import OpenaiPeer

Make = Callable[..., OpenaiVoice]
MODELS = ("gpt-4o-mini-tts", "tts-1")


@pytest.fixture
def peer() -> Iterator[OpenaiPeer]:
    with OpenaiPeer() as opened:
        yield opened


@pytest.fixture
def make(peer: OpenaiPeer) -> Iterator[Make]:
    made: list[RemoteModel] = []

    def build(model: str = "gpt-4o-mini-tts", *, max_bytes: int = MAX_ANSWER_BYTES) -> OpenaiVoice:
        policy = RetryPolicy(tries=3, seconds=10.0, base=0.005)
        endpoint = Endpoint("openai", peer.base_url, model, "sk-x", policy, read_seconds=5.0)
        resilience = Resilience(policy, CircuitBreaker("openai", failures=99))
        made.append(RemoteModel(endpoint, max_bytes=max_bytes, resilience=resilience))
        return OpenaiVoice(made[-1], voice="nova")

    yield build
    for model in made:
        model.close()


@pytest.mark.parametrize("model", MODELS)
class TestOpenaiVoice(VoiceContract):
    other_voice = "onyx"

    @pytest.fixture
    def voice(self, make: Make, peer: OpenaiPeer, model: str) -> Voice:
        peer.then(*[audio_wire.speaks()] * 20)
        return make(model)


def test_a_request_is_as_documented(make: Make, peer: OpenaiPeer) -> None:
    peer.then(*[audio_wire.speaks()] * 3)
    new = make().speak("Bonjour.", voice="marin", speed=0.8)
    old = make("tts-1").speak("Bonjour.")
    make().speak("Bonjour.", voice=FORMAL)
    first, second, third = (seen.body for seen in peer.requests)
    assert "lentement" in first.pop("instructions")
    assert first == {
        "model": "gpt-4o-mini-tts",
        "voice": "marin",
        "input": "Bonjour.",
        "response_format": "pcm",
        "speed": 0.8,
    }
    assert "instructions" not in second
    assert "soutenu" in third["instructions"]
    assert (new.engine, old.engine) == ("openai:gpt-4o-mini-tts/marin", "openai:tts-1/nova")


def test_a_long_text_goes_in_pieces(make: Make, peer: OpenaiPeer) -> None:
    peer.then(*[audio_wire.speaks()] * 5)
    text = " ".join(["Nous répétons après le maître."] * 70)
    make().speak(text, speed=2)
    said = [seen.body["input"] for seen in peer.requests]
    assert " ".join(said) == text
    assert len(said) == 3
    assert max(map(len, said)) <= MAX_CHARACTERS


@pytest.mark.parametrize(("model", "voice"), [("tts-1", "marin"), ("gpt-4o-mini-tts", "fr+f2")])
def test_a_voice_that_the_model_does_not_have_is_not_asked_for(
    make: Make, peer: OpenaiPeer, model: str, voice: str
) -> None:
    with pytest.raises(Refused) as caught:
        make(model).speak("Bonjour.", voice=voice)
    assert caught.value.code is Code.INVALID_REQUEST
    assert peer.requests == []


def test_too_many_requests_are_tried_again(make: Make, peer: OpenaiPeer) -> None:
    peer.then(wire.fails(429, Retry_After="0.05"), audio_wire.speaks())
    assert make().speak("Bonjour.").seconds > 0.3
    assert len(peer.requests) == 2


def test_a_cut_answer_is_no_speech(make: Make, peer: OpenaiPeer) -> None:
    peer.then(*[wire.cuts("Bonjour.", 100)] * 3)
    with pytest.raises(Transient):
        make().speak("Bonjour.")
    assert len(peer.requests) == 3


@pytest.mark.parametrize(
    ("body", "kind"), [(b"", "audio/pcm"), (b"abc", "audio/pcm"), ({"a": 1}, "application/json")]
)
def test_another_shape_is_no_speech(make: Make, peer: OpenaiPeer, body: object, kind: str) -> None:
    peer.then(wire.answers(body, Content_Type=kind))
    with pytest.raises(Permanent, match="another shape"):
        make().speak("Bonjour.")


def test_an_answer_beyond_the_bound_is_refused(make: Make, peer: OpenaiPeer) -> None:
    peer.then(wire.answers(bytes(60_000), Content_Type="audio/pcm"))
    with pytest.raises(Permanent, match="too large"):
        make(max_bytes=50_000).speak("Bonjour.")
    assert len(peer.requests) == 1
