"""A talk through its door: whole, as a stream, repeated, remembered, steered."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import httpx2
import pytest
from openai import APIError, OpenAI
from starlette.testclient import TestClient

from infra import bootstrap
from infra.local.rule_tutor import RuleTutor
from shared.domain.conversation import TURNS_KEPT
from shared.domain.error_types import ErrorType
from shared.domain.errors import Code, Transient
from shared.french.prompts import eliciting
from shared.ports.system import Principal, Role
from shared.ports.tutor import Tutor, TutorRequest
from tests.doubles import FixedTutor
from tests.functions.people import teach
from tests.served import serving

SAID = {"message": "Hier, j'ai allé au marché."}
STREAM = {"Accept": "text/event-stream"}


class Talking(Tutor):
    """Says its pieces, and notes what it was asked."""

    name = "talking"

    def __init__(self, *pieces: str, error: Exception | None = None) -> None:
        self.pieces = pieces or ("Très bien. ", "Et ensuite ?")
        self.error = error
        self.requests: list[TutorRequest] = []

    def reply(self, request: TutorRequest) -> Iterator[str]:
        self.requests.append(request)
        yield from self.pieces
        if self.error is not None:
            raise self.error


@pytest.fixture
def tutor(quick: bootstrap.Ports) -> Talking:
    made = Talking()
    quick.__dict__["tutor"] = made
    return made


def events(answer: httpx2.Response) -> list[tuple[str, Any]]:
    """Name and data of each event."""
    found = []
    for block in answer.text.strip().split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.split("\n"))
        data = fields["data"]
        found.append((fields.get("event", ""), data if data == "[DONE]" else json.loads(data)))
    return found


def text_of(answer: httpx2.Response) -> str:
    chunks = [data for _, data in events(answer) if data != "[DONE]"]
    deltas = [choice["delta"] for chunk in chunks for choice in chunk.get("choices", ())]
    return "".join(delta.get("content", "") for delta in deltas)


@pytest.mark.parametrize(
    ("body", "headers"), [({}, STREAM), ({"stream": True}, {}), ({"stream": True}, STREAM)]
)
def test_a_stream_says_what_a_whole_answer_says(
    client: TestClient, tutor: Talking, body: dict[str, object], headers: dict[str, str]
) -> None:
    whole = client.post("/api/chat", json=SAID).json()
    answer = client.post("/api/chat", json={**SAID, **body}, headers=headers)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.headers["cache-control"] == "no-store"
    (_, first), (name, found), *_, (_, end), (_, done) = events(answer)
    assert first["choices"][0]["delta"] == {"role": "assistant", "content": "Très bien. "}
    assert (name, found["corrections"], found["tutor"]) == (
        "corrections",
        whole["corrections"],
        "talking",
    )
    assert end["choices"][0]["finish_reason"] == "stop"
    assert done == "[DONE]"
    assert text_of(answer) == whole["reply"] == "Très bien. Et ensuite ?"


def test_the_official_client_reads_the_stream(quick: bootstrap.Ports, tutor: Talking) -> None:
    from infra.local import gateway

    with serving(gateway.build(gateway.load_functions())) as port:
        url = f"http://127.0.0.1:{port}"
        with OpenAI(api_key="none", base_url=url, max_retries=0) as official:
            token = quick.dev_identity.issue(Principal("emma", Role.LEARNER))
            chunks = list(
                official.post(
                    "/api/chat",
                    cast_to=object,
                    body={**SAID, "stream": True},
                    options={"headers": {"Authorization": f"Bearer {token}"}},
                    stream=True,
                    stream_cls=_chunks(),
                )
            )
    # Read as every user of that client reads it.
    text = "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)
    assert text == "Très bien. Et ensuite ?"
    assert {chunk.object for chunk in chunks} == {"chat.completion.chunk"}
    assert len({chunk.id for chunk in chunks}) == 1
    (found,) = [chunk for chunk in chunks if not chunk.choices]
    assert found.model_extra["corrections"][0]["replacement"] == "suis allé"
    assert found.model_extra["conversation_id"]


def _chunks() -> Any:
    from openai import Stream
    from openai.types.chat import ChatCompletionChunk

    return Stream[ChatCompletionChunk]


def test_what_fails_before_the_first_piece_has_a_status(
    client: TestClient, quick: bootstrap.Ports
) -> None:
    class Mute(FixedTutor):
        def reply(self, request: TutorRequest) -> Iterator[str]:
            raise Transient(Code.PROVIDER_UNAVAILABLE)
            yield

    quick.__dict__["tutor"] = Mute()
    answer = client.post("/api/chat", json=SAID, headers=STREAM)
    assert (answer.status_code, answer.json()["code"]) == (503, "provider_unavailable")
    assert client.get("/api/learners/demo-learner/memory").json()["entries"] == []


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (Transient(Code.PROVIDER_UNAVAILABLE), "provider_unavailable"),
        (RuntimeError("secret words"), "internal"),
    ],
)
def test_what_fails_later_is_named_in_the_stream_and_what_was_said_is_kept(
    client: TestClient,
    quick: bootstrap.Ports,
    error: Exception,
    code: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    quick.__dict__["tutor"] = Talking("Très bien. ", error=error)
    answer = client.post("/api/chat", json=SAID, headers=STREAM)
    *_, (_, found), (name, last) = events(answer)
    assert (name, last["error"]["code"]) == ("error", code)
    assert "[DONE]" not in answer.text
    assert "secret" not in answer.text
    (talk,) = quick.conversations.of_learner("demo-learner")
    assert [turn.tutor for turn in talk.turns] == ["Très bien. "]
    assert talk.id == found["conversation_id"]


def test_the_official_client_raises_what_a_stream_names(quick: bootstrap.Ports) -> None:
    from openai._streaming import Stream

    from infra.edge.streams import error_event

    body = error_event(Transient(Code.PROVIDER_UNAVAILABLE)).encode()
    request = httpx2.Request("POST", "http://x")
    with OpenAI(api_key="none") as official, pytest.raises(APIError, match="did not answer"):
        list(
            Stream(
                cast_to=object,
                response=httpx2.Response(200, content=body, request=request),
                client=official,
            )
        )


@pytest.mark.parametrize("headers", [{}, STREAM])
def test_a_repeated_message_counts_once_and_gets_the_same_answer(
    client: TestClient, quick: bootstrap.Ports, tutor: Talking, headers: dict[str, str]
) -> None:
    once = {**headers, "Idempotency-Key": "monday"}
    answers = [client.post("/api/chat", json=SAID, headers=once) for _ in range(3)]
    assert len({answer.content for answer in answers}) == 1
    assert len({answer.headers["content-type"] for answer in answers}) == 1
    assert len(tutor.requests) == 1
    (entry,) = quick.learners.memory("demo-learner")
    assert entry.occurrences == 1


def test_a_key_belongs_to_one_form_of_answer(client: TestClient, tutor: Talking) -> None:
    client.post("/api/chat", json=SAID, headers={"Idempotency-Key": "k"})
    answer = client.post("/api/chat", json=SAID, headers={**STREAM, "Idempotency-Key": "k"})
    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_reused")


def test_a_stream_that_failed_may_be_repeated(client: TestClient, quick: bootstrap.Ports) -> None:
    once = {**STREAM, "Idempotency-Key": "k"}
    quick.__dict__["tutor"] = Talking("Bon. ", error=Transient(Code.PROVIDER_UNAVAILABLE))
    assert "error" in client.post("/api/chat", json=SAID, headers=once).text
    quick.__dict__["tutor"] = Talking()
    assert "[DONE]" in client.post("/api/chat", json=SAID, headers=once).text


def test_a_talk_is_remembered_within_its_window(client: TestClient, tutor: Talking) -> None:
    talk = ""
    for number in range(TURNS_KEPT + 3):
        said = {"message": f"Message {number}.", "conversation_id": talk}
        talk = client.post("/api/chat", json=said).json()["conversation_id"]
    history = tutor.requests[-1].history
    assert len(history) == TURNS_KEPT
    assert history[-1].learner == f"Message {TURNS_KEPT + 1}."


def test_two_messages_of_a_talk_at_once_are_both_kept(
    client: TestClient, quick: bootstrap.Ports
) -> None:
    talk = client.post("/api/chat", json=SAID).json()["conversation_id"]
    other = {**SAID, "conversation_id": talk}

    class Interrupted(FixedTutor):
        """While it answers, the same talk gets another message."""

        def reply(self, request: TutorRequest) -> Iterator[str]:
            quick.__dict__["tutor"] = FixedTutor()
            assert client.post("/api/chat", json=other).status_code == 200
            yield "Enfin."

    quick.__dict__["tutor"] = Interrupted()
    assert client.post("/api/chat", json=other).status_code == 200
    (kept,) = quick.conversations.of_learner("demo-learner")
    assert [turn.tutor for turn in kept.turns] == ["D'accord.", "D'accord.", "Enfin."]
    assert quick.learners.memory("demo-learner")[0].occurrences == 3


def test_what_is_due_steers_the_talk(
    client: TestClient, quick: bootstrap.Ports, tutor: Talking
) -> None:
    # GIVEN a pattern that came back and is due, and nothing of the sort with somebody else
    teach(quick, "demo-learner", weeks_ago=5, times=3)
    teach(quick, "emma", weeks_ago=5, times=1)
    # WHEN they talk THEN the tutor is told of the one, not of a single slip
    client.post("/api/chat", json={"message": "Bonjour à tous."})
    (point,) = tutor.requests[-1].focus
    assert (point.pattern, point.type) == ("auxiliary:aller", ErrorType.AUXILIARY)
    emma = quick.dev_identity.issue(Principal("emma", Role.LEARNER))
    client.post(
        "/api/chat",
        json={"message": "Bonjour à tous."},
        headers={"Authorization": f"Bearer {emma}"},
    )
    assert tutor.requests[-1].focus == []


def test_without_a_language_model_it_is_steered_as_well(
    client: TestClient, quick: bootstrap.Ports
) -> None:
    quick.__dict__["tutor"] = RuleTutor()
    said = {"message": "Je lis beaucoup de livres."}
    tasks = eliciting([ErrorType.AUXILIARY])
    # The control: nothing is due.
    assert not any(task in client.post("/api/chat", json=said).json()["reply"] for task in tasks)
    teach(quick, "demo-learner", weeks_ago=5, times=3)
    assert any(task in client.post("/api/chat", json=said).json()["reply"] for task in tasks)
    # The engine of this test hears a correct use in every message: it is met, and due no more.
    assert not any(task in client.post("/api/chat", json=said).json()["reply"] for task in tasks)


def test_what_was_met_again_is_no_longer_due(quick: bootstrap.Ports) -> None:
    teach(quick, "emma", weeks_ago=5, times=3)
    now = quick.clock.now()
    assert quick.learners.due("emma", at=now, limit=5)
    teach(quick, "emma", times=1)
    assert not quick.learners.due("emma", at=now + timedelta(seconds=5), limit=5)


@pytest.mark.parametrize(
    ("code", "tries"), [(Code.STALE_WRITE, 5), (Code.STORE_UNAVAILABLE, 1)], ids=["busy", "down"]
)
def test_a_turn_that_cannot_be_kept_is_no_answer(
    client: TestClient,
    quick: bootstrap.Ports,
    monkeypatch: pytest.MonkeyPatch,
    code: Code,
    tries: int,
) -> None:
    # GIVEN a talk, and a store that takes no more of it
    talk = client.post("/api/chat", json=SAID).json()["conversation_id"]
    tried: list[object] = []

    def refuse(conversation: object, **_: object) -> None:
        tried.append(conversation)
        raise Transient(code)

    monkeypatch.setattr(quick.conversations, "save", refuse)
    # WHEN it goes on THEN a rival's turn is waited for, and the failure is told
    answer = client.post("/api/chat", json={**SAID, "conversation_id": talk})
    assert (answer.status_code, answer.json()["code"]) == (503, code.value)
    assert len(tried) == tries
