"""What every kind of test shares: no sockets but loopback, and a fresh embedded configuration."""

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import hypothesis
import pytest
from pytest_socket import socket_allow_hosts

from infra import bootstrap
from infra.settings import Settings

# The same tries every time: what fails is what a change broke. `--hypothesis-profile=explore` looks
# further.
hypothesis.settings.register_profile("repeatable", derandomize=True)
hypothesis.settings.register_profile("explore", derandomize=False, max_examples=1_000)
hypothesis.settings.load_profile("repeatable")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Let tests reach this machine and nothing else, and on it the emulators that they name."""
    socket_allow_hosts(["127.0.0.1", "::1"], allow_unix_socket=True)
    wanted = [name for mark in item.iter_markers("emulators") for name in mark.args]
    missing = [name for name in dict.fromkeys(wanted) if not os.environ.get(name)]
    if missing:
        pytest.skip(f"no {', '.join(missing)}: 'make test' starts the emulators")


@pytest.fixture(
    params=[
        "sqlite",
        pytest.param("firestore", marks=pytest.mark.emulators("FIRESTORE_EMULATOR_HOST")),
    ]
)
def store(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each store of documents in turn, as the environment chooses it; empty at the start."""
    chosen = str(request.param)
    monkeypatch.setenv("STORE", chosen)
    if chosen == "firestore":
        # The emulator makes a database for each project's name.
        monkeypatch.setenv("GOOGLE_CLOUD_PROJECT", f"test-{uuid4().hex[:20]}")
    return chosen


@pytest.fixture
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment that says nothing of Parlons."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def ports(tmp_path: Path) -> Iterator[bootstrap.Ports]:
    """The embedded adapters over a folder of their own."""
    # Whatever this machine has a key for or runs, tests ask nobody outside.
    chosen = Settings(  # type: ignore[call-arg]
        data_dir=tmp_path / "var",
        tutor="rules",
        detector_llm="off",
        speech_engine=("supplied",),
        voice_engine=("espeak-ng",),
    )
    made = bootstrap.Ports(chosen)
    with bootstrap.use(made):
        yield made
    made.close()
