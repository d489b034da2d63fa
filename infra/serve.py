"""One function alone in its process, as the image runs it: `python -m infra.serve`.

FUNCTION_SOURCE and FUNCTION_TARGET say which; HOST and PORT where it listens.
"""

import gc
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from functions_framework.aio import create_asgi_app
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp

from infra.edge import logs
from infra.edge.server import build_server
from infra.settings import SettingsError, settings

ROOT = Path(__file__).resolve().parents[1]

# Cloud Run waits ten seconds between SIGTERM and SIGKILL; one is left for closing.
STOP_SECONDS = 9


def load(target: str, source: Path) -> ASGIApp:
    """Load a function through functions-framework, as Google's run-time does.

    What the framework does not route, such as a method it does not know or a line end in the path,
    goes to the function as well: its door has an answer to everything, and one form for errors.
    """
    app: Starlette = create_asgi_app(target, str(source))  # type: ignore[no-untyped-call]
    handler: Callable[[Request], Awaitable[Response]] = app.routes[0].endpoint  # type: ignore[attr-defined]

    async def answer(request: Request, _error: Exception) -> Response:
        return await handler(request)

    app.add_exception_handler(HTTPException, answer)
    return app


def main() -> int:
    """Serve until told to stop.

    Raises:
        SettingsError: the environment does not fit, or names no function.
    """
    chosen = settings()
    source, target = os.environ.get("FUNCTION_SOURCE", ""), chosen.function_target
    if not target or not (ROOT / source).is_file():
        raise SettingsError("  FUNCTION_SOURCE, FUNCTION_TARGET: name a main.py and its function")
    logs.configure(as_json=chosen.logs_as_json, level=chosen.log_level)
    app = load(target, ROOT / source)
    # What was imported lives as long as the process: the collector need not look at it again
    # (19 % less start-up time, and its pages stay as they are).
    gc.freeze()
    server = build_server(app, host=chosen.host, port=chosen.port, stop_seconds=STOP_SECONDS)
    server.run()
    return 0 if server.started else 1


if __name__ == "__main__":
    sys.exit(main())
