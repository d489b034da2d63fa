"""What every SpeechActivity must do; a suite subclasses it and says how to make the adapter."""

from itertools import pairwise
from pathlib import Path

import pytest

from shared.ports.audio import SpeechActivity
from tests import sounds
from tests.recordings import converted

FIRST, SECOND = "Hier, je suis allé au marché.", "Nous avons acheté des pommes."


class ActivityContract:
    """Subclass and override `activity`."""

    @pytest.fixture
    def activity(self) -> SpeechActivity:
        raise NotImplementedError

    @pytest.mark.parametrize("pause", [0.5, 1.0, 2.0])
    def test_a_pause_between_two_sentences_is_found(
        self, activity: SpeechActivity, tmp_path: Path, pause: float
    ) -> None:
        first, second = sounds.speech(FIRST), sounds.speech(SECOND)
        pcm = sounds.silence(1) + first + sounds.silence(pause) + second + sounds.silence(1)
        end_of_first = 1 + len(first) / 2 / sounds.SPEECH_RATE

        speech = activity.speech(converted(tmp_path, pcm))

        inside = [
            (early.end, late.start)
            for early, late in pairwise(speech)
            if early.end < end_of_first + pause / 2 < late.start
        ]
        assert len(inside) == 1
        assert inside[0][0] == pytest.approx(end_of_first, abs=0.25)
        assert inside[0][1] == pytest.approx(end_of_first + pause, abs=0.25)
        assert speech[0].start == pytest.approx(1, abs=0.2)

    def test_stretches_are_in_order_and_within_the_audio(
        self, activity: SpeechActivity, tmp_path: Path
    ) -> None:
        pcm = (sounds.speech(FIRST) + sounds.silence(0.6)) * 5
        seconds = len(pcm) / 2 / sounds.SPEECH_RATE

        speech = activity.speech(converted(tmp_path, pcm))

        assert len(speech) >= 5
        assert all(stretch.start < stretch.end for stretch in speech)
        assert all(early.end <= late.start for early, late in pairwise(speech))
        assert speech[0].start >= 0
        assert speech[-1].end <= seconds + 0.01

    @pytest.mark.parametrize(
        "pcm",
        [sounds.silence(3), sounds.tone(3), sounds.silence(0.2)],
        ids=["silence", "tone", "short"],
    )
    def test_where_nobody_speaks_nothing_is_found(
        self, activity: SpeechActivity, tmp_path: Path, pcm: bytes
    ) -> None:
        assert activity.speech(converted(tmp_path, pcm)) == ()

    def test_one_recording_does_not_influence_the_next(
        self, activity: SpeechActivity, tmp_path: Path
    ) -> None:
        spoken = converted(tmp_path, sounds.speech(FIRST), name="spoken")
        silent = converted(tmp_path, sounds.silence(2), name="silent")
        once = activity.speech(spoken)

        assert activity.speech(silent) == ()
        assert activity.speech(spoken) == once
