"""The common work of every door: authenticate, bound, decode, call a use case, map the outcome."""

import hashlib
import inspect
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, Final, TypeVar

import anyio.to_thread
from pydantic import BaseModel
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from infra import bootstrap, trace_context, wiring
from infra.edge import events, logs
from infra.edge.bodies import KILOBYTE, InvalidFields, bound, parse
from infra.edge.problems import problem
from infra.resilience import deadline
from shared.domain.errors import Code, InvalidInput, ParlonsError, Permanent, Refused
from shared.domain.events import Event
from shared.ports.idempotency_keys import Answer
from shared.ports.system import Principal, Role
from shared.ports.telemetry import Kind

STORE_AND_ANSWER_SECONDS = 10.0
"""What of a call's time is not for outside services."""
IDEMPOTENCY_LEASE = 60.0
IDEMPOTENCY_KEEP = 86_400.0
_NOBODY: Final = Principal("", Role.LEARNER)
SECURITY_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


@dataclass(frozen=True, slots=True)
class Call:
    """A request that passed the door.

    Attributes:
        principal: who calls.
        path: the route's parameters, such as `id`.
        query: query parameters.
        body: the validated model where the route declares one, else None.
        request: the request itself, its body bounded, for uploads and streams.
    """

    principal: Principal
    path: Mapping[str, str]
    query: Mapping[str, str]
    request: Request
    body: Any = None  # the route's own model; checked by `parse`


Handler = Callable[[Call], Response | BaseModel | Awaitable[Response | BaseModel]]


