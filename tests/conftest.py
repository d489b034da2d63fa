"""What every kind of test shares: no sockets but loopback, and a fresh embedded configuration."""

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from pytest_socket import socket_allow_hosts

from infra import bootstrap
from infra.settings import Settings


def pytest_runtest_setup() -> None:
    """Let tests reach this machine and nothing else."""
    socket_allow_hosts(["127.0.0.1", "::1"], allow_unix_socket=True)


# Without its emulator a store is left out here; `tests.emulators` says so once.
_STORES = ["sqlite"]
_EMULATED = ["firestore"] if os.environ.get("FIRESTORE_EMULATOR_HOST") else []


@pytest.fixture(
    params=[*_STORES, *(pytest.param(name, marks=pytest.mark.emulators) for name in _EMULATED)]
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
