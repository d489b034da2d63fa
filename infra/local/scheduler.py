"""A clock that publishes a tick, as Cloud Scheduler does."""

import asyncio
import contextlib
from logging import getLogger

from infra.local.message_queue import MessageQueue, OutgoingMessage
from shared.domain.errors import Transient

_log = getLogger(__name__)


class Scheduler:
    """Publishes an empty message to a topic at a steady pace, the first after one pause.

    Args:
        queue: where to.
        topic: whose subscribers are woken.
        seconds: between two ticks.
    """

    def __init__(self, queue: MessageQueue, *, topic: str, seconds: float) -> None:
        self._queue = queue
        self._message = OutgoingMessage(topic, {"content-type": "application/json"}, b"{}")
        self._seconds = seconds
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin; needs a running event loop."""
        self._task = asyncio.create_task(self._run(), name="scheduler")

    async def stop(self) -> None:
        """End at once; nothing is in flight here."""
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
            self._task = None

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(self._seconds)
            try:
                await asyncio.to_thread(self._queue.publish, self._message)
            except Transient as error:  # the next tick does the work of this one
                _log.warning("tick_failed", extra={"code": error.code})
