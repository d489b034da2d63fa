"""Rows 9 and 10: a provider that hangs, drips, breaks off or refuses, for every adapter."""

import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path

import pytest

from infra.openai.ollama import ollama_answers
from infra.resilience import CircuitBreaker, Resilience, RetryPolicy
from shared.domain.errors import ParlonsError, Transient
from tests import sounds
from tests.peers.canned_http import Answer, CannedHttp
from tests.peers.fault_proxy import Fault, FaultProxy
from tests.peers.openai_peer import OpenaiPeer
from tests.recordings import converted
from tests.reliability import google_providers, providers
from tests.reliability.providers import Call, Line, Provider, serve

HTTP = {**providers.HTTP, **google_providers.HTTP}
EVERY = {**providers.EVERY, **google_providers.EVERY}

TRIES = 3
SECONDS = 1.5
"""For all tries; what ends a second later has not ended in time."""


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> None:
    """Imports within a first call would take of its time."""
    for name in ("openai.resources.chat", "openai.resources.audio", "infra.punctual_requests"):
        import_module(name)


@pytest.fixture
def opened() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def slept() -> list[float]:
    return []


@pytest.fixture
def patience(slept: list[float]) -> Resilience:
    """Three tries in a second and a half, whose waits are noted and not waited."""
    policy = RetryPolicy(tries=TRIES, seconds=SECONDS, base=0.01)
    breaker = CircuitBreaker("peer", failures=99)
    return Resilience(policy, breaker, sleep=slept.append)


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return converted(tmp_path_factory.mktemp("clip"), sounds.speech())


@pytest.fixture
def connect(
    opened: ExitStack, patience: Resilience, clip: Path, tmp_path: Path
) -> Callable[..., Call]:
    """Build an adapter that calls a port."""

    def build(provider: Provider, port: int) -> Call:
        return provider.connect(Line(port, patience, clip, tmp_path, opened))

    return build


def broken(provider: Provider, fault: Fault, opened: ExitStack) -> FaultProxy:
    """A line to the provider's peer, with a fault."""
    after = 0 if fault is Fault.NONE else provider.marker
    return opened.enter_context(FaultProxy(serve(provider, opened), fault, after))


@pytest.mark.parametrize("fault", [Fault.NONE, Fault.SLICES])
@pytest.mark.parametrize("name", EVERY)
def test_an_answer_in_slices_of_a_byte_is_the_answer(
    name: str, fault: Fault, opened: ExitStack, connect: Callable[..., Call]
) -> None:
    provider = EVERY[name]
    call = connect(provider, broken(provider, fault, opened).own_port)
    assert call() == provider.gives


@pytest.mark.slow
@pytest.mark.parametrize("fault", [Fault.HANG, Fault.DRIP])
@pytest.mark.parametrize("name", EVERY)
def test_a_peer_that_hangs_or_drips_ends_in_time(
    name: str, fault: Fault, opened: ExitStack, connect: Callable[..., Call]
) -> None:
    provider = EVERY[name]
    proxy = broken(provider, fault, opened)
    call = connect(provider, proxy.own_port)
    begun = time.monotonic()
    with pytest.raises(provider.raises):
        call()
    assert time.monotonic() - begun < SECONDS + 1


@pytest.mark.parametrize("fault", [Fault.CUT, Fault.RESET])
@pytest.mark.parametrize("where", ["at once", "in the answer"])
@pytest.mark.parametrize("name", EVERY)
def test_an_answer_that_breaks_off_is_none(
    name: str, where: str, fault: Fault, opened: ExitStack, connect: Callable[..., Call]
) -> None:
    # GIVEN a line that breaks
    provider = EVERY[name]
    proxy = broken(provider, fault, opened)
    if where == "at once":
        proxy.after = 0
    call = connect(provider, proxy.own_port)
    # WHEN it is used THEN there is no answer, and no part of one
    with pytest.raises(provider.raises):
        call()
    # AND on a line that holds it is whole; gRPC takes a moment to connect anew
    proxy.fault = Fault.NONE
    end = time.monotonic() + 3
    while True:
        try:
            assert call() == provider.gives
            break
        except Transient:
            assert name.startswith("google "), "it must not be left alone"
            assert time.monotonic() < end
            time.sleep(0.05)


def asked(provider: Provider, opened: ExitStack, *first: Answer) -> CannedHttp:
    """The provider's peer, which answers something else first."""
    return opened.enter_context(CannedHttp(provider.answers, deque(first)))


