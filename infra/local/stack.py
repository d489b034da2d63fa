"""The embedded stack in one process: `python -m infra.local.stack`.

Gateway, queue, scheduler and all functions, over one data folder that no second stack may share.
"""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial

import anyio.to_thread
import uvicorn
from starlette.applications import Starlette
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp

from infra import bootstrap, wiring
from infra.edge import logs
from infra.edge.door import in_thread
from infra.edge.server import build_server
from infra.local import gateway
from infra.local.pusher import Pusher
from infra.local.scheduler import Scheduler
from infra.local.stack_lock import DataFolderInUseError, StackLock
from infra.local.subscriptions import endpoints
from infra.media.scratch import sweep_scratch
from infra.settings import Settings
from shared.application.upkeep import keep_promises

# Work in hand may finish for so long when the stack is told to stop; the rest is taken up again
# at the next start.
STOP_SECONDS = 10
# Streams and uploads wait in threads; the default of 40 is meant for short work.
THREADS = 128


@asynccontextmanager
async def running(_app: Starlette) -> AsyncIterator[Mapping[str, object]]:
    """Keep the queue, the scheduler and the warm-up going while the gateway serves.

    The queue stops before the gateway does: what it could not deliver would count as a failure.
    """
    ports = bootstrap.ports()
    anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
    await in_thread(_take_over, ports)
    pusher = Pusher(
        ports.queue,
        endpoints=endpoints(ports.settings.base_url),
        token=lambda _endpoint: ports.dev_identity.issue_push(),
    )
    schedulers = [
        Scheduler(ports.queue, topic=wiring.TICK, seconds=wiring.TICK_SECONDS),
        Scheduler(ports.queue, topic=wiring.PLANS_TICK, seconds=wiring.PLANS_TICK_SECONDS),
    ]
    await pusher.start()
    for scheduler in schedulers:
        scheduler.start()
    warming = asyncio.create_task(in_thread(ports.warm))
    logs.logger.info("stack_started", extra={"url": ports.settings.base_url})
    stop_pushing = partial(pusher.stop, grace=STOP_SECONDS)
    try:
        yield {"before_end": stop_pushing}
    finally:
        warming.cancel()
        for scheduler in schedulers:
            await scheduler.stop()
        await stop_pushing()


def _take_over(ports: bootstrap.Ports) -> None:
    """Make good what a killed stack left: temporary files, leases, unannounced uploads."""
    sweep_scratch()
    ports.file_blobs.sweep()
    ports.outbox.sweep()
    ports.sqlite_recordings.release_leases()
    ports.queue.recover()
    # Nobody else is at work in this folder, so what is unpublished now was lost with its process.
    keep_promises(
        chain=ports.chain(), blobs=ports.blobs, relay_after=timedelta(), lost_after=timedelta()
    )


def on_loopback(app: ASGIApp, chosen: Settings) -> ASGIApp:
    """Refuse calls to a container by another name: its port is published too widely."""
    if not chosen.published_on_loopback:
        return app
    return TrustedHostMiddleware(app, allowed_hosts=["127.0.0.1", "localhost"])


def make_server(chosen: Settings) -> uvicorn.Server:
    """Make the server of the gateway and all functions; `bootstrap.ports()` answers behind it."""
    app = on_loopback(gateway.build(gateway.load_functions(), running), chosen)
    return build_server(app, host=chosen.host, port=chosen.port, stop_seconds=STOP_SECONDS)


def main() -> int:
    """Serve until told to stop."""
    ports = bootstrap.ports()
    chosen = ports.settings
    logs.configure(as_json=chosen.logs_as_json, level=chosen.log_level)
    os.umask(0o077)
    if chosen.events != "embedded":
        raise SystemExit("EVENTS: the embedded stack carries its events itself; unset it")
    try:
        lock = StackLock(chosen.data_dir)
    except DataFolderInUseError as error:
        raise SystemExit(str(error)) from None
    server = make_server(chosen)
    # uvicorn raises the signal again once it has shut down; by default that would end the process
    # before anything is closed.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        server.run()
    except KeyboardInterrupt:
        return 0
    finally:
        ports.close()
        lock.release()
    return 0 if server.started else 1


if __name__ == "__main__":
    sys.exit(main())
