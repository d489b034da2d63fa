"""Headers that every answer carries, whoever gives it."""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

SECURITY_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
_EVERYWHERE: Final = [(name.lower().encode(), v.encode()) for name, v in SECURITY_HEADERS.items()]
# For all but pages, which have a policy of their own: shown as one, an answer may do nothing.
_NO_PAGE: Final = (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'")


class SecurityHeaders:
    """Adds what an answer lacks, also to those of frameworks around the doors."""

    def __init__(self, app: "ASGIApp") -> None:
        self._app = app

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Pass on all but the start of the answer as it is."""

        async def send_with_headers(message: "Message") -> None:
            if message["type"] == "http.response.start":
                message["headers"] = _completed(message.get("headers", ()))
            await send(message)

        await self._app(scope, receive, send_with_headers)


# On the pairs of ASGI themselves: Starlette's mapping would be imported before the process listens.
def _completed(headers: "Collection[tuple[bytes, bytes]]") -> list[tuple[bytes, bytes]]:
    given = {name.lower(): value for name, value in headers}
    page = given.get(b"content-type", b"").startswith(b"text/html")
    wanted = _EVERYWHERE if page else [*_EVERYWHERE, _NO_PAGE]
    return [*headers, *(pair for pair in wanted if pair[0] not in given)]
