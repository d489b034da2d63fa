"""A provider on loopback, and the real client that calls it."""

from collections.abc import Callable, Iterator

import pytest

from infra.openai.client import ChatModel
from infra.openai.remote_model import Endpoint
from infra.resilience import CircuitBreaker, Resilience, RetryPolicy
from tests.peers.openai_peer import OpenaiPeer

KEY = "sk-canary-0123456789"
MakeModel = Callable[..., ChatModel]


@pytest.fixture
def peer() -> Iterator[OpenaiPeer]:
    with OpenaiPeer() as opened:
        yield opened


@pytest.fixture
def make_model(peer: OpenaiPeer) -> Iterator[MakeModel]:
    """Make a model at the peer; it waits a hundredth of what it would outside."""
    made: list[ChatModel] = []

    def make(
        *,
        provider: str = "openai",
        name: str = "gpt-5.4-mini",
        tries: int = 3,
        seconds: float = 5.0,
        read_seconds: float = 3.0,
        failures: int = 99,
        **options: int,
    ) -> ChatModel:
        policy = RetryPolicy(tries=tries, seconds=seconds, base=0.005)
        endpoint = Endpoint(
            provider, peer.base_url, name, KEY, patience=policy, read_seconds=read_seconds
        )
        breaker = CircuitBreaker(provider, failures=failures)
        model = ChatModel(endpoint, resilience=Resilience(policy, breaker), **options)
        made.append(model)
        return model

    yield make
    for model in made:
        model.close()


@pytest.fixture
def model(make_model: MakeModel) -> ChatModel:
    return make_model()