@dataclass(frozen=True)
class Route:
    """One method and path of a function.

    Attributes:
        path: with `{name}` for one segment.
        handler: runs in a thread unless it is a coroutine function.
        body: model of the JSON body; None where the handler reads the request itself.
        returns: model of the answer, for the OpenAPI document.
        status: status of a successful answer.
        max_bytes: largest body.
        creates: honours Idempotency-Key.
        anybody: needs no sign-in; the address itself proves what it allows.
    """

    method: str
    path: str
    handler: Handler
    body: type[BaseModel] | None = None
    returns: type[BaseModel] | None = None
    status: int = 200
    max_bytes: int = 64 * KILOBYTE
    creates: bool = False
    anybody: bool = False

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What its path looks like."""
        return re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[A-Za-z0-9._~-]{1,128})", self.path))


@dataclass(frozen=True)
class Door:
    """What a function answers to.

    Attributes:
        name: the function's.
        routes: its HTTP routes.
        on_event: what to do with an event of its topic; `on_message` with any other message.
    """

    name: str
    routes: Sequence[Route] = ()
    on_event: Callable[[Event], object] | None = None
    on_message: Callable[[events.Message], object] | None = None

    async def __call__(self, request: Request) -> Response:
        """Answer one request, whatever it is; nothing but a Response leaves."""
        with (
            logs.context(function=self.name),
            trace_context.entered(trace_context.of_request(request.headers)),
            deadline(self._seconds),
        ):
            try:
                response = await self._answer(request)
            except InvalidFields as error:
                response = problem(error, errors=error.errors)
            except InvalidInput as error:
                faults = [{"field": each.field, "message": each.message} for each in error.faults]
                response = problem(error, errors=faults)
            except ParlonsError as error:
                logs.logger.info("request_refused", extra={"code": error.code.value})
                response = problem(error)
            except ClientDisconnect:
                response = Response(status_code=499)
            except Exception:  # noqa: BLE001 - the edge: whatever else happens is answered, without its text
                logs.logger.exception("request_crashed")
                response = problem(Permanent(Code.INTERNAL))
        for key, value in {**SECURITY_HEADERS, **_cors(request)}.items():
            response.headers.setdefault(key, value)
        return response

    @cached_property
    def _seconds(self) -> float:
        """How long the work of one call may take, before the platform ends the call."""
        timeouts = {service.name: float(service.timeout) for service in wiring.SERVICES}
        return timeouts.get(self.name, 60.0) - STORE_AND_ANSWER_SECONDS

    async def _answer(self, request: Request) -> Response:
        path = request.url.path
        # A browser's, for another origin; a web hook's has a route of its own.
        if request.method == "OPTIONS" and "webhook-request-origin" not in request.headers:
            return Response(status_code=204)
        if path == "/health":
            return JSONResponse({"status": "ok", "function": self.name})
        if path == "/" and request.method == "GET":
            return JSONResponse(
                {"service": "parlons", "function": self.name, "uses": bootstrap.ports().in_use}
            )
        if path == "/" and request.method == "POST" and (self.on_event or self.on_message):
            return await events.deliver(request, self.on_event, self.on_message)
        route, parameters = self._match(request.method, path)
        return await self._call(route, parameters, request)

    def _match(self, method: str, path: str) -> tuple[Route, Mapping[str, str]]:
        allowed = []
        for route in self.routes:
            if found := route.pattern.fullmatch(path):
                if route.method == method:
                    return route, found.groupdict()
                allowed.append(route.method)
        if allowed:
            raise Refused(Code.METHOD_NOT_ALLOWED, ", ".join(sorted(allowed)))
        raise Refused(Code.NOT_FOUND)

    async def _call(
        self, route: Route, parameters: Mapping[str, str], request: Request
    ) -> Response:
        ports = bootstrap.ports()
        parent = trace_context.current_traceparent()
        with ports.telemetry.span(f"{route.method} {route.path}", Kind.REQUEST, parent=parent):
            return await self._serve(route, parameters, request)

    async def _serve(
        self, route: Route, parameters: Mapping[str, str], request: Request
    ) -> Response:
        ports = bootstrap.ports()
        # In a thread: an issuer's keys may have to be fetched.
        principal = (
            _NOBODY
            if route.anybody
            else await in_thread(
                ports.identity.authenticate, request.headers.get("authorization", "")
            )
        )
        request = bound(request, route.max_bytes)
        body = parse(route.body, await request.body()) if route.body else None
        call = Call(principal, parameters, dict(request.query_params), request, body)
        key = request.headers.get("idempotency-key")
        if not route.creates or key is None:
            return await _run(route, call)
        return await _run_once(route, call, key)


Result = TypeVar("Result")


async def in_thread(work: Callable[..., Result], *args: object, **named: object) -> Result:
    """Run blocking work without holding up the other requests of this process."""
    return await anyio.to_thread.run_sync(partial(work, *args, **named))


async def _run(route: Route, call: Call) -> Response:
    if inspect.iscoroutinefunction(route.handler):
        result = await route.handler(call)
    else:
        result = await in_thread(route.handler, call)
    if isinstance(result, Response):
        return result
    return Response(result.model_dump_json(), route.status, media_type="application/json")


async def _run_once(route: Route, call: Call, key: str) -> Response:
    """Carry out a request that creates something at most once per Idempotency-Key."""
    if not 1 <= len(key) <= 255 or not key.isprintable():
        raise Refused(Code.IDEMPOTENCY_KEY_INVALID)
    ports = bootstrap.ports()
    scope = f"{call.principal.id} {route.method} {route.path}"
    digest = hashlib.sha256(await call.request.body()).hexdigest()
    keys = ports.idempotency_keys
    kept = await in_thread(
        keys.claim,
        scope,
        key,
        digest=digest,
        now=ports.clock.now(),
        lease=IDEMPOTENCY_LEASE,
        keep=IDEMPOTENCY_KEEP,
    )
    if kept is not None:
        return Response(kept.body, kept.status, media_type=kept.content_type)
    try:
        response = await _run(route, call)
    except BaseException:
        await in_thread(keys.release, scope, key)
        raise
    answer = Answer(response.status_code, response.media_type or "", bytes(response.body))
    await in_thread(keys.settle, scope, key, answer)
    return response


def _cors(request: Request) -> Mapping[str, str]:
    origin = request.headers.get("origin", "")
    if not origin or origin not in bootstrap.ports().settings.frontend_url:
        return {}
    return {
        "Access-Control-Allow-Origin": origin,
        "Vary": "Origin",
        "Access-Control-Allow-Methods": "GET, POST, PUT, PATCH, DELETE",
        "Access-Control-Allow-Headers": (
            "Authorization, Content-Type, Idempotency-Key, Last-Event-ID"
        ),
        "Access-Control-Max-Age": "600",
    }
