"""How often a caller may ask, at the door."""

import math
from collections.abc import Mapping
from datetime import datetime

from infra import bootstrap
from infra.settings import RateClass
from shared.domain.errors import Code, LimitReached
from shared.domain.rate import Draw, Drawn, pseudonym
from shared.ports.system import Principal

MINUTE = 60.0
# A caller mostly asks now and then, and to ask the store costs a read, a write and some 20 ms: each
# instance lets one part in so many of a limit through before it does. Whom the balancer sends to
# ten instances in one minute may ask twice as often as he should.
_OWN_CREDIT = 10
_SHARED_CREDIT = 100


class TooManyRequests(LimitReached):
    """Somebody asks too often; `headers` and `retry_after` say which limit, and for how long."""

    def __init__(
        self, draw: Draw, drawn: Drawn, *, now: datetime, kind: RateClass, whose: str
    ) -> None:
        super().__init__(
            Code.TOO_MANY_REQUESTS,
            f"{kind}: {draw.most} requests a minute {whose}",
            retry_after=drawn.wait,
        )
        self.headers = _headers(kind, draw, drawn, now)


class Admission:
    """A request that is counted, of its caller and of all.

    What this process cannot decide alone is left to `ask`, which asks the store.

    Raises:
        TooManyRequests: of this caller, or of all.
    """

    def __init__(self, kind: RateClass, principal: Principal) -> None:
        self._ports = bootstrap.ports()
        self._kind = kind
        rate = self._ports.settings.rate_limits[kind]
        everybody = Draw(f"{kind} of all", rate.all, MINUTE, credit=rate.all // _SHARED_CREDIT)
        name = f"{kind} of {pseudonym(principal.id)}"
        own = Draw(name, rate.caller, MINUTE, credit=rate.caller // _OWN_CREDIT)
        self._draws = [own, everybody] if principal.id else [everybody]
        self._now = self._ports.clock.now()
        self._found = self._ports.rate_limits.draw_here(self._draws, now=self._now)
        self._check()

    @property
    def complete(self) -> bool:
        """Whether nothing is left to ask the store."""
        return self._found is not None

    def ask(self) -> None:
        """Ask the store, where that is left to do; waits for it.

        Raises:
            TooManyRequests: of this caller, or of all.
            Transient: `store_unavailable`.
        """
        if self._found is None:
            self._found = self._ports.rate_limits.draw(self._draws, now=self._now)
            self._check()

    @property
    def headers(self) -> Mapping[str, str]:
        """What tells the caller how much is left."""
        if not self._found:
            return {}
        return _headers(self._kind, self._draws[0], self._found[0], self._now)

    def _check(self) -> None:
        for draw, drawn in zip(self._draws, self._found or (), strict=False):
            if drawn.wait:
                whose = "of all callers" if draw is self._draws[-1] else "of one caller"
                raise TooManyRequests(draw, drawn, now=self._now, kind=self._kind, whose=whose)


class Uncounted(Admission):
    """A request that nobody counts: it must be answered without any store."""

    def __init__(self) -> None:
        self._found = ()


def _headers(kind: RateClass, draw: Draw, drawn: Drawn, now: datetime) -> Mapping[str, str]:
    """Say it as https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/ does."""
    full = (drawn.full_at - now).total_seconds()
    return {
        "RateLimit-Policy": f'"{kind}";q={draw.most};w={draw.seconds:.0f}',
        "RateLimit": f'"{kind}";r={drawn.left};t={math.ceil(full)}',
    }
