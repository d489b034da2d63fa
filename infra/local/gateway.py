"""One address for all functions: routes by the wiring table, and serves what a bucket would.

/api/…              the public functions, as a load balancer's URL map sends them
/, /health, /ready, /openapi.json, /docs   what stands for all of them
/outbox             mails of the embedded stack, to be looked at
/blobs/{name}       signed uploads and downloads, as a storage bucket serves them
/_push/{function}   the functions' own root, where the embedded queue pushes its messages
"""

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Lifespan, Receive, Scope, Send

from infra import bootstrap, wiring
from infra.edge import service
from infra.edge.door import Door
from infra.edge.problems import problem
from infra.load_function import ROOT, load
from infra.local import outbox_page
from infra.local.blob_access import accept_download, accept_upload
from shared.domain.errors import Code, ParlonsError, Refused


def load_functions() -> dict[str, ASGIApp]:
    """Load every function of the table through functions-framework, as a deployment does."""
    return {each.name: load(each.name, ROOT / each.source) for each in wiring.SERVICES}


def build(
    functions: dict[str, ASGIApp],
    lifespan: Lifespan[Starlette] | None = None,
) -> Starlette:
    """Assemble the gateway over loaded functions."""
    app = Starlette(
        routes=[
            *outbox_page.routes(),
            Route("/blobs/{name:path}", _upload, methods=["PUT"]),
            Route("/blobs/{name:path}", _preflight, methods=["OPTIONS"]),
            Route("/blobs/{name:path}", _download, methods=["GET", "HEAD"]),
            Mount("/_push", app=_Push(functions)),
        ],
        exception_handlers={HTTPException: _refuse},
        lifespan=lifespan,
    )
    # Not a mount, whose pattern leaves paths with a line end in them to nobody.
    app.router.default = _ByPath(functions)
    app.router.redirect_slashes = False
    return app


async def _refuse(_request: Request, error: Exception) -> Response:
    """Refuse what is addressed to the embedded stack's own routes in the form of all errors."""
    allowed = (getattr(error, "headers", None) or {}).get("Allow")
    refused = Refused(Code.METHOD_NOT_ALLOWED, allowed) if allowed else Refused(Code.NOT_FOUND)
    return problem(refused)


_front = Door("gateway", service.routes(""))
"""What no function's path names."""


class _ByPath:
    """Sends a request to the function with the longest matching path."""

    def __init__(self, functions: dict[str, ASGIApp]) -> None:
        table = [(path, service.name) for service in wiring.SERVICES for path in service.paths]
        self._table = sorted(table, key=lambda row: len(row[0]), reverse=True)
        self._functions = functions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"]
        for prefix, name in self._table:
            if path == prefix or (prefix.endswith("/") and path.startswith(prefix)):
                await self._functions[name](scope, receive, send)
                return
        response = await _front(Request(scope, receive))
        await response(scope, receive, send)


class _Push:
    """Sends a pushed message to a function's root, whose door checks the queue's token."""

    def __init__(self, functions: dict[str, ASGIApp]) -> None:
        self._functions = functions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app = self._functions.get(scope["path"].removeprefix("/_push/"))
        if app is None:
            await problem(Refused(Code.NOT_FOUND))(scope, receive, send)
            return
        await app({**scope, "path": "/", "raw_path": b"/", "root_path": ""}, receive, send)


def _cors(request: Request) -> dict[str, str]:
    origin = request.headers.get("origin", "")
    if origin not in bootstrap.ports().settings.frontend_url:
        return {}
    return {
        "Access-Control-Allow-Origin": origin,
        "Access-Control-Allow-Methods": "PUT, GET",
        "Access-Control-Allow-Headers": "Content-Type",
        "Vary": "Origin",
    }


async def _preflight(request: Request) -> Response:
    return Response(status_code=204, headers=_cors(request))


async def _upload(request: Request) -> Response:
    length = request.headers.get("content-length", "")
    try:
        await accept_upload(
            bootstrap.ports().file_blobs,
            method=request.method,
            name=request.path_params["name"],
            query=request.query_params,
            content_type=request.headers.get("content-type", ""),
            content_length=int(length) if length.isdigit() else None,
            chunks=request.stream(),
        )
    except ParlonsError as error:
        return problem(error, headers=_cors(request))
    return Response(status_code=201, headers=_cors(request))


async def _download(request: Request) -> Response:
    try:
        found = await run_in_threadpool(
            accept_download,
            bootstrap.ports().file_blobs,
            method=request.method,
            name=request.path_params["name"],
            query=request.query_params,
            range_header=request.headers.get("range", ""),
            if_range=request.headers.get("if-range", ""),
        )
    except ParlonsError as error:
        return problem(error, headers=_cors(request))
    headers = {**found.headers, **_cors(request)}
    if request.method == "HEAD" or found.status == 416:
        return Response(status_code=found.status, headers=headers)
    return StreamingResponse(found.chunks(), found.status, headers=headers)
