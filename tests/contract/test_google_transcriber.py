"""Kind: contract, over the real client library and a peer that speaks its protocol on loopback."""

import logging
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("google.cloud.speech_v2", reason="the extra `cloud` is not installed")

from infra.google.speech_to_text import (
    BOOST,
    MAX_BYTES,
    MAX_PHRASE_CHARACTERS,
    MAX_PHRASES,
    GoogleTranscriber,
    open_client,
)
from infra.resilience import CircuitBreaker, CircuitOpen, Resilience, RetryPolicy, SetUpRefused
from infra.resilience import deadline as bounded
from infra.speech.silero_activity import SileroActivity
from shared.domain.errors import Code, Permanent, Transient
from shared.domain.transcript import Interval, Timing
from shared.ports.transcriber import Hint, Transcriber
from tests import sounds
from tests.contract.transcriber_contract import TranscriberContract, check_transcript
from tests.peers import google_speech_peer as google
from tests.peers.google_speech_peer import Fault, GoogleSpeechPeer
from tests.recordings import converted

Make = Callable[..., GoogleTranscriber]
SAID = "canari-parole"
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


def test_an_operation_that_takes_too_long_is_taken_up_later(
    make: Make, peer: GoogleSpeechPeer, longer: Path
) -> None:
    # GIVEN an operation that is not done in time
    peer.stored[URI], peer.polls = longer.read_bytes(), 1_000_000
    transcriber = make(bucket="school", batch_seconds=3.0)
    begun = time.monotonic()
    with pytest.raises(Transient) as caught:
        transcriber.transcribe(longer, LONG)
    assert caught.value.retry_after
    assert time.monotonic() - begun < 5
    # WHEN the recording is delivered again
    peer.polls = 0
    transcriber.transcribe(longer, LONG)
    # THEN nothing is begun, or paid, twice; and the next recording of that name is new
    assert peer.names().count("batch") == 1
    transcriber.transcribe(longer, LONG)
    assert peer.names().count("batch") == 2


@pytest.mark.parametrize("where", ["operation_error", "file_error"])
@pytest.mark.parametrize(("code", "kind"), [(14, Transient), (3, Permanent), (7, SetUpRefused)])
def test_an_operation_that_failed_is_named(
    make: Make, peer: GoogleSpeechPeer, longer: Path, where: str, code: int, kind: type[Exception]
) -> None:
    peer.stored[URI] = longer.read_bytes()
    setattr(peer, where, code)
    with pytest.raises(kind):
        make(bucket="school").transcribe(longer, LONG)


def test_a_recording_that_is_not_in_the_bucket_is_refused(
    make: Make, peer: GoogleSpeechPeer, longer: Path
) -> None:
    with pytest.raises(Permanent) as caught:
        make(bucket="school").transcribe(longer, LONG)
    assert caught.value.code is Code.PROVIDER_REFUSED


@pytest.mark.parametrize(
    "code",
    [
        *(google.Code.UNAVAILABLE, google.Code.RESOURCE_EXHAUSTED, google.Code.DEADLINE_EXCEEDED),
        *(google.Code.INTERNAL, google.Code.UNKNOWN, google.Code.ABORTED, google.Code.CANCELLED),
    ],
)
def test_a_passing_failure_is_tried_again(
    make: Make, peer: GoogleSpeechPeer, clip: Path, code: google.Code
) -> None:
    peer.then(Fault(code), Fault(code))
    assert make().transcribe(clip, TALKING).text
    assert peer.names() == ["recognize"] * 3


@pytest.mark.parametrize(
    "code",
    [
        *(google.Code.INVALID_ARGUMENT, google.Code.FAILED_PRECONDITION),
        *(google.Code.OUT_OF_RANGE, google.Code.UNIMPLEMENTED),
    ],
)
def test_a_refusal_is_one_call(
    make: Make, peer: GoogleSpeechPeer, clip: Path, code: google.Code
) -> None:
    peer.then(Fault(code, SAID))
    with pytest.raises(Permanent) as caught:
        make().transcribe(clip, TALKING)
    assert str(caught.value) == f"provider_refused: google speech: answered {code.name}"
    assert len(peer.calls) == 1


