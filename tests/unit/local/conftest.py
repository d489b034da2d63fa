"""What the tests of the embedded stack hold in their hands."""

import pytest

from infra.local.system import SystemClock
from tests.doubles import HandClock


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def wall_clock() -> SystemClock:
    return SystemClock()
