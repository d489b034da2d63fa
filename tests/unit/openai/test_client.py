"""The real SDK against a provider that speaks the wire format: bounds, errors, secrets."""

import json
import logging
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from infra.openai.client import ChatModel, Message
from infra.openai.ollama import ollama_answers
from infra.openai.remote_model import ollama_endpoint, openai_endpoint
from infra.resilience import CircuitOpen, SetUpRefused, deadline
from shared.domain.errors import Code, ParlonsError, Permanent, Transient
from tests.peers import openai_peer as wire
from tests.peers.openai_peer import OpenaiPeer
from tests.unit.openai.conftest import KEY, MakeModel

SAID = "canari-parole"
ASK = (Message("system", "canari-consigne"), Message("user", SAID))


def ask(model: ChatModel, **options: object) -> str:
    return model.complete(ASK, max_tokens=50, **options).text  # type: ignore[arg-type]


def test_a_request_has_the_documented_shape(model: ChatModel, peer: OpenaiPeer) -> None:
    peer.then(wire.says("Bonjour é."))
    schema = {"type": "object", "properties": {}}
    answer = model.complete(ASK, max_tokens=50, schema=schema, schema_name="s_v1")
    (seen,) = peer.requests
    assert (answer.text, answer.finish) == ("Bonjour é.", "stop")
    assert seen.path == "/v1/chat/completions"
    assert seen.body == {
        "model": "gpt-5.4-mini",
        "stream": False,
        "messages": [
            {"role": "system", "content": "canari-consigne"},
            {"role": "user", "content": SAID},
        ],
        "max_completion_tokens": 50,
        "reasoning_effort": "none",
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "s_v1", "strict": True, "schema": schema},
        },
    }


@pytest.mark.parametrize(
    ("provider", "name", "options"),
    [
        ("ollama", "llama3.2", {"max_tokens": 50, "temperature": 0.2}),
        ("openai", "gpt-4.1-mini", {"max_completion_tokens": 50, "temperature": 0.2}),
        ("openai", "gpt-6-luna", {"max_completion_tokens": 2050}),
        ("openai", "gpt-5-mini", {"max_completion_tokens": 2050}),
    ],
)
def test_each_kind_of_model_gets_the_options_it_takes(
    make_model: MakeModel, peer: OpenaiPeer, provider: str, name: str, options: dict[str, object]
) -> None:
    peer.then(wire.says("Oui."))
    ask(make_model(provider=provider, name=name))
    body = peer.requests[0].body
    assert {k: v for k, v in body.items() if k not in {"model", "messages", "stream"}} == options


def test_only_what_is_needed_leaves_the_machine(
    make_model: MakeModel, peer: OpenaiPeer, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN an environment meant for another provider
    monkeypatch.setenv("OPENAI_ORG_ID", "org-canary")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "proj-canary")
    monkeypatch.setenv("OPENAI_ADMIN_KEY", "sk-admin-canary")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "X-Secret: canary\nAuthorization: Bearer canary")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    peer.then(wire.says("Oui."))
    # WHEN a model is asked
    ask(make_model(provider="ollama"))
    # THEN none of it travels
    (seen,) = peer.requests
    assert "canary" not in json.dumps({**seen.headers, "authorization": ""})
    assert seen.headers["authorization"] == f"Bearer {KEY}"
    assert not [name for name in seen.headers if name.startswith("x-")]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 422, 301, 307])
def test_a_refusal_is_one_call(model: ChatModel, peer: OpenaiPeer, status: int) -> None:
    peer.then(wire.fails(status, f"{SAID} {KEY}", Location=f"{peer.url}/elsewhere"))
    with pytest.raises(Permanent) as caught:
        ask(model)
    assert caught.value.code is Code.PROVIDER_REFUSED
    assert str(caught.value) == f"provider_refused: openai: answered {status}"
    assert len(peer.requests) == 1


@pytest.mark.parametrize("status", [408, 409, 429, 500, 502, 503, 529])
def test_a_passing_failure_is_tried_again(model: ChatModel, peer: OpenaiPeer, status: int) -> None:
    peer.then(wire.fails(status), wire.fails(status), wire.says("Oui."))
    assert ask(model) == "Oui."
    assert len(peer.requests) == 3


def test_a_failure_without_end_stops_at_the_limit(model: ChatModel, peer: OpenaiPeer) -> None:
    peer.then(*(wire.fails(503) for _ in range(9)))
    with pytest.raises(Transient):
        ask(model)
    assert len(peer.requests) == 3


def test_retry_after_is_waited_for(model: ChatModel, peer: OpenaiPeer) -> None:
    peer.then(wire.fails(429, Retry_After="0.3"), wire.says("Oui."))
    begun = time.monotonic()
    ask(model)
    assert 0.3 <= time.monotonic() - begun < 2.0


