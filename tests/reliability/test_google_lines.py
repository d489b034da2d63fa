"""Rows 3, 9 and 10: what Google's sign-in and Pub/Sub do besides failing as any other line does."""

import json
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import grpc
import pytest

from infra.google import own_credentials
from infra.resilience import CircuitBreaker, Resilience, RetryPolicy, deadline
from shared.domain.errors import Code, Transient
from shared.domain.events import Event
from shared.domain.recording import State
from shared.ports.publisher import Publisher
from tests.chain.embedded import ROOT
from tests.peers.canned_http import Answer, CannedHttp
from tests.peers.fault_proxy import Fault, FaultProxy
from tests.peers.pubsub_peer import PubsubPeer
from tests.reliability.google_providers import (
    ACCOUNT,
    EVENT,
    KEY,
    PLATFORM,
    authorized,
    key_file,
    platform,
    publisher_over,
)
from tests.reliability.providers import GCS, NAME, SOUND, Line, channel_of, gcs
from tests.reliability.world import Bugs, Message, World

SECONDS = 1.5


@pytest.fixture
def opened() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def line(opened: ExitStack, tmp_path: Path) -> Line:
    """A caller's patience; where it calls is put in."""
    policy = RetryPolicy(tries=3, seconds=SECONDS, base=0.01)
    resilience = Resilience(policy, CircuitBreaker("peer", failures=99))
    return Line(0, resilience, tmp_path / "clip", tmp_path, opened)


def dripping(opened: ExitStack, answers: dict[tuple[str, str], Answer]) -> FaultProxy:
    """Whoever gives tokens, so slowly that one takes over three seconds."""
    peer = opened.enter_context(CannedHttp(answers))
    return opened.enter_context(FaultProxy(peer.port, Fault.DRIP, pause=0.02))


# Renewal.


@pytest.fixture
def unbound(monkeypatch: pytest.MonkeyPatch) -> None:
    """Credentials as the library makes them."""
    monkeypatch.setattr(
        "tests.reliability.google_providers.OwnCredentials", lambda inner, _request: inner
    )


@pytest.mark.slow
@pytest.mark.usefixtures("unbound")
def test_control_without_ours_a_token_drips_on(opened: ExitStack, line: Line) -> None:
    proxy = dripping(opened, KEY)
    storage = opened.enter_context(CannedHttp(GCS))
    credentials: Any = key_file(replace(line, port=proxy.own_port))
    store = gcs(replace(line, port=storage.port), credentials)
    begun = time.monotonic()
    assert store.get(NAME) == SOUND
    assert time.monotonic() - begun > SECONDS + 1


@pytest.mark.slow
@pytest.mark.usefixtures("unbound")
def test_control_without_ours_the_library_asks_again_by_itself(
    opened: ExitStack, line: Line
) -> None:
    peer = opened.enter_context(CannedHttp(KEY, deque([Answer(503, b"{}")] * 9)))
    storage = opened.enter_context(CannedHttp(GCS))
    credentials: Any = key_file(replace(line, port=peer.port))
    store = gcs(replace(line, port=storage.port), credentials)
    begun = time.monotonic()
    with pytest.raises(Transient):
        store.get(NAME)
    assert len(peer.asked) == 3  # in one try, with two and a half seconds of waits at least
    assert time.monotonic() - begun > SECONDS + 1


