"""Which trace the work at hand belongs to: W3C trace context, with no library of tracing.

https://www.w3.org/TR/trace-context/. Requests bring it as `traceparent`, or from Google's front
ends as `X-Cloud-Trace-Context`; messages as an attribute.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

_TRACEPARENT = re.compile(r"[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})")
# https://cloud.google.com/trace/docs/trace-context#legacy-http-header: the span in decimal
_CLOUD = re.compile(r"([0-9a-fA-F]{32})/([0-9]{1,20})(?:;o=([01]))?")
_current: ContextVar["TraceContext | None"] = ContextVar("trace_context", default=None)


@dataclass(frozen=True, slots=True)
class TraceContext:
    """A trace and the piece of work in it that causes what comes next.

    Attributes:
        trace_id, span_id: 32 and 16 hexadecimal digits, not all of them zero.
    """

    trace_id: str
    span_id: str
    sampled: bool = True

    @property
    def traceparent(self) -> str:
        """As headers and messages carry it."""
        return f"00-{self.trace_id}-{self.span_id}-{int(self.sampled):02x}"


def parse(traceparent: str) -> TraceContext | None:
    """Read a traceparent; None for anything else: tracing must not stop the work."""
    found = _TRACEPARENT.fullmatch(traceparent)
    if found is None or traceparent.startswith("ff"):
        return None
    return _valid(found[1], found[2], sampled=bool(int(found[3], 16) & 1))


def of_request(headers: Mapping[str, str]) -> TraceContext | None:
    """The trace that a request belongs to by its headers (names in lower case)."""
    if given := parse(headers.get("traceparent", "")):
        return given
    found = _CLOUD.fullmatch(headers.get("x-cloud-trace-context", ""))
    if found is None or int(found[2]) >= 2**64:
        return None
    return _valid(found[1].lower(), f"{int(found[2]):016x}", sampled=found[3] == "1")


def _valid(trace_id: str, span_id: str, *, sampled: bool) -> TraceContext | None:
    if not int(trace_id, 16) or not int(span_id, 16):
        return None
    return TraceContext(trace_id, span_id, sampled)


def current() -> TraceContext | None:
    """Where the work at hand belongs; None where nobody said so."""
    return _current.get()


@contextmanager
def entered(context: TraceContext | None) -> Iterator[None]:
    """Let the work inside the block belong to `context`; None changes nothing."""
    if context is None:
        yield
        return
    token = _current.set(context)
    try:
        yield
    finally:
        _current.reset(token)


def caused_by(traceparent: str) -> str:
    """Traceparent for a message about work of the trace `traceparent`.

    The work at hand is its cause where it belongs to that trace; a relay, which does not, leaves
    it as it was.
    """
    named, mine = parse(traceparent), _current.get()
    if mine is None or named is None or named.trace_id != mine.trace_id:
        return traceparent
    return mine.traceparent


def current_traceparent() -> str:
    """Traceparent for what the work at hand begins; empty where it is in no trace."""
    mine = _current.get()
    return mine.traceparent if mine else ""
