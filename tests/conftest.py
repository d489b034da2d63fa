"""What every kind of test shares: no sockets but loopback, and a fresh embedded configuration."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_socket import socket_allow_hosts

from infra import bootstrap
from infra.settings import Settings


def pytest_runtest_setup() -> None:
    """Let tests reach this machine and nothing else."""
    socket_allow_hosts(["127.0.0.1", "::1"], allow_unix_socket=True)


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
