"""Chat completions of OpenAI, and of Ollama, which speaks the same protocol at another address.

The SDK takes most of a second to import and 48 MB, so it is imported at the first call (or `warm`).
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from logging import WARNING, getLogger
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar, cast

from infra.openai.failures import SetUpRefused, translated
from infra.resilience import CircuitBreaker, Resilience, RetryPolicy
from shared.domain.errors import Code, Permanent, Transient

if TYPE_CHECKING:
    import httpx2
    from openai import OpenAI, Stream
    from openai.types.chat import ChatCompletionChunk, ChatCompletionMessageParam

T = TypeVar("T")
_log = getLogger(__name__)

MAX_BYTES = 512_000
"""Largest answer. 1 000 tokens of a stream come to about 250 kB of chunks, of JSON to 5 kB."""

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


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a talk. `system` holds our own words only; a learner's go under `user`."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class Completion:
    """An answer.

    Attributes:
        text: as the model wrote it: to be distrusted.
        finish: `stop`; anything else is no whole answer (`length`, `content_filter`, `refusal`,
            `tool_calls`, `malformed`).
    """

    text: str
    finish: str


class ChatModel:
    """One model, called with timeouts, bounds, retry and circuit breaker. Thread-safe.

    Args:
        endpoint: which one.
        resilience: of the provider; all who call it share one.
        max_bytes: largest answer.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        *,
        resilience: Resilience | None = None,
        max_bytes: int = MAX_BYTES,
    ) -> None:
        self._endpoint = endpoint
        self._resilience = resilience or Resilience(
            endpoint.patience, CircuitBreaker(endpoint.provider)
        )
        self._max_bytes = max_bytes
        self._lock = Lock()

    @property
    def name(self) -> str:
        """Provider and model, such as `ollama:llama3.2`."""
        return f"{self._endpoint.provider}:{self._endpoint.model}"

    def warm(self) -> None:
        """Import the SDK and build its client; calls nobody."""
        _ = self._sdk.chat.completions

    def close(self) -> None:
        """Close its connections."""
        if "_built" in self.__dict__:
            self._built.close()

    def complete(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int,
        schema: Mapping[str, object] | None = None,
        schema_name: str = "answer",
        seconds: float | None = None,
    ) -> Completion:
        """Ask for one whole answer.

        Args:
            messages: in order.
            max_tokens: longest answer.
            schema: strict JSON schema (https://platform.openai.com/docs/guides/structured-outputs)
                that the answer is to follow; to be checked all the same.
            seconds: for all tries together; default by provider.

        Raises:
            Transient: `provider_unavailable`.
            Permanent: `provider_refused`.
        """
        options = self._options(max_tokens)
        if schema is not None:
            options["response_format"] = {
                "type": "json_schema",
                "json_schema": {"name": schema_name, "strict": True, "schema": dict(schema)},
            }

        def work() -> Completion:
            return _read(
                self._sdk.chat.completions.create(
                    model=self._endpoint.model, messages=_wire(messages), stream=False, **options
                )
            )

        return self._call(work, seconds)

    def stream(
        self, messages: Sequence[Message], *, max_tokens: int, seconds: float | None = None
    ) -> Iterator[str]:
        """Ask for an answer and yield it in pieces as it comes.

        Close the iterator to hang up. Tries again only before the first piece.

        Args:
            seconds: for the whole answer, all tries included.

        Raises:
            Transient: `provider_unavailable`, also in the middle of an answer.
            Permanent: `provider_refused`, also in the middle of an answer: it is too large.
        """
        options = self._options(max_tokens)

        def work() -> tuple[str, Iterator[str]]:
            pieces = self._pieces(
                self._sdk.chat.completions.create(
                    model=self._endpoint.model, messages=_wire(messages), stream=True, **options
                )
            )
            first = next(pieces, None)
            if first is None:
                detail = f"{self._endpoint.provider}: said nothing"
                raise Permanent(Code.PROVIDER_REFUSED, detail)
            return first, pieces

        first, rest = self._call(work, seconds)
        try:
            yield first
            yield from rest
        except Transient:
            self._resilience.breaker.failed()
            raise
        finally:
            cast("Any", rest).close()

    def _call(self, work: Callable[[], T], seconds: float | None) -> T:
        def attempt() -> T:
            with translated(self._endpoint.provider):
                return work()

        try:
            return self._resilience.call(attempt, seconds=seconds)
        except SetUpRefused as error:
            _log.warning("provider_refused", extra={"provider": self.name, "cause": error.detail})
            self._resilience.breaker.trip()
            raise

    def _pieces(self, stream: "Stream[ChatCompletionChunk]") -> Iterator[str]:
        """Text of a stream; ends where the model stopped or was stopped.

        Raises:
            Transient: the stream ended without saying so.
        """
        finish: object = None
        try:
            with translated(self._endpoint.provider):
                # The SDK checks no types: a chunk holds whatever was sent.
                for chunk in cast("Iterator[Any]", stream):
                    choices = getattr(chunk, "choices", None)
                    if not isinstance(choices, list) or not choices:
                        continue
                    text = getattr(getattr(choices[0], "delta", None), "content", None)
                    finish = getattr(choices[0], "finish_reason", None) or finish
                    if isinstance(text, str) and text:
                        yield text
        finally:
            stream.close()
        if finish is None:
            detail = f"{self._endpoint.provider}: the stream broke off"
            raise Transient(Code.PROVIDER_UNAVAILABLE, detail)

    def _options(self, max_tokens: int) -> dict[str, Any]:
        """What differs between providers and generations of models."""
        model = self._endpoint.model
        if self._endpoint.provider == "ollama":
            # Ollama ignores max_completion_tokens (https://github.com/ollama/ollama/issues/7125).
            return {"max_tokens": max_tokens, "temperature": 0.2}
        if model.startswith(("gpt-3.5", "gpt-4")):
            return {"max_completion_tokens": max_tokens, "temperature": 0.2}
        if re.match(r"gpt-5\.\d+(-mini|-nano)?(-\d{4}-\d\d-\d\d)?$", model):
            # They can do without thinking aloud, which would cost seconds and eat the tokens.
            return {"max_completion_tokens": max_tokens, "reasoning_effort": "none"}
        # Reasoning models refuse a temperature, and count their thoughts as output.
        return {"max_completion_tokens": max_tokens + 2_000}

    @property
    def _sdk(self) -> "OpenAI":
        with self._lock:
            return self._built

    @cached_property
    def _built(self) -> "OpenAI":
        return build_client(self._endpoint, max_bytes=self._max_bytes)


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


def _wire(messages: Sequence[Message]) -> "list[ChatCompletionMessageParam]":
    return cast(
        "list[ChatCompletionMessageParam]",
        # Half a character, as a broken client may send it, has no UTF-8.
        [
            {"role": m.role, "content": m.content.encode("utf-8", "replace").decode()}
            for m in messages
        ],
    )


def _read(answer: object) -> Completion:
    """Read a completion without trust in its shape: the SDK builds models of whatever was sent."""
    choices = getattr(answer, "choices", None)
    if not isinstance(choices, list) or not choices:
        return Completion("", "malformed")
    message = getattr(choices[0], "message", None)
    if getattr(message, "refusal", None):
        return Completion("", "refusal")
    if getattr(message, "tool_calls", None) or getattr(message, "function_call", None):
        return Completion("", "tool_calls")
    text = getattr(message, "content", None)
    finish = getattr(choices[0], "finish_reason", None)
    if not isinstance(text, str) or getattr(message, "role", None) != "assistant":
        return Completion("", "malformed")
    return Completion(text, finish if isinstance(finish, str) else "malformed")
