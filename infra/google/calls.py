"""A call to one of Google's speech engines: client built at first use, retry, time limit."""

from collections.abc import Callable
from threading import Lock
from typing import Generic, Protocol, TypeVar

from infra.google.failures import quiet_clients, translated
from infra.resilience import CircuitBreaker, Resilience, RetryPolicy, remaining

T = TypeVar("T")

# One try of a minute of audio takes seconds; the library's own limit would be ten minutes.
_CALL_SECONDS = 60.0
_PATIENCE = RetryPolicy(tries=3, seconds=90.0)

MAX_ANSWER_BYTES = 16 * 1024 * 1024
CHANNEL_OPTIONS = (
    # The library's own choice is no limit at all.
    ("grpc.max_receive_message_length", MAX_ANSWER_BYTES),
    # A request is bounded by whoever makes it.
    ("grpc.max_send_message_length", -1),
)
"""For every connection: how large an answer may be."""


class _Transport(Protocol):
    def close(self) -> None:
        """Close the connections."""


class Client(Protocol):
    """What all clients of Google's libraries have."""

    @property
    def transport(self) -> _Transport:
        """Its connections."""


C = TypeVar("C", bound=Client)


class Engine(Generic[C]):
    """One engine at Google. Thread-safe.

    Args:
        provider: for messages and logs.
        connect: builds the client; imports its library.
        resilience: the engine's.
    """

    def __init__(
        self, provider: str, connect: Callable[[], C], resilience: Resilience | None = None
    ) -> None:
        self.provider = provider
        self.resilience = resilience or Resilience(_PATIENCE, CircuitBreaker(provider))
        self._connect = connect
        self._lock = Lock()
        self._client: C | None = None

    def call(self, work: Callable[[C, float], T]) -> T:
        """Do what calls the client, in our errors.

        Args:
            work: takes the client and the seconds that one call may take; it is to switch the
                library's own retries off (`retry=None`).

        Raises:
            Transient: `provider_unavailable`.
            Permanent: `provider_refused`.
        """

        def attempt() -> T:
            with translated(self.provider):
                # A time limit of nothing is answered DEADLINE_EXCEEDED by the library itself.
                return work(self.client(), max(0.0, min(_CALL_SECONDS, remaining())))

        return self.resilience.call(attempt)

    def client(self) -> C:
        """The client, built at the first call."""
        with self._lock:
            if self._client is None:
                quiet_clients()
                self._client = self._connect()
            return self._client

    def close(self) -> None:
        """Close its connections."""
        with self._lock:
            if self._client is not None:
                self._client.transport.close()
                self._client = None
