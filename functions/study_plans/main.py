"""The weekly plans: a job in parallel tasks, and the address that stops their mail.

As a Cloud Run job: `python -m functions.study_plans.main`; each task takes its share. In the
embedded stack the scheduler's message does the work of a job of one task.
"""

import sys
import time
from collections.abc import Mapping

import functions_framework.aio as ff
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from infra import bootstrap
from infra.edge import events, logs
from infra.edge.door import Call, Door, Route
from infra.mail import unsubscribe_page
from shared.application.run_plans import run_plans
from shared.application.unsubscribe import unsubscribe
from shared.domain.errors import Code, Refused


class UnsubscribeLink(BaseModel):
    """What stands in the link of a mail; some mail programs add parameters of their own."""

    token: str = Field("", description="signed; names the learner")


def _ask(call: Call) -> Response:
    """Ask whether to stop the weekly mail.

    Changes nothing, for mail programs follow links.
    """
    token = call.query.token
    if bootstrap.ports().unsubscribe_tokens.read(token) is None:
        raise Refused(Code.NOT_FOUND)
    page = unsubscribe_page.ask(token, call.request.headers.get("accept-language", ""))
    return HTMLResponse(page, headers=unsubscribe_page.HEADERS)


def _unsubscribe(call: Call) -> Response:
    """Stop the weekly mail in one click (RFC 8058)."""
    ports = bootstrap.ports()
    unsubscribe(
        call.query.token,
        tokens=ports.unsubscribe_tokens,
        people=ports.people,
        clock=ports.clock,
    )
    page = unsubscribe_page.done(call.request.headers.get("accept-language", ""))
    return HTMLResponse(page, headers=unsubscribe_page.HEADERS)


def _on_message(_message: events.Message) -> None:
    _run(part=0, parts=1)


def _run(*, part: int, parts: int) -> Mapping[str, int]:
    ports = bootstrap.ports()
    tally = run_plans(
        part=part,
        parts=parts,
        workshop=ports.workshop,
        post=ports.post,
        pause=time.sleep,
        report=lambda name, ids: logs.logger.warning(name, extra=dict(ids)),
    )
    logs.logger.info("plans_done", extra={"part": part, "parts": parts, **tally})
    return tally


door = Door(
    "study_plans",
    routes=[
        Route(
            "GET",
            "/api/unsubscribe",
            _ask,
            query=UnsubscribeLink,
            produces=("text/html",),
            refuses=(Code.NOT_FOUND,),
            anybody=True,
        ),
        Route(
            "POST",
            "/api/unsubscribe",
            _unsubscribe,
            query=UnsubscribeLink,
            produces=("text/html",),
            refuses=(Code.NOT_FOUND,),
            anybody=True,
        ),
    ],
    on_message=_on_message,
)


@ff.http
async def study_plans(request: Request) -> Response:
    """Answer the function's calls."""
    return await door(request)


def main() -> int:
    """Do one task's share; a task that put mails off fails, so that it is started again."""
    ports = bootstrap.ports()
    chosen = ports.settings
    logs.configure(
        as_json=chosen.logs_as_json, level=chosen.log_level, project=chosen.google_cloud_project
    )
    try:
        tally = _run(part=chosen.cloud_run_task_index, parts=chosen.cloud_run_task_count)
    finally:
        ports.close()
    return 1 if tally.get("deferred") else 0


if __name__ == "__main__":
    sys.exit(main())