def test_retry_after_beyond_the_deadline_goes_to_the_caller(
    model: ChatModel, peer: OpenaiPeer
) -> None:
    peer.then(wire.fails(429, Retry_After="60"))
    with pytest.raises(Transient) as caught:
        ask(model)
    assert caught.value.retry_after == 60.0
    assert len(peer.requests) == 1


def test_used_up_credit_is_not_tried_again(model: ChatModel, peer: OpenaiPeer) -> None:
    peer.then(wire.fails(429, code="insufficient_quota"))
    with pytest.raises(SetUpRefused):
        ask(model)
    assert len(peer.requests) == 1


def test_a_refused_key_is_not_tried_with_every_sentence(model: ChatModel, peer: OpenaiPeer) -> None:
    peer.then(wire.fails(401))
    with pytest.raises(SetUpRefused):
        ask(model)
    with pytest.raises(CircuitOpen):
        ask(model)
    assert len(peer.requests) == 1


def test_a_provider_that_is_down_is_left_alone(make_model: MakeModel, peer: OpenaiPeer) -> None:
    model = make_model(failures=2)
    for _ in range(3):
        with pytest.raises(Transient):
            ask(model)
    assert len(peer.requests) == 2


@pytest.mark.parametrize("head", [True, False])
def test_one_byte_at_a_time_ends_in_time(
    make_model: MakeModel, peer: OpenaiPeer, *, head: bool
) -> None:
    # 400 bytes, 20 ms apart, never let a read time out, and take eight seconds.
    peer.then(wire.drips("Oui.", head=head))
    model = make_model(seconds=0.5)
    begun = time.monotonic()
    with pytest.raises(Transient):
        ask(model)
    assert time.monotonic() - begun < 1.5


