"""What every function tells of itself: health, readiness, what is in use, its description.

/health                  alive; asks nobody
/                        what answers, for people who look
/ready                   whether the stores and the broker answer; for operators
/openapi.json, /docs     the description, for programs and for people
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import Literal

from pydantic import Field
from starlette.responses import HTMLResponse, JSONResponse, Response

from infra import bootstrap, wiring
from infra.edge import logs
from infra.edge.bodies import Body
from infra.edge.door import Call, Door, Route
from infra.resilience import deadline
from shared.domain.errors import Code, ParlonsError, Refused, Transient
from shared.ports.system import Role

# No record has this id; asking for it costs a store one read.
_NOBODY = "ready"
READY_SECONDS = 10.0
"""For all tries together; a probe waits no longer."""


class Health(Body):
    """Alive; `function` says which one where it runs alone."""

    status: Literal["ok"]
    function: str | None = None


class About(Body):
    """What answers: which engine and store does what, and where the description is."""

    service: Literal["parlons"]
    function: str | None = None
    uses: Mapping[str, str] = Field(examples=[{"store": "sqlite", "recognizer": "supplied"}])
    docs: str = Field(examples=["/docs"])
    openapi: str = Field(examples=["/openapi.json"])


class Ready(Body):
    """Every store answered, and the broker where the function publishes to it."""

    status: Literal["ready"]
    stores: tuple[str, ...] = Field(examples=[("recordings", "people", "blobs", "events")])


def every_door() -> Sequence[Door]:
    """Load the doors of all functions of the table; by name, for no function is known here."""
    return [import_module(f"functions.{each.name}.main").door for each in wiring.SERVICES]


def routes(function: str) -> Sequence[Route]:
    """Give the routes that every door has besides its own.

    The description is the whole API's, whoever is asked: one address stands before all functions.

    Args:
        function: its name; empty for the gateway, which stands for all.
    """
    named = {"function": function} if function else {}

    def ready(call: Call) -> Ready:
        """Try every store, and what the function publishes to.

        For administrators; to others there is no such address. What does not answer makes it 503,
        and the detail names each one that did not.
        """
        if call.principal.role not in {Role.ADMIN, Role.SERVICE}:
            raise Refused(Code.NOT_FOUND)
        return _ready(function)

    async def health(_call: Call) -> Response:
        """Say that the process is alive.

        Asks no store and needs no sign-in: for probes that decide on restarts.
        """
        # No thread: a process whose threads are all at work is alive.
        return JSONResponse({"status": "ok", **named})

    def about(_call: Call) -> Response:
        """Say which engines and stores are in use."""
        links = {"docs": "/docs", "openapi": "/openapi.json"}
        return JSONResponse(
            {"service": "parlons", **named, "uses": bootstrap.ports().in_use, **links}
        )

    def openapi(_call: Call) -> Response:
        """Give this description as OpenAPI 3.1."""
        from infra.edge.openapi import document

        return JSONResponse(document(every_door()))

    def docs(_call: Call) -> Response:
        """Show this description to people.

        The page loads nothing and runs nothing.
        """
        from infra.edge.docs_page import render
        from infra.edge.openapi import document

        page = render(document(every_door()))
        return HTMLResponse(page.html, headers={"Content-Security-Policy": page.policy})

    return (
        Route("GET", "/health", health, returns=Health, anybody=True, counted=False),
        Route("GET", "/", about, returns=About, anybody=True, counted=False),
        Route("GET", "/ready", ready, returns=Ready, refuses=(Code.NOT_FOUND,)),
        Route("GET", "/openapi.json", openapi, anybody=True),
        Route("GET", "/docs", docs, produces=("text/html",), anybody=True),
    )


def _ready(function: str) -> Ready:
    ports = bootstrap.ports()
    topics = {
        topic for each in wiring.SERVICES if function in {"", each.name} for topic in each.publishes
    }
    stores: dict[str, Callable[[], object]] = {
        "recordings": lambda: ports.recordings.get(_NOBODY),
        "learners": lambda: ports.learners.memory(_NOBODY, limit=1),
        "people": lambda: ports.people.profile(_NOBODY),
        "conversations": lambda: ports.conversations.get(_NOBODY, _NOBODY),
        "blobs": lambda: ports.blobs.stat(_NOBODY),
    }
    if topics:
        stores["events"] = lambda: ports.publisher.ready(sorted(topics))
    with deadline(READY_SECONDS):
        failed = tuple(_failing(stores))
    if failed:
        raise Transient(Code.STORE_UNAVAILABLE, ", ".join(failed))
    return Ready(status="ready", stores=tuple(stores))


def _failing(stores: Mapping[str, Callable[[], object]]) -> Iterator[str]:
    for name, ask in stores.items():
        try:
            ask()
        except ParlonsError as error:
            logs.logger.warning("store_not_ready", extra={"store": name, "code": error.code.value})
            yield name
        except Exception:  # noqa: BLE001 - the edge: whatever a store does, it is named
            logs.logger.exception("store_not_ready", extra={"store": name})
            yield name
