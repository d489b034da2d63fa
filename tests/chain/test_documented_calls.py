"""The three calls that everybody tries first, as they are typed: curl against the running stack."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chain.embedded import ROOT, Stack
from tests.sounds import speech, write

pytestmark = [pytest.mark.chain, pytest.mark.slow]


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    running = Stack(tmp_path_factory.mktemp("calls"), SPEECH_ENGINE="supplied")
    running.start()
    yield running
    running.stop()


def curl(stack: Stack, *arguments: str) -> tuple[int, dict[str, object]]:
    """Run curl; gives status and JSON."""
    here = [each.replace("localhost:5001", f"127.0.0.1:{stack.port}") for each in arguments]
    shown = subprocess.run(
        ["curl", "-sS", "-m", "30", "-w", "\n%{http_code}", *here],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    body, _, status = shown.stdout.rpartition("\n")
    return int(status), json.loads(body)


def test_health(stack: Stack) -> None:
    assert curl(stack, "localhost:5001/health") == (200, {"status": "ok"})


def test_chat(stack: Stack) -> None:
    status, answer = curl(
        stack,
        "-X",
        "POST",
        "localhost:5001/api/chat",
        "-H",
        "Content-Type: application/json",
        "-d",
        '{"message": "Hier, j\'ai allé au marché."}',
    )
    assert status == 200
    corrections = answer["corrections"]
    assert isinstance(corrections, list)
    raised = [each["pattern"] for each in corrections if each["raised"]]
    assert raised == ["auxiliary:aller"]
    assert answer["reply"]


def test_transcribe(stack: Stack, tmp_path: Path) -> None:
    audio = write(tmp_path / "clip.webm", speech())
    form = ("-X", "POST", "localhost:5001/api/transcribe", "-F", f"audio=@{audio}")
    # Without a recognizer the refusal names the ways to get one …
    status, refused = curl(stack, *form)
    assert (status, refused["code"]) == (422, "recognizer_missing")
    for way in ("make speech", "OPENAI_API_KEY", "GOOGLE_APPLICATION_CREDENTIALS", "transcript"):
        assert way in str(refused["title"])
    # … and with what was said beside it, the words come with their times.
    said = "Hier, je suis allé au marché avec ma sœur. Nous avons acheté des pommes et du pain."
    status, heard = curl(stack, *form, "-F", f"transcript={said}")
    assert (status, heard["text"]) == (200, said)
    words = heard["words"]
    assert isinstance(words, list)
    assert 0 <= words[0]["start"] < words[-1]["end"] <= float(str(heard["seconds"])) + 0.5


def test_the_description_and_its_page(stack: Stack) -> None:
    status, described = curl(stack, "localhost:5001/openapi.json")
    assert (status, described["openapi"]) == (200, "3.1.0")
    committed = json.loads((ROOT / "docs" / "openapi.json").read_text())
    assert described == committed
