"""One trace from an upload to the spoken reply, told without a word of what was said."""

import json
import logging
from collections.abc import Iterator, Mapping, Sequence

import pytest
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from starlette.testclient import TestClient

from infra import bootstrap
from infra.edge import logs
from infra.local.message_queue import Delivery
from infra.otel import OtelTelemetry
from infra.resilience import CircuitBreaker, Resilience, RetryPolicy
from shared.domain.errors import Code, Transient
from shared.domain.recording import STEPS
from shared.ports.telemetry import Kind
from tests.doubles import FixedTranscriber
from tests.functions.conftest import Push
from tests.functions.test_recording_way import NEW

TRACE, CALLER = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"
TRACEPARENT = f"00-{TRACE}-{CALLER}-01"
CLOUD_TRACE = f"{TRACE}/{int(CALLER, 16)};o=1"
CANARY = "zizanie"
STAGES = [stage.value for stage in STEPS]
TOPICS = {stage.value: step.consumes.topic for stage, step in STEPS.items()}


class Told:
    """What a telemetry has told so far."""

    def __init__(self) -> None:
        self.exporter = InMemorySpanExporter()
        self.reader = InMemoryMetricReader()
        traces = TracerProvider()
        traces.add_span_processor(SimpleSpanProcessor(self.exporter))
        self.telemetry = OtelTelemetry(traces, MeterProvider([self.reader]))

    @property
    def spans(self) -> Sequence[ReadableSpan]:
        return self.exporter.get_finished_spans()

    def counts(self, metric: str) -> Mapping[tuple[object, object], int]:
        """How often something was told, by name and outcome."""
        data = json.loads(self.reader.get_metrics_data().to_json())
        return {
            (point["attributes"]["name"], point["attributes"]["outcome"]): point.get(
                "count", point.get("value")
            )
            for resource in data["resource_metrics"]
            for scope in resource["scope_metrics"]
            for found in scope["metrics"]
            if found["name"] == metric
            for point in found["data"]["data_points"]
        }


@pytest.fixture
def told(quick: bootstrap.Ports) -> Iterator[Told]:
    made = Told()
    quick.__dict__["telemetry"] = made.telemetry
    yield made
    made.telemetry.close()


def run(client: TestClient, push: Push, ports: bootstrap.Ports) -> list[Delivery]:
    """Send a recording and carry it through the embedded queue; gives what was delivered."""
    answer = client.post(
        "/api/recordings",
        json={**NEW, "filename": f"{CANARY}.webm", "prompt": CANARY},
        headers={"traceparent": TRACEPARENT},
    )
    upload = answer.json()["upload"]
    assert client.put(upload["url"], content=b"sound", headers=upload["headers"]).status_code == 201
    delivered: list[Delivery] = []
    for stage in STAGES:
        for message in ports.queue.lease(f"{stage}-{TOPICS[stage]}", 10):
            status = push(stage, attributes=dict(message.attributes), data=message.data)
            assert status in {204, 503}
            delivered.append(message)
    return delivered


def test_a_recording_is_one_trace_whose_parents_are_its_causes(
    client: TestClient, push: Push, quick: bootstrap.Ports, told: Told
) -> None:
    # GIVEN a caller with a trace of its own / WHEN its recording is answered
    run(client, push, quick)
    # THEN each span names the one that caused it
    spans = {span.name: span for span in told.spans}
    assert {f"{span.context.trace_id:032x}" for span in told.spans} == {TRACE}
    causes = ["POST /api/recordings", *STAGES]
    assert f"{spans[causes[0]].parent.span_id:016x}" == CALLER
    for cause, effect in zip(causes, STAGES, strict=False):
        assert spans[effect].parent.span_id == spans[cause].context.span_id, effect
    # AND each stage is counted
    assert told.counts("parlons.stage.duration") == {(stage, "done"): 1 for stage in STAGES}