@pytest.mark.parametrize(
    "code",
    [google.Code.UNAUTHENTICATED, google.Code.PERMISSION_DENIED, google.Code.NOT_FOUND],
)
def test_a_refused_account_is_left_alone(
    make: Make, peer: GoogleSpeechPeer, clip: Path, code: google.Code
) -> None:
    peer.then(Fault(code))
    transcriber = make()
    with pytest.raises(SetUpRefused):
        transcriber.transcribe(clip, TALKING)
    with pytest.raises(CircuitOpen):
        transcriber.transcribe(clip, TALKING)
    assert len(peer.calls) == 1


def test_the_wait_that_is_asked_for_is_waited(
    make: Make, peer: GoogleSpeechPeer, clip: Path
) -> None:
    peer.then(Fault(google.Code.RESOURCE_EXHAUSTED, delay=0.3))
    begun = time.monotonic()
    make().transcribe(clip, TALKING)
    assert 0.3 <= time.monotonic() - begun < 3


def test_a_wait_beyond_the_deadline_goes_to_the_caller(
    make: Make, peer: GoogleSpeechPeer, clip: Path
) -> None:
    peer.then(Fault(google.Code.RESOURCE_EXHAUSTED, delay=60.0))
    with pytest.raises(Transient) as caught:
        make().transcribe(clip, TALKING)
    assert caught.value.retry_after == 60.0
    assert len(peer.calls) == 1


def test_a_provider_that_is_down_is_left_alone(
    make: Make, peer: GoogleSpeechPeer, clip: Path
) -> None:
    peer.then(*[Fault(google.Code.UNAVAILABLE)] * 9)
    transcriber = make(failures=2)
    for _ in range(3):
        with pytest.raises(Transient):
            transcriber.transcribe(clip, TALKING)
    assert len(peer.calls) == 2


@pytest.mark.parametrize("bound", ["callers", "own"])
def test_a_slow_answer_ends_in_time(
    make: Make, peer: GoogleSpeechPeer, clip: Path, bound: str
) -> None:
    peer.then(30.0)
    transcriber = make(tries=1, seconds=0.5 if bound == "own" else 20)
    begun = time.monotonic()
    with bounded(0.5 if bound == "callers" else 20), pytest.raises(Transient):
        transcriber.transcribe(clip, TALKING)
    assert time.monotonic() - begun < 3


def test_a_server_that_is_gone_is_transient(make: Make, peer: GoogleSpeechPeer, clip: Path) -> None:
    transcriber = make(tries=2)
    transcriber.transcribe(clip, TALKING)
    peer._server.stop(0).wait()
    with pytest.raises(Transient):
        transcriber.transcribe(clip, TALKING)


def test_another_encoding_than_declared_is_refused(
    make: Make, peer: GoogleSpeechPeer, clip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: the peer looks at what it is sent."""
    monkeypatch.setattr("infra.google.speech_to_text.RATE", 8_000)
    with pytest.raises(Permanent):
        make().transcribe(clip, TALKING)


def test_nobody_without_credentials_calls(
    clip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(tmp_path / "absent.json"))
    transcriber = GoogleTranscriber(
        lambda: open_client("eu"),
        project="school",
        location="eu",
        model="long",
        activity=SileroActivity(),
    )
    with pytest.raises(SetUpRefused, match="no valid credentials"):
        transcriber.transcribe(clip, TALKING)


@pytest.mark.parametrize(
    ("location", "host"),
    [("eu", "eu-speech.googleapis.com"), ("global", "speech.googleapis.com")],
)
def test_audio_goes_to_its_own_location(
    location: str, host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from google.auth.credentials import AnonymousCredentials

    monkeypatch.setattr(
        "google.auth.default",
        lambda **_: (AnonymousCredentials(), "school"),  # type: ignore[no-untyped-call]
    )
    client = open_client(location)
    assert client.api_endpoint == f"{host}:443"
    client.transport.close()


def test_no_log_and_no_error_tells_what_was_said(
    make: Make, peer: GoogleSpeechPeer, clip: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    peer.sentences = ((SAID,),)
    hint = Hint(speech=TALKING.speech, phrases=(SAID,))
    make().transcribe(clip, hint)
    told = []
    for code in (google.Code.INVALID_ARGUMENT, google.Code.UNAVAILABLE):
        peer.then(Fault(code, SAID))
        with pytest.raises((Permanent, Transient)) as caught:
            make(tries=1).transcribe(clip, hint)
        told += [str(caught.value), repr(caught.value.__cause__)]
    told += [f"{record.getMessage()} {vars(record)}" for record in caplog.records]
    assert SAID not in "\n".join(told)
