"""Telemetry of this process: by default the trace context for logs and messages, and nothing else.

With OTEL_EXPORTER_OTLP_ENDPOINT, `infra.otel` takes its place and sends spans and metrics.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from infra import trace_context
from shared.ports.telemetry import Kind, Telemetry, Untold, Work


class TraceContextOnly(Untold):
    """Keeps logs and messages in their trace; imports and sends nothing."""

    @contextmanager
    def span(self, name: str, kind: Kind, *, parent: str = "", **ids: str) -> Iterator[Work]:
        """Work in the trace of its parent."""
        with (
            trace_context.entered(trace_context.parse(parent)),
            super().span(name, kind, parent=parent, **ids) as work,
        ):
            yield work


_active: ContextVar[Telemetry] = ContextVar("telemetry", default=TraceContextOnly())  # noqa: B039 - has no state


def active() -> Telemetry:
    """Who watches the work at hand."""
    return _active.get()


@contextmanager
def watched_by(telemetry: Telemetry) -> Iterator[None]:
    """Let what happens inside the block be told to `telemetry`."""
    token = _active.set(telemetry)
    try:
        yield
    finally:
        _active.reset(token)
