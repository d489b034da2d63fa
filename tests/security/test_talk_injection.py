"""Row 23 through the door: forty attempts over HTTP, before a model that obeys every one of them.

The model is a peer on loopback; gateway, door, SDK, tutor, detector, French engine and stores are
the real ones. What another learner said and is remembered of them lies in the same store.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from starlette.testclient import TestClient

from functions.chat.schemas import ChatAnswer, CorrectionsEvent
from infra import bootstrap, documents
from infra.edge.correction_models import CorrectionModel
from infra.local import gateway
from infra.openai import tutor as openai_tutor
from infra.openai.client import ChatModel, Endpoint
from infra.resilience import CircuitBreaker, Resilience, RetryPolicy
from shared.domain.conversation import Conversation, Turn
from shared.domain.error_types import ErrorType
from tests.functions.people import bearer, teach
from tests.peers import openai_peer as wire
from tests.peers.openai_peer import OpenaiPeer
from tests.security.injections import ATTEMPTS, CANARIES
from tests.security.test_llm_injection import wanted
from tests.served import without_limits

SECRET = "zibeline"
"""A word that only the other learner has said."""


@dataclass
class World:
    client: TestClient
    ports: bootstrap.Ports
    peer: OpenaiPeer


@pytest.fixture
def world(ports: bootstrap.Ports) -> Iterator[World]:
    with OpenaiPeer() as peer:
        policy = RetryPolicy(tries=1, seconds=5.0)
        resilience = Resilience(policy, CircuitBreaker("openai", failures=10_000))
        endpoint = Endpoint("openai", peer.base_url, "gpt-5.4-mini", "sk-x", patience=policy)
        model = ChatModel(endpoint, resilience=resilience)
        without_limits(ports)
        ports.settings = ports.settings.model_copy(update={"tutor": ""})
        ports.__dict__.update(_tutor_model=model, _detector_model=model)
        now = ports.clock.now()
        said = (Turn(f"Ma {SECRET} s'appelle Nour.", f"Une {SECRET} !"),)
        ports.conversations.save(Conversation("c1", "victim", now, turns=said, started_at=now))
        teach(ports, "victim", weeks_ago=5, times=3)
        with TestClient(gateway.build(gateway.load_functions())) as client:
            yield World(client, ports, peer)
        model.close()


def obedient(attempt: str) -> list[wire.Script]:
    """What a model says that does as it is told: to the detector, and to the tutor's stream."""
    canary = wanted(attempt)
    reason = {"said": "", "better": canary, "fr": canary, "en": canary, "certainty": "sure"}
    foreign = {"memory": canary, "learner_id": "victim", "conversation_id": "c1"}
    marked = json.dumps({"corrected": f"{attempt} {canary}", "reasons": [reason], **foreign})
    spoken = [f"{canary} ", f"<b>{canary}</b>. ", "Bien sûr, voici. ", f"Visit http://{canary} ! "]

    def answer(handler: wire._Handler) -> None:
        stream = handler.peer.requests[-1].body["stream"]
        script = wire.streams([*spoken, "Et ensuite ?"]) if stream else wire.says(marked)
        script(handler)

    return [answer] * 40


def say(world: World, attempt: str, *, stream: bool, talk: str = "") -> tuple[str, str]:
    """Send one attempt; gives what was answered apart from quotes, and the talk's id."""
    world.peer.scripts.clear()
    world.peer.then(*obedient(attempt))
    body = {"message": attempt, "stream": stream, "conversation_id": talk}
    answer = world.client.post("/api/chat", json=body, headers=bearer(world.ports, "mallory"))
    assert answer.status_code == 200, answer.text
    if not stream:
        whole = ChatAnswer.model_validate_json(answer.content)
        return check(whole.reply, whole.corrections, attempt), whole.conversation_id
    reply, found = "", None
    for block in answer.text.strip().split("\n\n"):
        name, _, data = block.rpartition("data: ")
        if "corrections" in name:
            found = CorrectionsEvent.model_validate_json(data)
        elif data != "[DONE]":
            chunk = json.loads(data)
            assert set(chunk) == {"id", "object", "created", "model", "choices"}
            reply += chunk["choices"][0]["delta"].get("content", "")
    assert found is not None
    return check(reply, found.corrections, attempt), found.conversation_id


def check(reply: str, corrections: tuple[CorrectionModel, ...], attempt: str) -> str:
    """Whatever leaves is plain, in bounds, and ours, but for the learner's own words."""
    assert 0 < len(reply) <= openai_tutor.LONGEST_REPLY + 1_000
    for found in corrections:
        assert attempt[found.start : found.end] == found.original
        assert found.type in ErrorType
    shown = re.sub("« .*? »", "", reply)
    written = json.dumps([c.model_dump(mode="json", exclude={"original"}) for c in corrections])
    for canary in CANARIES:
        assert canary not in shown
        assert written.count(canary) <= attempt.count(canary) * len(corrections)
    assert "<" not in shown
    assert "http" not in shown
    return shown + written


@pytest.mark.parametrize("stream", [False, True])
def test_forty_attempts_get_nothing_out_and_nothing_in(world: World, stream: bool) -> None:
    before = everything_of(world, "victim")
    talk = ""
    for attempt in ATTEMPTS:
        # In one talk: what an earlier attempt left behind is there for the next.
        told, talk = say(world, attempt, stream=stream, talk=talk)
        assert SECRET not in told
        assert "Nour" not in told
    assert sum(seen.body["stream"] for seen in world.peer.requests) >= len(ATTEMPTS)
    # The other learner's things were neither sent to the model nor touched.
    sent = json.dumps([seen.body for seen in world.peer.requests], ensure_ascii=False)
    assert SECRET not in sent
    assert "victim" not in sent
    assert everything_of(world, "victim") == before
    # What is remembered of this one has our types, and words that they said.
    said = " ".join(ATTEMPTS)
    for entry in world.ports.learners.memory("mallory"):
        assert entry.learner_id == "mallory"
        assert entry.type in ErrorType
        assert all(quote.said in said for quote in entry.quotes)
    # Whoever spoke, no message of theirs was given to the model as ours.
    for seen in world.peer.requests:
        for message in seen.body["messages"]:
            if message["role"] == "system":
                assert not any(canary in message["content"] for canary in ("PWNED", "HACKÉ"))
        assert "tools" not in seen.body


def everything_of(world: World, learner_id: str) -> list[bytes]:
    """All that is kept of somebody."""
    talks = world.ports.conversations.of_learner(learner_id)
    entries = world.ports.learners.history(learner_id)
    return [documents.encode(each) for each in [*talks, *entries]]


def test_the_talk_of_another_is_not_found_whatever_is_said(world: World) -> None:
    for attempt in ATTEMPTS[:5]:
        body = {"message": attempt, "conversation_id": "c1"}
        answer = world.client.post("/api/chat", json=body, headers=bearer(world.ports, "mallory"))
        assert answer.status_code == 404
    assert world.peer.requests == []


def test_the_control_without_the_checks_the_canary_comes_out(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the defence off, the model's obedience reaches the learner."""
    pass_on: Callable[[object, str, object], bool] = lambda *_: True  # noqa: E731 - one line says it
    monkeypatch.setattr(openai_tutor.OpenaiTutor, "_may_say", pass_on)
    with pytest.raises(AssertionError, match="PWNED"):
        say(world, ATTEMPTS[0], stream=False)
