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
from starlette.responses import Response

from infra import bootstrap, trace_context, wiring
from infra.edge import events, limits, logs
from infra.edge.bodies import JSON, KILOBYTE, Body, InvalidFields, bound, fit, parse_json
from infra.edge.headers import SECURITY_HEADERS
from infra.edge.problems import problem
from infra.edge.streams import Events, EventStream, wants_stream
from infra.resilience import deadline
from infra.settings import RateClass
from shared.domain.errors import Code, InvalidInput, ParlonsError, Permanent, Refused
from shared.domain.events import Event
from shared.ports.idempotency_keys import Answer
from shared.ports.system import Identity, Principal, Role
from shared.ports.telemetry import Kind

# An id has 128 characters at most; a plan's has its week behind the learner's.
SEGMENT: Final = "[A-Za-z0-9._~-]{1,137}"
"""What stands for a `{name}` in a path: characters that need no escaping (RFC 3986, 2.3)."""
STORE_AND_ANSWER_SECONDS = 10.0
"""What of a call's time is not for outside services."""
IDEMPOTENCY_KEEP = 86_400.0
_NOBODY: Final = Principal("", Role.LEARNER)


@dataclass(frozen=True, slots=True)
class Call:
    """A request that passed the door.

    Attributes:
        principal: who calls.
        path: the route's parameters, such as `id`.
        query: the route's own model of the query parameters.
        body: the validated model where the route takes JSON, else None.
        request: the request itself, its body bounded, for uploads and streams.
    """

    principal: Principal
    path: Mapping[str, str]
    query: Any  # the route's own model; checked by `fit`
    request: Request
    body: Any = None  # the route's own model; checked by `parse_json`


Handler = Callable[[Call], Response | BaseModel | Events | Awaitable[Response | BaseModel]]


