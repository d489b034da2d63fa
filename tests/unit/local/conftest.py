"""What the tests of the embedded stack hold in their hands."""

import pytest

from tests.clocks import HandClock, WallClock


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def wall_clock() -> WallClock:
    return WallClock()
