"""Pushed over real loopback HTTP: acknowledged, returned, timed out, dead-lettered, stopped."""

import asyncio
import base64
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from infra.local.message_queue import MessageQueue, OutgoingMessage, Subscription
from infra.local.pusher import Pusher
from infra.local.scheduler import Scheduler

Answer = Callable[[dict], tuple[int, dict[str, str]]]


class Endpoint:
    """A receiver that notes what comes and answers as told."""

    def __init__(self, answer: Answer) -> None:
        self.bodies: list[dict] = []
        self.headers: list[dict[str, str]] = []
        self.times: list[float] = []
        self.connections: set[object] = set()
        self.running = 0
        self.most_running = 0
        lock = threading.Lock()

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(handler) -> None:  # noqa: N805 - `self` is the endpoint
                body = json.loads(handler.rfile.read(int(handler.headers["Content-Length"])))
                with lock:
                    self.bodies.append(body)
                    self.headers.append(dict(handler.headers))
                    self.times.append(time.monotonic())
                    self.connections.add(handler.client_address)
                    self.running += 1
                    self.most_running = max(self.most_running, self.running)
                status, headers = answer(body)
                with lock:
                    self.running -= 1
                handler.send_response(status)
                for name, value in headers.items():
                    handler.send_header(name, value)
                if status != 204:
                    handler.send_header("Content-Length", "0")
                handler.end_headers()

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}/"


@contextmanager
def endpoint(answer: Answer = lambda body: (204, {})) -> Iterator[Endpoint]:
    point = Endpoint(answer)
    thread = threading.Thread(target=point.server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield point
    finally:
        point.server.shutdown()
        thread.join()
        point.server.server_close()


@contextmanager
def queue_at(path: Path, clock, **rules) -> Iterator[MessageQueue]:
    rules = {"dead_letter_topic": "dead", "min_backoff": 0.01} | rules
    queue = MessageQueue(
        path,
        [Subscription("work", "t", **rules), Subscription("dead", "dead")],
        clock=clock,
    )
    try:
        yield queue
    finally:
        queue.close()


async def until(condition: Callable[[], object], seconds: float = 5.0) -> None:
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.005)


def pusher_of(queue: MessageQueue, work: str, dead: str = "http://127.0.0.1:9/", **more) -> Pusher:
    more = {"token": lambda url: f"token for {url}"} | more
    return Pusher(queue, endpoints={"work": work, "dead": dead}, **more)


def test_a_message_arrives_as_pubsub_would_send_it(tmp_path: Path, wall_clock) -> None:
    async def scenario() -> None:
        pusher = pusher_of(queue, point.url, poll_seconds=30)
        await pusher.start()
        # WHEN a message is published from another thread
        await asyncio.sleep(0.1)
        begun = time.monotonic()
        (message_id,) = await asyncio.to_thread(
            queue.publish, OutgoingMessage("t", {"ce-id": "é"}, b"\x00data")
        )
        await until(lambda: not queue.backlog())
        await pusher.stop()
        # THEN it came at once, not at the next poll, in Pub/Sub's envelope, with our token
        assert point.times[0] - begun < 1
        (body,) = point.bodies
        message = body["message"]
        assert base64.b64decode(message["data"]) == b"\x00data"
        assert message["attributes"] == {"ce-id": "é"}
        assert message["messageId"] == message_id
        assert message["publishTime"].endswith("Z")
        assert body["subscription"] == "projects/local/subscriptions/work"
        assert body["deliveryAttempt"] == 1
        assert point.headers[0]["Authorization"] == f"Bearer token for {point.url}"

    with endpoint() as point, queue_at(tmp_path / "q.sqlite", wall_clock) as queue:
        asyncio.run(scenario())


@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_these_answers_acknowledge(tmp_path: Path, wall_clock, status: int) -> None:
    async def scenario() -> None:
        pusher = pusher_of(queue, point.url)
        queue.publish(OutgoingMessage("t", {}, b""))
        await pusher.start()
        await until(lambda: not queue.backlog())
        await pusher.stop()
        assert len(point.bodies) == 1

    with (
        endpoint(lambda body: (status, {})) as point,
        queue_at(tmp_path / "q.sqlite", wall_clock) as queue,
    ):
        asyncio.run(scenario())


@pytest.mark.parametrize("status", [301, 400, 404, 429, 500])
def test_other_answers_lead_to_the_dead_letters_after_five_tries(
    tmp_path: Path, wall_clock, status: int
) -> None:
    async def scenario() -> None:
        pusher = pusher_of(queue, bad.url, dead.url)
        queue.publish(OutgoingMessage("t", {"ce-id": "1"}, b"x"))
        await pusher.start()
        await until(lambda: dead.bodies)
        await until(lambda: not queue.backlog())
        await pusher.stop()
        # THEN five tries were made, numbered, and the dead letter tells where it comes from
        assert [body["deliveryAttempt"] for body in bad.bodies] == [1, 2, 3, 4, 5]
        attributes = dead.bodies[0]["message"]["attributes"]
        assert attributes["ce-id"] == "1"
        assert attributes["CloudPubSubDeadLetterSourceSubscription"] == "work"
        assert attributes["CloudPubSubDeadLetterSourceDeliveryCount"] == "5"

    with (
        endpoint(lambda body: (status, {"Location": "/elsewhere"})) as bad,
        endpoint() as dead,
        queue_at(tmp_path / "q.sqlite", wall_clock) as queue,
    ):
        asyncio.run(scenario())


