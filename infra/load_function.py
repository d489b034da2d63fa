"""Functions as Google's run-time loads them."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp

ROOT = Path(__file__).resolve().parents[1]


def load(target: str, source: Path) -> "ASGIApp":
    """Load a function through functions-framework, as Google's run-time does.

    What the framework does not route, such as a method it does not know or a line end in the path,
    goes to the function as well: its door has an answer to everything, and one form for errors.
    """
    # The framework imports Flask: a process listens before that.
    from functions_framework.aio import create_asgi_app
    from starlette.exceptions import HTTPException

    app: Starlette = create_asgi_app(target, str(source))  # type: ignore[no-untyped-call]
    handler: Callable[[Request], Awaitable[Response]] = app.routes[0].endpoint  # type: ignore[attr-defined]

    async def answer(request: "Request", _error: Exception) -> "Response":
        return await handler(request)

    app.add_exception_handler(HTTPException, answer)
    return app
