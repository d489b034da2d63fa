"""Streamed answers: in pieces, in time, and honest about their end."""

import time

import pytest

from infra.openai.client import ChatModel, Message
from shared.domain.errors import Permanent, Transient
from tests.peers import openai_peer as wire
from tests.peers.openai_peer import OpenaiPeer
from tests.unit.openai.conftest import MakeModel

SAID = "canari-parole"
ASK = (Message("user", SAID),)


def pieces(model: ChatModel, **options: float) -> list[str]:
    return list(model.stream(ASK, max_tokens=50, **options))  # type: ignore[arg-type]


def test_a_stream_comes_in_pieces(model: ChatModel, peer: OpenaiPeer) -> None:
    usage = b'data: {"id":"1","object":"chat.completion.chunk","choices":[],"usage":null}\n\n'
    peer.then(wire.streams(["Bon", "jour", "."], extra=[b": ping\n\n", usage]))
    assert pieces(model) == ["Bon", "jour", "."]
    assert peer.requests[0].body["stream"] is True


def test_pieces_arrive_before_the_end(model: ChatModel, peer: OpenaiPeer) -> None:
    peer.then(wire.streams(["Bon", "jour"], pause=0.5))
    begun = time.monotonic()
    reply = model.stream(ASK, max_tokens=50)
    assert next(reply) == "Bon"
    assert time.monotonic() - begun < 0.45 + 1.5  # the SDK's import, once
    assert next(reply) == "jour"


def test_a_stream_is_tried_again_before_its_first_piece(model: ChatModel, peer: OpenaiPeer) -> None:
    peer.then(wire.fails(503), wire.streams([], after=wire.resets()), wire.streams(["Oui."]))
    assert pieces(model) == ["Oui."]


@pytest.mark.parametrize(
    "script",
    [
        wire.streams(["Oui", ", "], after=wire.resets()),
        wire.streams(["Oui", ", "], finish=None, done=False),
        wire.streams(["Oui", ", "], finish=None),
        wire.streams(["Oui", ", "], after=lambda h: wire._piece(h, b"data: {broken\n\n")),
        wire.streams(
            ["Oui", ", "],
            after=lambda h: wire._piece(h, b'data: {"error":{"message":"canari-parole"}}\n\n'),
        ),
        wire.streams(["Oui", ", "], after=wire.hangs()),
    ],
)
def test_a_stream_that_breaks_off_says_so_and_is_not_begun_again(
    make_model: MakeModel, peer: OpenaiPeer, script: wire.Script
) -> None:
    peer.then(script)
    reply = make_model(read_seconds=0.3, failures=1).stream(ASK, max_tokens=50)
    assert [next(reply), next(reply)] == ["Oui", ", "]
    with pytest.raises(Transient) as caught:
        next(reply)
    assert SAID not in str(caught.value)
    assert len(peer.requests) == 1


def test_a_stream_without_end_ends_in_time(make_model: MakeModel, peer: OpenaiPeer) -> None:
    peer.then(wire.streams(["a "] * 500, pause=0.02))
    begun = time.monotonic()
    with pytest.raises(Transient):
        pieces(make_model(), seconds=0.4)
    assert time.monotonic() - begun < 1.5


@pytest.mark.parametrize("finish", ["stop", "length", "content_filter"])
def test_silence_is_no_answer(model: ChatModel, peer: OpenaiPeer, finish: str) -> None:
    peer.then(wire.streams([], finish=finish))
    with pytest.raises(Permanent):
        pieces(model)


def test_tool_calls_and_odd_chunks_in_a_stream_are_left_out(
    model: ChatModel, peer: OpenaiPeer
) -> None:
    odd = [
        wire.chunk({"tool_calls": [{"index": 0, "function": {"name": "f", "arguments": "x"}}]}),
        wire.chunk({"content": 7}),
        wire.chunk({"content": ["x"]}),
        b'data: {"choices": "x"}\n\n',
        b'data: {"choices": [null]}\n\n',
        b"data: [1]\n\n",
        b'data: "x"\n\n',
    ]
    peer.then(wire.streams(["Oui."], extra=odd))
    assert pieces(model) == ["Oui."]


def test_hanging_up_frees_the_connection(model: ChatModel, peer: OpenaiPeer) -> None:
    peer.then(wire.streams(["a "] * 500, pause=0.01), wire.says("Oui."))
    reply = model.stream(ASK, max_tokens=50)
    next(reply)
    reply.close()  # type: ignore[attr-defined]
    assert model.complete(ASK, max_tokens=5).text == "Oui."
