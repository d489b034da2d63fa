"""Kind: contract, over the real client library and a peer that speaks its protocol on loopback."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from google.cloud.texttospeech_v1 import types as tts

from infra.google.calls import MAX_ANSWER_BYTES
from infra.google.text_to_speech import MAX_BYTES, GoogleVoice, open_client
from infra.resilience import CircuitBreaker, CircuitOpen, Resilience, RetryPolicy, SetUpRefused
from shared.domain.errors import Code, Permanent, Refused, Transient
from shared.ports.voice import FORMAL, Voice
from tests.contract.voice_contract import VoiceContract, decoded_seconds
from tests.peers import google_speech_limits as google
from tests.peers.google_speech_limits import Fault
from tests.peers.google_speech_peer import GoogleSpeechPeer, wav

DEFAULT = "fr-FR-Neural2-F"
Make = Callable[..., GoogleVoice]


@pytest.fixture
def make(peer: GoogleSpeechPeer) -> Iterator[Make]:
    made: list[GoogleVoice] = []

    def build(*, tries: int = 3, failures: int = 99, voice: str = DEFAULT) -> GoogleVoice:
        resilience = Resilience(
            RetryPolicy(tries=tries, seconds=10.0, base=0.005),
            CircuitBreaker("google voice", failures=failures),
        )
        made.append(
            GoogleVoice(
                peer.voice_client, voice=voice, formal="fr-FR-Neural2-G", resilience=resilience
            )
        )
        return made[-1]

    yield build
    for voice in made:
        voice.close()


def texts(peer: GoogleSpeechPeer) -> list[str]:
    return [request.input.text for _, request in peer.calls]


class TestGoogleVoice(VoiceContract):
    other_voice = "fr-FR-Neural2-G"

    @pytest.fixture
    def voice(self, make: Make) -> Voice:
        return make()


def test_a_request_is_as_documented(make: Make, peer: GoogleSpeechPeer) -> None:
    speech = make().speak("Bonjour.", voice="fr-CA-Neural2-A", speed=0.8)
    ((_, request),) = peer.calls
    assert request.input.text == "Bonjour."
    assert not request.input.ssml
    assert (request.voice.language_code, request.voice.name) == ("fr-CA", "fr-CA-Neural2-A")
    assert request.audio_config.audio_encoding == tts.AudioEncoding.LINEAR16
    assert request.audio_config.speaking_rate == pytest.approx(0.8)
    assert speech.engine == "google:fr-CA-Neural2-A"


def test_a_formal_class_has_a_voice_of_its_own(make: Make, peer: GoogleSpeechPeer) -> None:
    assert make().speak("Bonjour.", voice=FORMAL).engine == "google:fr-FR-Neural2-G"


def test_text_goes_in_pieces_cut_at_sentence_ends(make: Make, peer: GoogleSpeechPeer) -> None:
    sentence = "Été comme hiver, l'élève répète où il est né."
    text = " ".join([sentence] * 60)
    speech = make().speak(text, speed=2)
    sizes = [len(one.encode()) for one in texts(peer)]
    assert len(sizes) == 2
    assert MAX_BYTES <= 5_000
    assert all(MAX_BYTES - len(sentence.encode()) - 1 < size <= MAX_BYTES for size in sizes[:-1])
    assert " ".join(texts(peer)) == text
    assert all(one.endswith("né.") for one in texts(peer))
    assert decoded_seconds(speech) == pytest.approx(speech.seconds, abs=0.1)


def test_no_character_is_cut(make: Make, peer: GoogleSpeechPeer) -> None:
    text = "é" * 1_100
    make().speak(text)
    assert [len(one) for one in texts(peer)] == [1_000, 100]
    assert "".join(texts(peer)) == text


def test_counted_in_characters_the_peer_refuses(
    make: Make, peer: GoogleSpeechPeer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: what counting bytes is for."""
    monkeypatch.setattr("infra.google.text_to_speech.MAX_BYTES", 5_000)
    make().speak("é" * 2_500, speed=2)
    monkeypatch.setattr("infra.google.text_to_speech.utf8_size", len)
    with pytest.raises(Permanent, match="answered INVALID_ARGUMENT"):
        make().speak("é" * 2_501)


