"""Kind: contract, over the real network; every sound but the last test's is made here."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra.media.av_converter import AvConverter
from infra.speech.silero_activity import SileroActivity, speech_intervals
from shared.domain.transcript import Interval
from shared.ports.audio import SpeechActivity
from tests.contract.activity_contract import ActivityContract

DATA = Path(os.environ.get("PARLONS_DATA", "../shared/data")) / "speech"
STEP = 0.032


class TestSileroActivity(ActivityContract):
    @pytest.fixture
    def activity(self) -> SpeechActivity:
        return SileroActivity()


def test_hysteresis_holds_a_stretch_together() -> None:
    chances = [0.0] * 10 + [0.9] * 10 + [0.4] * 10 + [0.9] * 10 + [0.1] * 10

    assert speech_intervals(chances, step=0.1, seconds=5, pad=0) == (Interval(1.0, 4.0),)


def test_a_short_dip_is_no_silence_and_a_click_is_no_speech() -> None:
    dip = [0.9] * 10 + [0.0] * 3 + [0.9] * 10
    click = [0.0] * 30 + [0.9] * 3 + [0.0] * 30

    assert len(speech_intervals(dip + click, step=STEP, seconds=3)) == 1


def test_near_neighbours_share_what_lies_between_them() -> None:
    chances = [0.9] * 10 + [0.0] * 6 + [0.9] * 10

    early, late = speech_intervals(chances, step=STEP, seconds=26 * STEP, pad=1)

    assert early == Interval(0.0, pytest.approx(13 * STEP))
    assert late == Interval(pytest.approx(13 * STEP), pytest.approx(26 * STEP))


@given(st.lists(st.floats(0, 1), max_size=200), st.floats(0, 0.2))
def test_any_chances_give_ordered_stretches(chances: list[float], pad: float) -> None:
    seconds = len(chances) * STEP
    stretches = speech_intervals(chances, step=STEP, seconds=seconds, pad=pad)

    borders = [border for stretch in stretches for border in (stretch.start, stretch.end)]
    assert borders == sorted(borders)
    assert all(0 <= border <= seconds + 0.001 for border in borders)


def test_the_engine_runs_on_one_thread_and_leaves_the_environment_alone() -> None:
    code = (
        "import os\n"
        "from infra.speech.silero_activity import _detector_class\n"
        "detector = _detector_class()()\n"
        "detector(bytes(detector.chunk_bytes()))\n"
        "print(len(os.listdir('/proc/self/task')), os.environ.get('OMP_THREAD_LIMIT'))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)

    assert shown.stdout.split() == ["1", "None"]


@pytest.mark.skipif(not DATA.is_dir(), reason="no folder of real clips; PARLONS_DATA names it")
def test_real_clips_hold_speech_near_their_middle(tmp_path: Path) -> None:
    lines = (DATA / "manifest.jsonl").read_text().splitlines()
    clips = [DATA / json.loads(line)["file"] for line in lines]
    for number, clip in enumerate(path for path in clips if path.exists()):
        target = tmp_path / f"{number}.flac"
        seconds = AvConverter().convert(clip, target, max_seconds=120).seconds

        speech = SileroActivity().speech(target)

        talk = sum(stretch.seconds for stretch in speech)
        assert 0.15 * seconds < talk < seconds, clip.name