def test_a_renewal_that_nobody_bounds_ends(
    opened: ExitStack, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN who asks as gRPC does, in a thread without a deadline
    monkeypatch.setattr(own_credentials, "RENEWAL_SECONDS", 0.3)
    proxy = dripping(opened, PLATFORM)
    credentials = platform(replace(line, port=proxy.own_port))
    begun = time.monotonic()
    # WHEN the answer drips THEN it is over in our time
    with pytest.raises(own_credentials.SignInError):
        credentials.refresh(None)
    assert time.monotonic() - begun < 1


def test_a_deadline_under_which_the_channel_was_made_ends_no_later_call(
    opened: ExitStack, line: Line
) -> None:
    # GIVEN a connection made during a call whose time is over
    tokens = opened.enter_context(CannedHttp(PLATFORM))
    folder = Path(opened.enter_context(TemporaryDirectory()))
    peer = opened.enter_context(PubsubPeer(str(folder / "pubsub")))
    with deadline(0):
        channel = authorized(peer.socket, platform(replace(line, port=tokens.port)))
    opened.callback(channel.close)
    # WHEN a later one signs in THEN nothing of that holds
    publisher_over(channel).publish([EVENT])
    assert peer.tokens == ["Bearer t"]


@pytest.mark.parametrize(
    "body", [b"{}", b"[]", b'{"access_token": "t"}', b'{"expires_in": "soon"}', b"<html>"]
)
def test_a_token_of_another_shape_is_none(body: bytes, opened: ExitStack, line: Line) -> None:
    token = next(path for path in PLATFORM if path[1].endswith("/token"))
    for kind in ("application/json", "text/html"):
        answers = {**PLATFORM, token: Answer(200, body, {"Content-Type": kind})}
        tokens, storage = CannedHttp(answers), opened.enter_context(CannedHttp(GCS))
        opened.enter_context(tokens)
        store = gcs(replace(line, port=storage.port), platform(replace(line, port=tokens.port)))
        with pytest.raises(Transient) as caught:
            store.get(NAME)
        assert caught.value.code is Code.STORE_UNAVAILABLE
        assert not storage.asked


WIRED = """
import json, sys, time
from infra import cloud_adapters

from infra.resilience import deadline
from shared.domain.errors import Transient
begun = time.monotonic()
try:
    with deadline(1.5):
        credentials = cloud_adapters._own_credentials()
        credentials.refresh(None)
    found = [credentials.token, credentials.service_account_email, credentials.universe_domain]
except Transient as error:
    found = [error.code]
print(json.dumps([*found, time.monotonic() - begun]))
"""


def wired(port: int) -> list[Any]:
    """What a process of its own finds, whose platform is at that port."""
    host = f"127.0.0.1:{port}"
    shown = subprocess.run(
        [sys.executable, "-W", "error", "-c", WIRED],
        cwd=ROOT,
        env={"GCE_METADATA_HOST": host, "GCE_METADATA_IP": host, "HOME": "/nonexistent"},
        capture_output=True,
        text=True,
        check=True,
    )
    found: list[Any] = json.loads(shown.stdout)
    return found


def test_a_process_signs_in_at_the_platform_that_it_runs_on(opened: ExitStack) -> None:
    flavour = {"Metadata-Flavor": "Google", "Content-Type": "text/plain"}
    answers = {
        **PLATFORM,
        ("GET", ""): Answer(200, b"", flavour),
        ("GET", "/"): Answer(200, b"", flavour),
        ("GET", "/computeMetadata/v1/project/project-id"): Answer(200, b"school", flavour),
    }
    peer = opened.enter_context(CannedHttp(answers))
    proxy = opened.enter_context(FaultProxy(peer.port))
    assert wired(proxy.own_port)[:-1] == ["t", ACCOUNT, "googleapis.com"]
    # AND one that hangs or drips is left in time
    for proxy.fault in (Fault.HANG, Fault.DRIP):
        code, seconds = wired(proxy.own_port)
        assert (code, seconds < SECONDS + 1) == (Code.STORE_UNAVAILABLE, True)


# Publishing.

STATUSES = (
    grpc.StatusCode.UNAVAILABLE,
    grpc.StatusCode.RESOURCE_EXHAUSTED,
    grpc.StatusCode.DEADLINE_EXCEEDED,
    grpc.StatusCode.INTERNAL,
    grpc.StatusCode.ABORTED,
    grpc.StatusCode.NOT_FOUND,
    grpc.StatusCode.PERMISSION_DENIED,
    grpc.StatusCode.UNAUTHENTICATED,
    grpc.StatusCode.INVALID_ARGUMENT,
)


@pytest.mark.parametrize("status", STATUSES, ids=lambda status: status.name)
def test_what_is_not_taken_is_asked_once_and_left_to_the_outbox(
    status: grpc.StatusCode, opened: ExitStack, line: Line
) -> None:
    peer = opened.enter_context(PubsubPeer(faults=deque([status])))
    channel = channel_of(replace(line, port=peer.port))
    opened.callback(channel.close)
    publisher = publisher_over(channel)
    with pytest.raises(Transient) as caught:
        publisher.publish([EVENT, EVENT])
    assert (caught.value.code, peer.asked, peer.messages) == (Code.PUBLISH_FAILED, 1, [])
    publisher.publish([EVENT])
    assert [topic for topic, _ in peer.messages] == ["projects/school/topics/audio.converted"]


def test_once_the_time_is_over_nobody_is_waited_for(opened: ExitStack, line: Line) -> None:
    peer = opened.enter_context(PubsubPeer())
    proxy = opened.enter_context(FaultProxy(peer.port))
    channel = channel_of(replace(line, port=proxy.own_port))
    opened.callback(channel.close)
    publisher = publisher_over(channel)
    publisher.publish([EVENT])
    proxy.fault = Fault.HANG
    for seconds in (0.3, 0):
        begun = time.monotonic()
        with deadline(seconds), pytest.raises(Transient):
            publisher.publish([EVENT] * 5)
        assert seconds <= time.monotonic() - begun < seconds + 0.5


class ThroughPubsub(Publisher):
    """Hands events to Pub/Sub, and those it takes to the world's deliveries."""

    def __init__(self, publisher: Publisher, world: World) -> None:
        self._publisher, self._world = publisher, world

    def publish(self, events: Sequence[Event]) -> None:
        with deadline(0.5):
            self._publisher.publish(events)
        self._world.broker.pending += [Message(event) for event in events]


def stalled(world: World, fault: Fault | grpc.StatusCode, line: Line) -> None:
    """Convert a recording while Pub/Sub fails so, let that pass, and drain."""
    peer = line.opened.enter_context(PubsubPeer())
    proxy = line.opened.enter_context(FaultProxy(peer.port))
    channel = channel_of(replace(line, port=proxy.own_port))
    line.opened.callback(channel.close)
    world.chain = replace(world.chain, publisher=ThroughPubsub(publisher_over(channel), world))
    world.upload(world.accept(), announced=True)
    if isinstance(fault, Fault):
        proxy.fault = fault
    else:
        peer.faults.append(fault)
    world.deliver(world.broker.pending[0])
    assert (world.stored("rec1").state, peer.messages) == (State.CONVERTED, [])
    assert not world.broker.pending
    proxy.fault = Fault.NONE
    grpc.channel_ready_future(channel).result(timeout=3)  # it connects anew
    world.heal_and_drain()


FAULTS = (
    *(Fault.HANG, Fault.CUT, Fault.RESET),
    *(grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.RESOURCE_EXHAUSTED),
    grpc.StatusCode.PERMISSION_DENIED,
)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_what_could_not_be_published_is_relayed_and_counts_once(
    fault: Fault | grpc.StatusCode, line: Line, tmp_path: Path
) -> None:
    (tmp_path / "world").mkdir()
    world = World(tmp_path / "world", Bugs())
    stalled(world, fault, line)
    assert (world.stored("rec1").state, world.counted()) == (State.ANSWERED, 1)
    assert not world.stored("rec1").unpublished
    world.close()


def test_planted_without_an_outbox_it_is_lost(line: Line, tmp_path: Path) -> None:
    (tmp_path / "world").mkdir()
    world = World(tmp_path / "world", Bugs(no_outbox=True))
    stalled(world, grpc.StatusCode.UNAVAILABLE, line)
    assert world.stored("rec1").state is not State.ANSWERED
    world.close()
