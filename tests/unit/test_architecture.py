"""What holds of the whole house: no work at import, tables equal to the code, bounded files."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from infra import wiring
from infra.edge.problems import STATUS
from infra.settings import Settings
from shared.domain.errors import ADVICE, Code
from shared.domain.recording import STEPS

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for part in ("functions", "shared", "infra")
    for path in (ROOT / part).rglob("*.py")
)
# Optional extras, and programs that start something when they are run.
HEAVY = (
    "openai",
    "google.cloud.firestore",
    "google.cloud.firestore_v1",
    "google.cloud.speech_v2",
    "google.cloud.storage",
    "google.cloud.texttospeech_v1",
    "google.pubsub_v1",
    "grpc",
    "azure",
    "faster_whisper",
    "grammalecte",
    "av",
    "pydub",
)


def test_no_module_is_named_by_a_number() -> None:
    assert [name for name in MODULES if re.search(r"_\d+$", name)] == []


def test_every_module_imports_without_network_environment_or_heavy_libraries() -> None:
    """One fresh interpreter: sockets blocked, an empty environment, nothing heavy loaded."""
    code = f"""
import importlib, socket, sys
class Blocked(socket.socket):
    def connect(self, *a): raise AssertionError("a module connects at import")
socket.socket = Blocked
for name in {MODULES!r}:
    importlib.import_module(name)
print(sorted(m for m in sys.modules if m in {HEAVY!r}))
"""
    shown = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=ROOT,
        env={},
        capture_output=True,
        text=True,
        check=False,
    )
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout.strip() == "[]"


def test_every_code_has_its_advice() -> None:
    assert set(ADVICE) == set(Code)
    assert set(STATUS) <= set(Code)


def test_every_stage_has_a_function_that_listens() -> None:
    topics = {topic for service in wiring.SERVICES for topic in service.topics}
    assert {step.consumes.topic for step in STEPS.values()} <= topics


def test_acknowledgement_waits_longer_than_the_work() -> None:
    for service in wiring.SERVICES:
        assert service.ack_deadline >= min(service.timeout + 60, 600)


def readme() -> str:
    return (ROOT / "README.md").read_text()


@pytest.mark.parametrize("name", Settings.model_fields)
def test_the_readme_lists_every_environment_variable(name: str) -> None:
    assert f"`{name.upper()}`" in readme()


@pytest.mark.parametrize("code", list(Code))
def test_the_readme_lists_every_error_code(code: Code) -> None:
    assert f"`{code}`" in readme()


def test_the_readme_lists_every_topic_and_route() -> None:
    text = readme()
    for service in wiring.SERVICES:
        for topic in service.topics:
            assert f"`{topic}`" in text
    for main in (ROOT / "functions").glob("*/main.py"):
        found = re.findall(r'"(GET|POST|PUT|PATCH|DELETE)",\s+"(/[^"]+)"', main.read_text())
        for method, path in found:
            assert f"`{method} {path}`" in text