@pytest.mark.parametrize("text", ["", "…", "« » ! ?"])
def test_nothing_is_paid_for_punctuation(make: Make, peer: GoogleSpeechPeer, text: str) -> None:
    with pytest.raises(Refused):
        make().speak(text)
    assert peer.calls == []


def test_half_a_character_is_spoken_as_nothing(make: Make, peer: GoogleSpeechPeer) -> None:
    make().speak("Bonjour \ud800 toi.")
    assert texts(peer) == ["Bonjour ? toi."]


def test_a_voice_that_google_does_not_have_is_the_callers_fault(
    make: Make, peer: GoogleSpeechPeer
) -> None:
    with pytest.raises(Refused) as caught:
        make().speak("Bonjour.", voice="fr-FR-Neural2-Z")
    assert caught.value.code is Code.INVALID_REQUEST
    assert len(peer.calls) == 1


def test_a_default_voice_that_google_does_not_have_is_ours(
    make: Make, peer: GoogleSpeechPeer
) -> None:
    with pytest.raises(Permanent) as caught:
        make(voice="fr-FR-Neural2-Z").speak("Bonjour.")
    assert caught.value.code is Code.PROVIDER_REFUSED


@pytest.mark.parametrize("voice", ["", "fr-FR-Neural2-G"])
def test_a_refused_account_is_no_fault_of_the_voice(
    make: Make, peer: GoogleSpeechPeer, voice: str
) -> None:
    peer.then(Fault(google.Code.PERMISSION_DENIED))
    speaker = make()
    with pytest.raises(SetUpRefused):
        speaker.speak("Bonjour.", voice=voice)
    with pytest.raises(CircuitOpen):
        speaker.speak("Bonjour.", voice=voice)
    assert len(peer.calls) == 1


def test_only_the_piece_that_failed_is_said_again(make: Make, peer: GoogleSpeechPeer) -> None:
    text = " ".join(["Nous répétons après le maître."] * 100)
    peer.then(0.0, Fault(google.Code.UNAVAILABLE))
    make().speak(text, speed=2)
    first, failed, again = texts(peer)
    assert failed == again
    assert f"{first} {again}" == text


def test_an_answer_beyond_the_bound_is_not_asked_for_again(
    make: Make, peer: GoogleSpeechPeer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.peers.google_speech_peer.wav", lambda _pcm: bytes(MAX_ANSWER_BYTES))
    with pytest.raises(Permanent, match="answer too large"):
        make().speak("Bonjour.")
    assert len(peer.calls) == 1


def test_a_failure_without_end_is_transient(make: Make, peer: GoogleSpeechPeer) -> None:
    peer.then(*[Fault(google.Code.UNAVAILABLE)] * 9)
    with pytest.raises(Transient):
        make().speak("Bonjour.")
    assert len(peer.calls) == 3


@pytest.mark.parametrize("audio", [b"", b"RIFF", wav(bytes(400), channels=2)])
def test_samples_of_another_shape_are_no_speech(
    make: Make, peer: GoogleSpeechPeer, audio: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.peers.google_speech_peer.wav", lambda _pcm: audio)
    with pytest.raises(Permanent, match="another shape"):
        make().speak("Bonjour.")


@pytest.mark.parametrize(
    ("location", "host"),
    [
        ("eu", "eu-texttospeech.googleapis.com"),
        ("europe-west4", "eu-texttospeech.googleapis.com"),
        ("us-central1", "us-texttospeech.googleapis.com"),
        ("global", "texttospeech.googleapis.com"),
        ("asia-northeast1", "texttospeech.googleapis.com"),
    ],
)
def test_text_stays_near_where_the_audio_goes(
    location: str, host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from google.auth.credentials import AnonymousCredentials

    credentials: Any = AnonymousCredentials  # the library states no types
    monkeypatch.setattr("google.auth.default", lambda **_: (credentials(), "school"))
    client = open_client(location)
    assert client.api_endpoint == f"{host}:443"
    client.transport.close()
