"""Kind: contract, over the real client library and a peer that speaks its protocol on loopback."""

from pathlib import Path
from typing import Any

import pytest

from infra.google.speech_to_text import BOOST, MAX_BYTES, MAX_PHRASE_CHARACTERS, MAX_PHRASES
from shared.domain.errors import Code, Permanent
from shared.domain.transcript import Timing
from shared.ports.transcriber import Hint, Transcriber
from tests import sounds
from tests.contract.google_speech.conftest import LONG, STORED, TALKING, URI, Make
from tests.contract.transcriber_contract import TranscriberContract, check_transcript
from tests.peers.google_speech_peer import GoogleSpeechPeer
from tests.recordings import converted


class TestGoogleTranscriber(TranscriberContract):
    @pytest.fixture
    def transcriber(self, make: Make) -> Transcriber:
        return make()


class TestGoogleTranscriberOfLongAudio(TranscriberContract):
    """The same over BatchRecognize: here nothing is short enough to be sent."""

    @pytest.fixture
    def transcriber(
        self, make: Make, peer: GoogleSpeechPeer, monkeypatch: pytest.MonkeyPatch
    ) -> Transcriber:
        monkeypatch.setattr("infra.google.speech_to_text.MAX_SECONDS", 0.0)
        peer.polls = 2
        uploading = make(bucket="school")
        plain = uploading.transcribe

        def transcribe(audio: Path, hint: Hint, **options: Any) -> Any:
            peer.stored[URI] = audio.read_bytes()
            return plain(audio, hint, **options)

        monkeypatch.setattr(uploading, "transcribe", transcribe)
        return uploading

    @pytest.fixture
    def hint(self) -> Hint:
        return Hint(stored=STORED)


def test_a_request_is_as_documented(make: Make, peer: GoogleSpeechPeer, clip: Path) -> None:
    make().transcribe(clip, TALKING)
    ((name, request),) = peer.calls
    assert name == "recognize"
    assert request.recognizer == "projects/school/locations/eu/recognizers/_"
    assert request.content == clip.read_bytes()
    assert request.config.model == "long"
    assert list(request.config.language_codes) == ["fr-FR"]
    assert request.config.features.enable_word_time_offsets
    assert request.config.features.enable_word_confidence
    assert not request.config.features.profanity_filter
    assert "adaptation" not in request.config


def test_what_was_heard_is_kept_with_times_readings_and_confidence(
    make: Make, peer: GoogleSpeechPeer, clip: Path
) -> None:
    peer.sentences = (
        ("J'ai allé au marché.", "Je suis allé au marché.", "J'ai allé aux marchés."),
        ("J'ai acheté du pain.",),
    )
    transcript = make().transcribe(clip, TALKING)
    check_transcript(transcript, make(), transcript.seconds)
    assert transcript.text == "J'ai allé au marché. J'ai acheté du pain."
    assert transcript.alternatives == (
        "Je suis allé au marché. J'ai acheté du pain.",
        "J'ai allé aux marchés. J'ai acheté du pain.",
    )
    assert transcript.engine == "google:long@eu"
    assert transcript.timing is Timing.RECOGNIZED
    assert [word.text for word in transcript.words[:3]] == ["J'ai", "allé", "au"]
    assert {word.confidence for word in transcript.words} == {0.87}
    assert transcript.speech == TALKING.speech


def test_a_number_that_is_no_confidence_is_not_kept_as_one(
    make: Make, peer: GoogleSpeechPeer, clip: Path
) -> None:
    transcript = make(model="chirp_2").transcribe(clip, TALKING)
    assert not peer.calls[0][1].config.features.enable_word_confidence
    assert {word.confidence for word in transcript.words} == {None}
    assert transcript.engine == "google:chirp_2@eu"


def test_confidence_that_was_not_given_is_none(
    make: Make, peer: GoogleSpeechPeer, clip: Path
) -> None:
    peer.confidence = 0.0  # the documented sentinel
    assert {w.confidence for w in make().transcribe(clip, TALKING).words} == {None}


