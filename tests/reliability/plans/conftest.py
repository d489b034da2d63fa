"""A store, as the environment chooses it, on which the weekly job runs."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from infra import bootstrap
from tests.doubles import HandClock
from tests.reliability.plans_world import opened


@pytest.fixture(autouse=True)
def _over_each_store(store: str) -> None:
    """A store is chosen by the environment, also for the jobs that run as processes."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "var"


@pytest.fixture
def world(folder: Path) -> Iterator[bootstrap.Ports]:
    """A store with a hand clock and a quick voice."""
    with opened(folder, HandClock()) as made:
        yield made
