"""What the transcriber makes of failures, refusals and slowness. Kind: contract."""

import logging
import time
from pathlib import Path

import pytest

from infra.google.speech_to_text import GoogleTranscriber, open_client
from infra.resilience import CircuitOpen, SetUpRefused
from infra.resilience import deadline as bounded
from infra.speech.silero_activity import SileroActivity
from shared.domain.errors import Code, Permanent, Transient
from shared.ports.transcriber import Hint
from tests.contract.google_speech.conftest import LONG, TALKING, URI, Make
from tests.peers import google_speech_limits as google
from tests.peers.google_speech_limits import Fault
from tests.peers.google_speech_peer import GoogleSpeechPeer

SAID = "canari-parole"


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
