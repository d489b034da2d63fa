"""Row 26: a learner is erased while a recording is processed; late events follow."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from infra.mail.outbox_mailer import OutboxMailer
from shared.application.erase_learner import BLOBS, Receipt, erase_learner, sweep_erased
from shared.domain.errors import Code, Permanent, Transient
from shared.domain.events import EventType
from shared.ports.blob_store import Blob
from shared.ports.system import Principal, Role
from tests.contract.conftest import STORES
from tests.reliability.world import Bugs, Message, World

EMMA = Principal("emma", Role.LEARNER)


@pytest.fixture(params=STORES)
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path, Bugs(), request.param)
    yield made
    made.close()


def erase(world: World) -> Receipt:
    return erase_learner(
        "emma",
        principal=EMMA,
        people=world.people,
        personal_data=world.personal_data,
        blobs=world.blobs,
        mails=OutboxMailer(world.folder / "outbox", sender="p@p.example", clock=world.clock),
        clock=world.clock,
    )


def sweep(world: World) -> int:
    swept = sweep_erased(
        personal_data=world.personal_data,
        recordings=world.recordings,
        blobs=world.blobs,
        clock=world.clock,
    )
    return swept["leftovers_deleted"]


def blobs(world: World) -> list[str]:
    return [blob.name for blob in world.blobs.list("learners/emma/")]


def upto(world: World, stage: EventType) -> Message:
    """Walk a recording until the message of that type waits."""
    world.upload(world.accept(), announced=True)
    while world.broker.pending[0].event.type is not stage:
        world.deliver(world.broker.pending[0])
    return world.broker.pending[0]


def drain(world: World) -> None:
    for _ in range(8):
        for message in list(world.broker.pending):
            world.deliver(message)
        world.clock.advance(minutes=2)
        world.upkeep()


def test_an_erasure_in_the_middle_of_the_analysis_leaves_nothing(world: World) -> None:
    # GIVEN a worker in the middle of an analysis, and the learner's erasure meanwhile
    waiting = upto(world, EventType.TRANSCRIPT_READY)
    receipts: list[Receipt] = []
    world.interlude = lambda: receipts.append(erase(world))
    # WHEN it ends
    world.deliver(waiting)
    # THEN the receipt told the truth of its moment
    assert receipts[0].complete
    # AND the worker's late result is nowhere but in the blobs, until the sweep
    assert not any(world.personal_data.held("emma").values())
    assert [name.rpartition("/")[2] for name in blobs(world)] == ["feedback.json"]
    assert sweep(world) == 1
    assert blobs(world) == []
    # AND the events that come again find nothing to do
    drain(world)
    assert not any(world.personal_data.held("emma").values())
    assert blobs(world) == []
    assert world.broker.pending == []


def test_control_without_the_erasure_the_same_walk_ends_in_a_memory(world: World) -> None:
    world.deliver(upto(world, EventType.TRANSCRIPT_READY))
    assert world.counted() == 1
    assert blobs(world)


@pytest.mark.parametrize(
    "stage",
    [
        EventType.AUDIO_UPLOADED,
        EventType.AUDIO_CONVERTED,
        EventType.TRANSCRIPT_READY,
        EventType.FEEDBACK_READY,
    ],
)
def test_an_erasure_between_any_two_stages_is_final(world: World, stage: EventType) -> None:
    message = upto(world, stage)
    receipt = erase(world)
    assert receipt.complete
    assert {line.store: line.deleted for line in receipt.stores}[BLOBS] > 0
    for _ in range(3):
        world.deliver(Message(message.event))
    drain(world)
    assert sweep(world) == 0
    assert not any(world.personal_data.held("emma").values())
    assert blobs(world) == []


def test_a_late_upload_is_swept_and_a_newcomers_stays(world: World) -> None:
    # GIVEN an upload address from before the erasure, used after it
    late = world.accept()
    erase(world)
    world.upload(late, announced=True)
    # AND a recording that the same learner begins afterwards
    world.clock.advance(minutes=1)
    new = world.accept()
    world.upload(new, announced=True)
    # WHEN swept THEN only the orphan goes
    assert sweep(world) == 1
    assert blobs(world) == [f"learners/emma/recordings/{new}/source"]
    drain(world)
    assert world.counted() == 1


def test_a_sweep_that_fails_at_one_keeps_nobody_else(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN somebody who was erased before emma, and of whom something cannot be read
    world.personal_data.erase("anna", at=world.clock.now())
    late = world.accept()
    erase(world)
    world.upload(late, announced=True)
    listed = world.blobs.list

    def listing(prefix: str) -> Iterator[Blob]:
        if "anna" in prefix:
            raise Permanent(Code.INTERNAL, "a stored object is damaged")
        return listed(prefix)

    monkeypatch.setattr(world.blobs, "list", listing)
    # THEN what came late of emma goes all the same
    assert sweep(world) == 1
    assert list(listed("learners/emma/")) == []


def test_the_sweep_ends_after_a_day(world: World) -> None:
    erase(world)
    world.clock.time += timedelta(days=1, minutes=1)
    world.upload(world.accept(), announced=False)
    world.recordings.delete(world.stored("rec1"))
    assert sweep(world) == 0


def test_an_erasure_that_broke_off_is_finished_by_the_next(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    upto(world, EventType.FEEDBACK_READY)
    delete: Callable[[str], int] = world.blobs.delete

    def fail(_prefix: str) -> int:
        raise Transient(Code.STORE_UNAVAILABLE)

    monkeypatch.setattr(world.blobs, "delete", fail)
    with pytest.raises(Transient):
        erase(world)
    monkeypatch.setattr(world.blobs, "delete", delete)
    # Either the sweep or the same call again ends it.
    assert sweep(world) > 0
    assert erase(world).complete
    assert blobs(world) == []