def test_a_learners_own_forms_adapt_the_model(
    make: Make, peer: GoogleSpeechPeer, clip: Path
) -> None:
    phrases = ("j'ai allé", " j'ai allé ", "", "je suis allé", "x" * (MAX_PHRASE_CHARACTERS + 1))
    make().transcribe(clip, Hint(speech=TALKING.speech, phrases=phrases))
    (one,) = peer.calls[0][1].config.adaptation.phrase_sets
    assert [p.value for p in one.inline_phrase_set.phrases] == ["j'ai allé", "je suis allé"]
    assert one.inline_phrase_set.boost == BOOST


@pytest.mark.parametrize("length", [8, 100])
def test_adaptation_stays_within_its_limits(
    make: Make, peer: GoogleSpeechPeer, clip: Path, length: int
) -> None:
    phrases = [f"{number:0{length}}" for number in range(6_000)]
    make().transcribe(clip, Hint(speech=TALKING.speech, phrases=phrases))
    (one,) = peer.calls[0][1].config.adaptation.phrase_sets
    assert len(one.inline_phrase_set.phrases) == min(MAX_PHRASES, 100_000 // length)


def test_silence_is_not_sent(make: Make, peer: GoogleSpeechPeer, tmp_path: Path) -> None:
    with pytest.raises(Permanent) as caught:
        make().transcribe(converted(tmp_path, sounds.silence(2)), Hint())
    assert caught.value.code is Code.NO_SPEECH
    assert peer.calls == []


def test_nothing_heard_is_no_speech(make: Make, peer: GoogleSpeechPeer, clip: Path) -> None:
    peer.sentences = ()
    with pytest.raises(Permanent) as caught:
        make().transcribe(clip, TALKING)
    assert caught.value.code is Code.NO_SPEECH


def test_a_minute_is_answered_at_once(make: Make, peer: GoogleSpeechPeer, minute: Path) -> None:
    make(bucket="school").transcribe(minute, LONG)
    assert peer.names() == ["recognize"]


def test_more_than_a_minute_is_transcribed_where_it_lies(
    make: Make, peer: GoogleSpeechPeer, longer: Path
) -> None:
    peer.stored[URI], peer.polls = longer.read_bytes(), 3
    shares: list[float] = []
    hint = Hint(speech=LONG.speech, stored=STORED, phrases=("j'ai allé",))
    transcript = make(bucket="school").transcribe(longer, hint, progress=shares.append)
    assert peer.names() == ["batch", "get", "get", "get", "get"]
    request = peer.calls[0][1]
    assert [one.uri for one in request.files] == [URI]
    assert len(request.config.adaptation.phrase_sets) == 1
    check_transcript(transcript, make(), 61)
    assert shares == [0.25, 0.5, 0.75, 1.0]


def test_a_large_file_is_not_sent(
    make: Make, peer: GoogleSpeechPeer, clip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = clip.stat().st_size
    assert size < MAX_BYTES
    monkeypatch.setattr("infra.google.speech_to_text.MAX_BYTES", size - 1)
    peer.stored[URI] = clip.read_bytes()
    make(bucket="school").transcribe(clip, Hint(speech=TALKING.speech, stored=STORED))
    assert peer.names() == ["batch", "get"]


@pytest.mark.parametrize(("bucket", "hint"), [("", LONG), ("school", TALKING)])
def test_without_a_place_in_the_bucket_a_minute_is_the_most(
    make: Make, peer: GoogleSpeechPeer, longer: Path, bucket: str, hint: Hint
) -> None:
    with pytest.raises(Permanent) as caught:
        make(bucket=bucket).transcribe(longer, hint)
    assert caught.value.code is Code.AUDIO_TOO_LONG
    assert peer.calls == []


def test_without_our_limit_the_peer_refuses(
    make: Make, peer: GoogleSpeechPeer, longer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: what the limit is for."""
    monkeypatch.setattr("infra.google.speech_to_text.MAX_SECONDS", 999.0)
    with pytest.raises(Permanent, match="answered INVALID_ARGUMENT"):
        make().transcribe(longer, TALKING)
    assert peer.names() == ["recognize"]