def test_without_a_deadline_in_the_transport_a_drip_goes_on(
    make_model: MakeModel, peer: OpenaiPeer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: what the defence is for."""
    monkeypatch.setattr("infra.bounded_http._left", lambda timeout, _error: timeout)
    peer.then(wire.drips("Oui.", pause=0.004))
    begun = time.monotonic()
    assert ask(make_model(seconds=0.5)) == "Oui."
    assert time.monotonic() - begun > 1.0


def test_a_provider_that_hangs_ends_in_time(make_model: MakeModel, peer: OpenaiPeer) -> None:
    peer.then(wire.hangs())
    model = make_model(read_seconds=0.2, tries=1)
    begun = time.monotonic()
    with pytest.raises(Transient):
        ask(model)
    assert time.monotonic() - begun < 1.5


def test_the_callers_deadline_ends_a_call(model: ChatModel, peer: OpenaiPeer) -> None:
    peer.then(wire.hangs())
    begun = time.monotonic()
    with deadline(0.3), pytest.raises(Transient):
        ask(model)
    assert time.monotonic() - begun < 1.5


@pytest.mark.parametrize("keep", [0, 1, 100, 300])
def test_a_cut_body_is_no_answer(model: ChatModel, peer: OpenaiPeer, keep: int) -> None:
    peer.then(wire.cuts("Oui.", keep), wire.says("Encore."))
    assert ask(model) == "Encore."


def test_json_that_breaks_off_is_no_answer(model: ChatModel, peer: OpenaiPeer) -> None:
    whole = json.dumps(wire.completion(SAID)).encode()
    peer.then(wire.answers(whole[:-40]), wire.says("Encore."))
    assert ask(model) == "Encore."


def test_a_megabyte_is_refused_at_once(model: ChatModel, peer: OpenaiPeer) -> None:
    peer.then(wire.says("a" * 1_000_000))
    with pytest.raises(Permanent, match="too large"):
        ask(model)
    assert len(peer.requests) == 1


def test_a_megabyte_without_a_length_is_refused(model: ChatModel, peer: OpenaiPeer) -> None:
    peer.then(wire.streams(["a" * 100_000] * 10))
    with pytest.raises(Permanent, match="too large"):
        "".join(model.stream(ASK, max_tokens=50))


def test_a_packed_body_is_refused(model: ChatModel, peer: OpenaiPeer) -> None:
    peer.then(wire.answers(b"\x1f\x8b", Content_Encoding="gzip"))
    with pytest.raises(Permanent):
        ask(model)


@pytest.mark.parametrize(
    "body",
    [
        *(None, [], {}, 7, "text", {"choices": None}, {"choices": []}, {"choices": [None]}),
        {"choices": [{"message": None}]},
        {"choices": [{"message": {"role": "assistant", "content": [1]}, "finish_reason": "stop"}]},
        {"choices": [{"message": {"role": "system", "content": "x"}, "finish_reason": "stop"}]},
        {"choices": [{"message": {"role": "assistant", "content": "x"}, "finish_reason": 7}]},
        {"choices": {"0": 1}},
        b"<html>502</html>",
        b'{"a":' * 60_000,
        b"\xff\xfe",
    ],
)
def test_any_other_shape_is_no_answer(model: ChatModel, peer: OpenaiPeer, body: object) -> None:
    peer.then(*[wire.answers(body)] * 3)
    with suppress(Permanent, Transient):
        assert model.complete(ASK, max_tokens=5).finish == "malformed"


@pytest.mark.parametrize(
    ("script", "finish"),
    [
        (wire.says(None, refusal="Je ne peux pas."), "refusal"),
        (wire.says("cut o", "length"), "length"),
        (wire.says("", "content_filter"), "content_filter"),
        (wire.says(None, "tool_calls", tool_calls=[{"id": "1", "type": "function"}]), "tool_calls"),
        (wire.says("x", "stop", function_call={"name": "f", "arguments": "{}"}), "tool_calls"),
    ],
)
def test_how_an_answer_ended_is_told(
    model: ChatModel, peer: OpenaiPeer, script: wire.Script, finish: str
) -> None:
    peer.then(script)
    assert model.complete(ASK, max_tokens=5).finish == finish


def test_half_a_character_is_sent_as_a_question_mark(model: ChatModel, peer: OpenaiPeer) -> None:
    peer.then(wire.says("Oui."))
    model.complete([Message("user", "a\ud800b")], max_tokens=5)
    assert peer.requests[0].body["messages"][0]["content"] == "a?b"


def test_no_failure_tells_what_was_said_or_the_key(
    make_model: MakeModel, peer: OpenaiPeer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    # GIVEN a provider that quotes everything back, in every way to fail
    echo = f"{SAID} canari-consigne {KEY}"
    scripts = [
        wire.fails(401, echo, code=echo),
        wire.fails(429, echo),
        wire.fails(500, echo),
        wire.answers(echo.encode()),
        wire.answers(echo.encode(), 500),
        wire.cuts(echo, 200),
        wire.says(echo, refusal=echo),
        wire.streams([echo], after=wire.resets()),
    ]
    told = [repr(make_model()), repr(openai_endpoint("m", api_key=KEY, base_url="https://x/v1"))]
    # WHEN each happens
    for script in scripts:
        for stream in (True, False):
            model = make_model(tries=1)
            peer.then(script)
            try:
                _ = list(model.stream(ASK, max_tokens=50)) if stream else [ask(model)]
            except ParlonsError as error:
                told += [str(error), repr(error), str(error.__cause__)]
    # THEN neither errors nor logs at their most talkative repeat it
    formatter = logging.Formatter("%(message)s %(args)s")
    told += [formatter.format(record) for record in caplog.records]
    told += [str(vars(record)) for record in caplog.records if "openai" in record.name]
    for canary in (SAID, "canari-consigne", KEY):
        assert canary not in "\n".join(told)


def test_ollama_is_found_by_its_version(peer: OpenaiPeer) -> None:
    assert ollama_answers(peer.url)
    assert ollama_answers(f"{peer.url}/")
    peer.version = None
    assert not ollama_answers(peer.url)


def test_a_closed_port_is_no_ollama() -> None:
    begun = time.monotonic()
    assert not ollama_answers("http://127.0.0.1:9")
    assert time.monotonic() - begun < 0.4


def test_ollama_speaks_at_its_own_address(peer: OpenaiPeer) -> None:
    peer.then(wire.says("Oui."))
    model = ChatModel(ollama_endpoint("llama3.2", url=f"{peer.url}/"))
    assert ask(model) == "Oui."
    assert model.name == "ollama:llama3.2"
    assert peer.requests[0].headers["authorization"] == "Bearer ollama"
    model.close()


def test_building_a_model_imports_no_sdk() -> None:
    root = Path(__file__).resolve().parents[3]
    code = (
        "import sys, infra.bootstrap\n"
        "from infra.settings import Settings\n"
        "ports = infra.bootstrap.Ports(Settings(openai_api_key='sk-x'))\n"
        "assert ports.tutor.name == 'openai:gpt-5.4-mini', ports.tutor.name\n"
        "assert ports._language_detector == ['openai:gpt-5.4-mini']\n"
        "print('openai' in sys.modules, 'httpx2' in sys.modules)\n"
        "ports.openai.warm()\n"
        "print('openai' in sys.modules)\n"
    )
    shown = subprocess.run(
        [sys.executable, "-c", code], cwd=root, env={}, capture_output=True, text=True, check=False
    )
    assert shown.stdout.split() == ["False", "False", "True"], shown.stderr
