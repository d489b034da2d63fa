"""Rows 1–4 and 6–8: any order, duplicates, crashes at every boundary, outages; nothing is lost."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    rule,
)

from shared.domain.recording import FINAL, State
from tests.contract.conftest import STORES, sqlite_stores
from tests.reliability.explore import explore
from tests.reliability.world import LEASE, Bugs, Builder, Message, World

# Boundaries in the longest stage: lease, artefacts, commit, publish; before and after each.
BOUNDARIES = 10


class Chain(RuleBasedStateMachine):
    """Everything that the outside may do to the chain."""

    bugs = Bugs()
    build: Builder = staticmethod(sqlite_stores)
    waiting = Bundle("waiting")
    uploaded = Bundle("uploaded")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.world = World(self.folder, self.bugs, self.build)

    @initialize(target=uploaded)
    def one_is_on_its_way(self) -> str:
        subject = self.world.accept()
        self.world.upload(subject, announced=True)
        return subject

    @rule(target=waiting)
    def start(self) -> str:
        return self.world.accept()

    @rule(target=uploaded, subject=consumes(waiting), announced=st.booleans())
    def upload(self, subject: str, announced: bool) -> str:
        self.world.upload(subject, announced=announced)
        return subject

    @rule(picks=st.lists(st.integers(0, 50), min_size=1, max_size=4))
    def deliver(self, picks: list[int]) -> None:
        for pick in picks:
            if pending := self.world.broker.pending:
                self.world.deliver(pending[pick % len(pending)])

    @rule(pick=st.integers(0, 50), boundary=st.integers(0, BOUNDARIES))
    def deliver_and_crash(self, pick: int, boundary: int) -> None:
        if pending := self.world.broker.pending:
            self.world.fuse.left = boundary
            self.world.deliver(pending[pick % len(pending)])
            self.world.fuse.left = None

    @rule(pick=st.integers(0, 50))
    def duplicate(self, pick: int) -> None:
        if pending := self.world.broker.pending:
            pending.append(Message(pending[pick % len(pending)].event))

    @rule(pick=st.integers(0, 50))
    def deliver_but_lose_the_ack(self, pick: int) -> None:
        if pending := self.world.broker.pending:
            message = pending[pick % len(pending)]
            self.world.deliver(message)
            if message not in pending:
                pending.append(message)

    @rule(pick=st.integers(0, 50), late=st.booleans(), ahead=st.integers(0, 4))
    def deliver_while_a_twin_is_at_work(self, pick: int, late: bool, ahead: int) -> None:
        self.deliver([pick] * ahead)
        if not (pending := self.world.broker.pending):
            return
        message = pending[pick % len(pending)]

        def twin() -> None:
            if late:
                self.world.wait(LEASE + 1)
            self.world.deliver(Message(message.event))

        self.world.interlude = twin
        self.world.deliver(message)
        self.world.interlude = None

    @rule(pick=st.integers(0, 50), ahead=st.integers(0, 4))
    def cancel_while_a_stage_is_at_work(self, pick: int, ahead: int) -> None:
        self.deliver([pick] * ahead)
        if pending := self.world.broker.pending:
            message = pending[pick % len(pending)]
            self.world.interlude = lambda: self.world.cancel(message.event.recording_id)
            self.world.deliver(message)
            self.world.interlude = None

    @rule(subject=uploaded)
    def cancel(self, subject: str) -> None:
        self.world.cancel(subject)

    @rule(down=st.booleans())
    def broker_goes(self, down: bool) -> None:
        self.world.broker.down = down

    @rule(subject=uploaded)
    def spoil(self, subject: str) -> None:
        self.world.poison.add(subject)

    @rule(subject=uploaded, weak=st.booleans())
    def provider_goes(self, subject: str, weak: bool) -> None:
        (self.world.weak.add if weak else self.world.weak.discard)(subject)

    @rule(seconds=st.sampled_from([1, 31, 61, 121]))
    def wait(self, seconds: int) -> None:
        self.world.wait(seconds)

    @rule()
    def upkeep(self) -> None:
        self.world.upkeep()

    @invariant()
    def counted_once(self) -> None:
        assert self.world.counted() == self.world.analysed()

    def teardown(self) -> None:
        try:
            self.world.heal_and_drain()
            for recording_id in self.world.accepted:
                found = self.world.stored(recording_id)
                assert found.state in FINAL, f"stuck in {found.state}"
                assert (found.state is State.FAILED) == (found.failure is not None)
                assert not found.unpublished
            assert self.world.counted() == self.world.analysed()
            assert not list((self.folder / "tmp").iterdir())
        finally:
            self.world.close()
            shutil.rmtree(self.folder)


@pytest.mark.slow
@pytest.mark.parametrize("build", STORES)
def test_every_accepted_recording_finishes_or_fails_by_name_and_counts_once(
    build: Builder,
) -> None:
    # An emulator takes some milliseconds where SQLite takes a tenth of one.
    examples = 150 if build is sqlite_stores else 50
    explore(Chain, bugs=Bugs(), build=build, examples=examples, steps=30)


@pytest.mark.slow
@pytest.mark.parametrize(
    "bugs",
    [
        Bugs(no_outbox=True),
        Bugs(ignore_revision=True, count_every_time=True),
        Bugs(no_relay=True),
        Bugs(no_burial=True),
    ],
    ids=["no outbox", "loses updates", "no relay", "no burial"],
)
def test_the_machine_catches_planted_bugs(bugs: Bugs) -> None:
    with pytest.raises((AssertionError, BaseExceptionGroup)):
        # Lost updates show in one walk of 150, on average of six seeds.
        explore(Chain, bugs=bugs, build=sqlite_stores, examples=1000, steps=30)