def test_nobody_at_the_door_is_a_try_too(tmp_path: Path, wall_clock) -> None:
    async def scenario() -> None:
        # GIVEN an endpoint where nothing listens
        pusher = pusher_of(queue, "http://127.0.0.1:9/", dead.url)
        queue.publish(OutgoingMessage("t", {}, b""))
        await pusher.start()
        # THEN the message ends in the dead letters
        await until(lambda: dead.bodies)
        await pusher.stop()

    with endpoint() as dead, queue_at(tmp_path / "q.sqlite", wall_clock) as queue:
        asyncio.run(scenario())


def test_a_slow_answer_is_cut_at_the_ack_deadline(tmp_path: Path, wall_clock) -> None:
    # GIVEN a receiver that hangs the first time
    hang = threading.Event()

    def answer(body: dict) -> tuple[int, dict[str, str]]:
        if body["deliveryAttempt"] == 1:
            hang.wait(5)
        return 204, {}

    async def scenario() -> None:
        pusher = pusher_of(queue, point.url)
        queue.publish(OutgoingMessage("t", {}, b""))
        await pusher.start()
        # THEN it is delivered again, and acknowledged by the second answer
        await until(lambda: not queue.backlog())
        # AND the first is no longer waited for
        await until(lambda: not any(pusher._in_flight.values()), seconds=1)
        hang.set()
        await pusher.stop()
        assert [body["deliveryAttempt"] for body in point.bodies] == [1, 2]

    with (
        endpoint(answer) as point,
        queue_at(tmp_path / "q.sqlite", wall_clock, ack_deadline=0.3) as queue,
    ):
        asyncio.run(scenario())


def test_retry_after_is_honoured(tmp_path: Path, wall_clock) -> None:
    def answer(body: dict) -> tuple[int, dict[str, str]]:
        return (503, {"Retry-After": "1"}) if body["deliveryAttempt"] == 1 else (204, {})

    async def scenario() -> None:
        pusher = pusher_of(queue, point.url)
        queue.publish(OutgoingMessage("t", {}, b""))
        await pusher.start()
        await until(lambda: not queue.backlog())
        await pusher.stop()
        assert 1.0 <= point.times[1] - point.times[0] < 2.5

    with endpoint(answer) as point, queue_at(tmp_path / "q.sqlite", wall_clock) as queue:
        asyncio.run(scenario())


def test_deliveries_are_limited_and_share_connections(tmp_path: Path, wall_clock) -> None:
    def answer(body: dict) -> tuple[int, dict[str, str]]:
        time.sleep(0.02)
        return 204, {}

    async def scenario() -> None:
        # GIVEN more messages than may be in flight
        queue.publish(*[OutgoingMessage("t", {}, b"") for _ in range(20)])
        pusher = pusher_of(queue, point.url, concurrency=3)
        await pusher.start()
        await until(lambda: not queue.backlog())
        await pusher.stop()
        # THEN never more than that were, and they went over kept connections
        assert len(point.bodies) == 20
        assert point.most_running == 3
        assert len(point.connections) == 3

    with endpoint(answer) as point, queue_at(tmp_path / "q.sqlite", wall_clock) as queue:
        asyncio.run(scenario())


def test_a_stop_waits_for_what_is_in_flight_but_not_for_ever(tmp_path: Path, wall_clock) -> None:
    release = threading.Event()

    def answer(body: dict) -> tuple[int, dict[str, str]]:
        release.wait(5)
        return 204, {}

    async def scenario() -> None:
        queue.publish(*[OutgoingMessage("t", {}, b"") for _ in range(9)])
        # GIVEN deliveries in flight
        pusher = pusher_of(queue, point.url)
        await pusher.start()
        await until(lambda: point.running == 4)
        # WHEN it is stopped with little patience THEN it ends, and nothing is lost
        begun = time.monotonic()
        await pusher.stop(grace=0.1)
        assert time.monotonic() - begun < 1
        assert queue.backlog()["work"] == 9
        # WHEN the next one starts THEN the leases are taken over and all are finished
        release.set()
        assert queue.recover() == 4
        await pusher.start()
        await until(lambda: not queue.backlog())
        await pusher.stop()

    with endpoint(answer) as point, queue_at(tmp_path / "q.sqlite", wall_clock) as queue:
        asyncio.run(scenario())


def test_messages_of_another_process_are_found_by_polling(tmp_path: Path, wall_clock) -> None:
    async def scenario() -> None:
        pusher = pusher_of(queue, point.url, poll_seconds=0.05)
        await pusher.start()
        # WHEN somebody else writes to the same file
        other.publish(OutgoingMessage("t", {}, b""))
        # THEN it is delivered
        await until(lambda: not queue.backlog())
        await pusher.stop()

    path = tmp_path / "q.sqlite"
    with (
        endpoint() as point,
        queue_at(path, wall_clock) as queue,
        queue_at(path, wall_clock) as other,
    ):
        asyncio.run(scenario())


def test_every_subscription_needs_an_endpoint(tmp_path: Path, wall_clock) -> None:
    with (
        queue_at(tmp_path / "q.sqlite", wall_clock) as queue,
        pytest.raises(ValueError, match="dead"),
    ):
        Pusher(queue, endpoints={"work": "http://127.0.0.1:9/"}, token=str)


def test_the_scheduler_ticks(tmp_path: Path, wall_clock) -> None:
    async def scenario() -> None:
        scheduler = Scheduler(queue, topic="t", seconds=0.05)
        scheduler.start()
        await until(lambda: queue.backlog().get("work", 0) >= 2)
        await scheduler.stop()

    with queue_at(tmp_path / "q.sqlite", wall_clock) as queue:
        asyncio.run(scenario())
