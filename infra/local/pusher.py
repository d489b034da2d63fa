"""Delivery of queued messages over HTTP, as Pub/Sub push does it."""

import asyncio
import base64
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from logging import getLogger
from typing import TypeVar

import httpx2

from infra.local.message_queue import Delivery, MessageQueue, Subscription
from shared.domain.errors import Transient

_log = getLogger(__name__)
T = TypeVar("T")

# The answers that Pub/Sub takes for an acknowledgement
# (https://cloud.google.com/pubsub/docs/push#receive_push).
ACKNOWLEDGED = frozenset({102, 200, 201, 202, 204})

# Publishing in this process wakes the pusher at once; this is for other processes, and for a
# wake-up that a store's hiccup lost.
POLL_SECONDS = 0.5


class Pusher:
    """Takes due messages and posts each to its subscription's endpoint.

    A failed delivery is tried again after the subscription's backoff. Unlike Pub/Sub it honours
    `Retry-After` (seconds) as a lower bound, so that tries are not spent on somebody who has said
    when he will be free.

    Args:
        queue: closed by its owner, after `stop`.
        endpoints: URL per subscription; every subscription needs one.
        token: makes the bearer token for an endpoint; called for each delivery.
        concurrency: deliveries in flight per subscription.
        client: to be used instead of one of its own; closed by its owner.

    Raises:
        ValueError: a subscription has no endpoint.
    """

    def __init__(
        self,
        queue: MessageQueue,
        *,
        endpoints: Mapping[str, str],
        token: Callable[[str], str],
        concurrency: int = 4,
        poll_seconds: float = POLL_SECONDS,
        client: httpx2.AsyncClient | None = None,
    ) -> None:
        if missing := {s.name for s in queue.subscriptions} - endpoints.keys():
            raise ValueError(f"no endpoint for {sorted(missing)}")
        self._queue = queue
        self._endpoints = endpoints
        self._token = token
        self._concurrency = concurrency
        self._poll_seconds = poll_seconds
        self._given_client = client
        self._loops: list[asyncio.Task[None]] = []
        self._in_flight: dict[str, set[asyncio.Task[None]]] = {}
        self._wake: dict[str, asyncio.Event] = {}
        queue.on_publish(self._woken)

    async def start(self) -> None:
        """Begin to deliver."""
        # Environment proxies are for the outside; these calls stay on this machine.
        self._client = self._given_client or httpx2.AsyncClient(
            # How long a whole delivery may take is bounded by the ack deadline.
            timeout=httpx2.Timeout(None, connect=5.0),
            trust_env=False,
            limits=httpx2.Limits(max_connections=None, max_keepalive_connections=None),
        )
        # One thread, so one connection: SQLite lets one write at a time anyway.
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pusher")
        self._loop = asyncio.get_running_loop()
        self._stopping = False
        for subscription in self._queue.subscriptions:
            self._wake[subscription.name] = asyncio.Event()
            self._in_flight[subscription.name] = set()
            loop = asyncio.create_task(self._run(subscription), name=subscription.name)
            loop.add_done_callback(_report)
            self._loops.append(loop)

    async def stop(self, *, grace: float = 10.0) -> None:
        """Take nothing new, and wait up to `grace` seconds for what is in flight.

        What is not answered by then keeps its lease: the next start takes it over. Once is enough.
        """
        if self._stopping:
            return
        self._stopping = True
        self._wake_all()
        await asyncio.gather(*self._loops, return_exceptions=True)
        self._loops.clear()
        if in_flight := set[asyncio.Task[None]]().union(*self._in_flight.values()):
            _, late = await asyncio.wait(in_flight, timeout=grace)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        if self._given_client is None:
            await self._client.aclose()
        await asyncio.to_thread(self._worker.shutdown)

    def _woken(self) -> None:
        # From any thread, and perhaps after the end of the loop.
        if self._loops and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._wake_all)

    def _wake_all(self) -> None:
        for event in self._wake.values():
            event.set()

    async def _run(self, subscription: Subscription) -> None:
        name = subscription.name
        wake = self._wake[name]
        while not self._stopping:
            wake.clear()  # before looking, so that what is published meanwhile is seen
            free = self._concurrency - len(self._in_flight[name])
            pause = self._poll_seconds
            try:
                due = await self._queued(self._queue.next_due, name) if free else None
                if due is not None and due <= 0:
                    for delivery in await self._queued(self._queue.lease, name, free):
                        self._begin(delivery, subscription)
                    continue
                pause = pause if due is None else min(due, pause)
            except Transient as error:
                _log.warning("queue_unavailable", extra={"code": error.code})
            await _wait(wake, pause)

    def _begin(self, delivery: Delivery, subscription: Subscription) -> None:
        task = asyncio.create_task(self._deliver(delivery, subscription))
        self._in_flight[subscription.name].add(task)
        task.add_done_callback(_report)
        task.add_done_callback(self._in_flight[subscription.name].discard)
        task.add_done_callback(lambda _: self._wake[subscription.name].set())

    async def _deliver(self, delivery: Delivery, subscription: Subscription) -> None:
        status, retry_after = await self._post(delivery, subscription)
        try:
            if status in ACKNOWLEDGED:
                held = await self._queued(self._queue.ack, delivery)
            else:
                nack = partial(self._queue.nack, delivery, at_least=retry_after)
                held = await self._queued(nack)
        except Transient as error:  # its lease ends by itself, and it is delivered again
            _log.warning("queue_unavailable", extra={"code": error.code})
            return
        _log.info(
            "message_delivered" if status in ACKNOWLEDGED else "message_returned",
            extra={
                "subscription": subscription.name,
                "message_id": delivery.message_id,
                "attempt": delivery.attempt,
                "status": status,
                "in_time": held,
            },
        )

    async def _post(self, delivery: Delivery, subscription: Subscription) -> tuple[int, float]:
        """Answer the status, 0 for none, and the seconds of `Retry-After`."""
        url = self._endpoints[subscription.name]
        # A little less than the lease, so that giving up is written down before it ends, and the
        # next try does not overlap this one.
        patience = subscription.ack_deadline - min(1.0, subscription.ack_deadline / 10)
        try:
            async with asyncio.timeout(patience):
                response = await self._client.post(
                    url,
                    json=_envelope(delivery),
                    headers={"Authorization": f"Bearer {self._token(url)}"},
                )
        except (httpx2.HTTPError, TimeoutError) as error:
            _log.warning(
                "push_failed",
                extra={"subscription": subscription.name, "error": type(error).__name__},
            )
            return 0, 0.0
        return response.status_code, _seconds(response.headers.get("retry-after", ""))

    async def _queued(self, call: Callable[..., T], *values: object) -> T:
        return await self._loop.run_in_executor(self._worker, partial(call, *values))


def _envelope(delivery: Delivery) -> dict[str, object]:
    # Both spellings are sent by Pub/Sub; we send the one of its reference
    # (https://cloud.google.com/pubsub/docs/push#wrapped).
    return {
        "message": {
            "data": base64.b64encode(delivery.data).decode(),
            "attributes": dict(delivery.attributes),
            "messageId": delivery.message_id,
            "publishTime": delivery.published_at.isoformat().replace("+00:00", "Z"),
        },
        "subscription": f"projects/local/subscriptions/{delivery.subscription}",
        "deliveryAttempt": delivery.attempt,
    }


def _seconds(retry_after: str) -> float:
    plain = retry_after.isascii() and retry_after.isdigit() and len(retry_after) <= 6
    return float(retry_after) if plain else 0.0


def _report(task: asyncio.Task[None]) -> None:
    # A mistake of ours, not of the moment: without this it would stay unseen until the stop.
    if not task.cancelled() and (error := task.exception()):
        _log.error("pusher_broke", exc_info=error)


async def _wait(event: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return
