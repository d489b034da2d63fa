"""What every Transcriber must do; a suite subclasses it and says how to make the adapter."""

from itertools import pairwise
from pathlib import Path

import pytest

from shared.domain.errors import Code, Permanent
from shared.domain.transcript import Timing, Transcript
from shared.ports.transcriber import Hint, Transcriber
from tests import sounds
from tests.recordings import converted


def check_transcript(transcript: Transcript, transcriber: Transcriber, seconds: float) -> None:
    """What holds for a transcript, whoever made it."""
    assert transcript.engine.startswith(transcriber.name.split(":")[0])
    assert transcript.seconds == pytest.approx(seconds, abs=0.1)
    for word in transcript.words:
        assert transcript.text[word.offset : word.offset + len(word.text)] == word.text
        assert word.confidence is None or 0 <= word.confidence <= 1
        if transcript.timing is not Timing.NONE:
            assert word.start is not None
            assert word.end is not None
            assert 0 <= word.start <= word.end <= seconds + 0.1
    assert all(early.offset < late.offset for early, late in pairwise(transcript.words))
    starts = [word.start for word in transcript.words if word.start is not None]
    assert starts == sorted(starts)


class TranscriberContract:
    """Subclass and override `transcriber`; `hint` is what the adapter needs to hear something."""

    @pytest.fixture
    def transcriber(self) -> Transcriber:
        raise NotImplementedError

    @pytest.fixture
    def hint(self) -> Hint:
        return Hint()

    def test_a_transcript_fits_its_audio(
        self, transcriber: Transcriber, hint: Hint, tmp_path: Path
    ) -> None:
        pcm = sounds.silence(0.5) + sounds.speech() + sounds.silence(0.5)
        shares: list[float] = []

        transcript = transcriber.transcribe(converted(tmp_path, pcm), hint, progress=shares.append)

        check_transcript(transcript, transcriber, len(pcm) / 2 / sounds.SPEECH_RATE)
        assert shares
        assert shares == sorted(shares)
        assert all(0 <= share <= 1 for share in shares)
        assert shares[-1] == 1

    def test_silence_is_no_speech(
        self, transcriber: Transcriber, hint: Hint, tmp_path: Path
    ) -> None:
        audio = converted(tmp_path, sounds.silence(3))

        with pytest.raises(Permanent) as caught:
            transcriber.transcribe(audio, hint)

        assert caught.value.code is Code.NO_SPEECH
