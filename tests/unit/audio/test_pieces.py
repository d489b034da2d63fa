"""Kind: unit, over real FLAC."""

from collections.abc import Callable
from pathlib import Path

import pytest

from infra.audio.flac_reader import BYTES_PER_SECOND, flac_seconds, read_samples
from infra.audio.pieces import PiecewiseTranscriber, cuts
from infra.media.scratch import TemporaryScratch
from infra.speech.silero_activity import SileroActivity
from shared.domain.errors import Code, Permanent, Transient
from shared.domain.transcript import Interval, Timing, Transcript, Word
from shared.ports.transcriber import Hint, Transcriber
from tests import sounds
from tests.recordings import converted


class Noting(Transcriber):
    """Hears « oui » over the whole of what it gets."""

    name = "noting"

    def __init__(self) -> None:
        self.seconds: list[float] = []
        self.samples: list[bytes] = []
        self.hints: list[Hint] = []
        self.errors: dict[int, Exception] = {}

    def transcribe(
        self, audio: Path, hint: Hint, *, progress: Callable[[float], None] = lambda _done: None
    ) -> Transcript:
        seconds = flac_seconds(audio)
        self.seconds.append(seconds)
        self.samples.append(b"".join(read_samples(audio, 2)))
        self.hints.append(hint)
        if error := self.errors.get(len(self.seconds)):
            raise error
        progress(1.0)
        word = Word("oui", 0, 0.0, seconds, 0.9)
        return Transcript("oui", (word,), self.name, Timing.RECOGNIZED, seconds=seconds)


@pytest.fixture
def noting() -> Noting:
    return Noting()


def in_pieces(noting: Noting, tmp_path: Path, *, longest: float) -> PiecewiseTranscriber:
    return PiecewiseTranscriber(
        noting, longest=longest, activity=SileroActivity(), scratch=TemporaryScratch(tmp_path)
    )


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three times some five seconds of speech, with pauses of one second."""
    pcm = sounds.silence(1).join([sounds.speech()] * 3)
    return converted(tmp_path_factory.mktemp("talk"), pcm)


def test_cuts_fall_into_the_last_pause_that_a_piece_reaches() -> None:
    speech = (Interval(0, 20), Interval(22, 50), Interval(52, 70), Interval(71, 100))
    assert cuts(speech, 100, 60) == [51, 100]


def test_without_a_pause_a_piece_is_as_long_as_it_may_be() -> None:
    assert cuts((Interval(0, 130),), 130.04, 59.95) == [59.9, 119.8, 130.04]


def test_what_is_short_goes_through_as_it_is(noting: Noting, tmp_path: Path, talk: Path) -> None:
    in_pieces(noting, tmp_path, longest=60).transcribe(talk, Hint(phrases=("a",)))
    assert noting.seconds == [flac_seconds(talk)]
    assert noting.hints == [Hint(phrases=("a",))]


def test_pieces_are_the_recording_and_nothing_else(
    noting: Noting, tmp_path: Path, talk: Path
) -> None:
    shares: list[float] = []
    whole = in_pieces(noting, tmp_path, longest=7.0).transcribe(
        talk, Hint(phrases=("j'ai allé",)), progress=shares.append
    )
    assert len(noting.seconds) == 3
    assert max(noting.seconds) <= 7.0
    samples = b"".join(read_samples(talk, 2))
    # The last block is filled up with silence.
    assert b"".join(noting.samples)[: len(samples)] == samples
    assert sum(noting.seconds) == pytest.approx(len(samples) / BYTES_PER_SECOND, abs=0.1)
    assert whole.text == "oui oui oui"
    assert [word.offset for word in whole.words] == [0, 4, 8]
    starts = [0.0, noting.seconds[0], noting.seconds[0] + noting.seconds[1]]
    assert [word.start for word in whole.words] == pytest.approx(starts)
    assert whole.seconds == pytest.approx(flac_seconds(talk), abs=0.001)
    assert all(hint.phrases == ("j'ai allé",) for hint in noting.hints)
    assert all(0 <= s.start < s.end <= 7.0 for hint in noting.hints for s in hint.speech)
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert list(tmp_path.glob("parlons-job-*")) == []


def test_a_piece_without_words_is_passed_over(noting: Noting, tmp_path: Path, talk: Path) -> None:
    noting.errors[2] = Permanent(Code.NO_SPEECH)
    assert in_pieces(noting, tmp_path, longest=7.0).transcribe(talk, Hint()).text == "oui oui"


def test_silence_is_not_sent(noting: Noting, tmp_path: Path) -> None:
    audio = converted(tmp_path, sounds.silence(9))
    with pytest.raises(Permanent) as caught:
        in_pieces(noting, tmp_path, longest=3.0).transcribe(audio, Hint())
    assert caught.value.code is Code.NO_SPEECH
    assert noting.seconds == []


@pytest.mark.parametrize("error", [Transient(Code.PROVIDER_UNAVAILABLE), Permanent(Code.INTERNAL)])
def test_a_piece_that_fails_fails_the_whole(
    noting: Noting, tmp_path: Path, talk: Path, error: Exception
) -> None:
    noting.errors[2] = error
    with pytest.raises(type(error)):
        in_pieces(noting, tmp_path, longest=7.0).transcribe(talk, Hint())
    assert len(noting.seconds) == 2
    assert list(tmp_path.glob("parlons-job-*")) == []
