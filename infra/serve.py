"""One function alone in its process, as the image runs it: `python -m infra.serve`.

FUNCTION_SOURCE and FUNCTION_TARGET say which; HOST and PORT where it listens. The socket opens as
soon as the settings are known to fit, and the function is loaded behind it:

/health    the process lives
/loaded    the function is loaded; until then the answer waits, as every other one does
"""

import asyncio
import gc
import json
import os
import sys
from concurrent.futures import Future
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from infra.load_function import ROOT, load

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

# Cloud Run waits ten seconds between SIGTERM and SIGKILL; one is left for closing.
STOP_SECONDS = 9

# New objects between two looks for garbage; Python's own 700 is for programs of its early days.
GC_THRESHOLD = 20_000


class Entry:
    """Answers for a function from before it is loaded; a failure to load ends the process.

    Args:
        source, target: file and name of the function.
    """

    def __init__(self, source: Path, target: str) -> None:
        self._source = source
        self._target = target
        self._loaded: Future[ASGIApp] = Future()

    @property
    def failed(self) -> bool:
        """Whether the function could not be loaded."""
        return self._loaded.done() and self._loaded.exception() is not None

    def load(self) -> None:
        """Load the function through functions-framework.

        Whatever is wrong with it is logged without its text, and leaves by `failed`.
        """
        from infra.edge import logs

        try:
            app = load(self._target, self._source)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - the edge: whatever it is, the process ends
            logs.logger.critical("function_not_loaded", exc_info=True)
            self._loaded.set_exception(error)
            return
        self._loaded.set_result(app)

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Serve one request."""
        path = scope["path"]
        if path == "/health" and not self._loaded.done():
            await self._ok(send)
            return
        # Shielded: a caller who leaves must not cancel what all others wait for.
        app = await asyncio.shield(asyncio.wrap_future(self._loaded))
        if path == "/loaded":
            await self._ok(send)
            return
        try:
            await app(scope, receive, send)
        finally:
            if not gc.isenabled():
                _collect_from_now_on()

    async def _ok(self, send: "Send") -> None:
        body = json.dumps({"status": "ok", "function": self._target}).encode()
        headers = [(b"content-type", b"application/json"), (b"cache-control", b"no-store")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})


def _collect_from_now_on() -> None:
    # What function and first request imported lives as long as the process: the collector need not
    # look at it again, and its pages stay as they are.
    gc.freeze()
    gc.set_threshold(GC_THRESHOLD)
    gc.enable()


def main() -> int:
    """Serve until told to stop.

    Raises:
        SettingsError: the environment does not fit, or names no function.
    """
    # Imports make hundreds of thousands of objects, none of which is garbage: looking for some
    # among them costs a tenth of the start.
    gc.disable()
    from infra.edge import logs
    from infra.edge.server import build_server
    from infra.settings import SettingsError, settings

    chosen = settings()
    source, target = os.environ.get("FUNCTION_SOURCE", ""), chosen.function_target
    if not target or not (ROOT / source).is_file():
        raise SettingsError("  FUNCTION_SOURCE, FUNCTION_TARGET: name a main.py and its function")
    logs.configure(
        as_json=chosen.logs_as_json, level=chosen.log_level, project=chosen.google_cloud_project
    )
    entry = Entry(ROOT / source, target)
    server = build_server(
        entry, host=chosen.host, port=chosen.port, stop_seconds=STOP_SECONDS, lifespan=False
    )

    def load_behind() -> None:
        entry.load()
        server.should_exit = server.should_exit or entry.failed

    Thread(target=load_behind, name="load", daemon=True).start()
    server.run()
    if not entry.failed:
        from infra import bootstrap

        bootstrap.ports().close()
    return 0 if server.started and not entry.failed else 1


if __name__ == "__main__":
    sys.exit(main())
