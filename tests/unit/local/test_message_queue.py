"""The queue as Pub/Sub would do it: leases, pauses, dead letters, recovery."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from infra.cloud_events import ObjectFinalized
from infra.local.message_queue import MessageQueue, OutgoingMessage, Subscription
from infra.local.queue_publisher import QueuePublisher
from infra.local.stack_lock import DataFolderInUseError, StackLock
from shared.domain.errors import Code, Transient
from tests.doubles import HandClock
from tests.threads import in_threads

SUBSCRIPTIONS = [
    Subscription("work", "t", ack_deadline=30, dead_letter_topic="dead"),
    Subscription("copy", "t", ack_deadline=30, dead_letter_topic="dead"),
    Subscription("dead", "dead"),
    Subscription("tick", "tick", retention=60),
]
MESSAGE = OutgoingMessage("t", {"ce-id": "1"}, b"data")


def open_queue(folder: Path, clock: HandClock) -> MessageQueue:
    return MessageQueue(folder / "q.sqlite", SUBSCRIPTIONS, clock=clock, jitter=lambda: 1.0)


@pytest.fixture
def queue(tmp_path: Path, clock: HandClock) -> Iterator[MessageQueue]:
    queue = open_queue(tmp_path, clock)
    yield queue
    queue.close()


def test_each_subscription_gets_its_own_copy(queue: MessageQueue) -> None:
    # GIVEN two subscriptions of one topic
    (message_id,) = queue.publish(MESSAGE)
    # WHEN one acknowledges
    (mine,) = queue.lease("work", 10)
    assert queue.ack(mine)
    # THEN the other still has it
    (other,) = queue.lease("copy", 10)
    assert (other.message_id, other.attributes, other.data) == (message_id, {"ce-id": "1"}, b"data")
    assert queue.backlog() == {"copy": 1}


def test_a_leased_message_is_nobody_elses_until_the_deadline(
    queue: MessageQueue, clock: HandClock
) -> None:
    queue.publish(MESSAGE)
    (first,) = queue.lease("work", 10)
    assert queue.lease("work", 10) == []
    clock.advance(seconds=29.9)
    assert queue.lease("work", 10) == []
    # WHEN the deadline passes THEN it is delivered again, and the first can no longer answer
    clock.advance(seconds=0.1)
    (second,) = queue.lease("work", 10)
    assert second.attempt == 2
    assert not queue.ack(first)
    assert not queue.nack(first)
    assert queue.ack(second)
    assert not queue.ack(second)


def test_the_pause_doubles(queue: MessageQueue, clock: HandClock) -> None:
    queue.publish(MESSAGE)
    pauses = []
    for _ in range(4):
        (delivery,) = queue.lease("work", 1)
        queue.nack(delivery)
        pause = queue.next_due("work")
        assert pause is not None
        pauses.append(pause)
        clock.advance(seconds=pause)
    assert pauses == pytest.approx([0.2, 0.4, 0.8, 1.6])


def test_the_pause_has_a_limit_and_half_of_it_is_chance(tmp_path: Path, clock: HandClock) -> None:
    # GIVEN a subscription without dead letters and the least of chances
    queue = MessageQueue(
        tmp_path / "q.sqlite", [Subscription("s", "t")], clock=clock, jitter=lambda: 0.0
    )
    queue.publish(MESSAGE)
    # WHEN a message fails a hundred times
    pauses = []
    for _ in range(100):
        (delivery,) = queue.lease("s", 1)
        queue.nack(delivery)
        pause = queue.next_due("s")
        assert pause is not None
        pauses.append(pause)
        clock.advance(seconds=pause)
    # THEN the pauses grow from the least to half of the longest
    assert pauses[0] == pytest.approx(0.1)
    assert max(pauses) == pytest.approx(30)
    # AND a receiver may ask for more, up to the longest
    (delivery,) = queue.lease("s", 1)
    queue.nack(delivery, at_least=10_000)
    assert queue.next_due("s") == pytest.approx(60)
    queue.close()


def test_five_failures_lead_to_the_dead_letters(queue: MessageQueue, clock: HandClock) -> None:
    queue.publish(MESSAGE)
    for attempt in range(1, 6):
        (delivery,) = queue.lease("work", 1)
        assert delivery.attempt == attempt
        queue.nack(delivery)
        clock.advance(seconds=60)
    assert queue.lease("work", 1) == []
    (letter,) = queue.lease("dead", 10)
    assert letter.data == b"data"
    assert letter.attributes["ce-id"] == "1"
    assert letter.attributes["CloudPubSubDeadLetterSourceSubscription"] == "work"
    assert letter.attributes["CloudPubSubDeadLetterSourceDeliveryCount"] == "5"
    assert queue.backlog() == {"copy": 1, "dead": 1}


def test_five_unanswered_deliveries_lead_to_the_dead_letters(
    queue: MessageQueue, clock: HandClock
) -> None:
    queue.publish(MESSAGE)
    for _ in range(5):
        assert len(queue.lease("work", 1)) == 1
        clock.advance(seconds=30)
    assert queue.lease("work", 1) == []
    assert len(queue.lease("dead", 1)) == 1


def test_a_message_survives_its_process(tmp_path: Path, clock: HandClock) -> None:
    # GIVEN a process that died with a message in hand
    before = open_queue(tmp_path, clock)
    before.publish(MESSAGE)
    before.lease("work", 1)
    before.close()
    # WHEN the next one takes over THEN the message is due at once, as a second try
    after = open_queue(tmp_path, clock)
    assert after.lease("work", 1) == []
    assert after.recover() == 1
    (delivery,) = after.lease("work", 1)
    assert delivery.attempt == 2
    after.close()


def test_what_nobody_listens_to_is_dropped(queue: MessageQueue) -> None:
    queue.publish(OutgoingMessage("unheard", {}, b""))
    assert queue.backlog() == {}


def test_messages_go_in_all_or_none(queue: MessageQueue) -> None:
    bad = OutgoingMessage("t", {}, object())  # type: ignore[arg-type]
    with pytest.raises(Exception, match="type"):
        queue.publish(MESSAGE, bad)
    assert queue.backlog() == {}


def test_the_oldest_go_first_within_the_limit(queue: MessageQueue, clock: HandClock) -> None:
    for index in range(5):
        queue.publish(OutgoingMessage("t", {}, bytes([index])))
        clock.advance(seconds=0.001)
    assert [d.data for d in queue.lease("work", 3)] == [b"\0", b"\1", b"\2"]
    assert [d.data for d in queue.lease("work", 3)] == [b"\3", b"\4"]


def test_old_ticks_are_dropped_and_other_messages_are_not(
    queue: MessageQueue, clock: HandClock
) -> None:
    queue.publish(OutgoingMessage("tick", {}, b""), MESSAGE)
    clock.advance(seconds=timedelta(days=60).total_seconds())
    assert queue.lease("tick", 1) == []
    assert len(queue.lease("work", 1)) == 1


def test_publishing_wakes(queue: MessageQueue) -> None:
    woken: list[bool] = []
    queue.on_publish(lambda: woken.append(True))
    queue.publish(MESSAGE)
    assert woken == [True]


def test_deliverers_at_once_never_share_a_message(queue: MessageQueue) -> None:
    queue.publish(*[OutgoingMessage("t", {}, str(i).encode()) for i in range(80)])
    results = in_threads(8, lambda i: [d for _ in range(5) for d in queue.lease("work", 2)])
    delivered = [d.data for deliveries in results for d in deliveries]  # type: ignore[attr-defined]
    assert sorted(delivered) == sorted(str(i).encode() for i in range(80))


def test_a_queue_that_does_not_answer_fails_the_publishing(
    tmp_path: Path, clock: HandClock
) -> None:
    queue = open_queue(tmp_path, clock)
    queue.close()
    with pytest.raises(Transient) as caught:
        QueuePublisher(queue).announce(ObjectFinalized("local", "a", "1"))
    assert caught.value.code is Code.PUBLISH_FAILED


def test_dead_letters_need_a_listener(tmp_path: Path, clock: HandClock) -> None:
    with pytest.raises(ValueError, match="nowhere"):
        MessageQueue(
            tmp_path / "q", [Subscription("s", "t", dead_letter_topic="nowhere")], clock=clock
        )
    with pytest.raises(ValueError, match="same name"):
        MessageQueue(tmp_path / "q", [Subscription("s", "t"), Subscription("s", "u")], clock=clock)


def test_no_query_reads_the_whole_backlog(queue: MessageQueue) -> None:
    queries = [
        """SELECT id FROM deliveries WHERE subscription = 's' AND due_at <= 1
            ORDER BY due_at, id LIMIT 1""",
        "SELECT MIN(due_at) FROM deliveries WHERE subscription = 's'",
        "UPDATE deliveries SET lease = NULL WHERE lease IS NOT NULL",
        "DELETE FROM deliveries WHERE id = 1 AND lease = 'x'",
        """DELETE FROM deliveries WHERE subscription = 's' AND due_at <= 1
            AND published_at < 1 AND lease IS NULL""",
    ]
    with queue._database.read() as connection:
        for query in queries:
            plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {query}")]
            partial = "deliveries_leased" in plan[0]  # holds leased messages only
            assert partial or all(step.startswith("SEARCH") for step in plan), plan


def test_two_stacks_on_one_folder_are_refused(tmp_path: Path) -> None:
    # GIVEN a stack that runs
    lock = StackLock(tmp_path)
    # WHEN another starts on the same folder THEN it is told what to do
    with pytest.raises(DataFolderInUseError, match="folder of its own"):
        StackLock(tmp_path)
    # AND the first still holds it
    with pytest.raises(DataFolderInUseError):
        StackLock(tmp_path)
    # WHEN the first ends THEN the next may
    lock.release()
    StackLock(tmp_path).release()
