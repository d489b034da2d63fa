"""`/outbox`: the mails of the embedded stack, to be looked at; each in a sandbox of its own.

What a mail says was written by people. Headers are escaped; the HTML is a document apart that may
run nothing, load nothing and send nothing, in a frame without rights.
"""

from html import escape
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from infra import bootstrap
from infra.edge.problems import problem
from shared.domain.errors import Code, Refused

SHOWN = 200
_COMMON = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
_PAGE_POLICY = {
    **_COMMON,
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; frame-ancestors 'none'"
    ),
}
# Links open in tabs of their own, outside of the sandbox: listening and unsubscribing work.
_MAIL_POLICY = {
    **_COMMON,
    "Content-Security-Policy": (
        "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; "
        "style-src 'unsafe-inline'; form-action 'none'; frame-ancestors 'self'"
    ),
}
_PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>Outbox</title>
<style>body{{font:16px/1.5 system-ui,sans-serif;margin:0;padding:1em;max-width:60em}}
table{{border-collapse:collapse;width:100%}}td,th{{text-align:left;padding:.3em .6em .3em 0;
border-bottom:1px solid #8884;overflow-wrap:anywhere}}dt{{font-weight:bold;float:left;width:8em}}
iframe{{width:100%;height:75vh;border:1px solid #8886;background:#fff}}</style></head>
<body>{body}</body></html>"""


def routes() -> list[Route]:
    """The routes of the page."""
    return [
        Route("/outbox", _list, methods=["GET"]),
        Route("/outbox/{name}", _show, methods=["GET"]),
        Route("/outbox/{name}/html", _html, methods=["GET"]),
        Route("/outbox/{name}/text", _text, methods=["GET"]),
    ]


async def _list(_request: Request) -> Response:
    mails = await run_in_threadpool(lambda: list(bootstrap.ports().outbox.newest(SHOWN)))
    rows = "".join(
        f'<tr><td><a href="/outbox/{quote(each.name)}">{escape(each.subject)}</a></td>'
        f"<td>{escape(each.to)}</td><td>{escape(each.date)}</td></tr>"
        for each in mails
    )
    table = (
        f"<table><tr><th>Subject<th>To<th>Date</tr>{rows}</table>" if rows else "<p>No mail.</p>"
    )
    return HTMLResponse(_PAGE.format(body=f"<h1>Outbox</h1>{table}"), headers=_PAGE_POLICY)


async def _show(request: Request) -> Response:
    name = request.path_params["name"]
    message = await run_in_threadpool(bootstrap.ports().outbox.read, name)
    if message is None:
        return problem(Refused(Code.NOT_FOUND))
    shown = "".join(
        f"<dt>{escape(header)}</dt><dd>{escape(str(value))}</dd>"
        for header, value in message.items()
    )
    address = f"/outbox/{quote(name)}"
    body = (
        f'<p><a href="/outbox">Outbox</a> · <a href="{address}/text">Text</a></p><dl>{shown}</dl>'
        f'<iframe sandbox="allow-popups allow-popups-to-escape-sandbox" title="Mail" '
        f'src="{address}/html"></iframe>'
    )
    return HTMLResponse(_PAGE.format(body=body), headers=_PAGE_POLICY)


async def _html(request: Request) -> Response:
    content = await run_in_threadpool(_part, request.path_params["name"], "html")
    if content is None:
        return problem(Refused(Code.NOT_FOUND))
    return HTMLResponse(content, headers=_MAIL_POLICY)


async def _text(request: Request) -> Response:
    content = await run_in_threadpool(_part, request.path_params["name"], "plain")
    if content is None:
        return problem(Refused(Code.NOT_FOUND))
    return PlainTextResponse(content, headers=_COMMON)


def _part(name: str, kind: str) -> str | None:
    message = bootstrap.ports().outbox.read(name)
    body = message.get_body((kind,)) if message is not None else None
    content = body.get_content() if body is not None else None
    return content if isinstance(content, str) else None
