"""Kind: contract, over faster-whisper and a model that the test makes; a loopback hub."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.speech.faster_whisper_transcriber import FasterWhisperTranscriber
from infra.speech.silero_activity import SileroActivity
from infra.speech.whisper_models import find_model
from shared.domain.errors import Code, Permanent
from shared.domain.transcript import Timing
from shared.ports.transcriber import Hint, Transcriber
from tests import sounds
from tests.contract.transcriber_contract import TranscriberContract
from tests.hub_peer import HubPeer
from tests.recordings import converted
from tests.tiny_whisper import write_tiny_whisper

try:
    import faster_whisper  # noqa: F401

    INSTALLED = True
except ImportError:
    INSTALLED = False
needs_faster_whisper = pytest.mark.skipif(
    not INSTALLED, reason="faster-whisper is an extra; 'make speech' installs it"
)
REPOSITORY = "Systran/faster-whisper-tiny"


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_whisper(tmp_path_factory.mktemp("models") / "tiny-random")


@needs_faster_whisper
class TestFasterWhisperTranscriber(TranscriberContract):
    @pytest.fixture
    def transcriber(self, model: Path) -> Transcriber:
        return FasterWhisperTranscriber(model=str(model), activity=SileroActivity(), threads=1)

    def test_words_have_times_and_probabilities(
        self, transcriber: Transcriber, tmp_path: Path
    ) -> None:
        transcript = transcriber.transcribe(converted(tmp_path, sounds.speech()), Hint())

        assert transcript.timing is Timing.RECOGNIZED
        assert transcript.engine.startswith("faster-whisper:tiny-random@1.")
        assert transcript.language == "fr"
        assert transcript.words
        assert all(word.confidence is not None for word in transcript.words)
        assert all(word.start is not None for word in transcript.words)
        assert transcript.speech

    def test_a_broken_model_names_the_fix(self, model: Path, tmp_path: Path) -> None:
        for name in ("config.json", "tokenizer.json", "vocabulary.json"):
            (tmp_path / name).write_bytes((model / name).read_bytes())
        (tmp_path / "model.bin").write_bytes((model / "model.bin").read_bytes()[:1000])
        transcriber = FasterWhisperTranscriber(model=str(tmp_path), activity=SileroActivity())

        with pytest.raises(Permanent) as caught:
            transcriber.transcribe(converted(tmp_path, sounds.speech()), Hint())

        assert caught.value.code is Code.RECOGNIZER_MISSING
        assert str(tmp_path) not in str(caught.value)


def test_a_missing_recognizer_names_the_fix(tmp_path: Path) -> None:
    """With or without the package: neither the model nor a network is there."""
    transcriber = FasterWhisperTranscriber(
        model="tiny", activity=SileroActivity(), cache=tmp_path / "empty"
    )

    with pytest.raises(Permanent) as caught:
        transcriber.transcribe(converted(tmp_path, sounds.speech()), Hint())

    assert caught.value.code is Code.RECOGNIZER_MISSING
    assert "make speech" in str(caught.value)


def test_a_folder_with_a_model_needs_no_hub(tmp_path: Path) -> None:
    (tmp_path / "model.bin").write_bytes(b"x")

    assert find_model(str(tmp_path)) == tmp_path


@pytest.fixture
def hub(model: Path) -> Iterator[HubPeer]:
    peer = HubPeer(model, REPOSITORY)
    yield peer
    peer.close()


def download(address: str, cache: Path, model: str = "tiny") -> dict[str, object]:
    """Download in a process of its own, because the hub's address is read at its import."""
    code = (
        "import json, sys; from pathlib import Path\n"
        "from infra.speech.whisper_models import download_model\n"
        "from shared.domain.errors import ParlonsError\n"
        "shown = []\n"
        "try:\n"
        "    folder = download_model(sys.argv[1], cache=Path(sys.argv[2]),\n"
        "                            progress=lambda done, total: shown.append([done, total]))\n"
        "    files = sorted(path.name for path in folder.iterdir())\n"
        "    print(json.dumps({'files': files, 'shown': shown}))\n"
        "except ParlonsError as error:\n"
        "    print(json.dumps({'code': error.code, 'message': str(error), 'shown': shown}))\n"
    )
    environment = {**os.environ, "HF_ENDPOINT": address, "HF_HUB_DISABLE_XET": "1"}
    environment |= {"HF_HUB_DISABLE_TELEMETRY": "1", "HF_HOME": str(cache)}
    shown = subprocess.run(
        [sys.executable, "-c", code, model, str(cache)],
        env=environment,
        capture_output=True,
        check=True,
        text=True,
        timeout=120,
    )
    assert "%|" not in shown.stderr, "no progress bar but ours"
    answer: dict[str, object] = json.loads(shown.stdout)
    return answer


@needs_faster_whisper
def test_a_download_reports_its_bytes_and_happens_once(hub: HubPeer, tmp_path: Path) -> None:
    first = download(hub.address, tmp_path)

    assert "model.bin" in first["files"]  # type: ignore[operator]
    shown: list[list[int]] = first["shown"]  # type: ignore[assignment]
    assert shown[-1] == [hub.total, hub.total]
    assert [done for done, _ in shown] == sorted(done for done, _ in shown)
    assert len(shown) > 2
    files = [path for path in hub.requests if path.endswith("model.bin")]

    assert download(hub.address, tmp_path)["shown"] == []
    assert find_model("tiny", cache=tmp_path).joinpath("model.bin").is_file()
    assert [path for path in hub.requests if path.endswith("model.bin")] == files


@needs_faster_whisper
@pytest.mark.parametrize("model_name", ["tiny", "nobody/nothing", "not a name"])
def test_a_download_that_cannot_be_names_the_fix(tmp_path: Path, model_name: str) -> None:
    answer = download("http://127.0.0.1:9", tmp_path, model_name)

    assert answer["code"] == Code.RECOGNIZER_MISSING
    assert "make speech" in str(answer["message"])
