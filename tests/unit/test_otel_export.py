"""What leaves for a collector: OTLP over HTTP, by the standard variables."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from infra import bootstrap, doctor
from infra.otel import open_telemetry
from infra.settings import load
from shared.ports.telemetry import Kind


class Collector:
    """Keeps what is sent to it."""

    def __init__(self) -> None:
        self.received: dict[str, bytes] = {}
        collector = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                collector.received[self.path] = body + str(self.headers).encode()
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *values: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def collector(monkeypatch: pytest.MonkeyPatch) -> Iterator[Collector]:
    made = Collector()
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", made.url)
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_HEADERS", "x-team=french")
    yield made
    made.server.shutdown()
    made.server.server_close()


def test_spans_and_metrics_reach_the_collector(collector: Collector) -> None:
    telemetry = open_telemetry()
    with telemetry.span("convert", Kind.STAGE, recording_id="rec1"):
        pass
    telemetry.close()
    assert collector.received.keys() == {"/v1/traces", "/v1/metrics"}
    assert b"rec1" in collector.received["/v1/traces"]
    assert b"parlons.stage.duration" in collector.received["/v1/metrics"]
    assert all(b"french" in sent and b"parlons" in sent for sent in collector.received.values())


def test_the_standard_name_of_the_service_comes_first(
    collector: Collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OTEL_SERVICE_NAME", "school-of-emma")
    telemetry = open_telemetry()
    with telemetry.span("convert", Kind.STAGE):
        pass
    telemetry.close()
    assert b"school-of-emma" in collector.received["/v1/traces"]


def test_a_doctor_knocks_at_the_collector(
    collector: Collector, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    ports = bootstrap.Ports(load())
    found = {each.name: each.problem for each in doctor.examine(ports)}
    assert found["traces"] == ""
    collector.server.shutdown()
    collector.server.server_close()
    found = {each.name: each.problem for each in doctor.examine(ports)}
    assert "ConnectionRefusedError" in found["traces"]
    ports.close()
