"""A caller who goes away in mid-answer: what it held is let go, and what was said is kept.

Our server, the SDK and its sockets are real; the provider is a peer on loopback that sees its
connection close.
"""

import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from infra import bootstrap
from infra.edge import streams
from infra.fallback_tutor import FallbackTutor
from infra.hang_up import Caller
from infra.local import gateway
from infra.local.rule_tutor import RuleTutor
from infra.openai.client import ChatModel
from infra.openai.remote_model import openai_endpoint
from infra.openai.tutor import OpenaiTutor
from shared.domain.memory import MemoryEntry
from tests.doubles import OneErrorEngine
from tests.peers import openai_peer as wire
from tests.peers.openai_peer import OpenaiPeer
from tests.served import connect, head, serving, wait_until, without_limits

FIRST = "Une belle journée. "
SAID = json.dumps({"message": "Hier j'ai allé au marché.", "stream": True}).encode()


@dataclass
class Line:
    """What the provider saw of its connection."""

    closed: threading.Event = field(default_factory=threading.Event)

    def falls_silent(self, handler: wire._Handler) -> None:
        """Say nothing more, and wait for the other side to go."""
        handler.connection.settimeout(20)
        try:
            if handler.connection.recv(1) == b"":
                self.closed.set()
        except ConnectionResetError:
            self.closed.set()
        handler.hang_up()


@dataclass
class Talk:
    port: int
    peer: OpenaiPeer
    ports: bootstrap.Ports
    model: ChatModel

    def ask(self, **headers: object) -> socket.socket:
        line = connect(self.port)
        named = {"Content_Type": "application/json", "Content_Length": len(SAID), **headers}
        line.sendall(head("/api/chat", **named) + SAID)
        return line

    def said(self) -> list[str]:
        return [
            t.tutor for c in self.ports.conversations.of_learner("demo-learner") for t in c.turns
        ]

    def memory(self) -> list[MemoryEntry]:
        return list(self.ports.learners.memory("demo-learner"))


@pytest.fixture
def talk(ports: bootstrap.Ports) -> Iterator[Talk]:
    with OpenaiPeer() as peer:
        model = ChatModel(openai_endpoint("m", api_key="k", base_url=peer.base_url))
        model.warm()
        partner = OpenaiTutor(model, looks_french=lambda _: True, is_word=lambda _: True)
        tutor = FallbackTutor((partner, RuleTutor()))
        without_limits(ports)
        ports.__dict__.update(engine=OneErrorEngine(), tutor=tutor)
        with serving(gateway.build(gateway.load_functions())) as port:
            yield Talk(port, peer, ports, model)
        model.close()


def read_until(line: socket.socket, words: bytes) -> bytes:
    received = b""
    while words not in received:
        piece = line.recv(65_536)
        assert piece, received
        received += piece
    return received


def nobody_works() -> bool:
    return streams._AT_ONCE.borrowed_tokens == 0


def test_who_leaves_in_mid_answer_stops_the_tutor(talk: Talk) -> None:
    # GIVEN a provider that says one sentence and then is silent for ever
    provider = Line()
    talk.peer.then(wire.streams([FIRST, "Et "], after=provider.falls_silent))
    line = talk.ask()
    read_until(line, b"Une belle")
    assert not provider.closed.is_set()
    assert not nobody_works()
    # WHEN the learner leaves
    line.close()
    # THEN the provider's line is closed at once, no thread waits on, and what was said is kept once
    assert provider.closed.wait(3)
    wait_until(nobody_works)
    assert talk.said() == [FIRST]
    (entry,) = talk.memory()
    assert entry.occurrences == 1
    # AND nobody holds it against the provider
    assert talk.model.resilience.breaker.state == "closed"
    assert talk.model.resilience.breaker._count == 0


def test_who_leaves_before_the_first_word_leaves_nothing(talk: Talk) -> None:
    provider = Line()
    talk.peer.then(wire.streams(["Et "], after=provider.falls_silent))
    line = talk.ask()
    wait_until(lambda: talk.peer.requests)
    line.close()
    assert provider.closed.wait(3)
    wait_until(nobody_works)
    assert (talk.said(), talk.memory()) == ([], [])
    # No fallback has answered an empty room, and no second call was made.
    assert len(talk.peer.requests) == 1


def test_with_a_key_the_answer_is_finished_and_waits_to_be_asked_for_again(talk: Talk) -> None:
    go_on = threading.Event()

    def finishes(handler: wire._Handler) -> None:
        assert go_on.wait(10)
        wire._piece(handler, wire.chunk({"content": "Et après ?"}))
        wire._piece(handler, wire.chunk({}, "stop"))
        wire._piece(handler, b"data: [DONE]\n\n")
        wire._piece(handler, b"")

    talk.peer.then(wire.streams([FIRST, "Et "], after=finishes))
    line = talk.ask(Idempotency_Key="monday")
    read_until(line, b"Une belle")
    line.close()
    # While it is being finished, the twin is told so.
    again = talk.ask(Idempotency_Key="monday")
    assert b"request_in_flight" in read_until(again, b"}")
    again.close()
    go_on.set()
    wait_until(lambda: nobody_works() and talk.said())
    wait_until(lambda: not streams._keeping)
    again = talk.ask(Idempotency_Key="monday", Connection="close")
    whole = read_until(again, b"[DONE]")
    again.close()
    assert whole.count(b"Une belle") == 1
    assert "après ?" in whole.decode()
    assert len(talk.peer.requests) == 1
    assert talk.memory()[0].occurrences == 1


def test_the_control_without_the_call_to_the_thread_it_waits_on(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the defence off, the provider's line stays open though nobody listens."""
    hang_up = Caller.hang_up
    callers: list[Caller] = []
    monkeypatch.setattr(Caller, "hang_up", lambda caller: callers.append(caller))
    provider = Line()
    talk.peer.then(wire.streams([FIRST, "Et "], after=provider.falls_silent))
    line = talk.ask()
    read_until(line, b"Une belle")
    line.close()
    wait_until(lambda: callers)
    assert not provider.closed.wait(0.5)
    assert not nobody_works()
    hang_up(callers[0])
    assert provider.closed.wait(3)
    wait_until(nobody_works)


def test_sixty_who_leave_leave_no_thread(talk: Talk) -> None:
    lines = [Line() for _ in range(60)]
    talk.peer.then(*[wire.streams([FIRST, "Et "], after=each.falls_silent) for each in lines])
    for _ in range(4):
        asked = [talk.ask() for _ in range(15)]
        for line in asked:
            read_until(line, b"Une belle")
            line.close()
        wait_until(nobody_works)
    assert sum(each.closed.is_set() for each in lines) == 60
    assert threading.active_count() < 60
