"""Chat completions of OpenAI, and of Ollama, which speaks the same protocol at another address."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from infra.openai.failures import translated
from infra.openai.remote_model import Endpoint, RemoteModel
from infra.resilience import Resilience
from shared.domain.errors import Code, Permanent, Transient

if TYPE_CHECKING:
    from openai import Stream
    from openai.types.chat import ChatCompletionChunk, ChatCompletionMessageParam

MAX_BYTES = 512_000
"""Largest answer. 1 000 tokens of a stream come to about 250 kB of chunks, of JSON to 5 kB."""


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


class ChatModel(RemoteModel):
    """A model that answers in text.

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
        super().__init__(endpoint, max_bytes=max_bytes, resilience=resilience)

    def warm(self) -> None:
        """Import the SDK and build its client; calls nobody."""
        _ = self.sdk.chat.completions

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
                self.sdk.chat.completions.create(
                    model=self.endpoint.model, messages=_wire(messages), stream=False, **options
                )
            )

        return self.call(work, seconds)

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
                self.sdk.chat.completions.create(
                    model=self.endpoint.model, messages=_wire(messages), stream=True, **options
                )
            )
            first = next(pieces, None)
            if first is None:
                detail = f"{self.endpoint.provider}: said nothing"
                raise Permanent(Code.PROVIDER_REFUSED, detail)
            return first, pieces

        first, rest = self.call(work, seconds)
        try:
            yield first
            yield from rest
        except Transient:
            self.resilience.breaker.failed()
            raise
        finally:
            cast("Any", rest).close()

    def _pieces(self, stream: "Stream[ChatCompletionChunk]") -> Iterator[str]:
        """Text of a stream; ends where the model stopped or was stopped.

        Raises:
            Transient: the stream ended without saying so.
        """
        finish: object = None
        try:
            with translated(self.endpoint.provider):
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
            detail = f"{self.endpoint.provider}: the stream broke off"
            raise Transient(Code.PROVIDER_UNAVAILABLE, detail)

    def _options(self, max_tokens: int) -> dict[str, Any]:
        """What differs between providers and generations of models."""
        model = self.endpoint.model
        if self.endpoint.provider == "ollama":
            # Ollama ignores max_completion_tokens (https://github.com/ollama/ollama/issues/7125).
            return {"max_tokens": max_tokens, "temperature": 0.2}
        if model.startswith(("gpt-3.5", "gpt-4")):
            return {"max_completion_tokens": max_tokens, "temperature": 0.2}
        if re.match(r"gpt-5\.\d+(-mini|-nano)?(-\d{4}-\d\d-\d\d)?$", model):
            # They can do without thinking aloud, which would cost seconds and eat the tokens.
            return {"max_completion_tokens": max_tokens, "reasoning_effort": "none"}
        # Reasoning models refuse a temperature, and count their thoughts as output.
        return {"max_completion_tokens": max_tokens + 2_000}


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
