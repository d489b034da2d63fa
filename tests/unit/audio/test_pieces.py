"""Kind: unit, over real FLAC."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Barrier

import pytest

from infra.audio.flac_reader import BYTES_PER_SECOND, flac_seconds, read_samples
from infra.audio.pieces import PiecewiseTranscriber, cuts
from infra.media.scratch import TemporaryScratch
from infra.resilience import deadline, remaining
from infra.speech.silero_activity import SileroActivity
from shared.domain.errors import Code, Permanent, Transient
from shared.domain.transcript import Interval, Timing, Transcript, Word
from shared.ports.transcriber import Hint, Transcriber
from tests import sounds
from tests.recordings import converted


@dataclass
class Piece:
    seconds: float
    samples: bytes
    hint: Hint
    time_left: float


class Noting(Transcriber):
    """Hears « oui » over the whole of what it gets; `errors` by the number of the piece."""

    name = "noting"

    def __init__(self) -> None:
        self.by_start: dict[float, Piece] = {}
        self.errors: dict[float, Exception] = {}

    @property
    def pieces(self) -> list[Piece]:
        return [self.by_start[start] for start in sorted(self.by_start)]

    def transcribe(
        self, audio: Path, hint: Hint, *, progress: Callable[[float], None] = lambda _done: None
    ) -> Transcript:
        seconds = flac_seconds(audio)
        start = 0.0 if audio.name == "audio.flac" else float(audio.stem)
        samples = b"".join(read_samples(audio, 2))
        self.by_start[start] = Piece(seconds, samples, hint, remaining())
        for least, error in self.errors.items():
            if start >= least:
                raise error
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
    (piece,) = noting.pieces
    assert piece.seconds == flac_seconds(talk)
    assert piece.hint == Hint(phrases=("a",))


@pytest.mark.parametrize(("longest", "count"), [(7.0, 3), (2.0, 9)])
def test_pieces_are_the_recording_and_nothing_else(
    noting: Noting, tmp_path: Path, talk: Path, longest: float, count: int
) -> None:
    shares: list[float] = []
    hint = Hint(phrases=("j'ai allé",), stored="audio.flac")
    with deadline(100):
        whole = in_pieces(noting, tmp_path, longest=longest).transcribe(
            talk, hint, progress=shares.append
        )
    pieces = noting.pieces
    assert count - 1 <= len(pieces) <= count + 1
    assert max(piece.seconds for piece in pieces) <= longest
    samples = b"".join(read_samples(talk, 2))
    # The last block is filled up with silence.
    assert b"".join(piece.samples for piece in pieces)[: len(samples)] == samples
    length = len(samples) / BYTES_PER_SECOND
    assert sum(piece.seconds for piece in pieces) == pytest.approx(length, abs=0.1)
    assert whole.text == " ".join(["oui"] * len(pieces))
    assert [word.offset for word in whole.words] == [4 * n for n in range(len(pieces))]
    assert [word.start for word in whole.words] == pytest.approx(sorted(noting.by_start))
    assert whole.seconds == pytest.approx(length, abs=0.001)
    for piece in pieces:
        assert (piece.hint.phrases, piece.hint.stored) == (("j'ai allé",), "")
        assert all(0 <= one.start < one.end <= longest for one in piece.hint.speech)
        assert 50 < piece.time_left <= 100
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert list(tmp_path.glob("parlons-job-*")) == []


def test_a_few_pieces_are_heard_at_once(tmp_path: Path, talk: Path) -> None:
    together = Barrier(3, timeout=10)

    class Meeting(Noting):
        def transcribe(self, audio: Path, hint: Hint, **options: object) -> Transcript:  # type: ignore[override]
            together.wait()
            return super().transcribe(audio, hint)

    whole = in_pieces(Meeting(), tmp_path, longest=7.0).transcribe(talk, Hint())
    assert whole.text == "oui oui oui"


def test_a_piece_without_words_is_passed_over(noting: Noting, tmp_path: Path, talk: Path) -> None:
    noting.errors[10.0] = Permanent(Code.NO_SPEECH)
    assert in_pieces(noting, tmp_path, longest=7.0).transcribe(talk, Hint()).text == "oui oui"


def test_silence_is_not_sent(noting: Noting, tmp_path: Path) -> None:
    audio = converted(tmp_path, sounds.silence(9))
    with pytest.raises(Permanent) as caught:
        in_pieces(noting, tmp_path, longest=3.0).transcribe(audio, Hint())
    assert caught.value.code is Code.NO_SPEECH
    assert noting.pieces == []


@pytest.mark.parametrize("error", [Transient(Code.PROVIDER_UNAVAILABLE), Permanent(Code.INTERNAL)])
def test_a_piece_that_fails_fails_the_whole(
    noting: Noting, tmp_path: Path, talk: Path, error: Exception
) -> None:
    noting.errors[5.0] = error
    with pytest.raises(type(error)):
        in_pieces(noting, tmp_path, longest=2.0).transcribe(talk, Hint())
    assert len(noting.pieces) < 6
    assert list(tmp_path.glob("parlons-job-*")) == []
