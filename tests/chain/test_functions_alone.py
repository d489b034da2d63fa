"""Each function starts alone, as Cloud Run starts it."""

import contextlib
import os
import subprocess
import sys
import time
from pathlib import Path

import httpx2
import pytest

from infra import wiring
from tests.chain.embedded import ROOT, free_port

pytestmark = [pytest.mark.chain, pytest.mark.slow]


@pytest.mark.parametrize("name", [service.name for service in wiring.SERVICES])
def test_a_function_starts_alone_and_refuses_strangers(tmp_path: Path, name: str) -> None:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "infra.serve"],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "FUNCTION_TARGET": name,
            "FUNCTION_SOURCE": f"functions/{name}/main.py",
            "DATA_DIR": str(tmp_path),
            "PORT": str(port),
        },
        stderr=subprocess.DEVNULL,
    )
    try:
        url = f"http://127.0.0.1:{port}"
        alive = {"status": "ok", "function": name}
        assert _get(f"{url}/health").json() == alive
        assert _get(f"{url}/loaded").json() == alive
        assert _get(f"{url}/health").json() == alive
        assert _get(url).json()["uses"]["store"] == "sqlite"
        assert _get(f"{url}/nothing").json()["code"] == "not_found"
        pushed = httpx2.post(url, json={"message": {}})
        listens = any(service.topics for service in wiring.SERVICES if service.name == name)
        assert pushed.status_code == (401 if listens else 405)
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({}, "FUNCTION_TARGET"),
        ({"FUNCTION_TARGET": "chat", "FUNCTION_SOURCE": "functions/absent/main.py"}, "SOURCE"),
        ({"FUNCTION_TARGET": "chat", "HOST": "0.0.0.0"}, "HOST"),  # noqa: S104 - refused
    ],
)
def test_a_function_that_is_set_up_wrongly_says_what(given: dict[str, str], named: str) -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "infra.serve"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **given},
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert shown.returncode == 1
    assert named in shown.stderr


def _get(url: str) -> httpx2.Response:
    """Ask until the function is there."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        with contextlib.suppress(httpx2.TransportError):
            return httpx2.get(url, timeout=20)
        time.sleep(0.05)
    raise AssertionError(f"{url} does not answer")


def test_a_function_that_breaks_while_it_is_loaded_ends_its_process(tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text("raise ValueError('a secret')")
    shown = subprocess.run(
        [sys.executable, "-m", "infra.serve"],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "PORT": str(free_port()),
            "FUNCTION_TARGET": "broken",
            "FUNCTION_SOURCE": str(tmp_path / "main.py"),
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert shown.returncode == 1
    assert "function_not_loaded" in shown.stderr
    assert "a secret" not in shown.stderr
