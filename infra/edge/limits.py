"""How often a caller may ask, at the door."""

import math
from collections.abc import Mapping
from datetime import datetime
from hashlib import blake2b

import anyio.to_thread

from infra import bootstrap
from infra.settings import RateClass
from shared.domain.errors import Code, Refused
from shared.domain.rate import Draw, Drawn
from shared.ports.system import Principal

MINUTE = 60.0


class TooManyRequests(Refused):
    """A limit is reached; `headers` and `retry_after` say which, and for how long."""

    def __init__(
        self, draw: Draw, drawn: Drawn, *, now: datetime, kind: RateClass, whose: str
    ) -> None:
        super().__init__(Code.TOO_MANY_REQUESTS, f"{kind}: {draw.most} requests a minute {whose}")
        self.retry_after = drawn.wait
        self.headers = _headers(kind, draw, drawn, now)


async def admit(kind: RateClass, principal: Principal) -> Mapping[str, str]:
    """Count a request of a caller and of all.

    Returns:
        Headers that tell the caller what is left.

    Raises:
        TooManyRequests: of this caller, or of all.
        Transient: `store_unavailable`.
    """
    ports = bootstrap.ports()
    rate = ports.settings.rate_limits[kind]
    everybody = Draw(f"{kind} of all", rate.all, MINUTE)
    # A digest: what is kept beside the learners' data need not be erased with it.
    caller = blake2b(principal.id.encode(), digest_size=12).hexdigest()
    own = Draw(f"{kind} of {caller}", rate.caller, MINUTE)
    draws = [own, everybody] if principal.id else [everybody]
    limits, now = ports.rate_limits, ports.clock.now()
    found = limits.draw_here(draws, now=now)
    if found is None:
        found = await anyio.to_thread.run_sync(lambda: limits.draw(draws, now=now))
    for draw, drawn in zip(draws, found, strict=True):
        if drawn.wait:
            whose = "of one caller" if draw is own else "of all callers"
            raise TooManyRequests(draw, drawn, now=now, kind=kind, whose=whose)
    return _headers(kind, draws[0], found[0], now)


def _headers(kind: RateClass, draw: Draw, drawn: Drawn, now: datetime) -> Mapping[str, str]:
    """Say it as https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/ does."""
    full = (drawn.full_at - now).total_seconds()
    return {
        "RateLimit-Policy": f'"{kind}";q={draw.most};w={draw.seconds:.0f}',
        "RateLimit": f'"{kind}";r={drawn.left};t={math.ceil(full)}',
    }
