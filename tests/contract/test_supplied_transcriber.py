"""Kind: contract and unit, over the real speech detector."""

import contextlib
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra.speech.silero_activity import SileroActivity
from infra.speech.subtitles import Cue, parse_cues
from infra.speech.supplied_transcriber import MAX_CHARACTERS, SuppliedTranscriber
from shared.domain.errors import Code, Permanent
from shared.domain.transcript import Interval, Timing, Transcript
from shared.ports.transcriber import Hint, SuppliedTranscript, Transcriber
from tests import sounds
from tests.contract.transcriber_contract import TranscriberContract, check_transcript
from tests.recordings import converted

SRT = """1
00:00:00,500 --> 00:00:02,700
Hier, je suis <i>allé</i>
au marché avec ma sœur.

2
00:00:02,900 --> 00:00:05,200
Nous avons acheté des pommes &amp; du pain.
"""
VTT = "WEBVTT - cours\n\nNOTE rien\n\n" + SRT.replace(",500", ".500").replace("1\n", "", 1)
FIRST, SECOND = "Hier, je suis allé au marché avec ma sœur.", "Nous avons acheté des pommes"


def hint_of(text: str) -> Hint:
    return Hint(supplied=SuppliedTranscript(text))


class TestSuppliedTranscriber(TranscriberContract):
    @pytest.fixture
    def transcriber(self) -> Transcriber:
        return SuppliedTranscriber(SileroActivity())

    @pytest.fixture
    def hint(self) -> Hint:
        return hint_of(sounds.TEXT)


@pytest.fixture(scope="module")
def audio(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pcm = sounds.silence(0.5) + sounds.speech() + sounds.silence(0.5)
    return converted(tmp_path_factory.mktemp("audio"), pcm)


@pytest.fixture(scope="module")
def with_pause(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pcm = sounds.speech(FIRST) + sounds.silence(3) + sounds.speech(SECOND)
    return converted(tmp_path_factory.mktemp("pause"), pcm)


def transcribe(audio: Path, text: str) -> Transcript:
    return SuppliedTranscriber(SileroActivity()).transcribe(audio, hint_of(text))


def test_plain_text_is_kept_as_it_is_and_spread_over_the_speech(with_pause: Path) -> None:
    text = "  Hier, je suis aller au marché avec ma sœur.\nNous avons achetés des pommes"

    transcript = transcribe(with_pause, text)

    assert transcript.text == text.strip()
    assert transcript.timing is Timing.ESTIMATED
    assert [word.text for word in transcript.words][:5] == ["Hier", "je", "suis", "aller", "au"]
    # The pause of three seconds lies between two words and in none.
    gaps = [(late.start or 0) - (early.end or 0) for early, late in pairwise(transcript.words)]
    assert max(gaps) > 2
    assert all((word.end or 0) - (word.start or 0) < 1.5 for word in transcript.words)


def test_words_of_subtitles_lie_in_their_cues(audio: Path) -> None:
    for text in (SRT, VTT, SRT.replace("\n", "\r\n"), "\ufeff" + SRT):
        transcript = transcribe(audio, text)

        check_transcript(transcript, SuppliedTranscriber(SileroActivity()), transcript.seconds)
        assert transcript.timing is Timing.CUES
        assert transcript.text == (
            "Hier, je suis allé au marché avec ma sœur. Nous avons acheté des pommes & du pain."
        )
        times = {word.text: word for word in transcript.words}
        assert times["Hier"].start == 0.5
        assert times["sœur"].end == 2.7
        assert times["Nous"].start == 2.9


@pytest.mark.parametrize(
    "text",
    [
        "bonjour\x00",
        "bonjour \x1b[31m",
        "a" * (MAX_CHARACTERS + 1),
        "…!?",
        "",
        SRT.replace("00:00:02,900", "00:00:00,100"),  # out of order
        SRT.replace("00:00:02,700", "00:00:00,400"),  # ends before it starts
        SRT.replace("00:00:05,200", "00:09:05,200"),  # beyond the audio
        SRT.replace("00:00:02,900 -->", "00:00:02,900"),  # no arrow
        SRT.replace("\n\n2", "\n2"),  # no blank line between
        "WEBVTT\n\nbonjour",
        "WEBVTT",
    ],
)
def test_a_bad_transcript_is_invalid(audio: Path, text: str) -> None:
    with pytest.raises(Permanent) as caught:
        transcribe(audio, text)

    assert caught.value.code is Code.TRANSCRIPT_INVALID
    assert "bonjour" not in str(caught.value)


def test_without_a_transcript_there_is_no_recognizer(audio: Path) -> None:
    with pytest.raises(Permanent) as caught:
        SuppliedTranscriber(SileroActivity()).transcribe(audio, Hint())

    assert caught.value.code is Code.RECOGNIZER_MISSING


def test_stretches_found_before_are_not_looked_for_again(audio: Path) -> None:
    class Never:
        def speech(self, audio: Path) -> tuple[Interval, ...]:
            raise AssertionError(audio)

    speech = (Interval(0.5, 2.0), Interval(3.0, 4.0))
    hint = Hint(supplied=SuppliedTranscript("un deux"), speech=speech)

    transcript = SuppliedTranscriber(Never()).transcribe(audio, hint)

    assert transcript.speech == speech


def test_two_ways_to_write_an_accent_are_one(audio: Path) -> None:
    assert transcribe(audio, "e\u0301te\u0301").text == "été"


@pytest.mark.parametrize("text", ["Il est 10:30 --> midi", "1\nbonjour", "00:01 bonjour"])
def test_what_only_resembles_subtitles_is_plain_text(text: str) -> None:
    assert parse_cues(text) is None


@pytest.mark.parametrize(
    "text", ["\n" * 200_000, "1\n" * 100_000, "<" * 200_000, SRT * 1500, "&" * 200_000]
)
def test_parsing_takes_linear_time(text: str) -> None:
    started = time.monotonic()
    for whole in (text, "WEBVTT\n\n00:00.000 --> 00:01.000\n" + text):
        with contextlib.suppress(Permanent):
            parse_cues(whole)
    assert time.monotonic() - started < 2


@given(st.text(alphabet="WEBVTT 0123:,.->\n\r<>é&;", max_size=200))
def test_any_text_parses_or_is_invalid(text: str) -> None:
    cues: list[Cue] | None = None
    with contextlib.suppress(Permanent):
        cues = parse_cues(text)
    assert all(cue.start < cue.end for cue in cues or [])
