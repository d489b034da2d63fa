"""A part is built once, whoever asks first, and whatever else is being built."""

import threading

from infra.built_once import built_once
from tests.threads import in_threads


class House:
    def __init__(self) -> None:
        self.built: list[str] = []
        self.holding = threading.Event()

    @built_once
    def cellar(self) -> object:
        self.built.append("cellar")
        self.holding.wait(0.05)
        return object()

    @built_once
    def floor(self) -> object:
        self.built.append("floor")
        return self.cellar

    @built_once
    def slow(self) -> object:
        assert self.holding.wait(10)
        return object()


def test_who_comes_first_together_gets_the_same() -> None:
    house = House()
    parts = in_threads(16, lambda n: house.floor if n % 2 else house.cellar)
    assert len(set(map(id, parts))) == 1
    assert sorted(house.built) == ["cellar", "floor"]


def test_a_slow_part_holds_up_no_other() -> None:
    house = House()
    slow = threading.Thread(target=lambda: house.slow)
    slow.start()
    house.holding.clear()
    assert house.cellar is house.floor
    house.holding.set()
    slow.join(10)
    assert not slow.is_alive()


def test_two_houses_have_parts_of_their_own() -> None:
    assert House().cellar is not House().cellar
