"""Spans and metrics over OTLP, with OpenTelemetry; the optional extra `otel`.

Attributes are names of ours, ids and outcomes. What an exception says is never told, since it may
quote what somebody said.
"""

import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from infra import trace_context
from infra.telemetry import watched_by
from shared.domain.errors import ParlonsError
from shared.ports.telemetry import Kind, Telemetry, Work

if TYPE_CHECKING:
    from opentelemetry.sdk.metrics import MeterProvider
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.trace import Span

# Names and ids of ours; whatever else comes is not told.
_NAME = re.compile(r"[A-Za-z0-9._:{}/ -]{1,160}")
_ID = re.compile(r"[A-Za-z0-9._:-]{1,128}")


class OtelTelemetry(Telemetry):
    """Tells each piece of work as a span, its duration and its outcome.

    Metrics, each by `name` and `outcome`: `parlons.request.duration`, `parlons.stage.duration` and
    `parlons.call.duration` in seconds, whose counts are those of the outcomes, and
    `parlons.provider.errors`.

    Args:
        traces, metrics: closed by `close`.
    """

    def __init__(self, traces: "TracerProvider", metrics: "MeterProvider") -> None:
        from opentelemetry.trace import SpanKind
        from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

        self._traces = traces
        self._metrics = metrics
        self._tracer = traces.get_tracer("parlons")
        self._propagator = TraceContextTextMapPropagator()
        self._kinds = {
            Kind.REQUEST: SpanKind.SERVER,
            Kind.STAGE: SpanKind.CONSUMER,
            Kind.CALL: SpanKind.CLIENT,
        }
        meter = metrics.get_meter("parlons")
        self._durations = {
            kind: meter.create_histogram(f"parlons.{kind}.duration", unit="s") for kind in Kind
        }
        self._errors = meter.create_counter("parlons.provider.errors")

    @contextmanager
    def span(self, name: str, kind: Kind, *, parent: str = "", **ids: str) -> Iterator[Work]:
        """Watch the work inside the block; a malformed parent begins a trace of its own."""
        from opentelemetry.context import Context
        from opentelemetry.trace import StatusCode

        told = name if _NAME.fullmatch(name) else "unnamed"
        attributes = {f"parlons.{k}": v for k, v in ids.items() if _ID.fullmatch(v)}
        caused_by = self._propagator.extract({"traceparent": parent}, Context()) if parent else None
        with (
            self._tracer.start_as_current_span(
                told,
                context=caused_by,
                kind=self._kinds[kind],
                attributes=attributes,
                record_exception=False,
                set_status_on_exception=False,
            ) as span,
            trace_context.entered(_context_of(span)),
            watched_by(self),
        ):
            work, begun = Work(), time.perf_counter()
            try:
                yield work
            except BaseException as error:
                work.outcome = _outcome(error)
                span.set_status(StatusCode.ERROR)
                if kind is Kind.CALL:
                    self._errors.add(1, {"name": told, "outcome": work.outcome})
                raise
            finally:
                span.set_attribute("parlons.outcome", work.outcome)
                self._durations[kind].record(
                    time.perf_counter() - begun, {"name": told, "outcome": work.outcome}
                )

    def close(self) -> None:
        """Send what is left."""
        self._traces.shutdown()
        self._metrics.shutdown()


def _context_of(span: "Span") -> trace_context.TraceContext:
    found = span.get_span_context()
    return trace_context.TraceContext(
        f"{found.trace_id:032x}", f"{found.span_id:016x}", found.trace_flags.sampled
    )


def _outcome(error: BaseException) -> str:
    return error.code.value if isinstance(error, ParlonsError) else type(error).__name__


def open_telemetry() -> OtelTelemetry:
    """Export over OTLP/HTTP as the standard OTEL_* variables say.

    https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
    """
    from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.metrics import MeterProvider
    from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
    from opentelemetry.sdk.resources import OTELResourceDetector, Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    # Cloud Run names its service; OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES come first.
    ours = Resource.create({"service.name": os.environ.get("K_SERVICE", "parlons")})
    resource = ours.merge(OTELResourceDetector().detect())
    traces = TracerProvider(resource=resource)
    traces.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    reader = PeriodicExportingMetricReader(OTLPMetricExporter())
    return OtelTelemetry(traces, MeterProvider([reader], resource=resource))