@pytest.mark.parametrize("status", [400, 401, 403, 404])
@pytest.mark.parametrize("name", HTTP)
def test_a_refusal_is_one_call(
    name: str, status: int, opened: ExitStack, connect: Callable[..., Call]
) -> None:
    peer = asked(HTTP[name], opened, *[Answer(status, b"{}")] * 9)
    call = connect(HTTP[name], peer.port)
    if status == 404 and name.startswith(("gcs ", "azure ")) and not name.endswith(("put", "list")):
        assert call() is None  # an object that is not there is an answer
    else:
        with pytest.raises(ParlonsError):
            call()
    assert len(peer.asked) == 1


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503])
@pytest.mark.parametrize("name", HTTP)
def test_what_may_pass_is_tried_again_after_a_wait_of_chance(
    name: str, status: int, opened: ExitStack, connect: Callable[..., Call], slept: list[float]
) -> None:
    provider = HTTP[name]
    failing = Answer(status, b"{}")
    # WHEN it passes THEN nobody notices
    peer = asked(provider, opened, failing, failing)
    assert connect(provider, peer.port)() == provider.gives
    assert len(slept) == 2
    assert slept[0] != slept[1]
    # WHEN it does not THEN it ends at the limit
    peer = asked(provider, opened, *[failing] * 9)
    with pytest.raises(Transient):
        connect(provider, peer.port)()
    assert len(peer.asked) == TRIES


@pytest.mark.parametrize("name", HTTP)
def test_the_wait_that_is_asked_for_is_waited(
    name: str, opened: ExitStack, connect: Callable[..., Call], slept: list[float]
) -> None:
    provider = HTTP[name]
    peer = asked(provider, opened, Answer(429, b"{}", {"Retry-After": "1"}))
    assert connect(provider, peer.port)() == provider.gives
    assert len(slept) == 1
    assert slept[0] >= 1
    # A wait that does not fit goes to the caller, who knows then how long it is.
    peer = asked(provider, opened, *[Answer(503, b"{}", {"Retry-After": "60"})] * 9)
    with pytest.raises(Transient) as caught:
        connect(provider, peer.port)()
    assert caught.value.retry_after == 60
    assert len(peer.asked) == 1


@pytest.mark.parametrize("fault", [Fault.HANG, Fault.DRIP, Fault.CUT, Fault.RESET])
def test_an_ollama_that_does_not_answer_well_is_none(fault: Fault, opened: ExitStack) -> None:
    peer = opened.enter_context(OpenaiPeer())
    proxy = opened.enter_context(FaultProxy(int(peer.url.rpartition(":")[2]), fault, b"ver", 0.1))
    begun = time.monotonic()
    assert not ollama_answers(f"http://127.0.0.1:{proxy.own_port}", seconds=0.3)
    assert time.monotonic() - begun < 1.5
    proxy.fault = Fault.SLICES
    assert ollama_answers(f"http://127.0.0.1:{proxy.own_port}")


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sessions as the library makes them."""
    monkeypatch.setattr("infra.punctual_requests.make_punctual", lambda _session: None)


@pytest.mark.usefixtures("plain")
def test_control_without_our_adapter_headers_that_break_off_are_an_empty_object(
    opened: ExitStack, connect: Callable[..., Call]
) -> None:
    provider = HTTP["gcs get"]
    proxy = broken(provider, Fault.CUT, opened)
    proxy.after = 20
    assert connect(provider, proxy.own_port)() == b""


@pytest.mark.usefixtures("plain")
@pytest.mark.slow
def test_control_without_our_adapter_a_drip_goes_on(
    opened: ExitStack, connect: Callable[..., Call]
) -> None:
    provider = HTTP["gcs get"]
    proxy = broken(provider, Fault.DRIP, opened)
    proxy.pause = 0.01
    begun = time.monotonic()
    assert connect(provider, proxy.own_port)() == provider.gives
    assert time.monotonic() - begun > SECONDS + 1


def test_headers_that_break_off_are_no_object(
    opened: ExitStack, connect: Callable[..., Call]
) -> None:
    for name in ("gcs get", "gcs fetch", "azure get", "azure fetch", "drive content"):
        proxy = broken(HTTP[name], Fault.CUT, opened)
        proxy.after = 20
        with pytest.raises(Transient):
            connect(HTTP[name], proxy.own_port)()