def test_nothing_of_what_was_said_is_told(
    client: TestClient, push: Push, quick: bootstrap.Ports, told: Told
) -> None:
    # GIVEN a recognizer that breaks with content in its message
    class Breaks(FixedTranscriber):
        def transcribe(self, *given: object, **named: object) -> object:  # type: ignore[override]
            raise ValueError(CANARY)

    quick.__dict__["transcriber"] = Breaks()
    # WHEN a recording with content in its name and prompt goes through it
    run(client, push, quick)
    # THEN all that is told is where it broke
    everything = "".join(span.to_json() for span in told.spans)
    assert CANARY not in everything
    assert "emma" not in everything
    assert told.counts("parlons.stage.duration")["transcribe", "ValueError"] == 1
    # AND an attribute that is no id is not told, whoever hands it in (the control: an id is)
    with told.telemetry.span(f"é {CANARY}", Kind.STAGE, word=f"a {CANARY}", recording_id="rec1"):
        pass
    last = told.spans[-1]
    assert CANARY not in last.to_json()
    assert last.attributes is not None
    assert last.attributes["parlons.recording_id"] == "rec1"


def test_a_providers_errors_are_counted_where_it_is_called(told: Told) -> None:
    def busy() -> None:
        raise Transient(Code.PROVIDER_UNAVAILABLE, CANARY)

    calls = Resilience(RetryPolicy(tries=2), CircuitBreaker("openai"), sleep=lambda _: None)
    with told.telemetry.span("feedback", Kind.STAGE) as work:
        with pytest.raises(Transient):
            calls.call(busy)
        calls.call(lambda: None)
        work.outcome = "done"
    failed, answered, stage = told.spans
    assert failed.parent.span_id == answered.parent.span_id == stage.context.span_id
    assert told.counts("parlons.provider.errors") == {("openai", "provider_unavailable"): 1}
    assert told.counts("parlons.call.duration")["openai", "done"] == 1
    assert CANARY not in failed.to_json()


def test_without_telemetry_the_trace_travels_all_the_same(
    client: TestClient, push: Push, quick: bootstrap.Ports
) -> None:
    delivered = run(client, push, quick)
    assert [m.attributes.get("traceparent") for m in delivered] == [None, *[TRACEPARENT] * 3]


@pytest.mark.parametrize(
    ("headers", "project", "trace"),
    [
        ({"traceparent": TRACEPARENT}, "p-1", f"projects/p-1/traces/{TRACE}"),
        ({"X-Cloud-Trace-Context": CLOUD_TRACE}, "p-1", f"projects/p-1/traces/{TRACE}"),
        ({"traceparent": TRACEPARENT}, "", TRACE),
        ({"traceparent": "00-" + "0" * 32 + f"-{CALLER}-01"}, "p-1", None),
        ({"traceparent": "ff" + TRACEPARENT[2:]}, "p-1", None),
        ({"traceparent": TRACEPARENT.upper()}, "p-1", None),
        ({"X-Cloud-Trace-Context": f"{TRACE}/{2**64}"}, "p-1", None),
        ({}, "p-1", None),
    ],
)
def test_a_log_line_names_its_trace_as_cloud_logging_reads_it(
    client: TestClient, headers: dict[str, str], project: str, trace: str | None
) -> None:
    lines: list[dict[str, object]] = []

    class Collect(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(json.loads(self.format(record)))

    handler = Collect()
    handler.setFormatter(logs.JsonFormatter(project))
    logs.logger.addHandler(handler)
    logs.logger.setLevel("INFO")
    try:
        answer = client.post("/api/recordings", json={**NEW, "size": 0}, headers=headers)
    finally:
        logs.logger.removeHandler(handler)
    assert answer.status_code == 422
    (line,) = lines
    assert line["severity"] == "INFO"
    assert line.get("logging.googleapis.com/trace") == trace
    assert line.get("logging.googleapis.com/spanId") == (CALLER if trace else None)
