"""A model at OpenAI, or at another address that speaks its protocol, as Ollama does.

The SDK takes most of a second to import and 48 MB, so it is imported at the first call (or `warm`).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from logging import WARNING, getLogger
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from infra.built_once import built_once
from infra.openai.failures import translated
from infra.resilience import CircuitBreaker, Resilience, RetryPolicy

if TYPE_CHECKING:
    import httpx2
    from openai import OpenAI

T = TypeVar("T")

CONNECT_SECONDS = 5.0

# A local model is loaded into memory at the first call, which takes up to a minute from a disk.
_OPENAI_PATIENCE = RetryPolicy(tries=3, seconds=30.0)
_OLLAMA_PATIENCE = RetryPolicy(tries=2, seconds=75.0)

_HEADERS = frozenset(
    {
        *("host", "authorization", "accept", "accept-encoding", "content-type"),
        *("content-length", "connection", "user-agent", "idempotency-key"),
    }
)
"""What leaves. The SDK adds the machine's make, and from OPENAI_ORG_ID, OPENAI_PROJECT_ID and
OPENAI_CUSTOM_HEADERS what was meant for another provider than the one called."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model is reached.

    Attributes:
        provider: `openai` or `ollama`.
        base_url: with its `/v1`.
        api_key: never shown.
        patience: how long and how often a call is tried.
        read_seconds: longest silence within an answer.
    """

    provider: str
    base_url: str
    model: str
    api_key: str = field(repr=False)
    patience: RetryPolicy = _OPENAI_PATIENCE
    read_seconds: float = 20.0


def openai_endpoint(model: str, *, api_key: str, base_url: str) -> Endpoint:
    """OpenAI itself, or another address that speaks its protocol and takes a key."""
    return Endpoint("openai", base_url, model, api_key)


def ollama_endpoint(model: str, *, url: str) -> Endpoint:
    """A local Ollama; it takes any key and looks at none."""
    base_url = f"{url.rstrip('/')}/v1"
    return Endpoint("ollama", base_url, model, "ollama", _OLLAMA_PATIENCE, read_seconds=60.0)


class RemoteModel:
    """One model, called with timeouts, bounds, retry and circuit breaker. Thread-safe.

    Args:
        endpoint: which one.
        max_bytes: largest answer.
        resilience: of the provider; all who call it share one.
    """

    def __init__(
        self, endpoint: Endpoint, *, max_bytes: int, resilience: Resilience | None = None
    ) -> None:
        self.endpoint = endpoint
        self.resilience = resilience or Resilience(
            endpoint.patience, CircuitBreaker(endpoint.provider)
        )
        self._max_bytes = max_bytes
        self._lock = Lock()

    @property
    def name(self) -> str:
        """Provider and model, such as `ollama:llama3.2`."""
        return f"{self.endpoint.provider}:{self.endpoint.model}"

    @property
    def sdk(self) -> "OpenAI":
        """The SDK's client, built at first use."""
        with self._lock:
            return self._built

    def call(self, work: Callable[[], T], seconds: float | None = None) -> T:
        """Do what calls the SDK, in our errors.

        Args:
            seconds: for all tries together; default by provider.

        Raises:
            Transient: `provider_unavailable`.
            Permanent: `provider_refused`.
        """

        def attempt() -> T:
            with translated(self.endpoint.provider):
                return work()

        return self.resilience.call(attempt, seconds=seconds)

    def close(self) -> None:
        """Close its connections."""
        if "_built" in self.__dict__:
            self._built.close()

    @built_once
    def _built(self) -> "OpenAI":
        return build_client(self.endpoint, max_bytes=self._max_bytes)


def build_client(endpoint: Endpoint, *, max_bytes: int) -> "OpenAI":
    """Build the SDK's client: its own retries, redirects, proxies and logs off."""
    from openai import OpenAI

    from infra.bounded_http import bounded_client

    # Below that, the SDK and its transport tell of every request.
    for name in ("openai", "httpx2", "httpcore2"):
        getLogger(name).setLevel(WARNING)

    def only_ours(request: "httpx2.Request") -> None:
        for name in set(request.headers) - _HEADERS:
            del request.headers[name]
        request.headers["Authorization"] = f"Bearer {endpoint.api_key}"
        request.headers["Accept-Encoding"] = "identity"
        request.headers["User-Agent"] = "parlons"

    http = bounded_client(
        max_bytes=max_bytes,
        connect_seconds=CONNECT_SECONDS,
        read_seconds=endpoint.read_seconds,
    )
    http.event_hooks = {"request": [only_ours]}
    return OpenAI(
        api_key=endpoint.api_key,
        base_url=endpoint.base_url,
        max_retries=0,
        timeout=http.timeout,
        http_client=http,
    )