@dataclass(frozen=True)
class Route:
    """One method and path of a function; the OpenAPI document is made from it.

    Attributes:
        path: with `{name}` for one segment.
        handler: runs in a thread unless it is a coroutine function; may give `Events` to be sent;
            its docstring is the summary.
        query: model of the query parameters; by default there are none.
        body: model of the body; the door checks JSON, the handler what it reads itself.
        consumes: media type of the body, where there is one.
        returns: model of a JSON answer.
        produces: media types of a successful answer.
        event: model of each server-sent event's data.
        status: status of a successful answer.
        refuses: codes it answers with besides those that follow from all this.
        max_bytes: largest body.
        creates: honours Idempotency-Key.
        anybody: needs no sign-in; the address itself proves what it allows.
        counts_as: whose rate limit it falls under; by default that of its method.
        counted: False for what must answer without any store.
    """

    method: str
    path: str
    handler: Handler
    query: type[BaseModel] = Body
    body: type[BaseModel] | None = None
    consumes: str = JSON
    returns: type[BaseModel] | None = None
    produces: tuple[str, ...] = (JSON,)
    event: type[BaseModel] | None = None
    status: int = 200
    refuses: tuple[Code, ...] = ()
    max_bytes: int = 64 * KILOBYTE
    creates: bool = False
    anybody: bool = False
    counts_as: RateClass | None = None
    counted: bool = True

    @cached_property
    def rate_class(self) -> RateClass:
        """Under whose limit it falls."""
        return self.counts_as or (RateClass.READ if self.method == "GET" else RateClass.WRITE)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What its path looks like."""
        return re.compile(re.sub(r"\{(\w+)\}", rf"(?P<\1>{SEGMENT})", self.path))

    @property
    def json_body(self) -> type[BaseModel] | None:
        """Model of the body where the door reads and checks it."""
        return self.body if self.consumes == JSON else None


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
            except limits.TooManyRequests as error:
                response = problem(error, headers=error.headers)
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
        return self._timeout - STORE_AND_ANSWER_SECONDS

    @cached_property
    def _timeout(self) -> float:
        timeouts = {service.name: float(service.timeout) for service in wiring.SERVICES}
        return timeouts.get(self.name, 60.0)

    async def _answer(self, request: Request) -> Response:
        path = _path(request)
        # A browser's, for another origin; a web hook's has a route of its own.
        if request.method == "OPTIONS" and "webhook-request-origin" not in request.headers:
            return Response(status_code=204)
        if path == "/" and request.method == "POST" and (self.on_event or self.on_message):
            return await events.deliver(request, self.on_event, self.on_message)
        if request.method == "HEAD":
            return _without_body(await self._find_and_call("GET", request))
        return await self._find_and_call(request.method, request)

    async def _find_and_call(self, method: str, request: Request) -> Response:
        route, parameters = self._match(method, _path(request))
        return await self._call(route, parameters, request)

    @cached_property
    def _every_route(self) -> Sequence[Route]:
        from infra.edge import service  # it makes routes, so it imports this module

        return (*self.routes, *service.routes(self.name))

    def _match(self, method: str, path: str) -> tuple[Route, Mapping[str, str]]:
        allowed = []
        for route in self._every_route:
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
        principal = _NOBODY if route.anybody else await _authenticate(ports.identity, request)
        admission = (
            limits.Admission(route.rate_class, principal) if route.counted else limits.Uncounted()
        )
        request = bound(request, route.max_bytes)
        query = fit(route.query, dict(request.query_params))
        model = route.json_body
        body = await parse_json(model, request) if model else None
        call = Call(principal, parameters, query, request, body)
        key = request.headers.get("idempotency-key")
        if not route.creates or key is None:
            response = await _run(route, call, admission)
        else:
            await in_thread(admission.ask)
            response = await _run_once(route, call, key, admission, lease=self._timeout)
        response.headers.update(admission.headers)
        return response


def _path(request: Request) -> str:
    """The path as it came; `request.url` drops line ends and tabs, so that two would be one."""
    return str(request.scope["path"])


def _without_body(response: Response) -> Response:
    """Answer HEAD as GET, headers and all (RFC 9110, 9.3.2), but for the body."""
    answer = Response(status_code=response.status_code)
    answer.raw_headers = response.raw_headers
    return answer


Result = TypeVar("Result")


async def in_thread(work: Callable[..., Result], *args: object, **named: object) -> Result:
    """Run blocking work without holding up the other requests of this process."""
    return await anyio.to_thread.run_sync(partial(work, *args, **named))


async def _authenticate(identity: Identity, request: Request) -> Principal:
    authorization = request.headers.get("authorization", "")
    if identity.waits:
        return await in_thread(identity.authenticate, authorization)
    # Under load, every change of threads is felt.
    return identity.authenticate(authorization)


async def _run(route: Route, call: Call, admission: limits.Admission) -> Response:
    def handle() -> Response | BaseModel | Events | Awaitable[Response | BaseModel]:
        # In the thread that works anyway.
        admission.ask()
        return route.handler(call)

    if inspect.iscoroutinefunction(route.handler):
        if not admission.complete:
            await in_thread(admission.ask)
        result = await route.handler(call)
    else:
        result = await in_thread(handle)
    if isinstance(result, Events):
        return await EventStream.begin(result.work, call.request)
    if isinstance(result, Response):
        return result
    return Response(result.model_dump_json(), route.status, media_type="application/json")


async def _run_once(
    route: Route, call: Call, key: str, admission: limits.Admission, *, lease: float
) -> Response:
    """Carry out a request that creates something at most once per Idempotency-Key.

    Args:
        lease: seconds after which a request of which nothing is heard may be tried again.
    """
    if not 1 <= len(key) <= 255 or not key.isascii() or not key.isprintable():
        raise Refused(Code.IDEMPOTENCY_KEY_INVALID)
    ports = bootstrap.ports()
    # The path as it came: the same roster for another class is another request.
    scope = f"{call.principal.id} {route.method} {_path(call.request)}"
    # An answer in one form is none to a request for the other.
    form = b"stream " if wants_stream(call.request) else b""
    digest = hashlib.sha256(form + await call.request.body()).hexdigest()
    keys = ports.idempotency_keys
    kept = await in_thread(
        keys.claim,
        scope,
        key,
        digest=digest,
        now=ports.clock.now(),
        lease=lease,
        keep=IDEMPOTENCY_KEEP,
    )
    if kept is not None:
        return Response(kept.body, kept.status, media_type=kept.content_type)
    try:
        response = await _run(route, call, admission)
    except BaseException:
        await in_thread(keys.release, scope, key)
        raise

    async def settle(body: bytes | None) -> None:
        if body is None:
            await in_thread(keys.release, scope, key)
            return
        answer = Answer(response.status_code, response.media_type or "", body)
        await in_thread(keys.settle, scope, key, answer)

    if isinstance(response, EventStream):
        response.finish_for(settle)
    else:
        await settle(bytes(response.body))
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
        "Access-Control-Expose-Headers": "Retry-After, RateLimit, RateLimit-Policy",
        "Access-Control-Max-Age": "600",
    }
