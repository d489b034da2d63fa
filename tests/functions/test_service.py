"""What every function tells of itself, through the gateway and alone."""

from collections.abc import Collection

import pytest
from starlette.testclient import TestClient

from infra import bootstrap, wiring
from infra.edge import openapi, service
from infra.load_function import ROOT, load
from infra.local.queue_publisher import QueuePublisher
from infra.resilience import remaining
from shared.domain.errors import Code, Transient
from shared.ports.system import Role
from tests.functions.people import bearer

NAMES = [each.name for each in wiring.SERVICES]


@pytest.fixture
def head(quick: bootstrap.Ports) -> dict[str, str]:
    return bearer(quick, "head", Role.ADMIN)


@pytest.mark.parametrize("name", NAMES)
def test_each_function_describes_the_whole_api(quick: bootstrap.Ports, name: str) -> None:
    client = TestClient(load(name, ROOT / "functions" / name / "main.py"))
    assert client.get("/health").json() == {"status": "ok", "function": name}
    about = client.get("/").json()
    assert (about["function"], about["docs"], about["openapi"]) == (name, "/docs", "/openapi.json")
    assert client.get(about["openapi"]).json() == openapi.document(service.every_door())
    assert client.get(about["docs"]).status_code == 200


def test_the_gateway_describes_the_same(client: TestClient) -> None:
    about = client.get("/").json()
    assert client.get(about["openapi"]).json() == openapi.document(service.every_door())


def test_the_page_runs_under_its_own_policy(client: TestClient) -> None:
    page = client.get("/docs")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["x-content-type-options"] == "nosniff"
    policy = page.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "/api/recordings/{id}/clip" in page.text


def test_readiness_asks_every_store(client: TestClient, head: dict[str, str]) -> None:
    answer = client.get("/ready", headers=head)
    assert (answer.status_code, answer.json()["status"]) == (200, "ready")
    assert set(answer.json()["stores"]) >= {"recordings", "learners", "people", "blobs", "events"}


def test_a_function_tries_the_broker_only_where_it_publishes(
    quick: bootstrap.Ports, head: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(quick.publisher, "ready", asked.append)
    for name in ("convert", "chat"):
        alone = TestClient(load(name, ROOT / "functions" / name / "main.py"))
        assert alone.get("/ready", headers=head).status_code == 200
    assert asked == [["audio.converted", "recording.failed"]]


def test_a_broker_that_does_not_answer_is_named_in_time(
    client: TestClient, quick: bootstrap.Ports, head: dict[str, str]
) -> None:
    seconds: list[float] = []

    class Down(QueuePublisher):
        def ready(self, topics: Collection[str]) -> None:
            seconds.append(remaining())
            super().ready(topics)

    quick.queue.close()
    quick.__dict__["publisher"] = Down(quick.queue)
    answer = client.get("/ready", headers=head)
    assert (answer.status_code, answer.json()["detail"]) == (503, "events")
    assert seconds[0] <= service.READY_SECONDS


@pytest.mark.parametrize("role", [Role.LEARNER, Role.TEACHER])
def test_readiness_is_for_operators(client: TestClient, quick: bootstrap.Ports, role: Role) -> None:
    answer = client.get("/ready", headers=bearer(quick, "emma", role))
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert client.get("/ready").status_code == 404
    assert client.get("/ready", headers={"Authorization": "Bearer a.b.c"}).status_code == 401


def test_a_store_that_does_not_answer_is_named_and_nothing_else(
    client: TestClient,
    quick: bootstrap.Ports,
    head: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def refuses(*_: object, **__: object) -> None:
        raise Transient(Code.STORE_UNAVAILABLE, "no folder for the database")

    def crashes(*_: object, **__: object) -> None:
        raise RuntimeError("password=secret")

    monkeypatch.setattr(quick.people, "profile", refuses)
    monkeypatch.setattr(quick.blobs, "stat", crashes)
    answer = client.get("/ready", headers=head)
    assert (answer.status_code, answer.json()["code"]) == (503, "store_unavailable")
    assert answer.json()["detail"] == "people, blobs"
    assert answer.headers["retry-after"] == "1"
    assert "secret" not in answer.text + caplog.text.split("Traceback")[0]
