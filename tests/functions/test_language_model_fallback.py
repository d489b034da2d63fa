"""A language model that does not answer: the learner is answered all the same, and told by whom."""

import pytest
from starlette.testclient import TestClient

from infra import bootstrap, resilience
from infra.fallback_tutor import FallbackTutor
from shared.domain.errors import Code, Permanent, Transient
from shared.domain.feedback import Analysis
from shared.ports.tutor import Tutor, TutorRequest
from tests.doubles import FixedTutor, OneErrorEngine
from tests.functions.conftest import Push
from tests.functions.test_recording_way import start, walk


class Failing(Tutor):
    name = "openai:m"

    def __init__(self, error: Exception) -> None:
        self.error = error
        self.seconds: list[float] = []

    def reply(self, request: TutorRequest):  # type: ignore[no-untyped-def]
        self.seconds.append(resilience.remaining())
        raise self.error
        yield


class HalfDeafEngine(OneErrorEngine):
    def analyse(self, text: str, **options: object) -> Analysis:  # type: ignore[override]
        found = super().analyse(text)
        return Analysis(
            found.text, found.corrected, found.corrections, found.opportunities, silent=("llm",)
        )


@pytest.fixture(
    params=[Transient(Code.PROVIDER_UNAVAILABLE), Permanent(Code.PROVIDER_REFUSED, "x: 401")],
    ids=["down", "refused"],
)
def failing(quick: bootstrap.Ports, request: pytest.FixtureRequest) -> Failing:
    made = Failing(request.param)
    quick.__dict__.update(tutor=FallbackTutor((made, FixedTutor())), engine=HalfDeafEngine())
    return made


def test_a_chat_is_answered_by_the_next(client: TestClient, failing: Failing) -> None:
    body = client.post("/api/chat", json={"message": "Bonjour."}).json()
    assert (body["reply"], body["tutor"]) == ("D'accord.", "fixed")


def test_a_recording_is_answered_by_the_next(
    client: TestClient, quick: bootstrap.Ports, push: Push, failing: Failing
) -> None:
    recording_id = start(client)
    walk(quick, push)
    view = client.get(f"/api/recordings/{recording_id}").json()
    assert view["state"] == "answered"
    assert view["engines"]["tutor"] == "fixed"
    assert view["engines"]["silent"] == "llm"


def test_outside_calls_end_before_the_call_of_the_function_does(
    client: TestClient, failing: Failing
) -> None:
    client.post("/api/chat", json={"message": "Bonjour."})
    assert 100 < failing.seconds[0] <= 110


def test_without_the_next_the_call_fails(
    client: TestClient, quick: bootstrap.Ports, failing: Failing
) -> None:
    """The control."""
    quick.__dict__["tutor"] = failing
    answer = client.post("/api/chat", json={"message": "Bonjour."})
    assert answer.json()["code"] in {"provider_unavailable", "provider_refused"}
