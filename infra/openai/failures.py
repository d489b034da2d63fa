"""What goes wrong at an OpenAI-compatible provider, in our tree of errors.

    408 · 409 · 429 · 5xx · timeout · connection · cut answer   Transient, with `retry_after`
    400 · 422 · 3xx · an answer too large or without shape      Permanent: this request will not do
    401 · 403 · 404 · quota used up                             SetUpRefused: no request will do

A vendor's message may quote the prompt, the learner or the key, so none is kept.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from infra.http_answers import passes, retry_after
from infra.resilience import SetUpRefused
from shared.domain.errors import Code, ParlonsError, Permanent, Transient

_LOCKED = 409
"""What OpenAI answers to a request that met another one; its own client tries again."""
_SET_UP = frozenset({401, 403, 404})
_NO_CREDIT = "insufficient_quota"
"""OpenAI's `code` of a 429 that no waiting mends
(https://platform.openai.com/docs/guides/error-codes)."""


@contextmanager
def translated(provider: str) -> Iterator[None]:
    """Raise our errors instead of the SDK's; import the SDK before.

    Raises:
        Transient: `provider_unavailable`.
        Permanent: `provider_refused`.
    """
    import httpx2
    import openai

    from infra.bounded_http import ResponseTooLargeError

    try:
        yield
    except openai.APIStatusError as error:
        code = error.code if isinstance(error.code, str) else ""
        raise of_status(provider, error.status_code, code, error.response.headers) from None
    except (openai.APITimeoutError, httpx2.TimeoutException):
        raise Transient(Code.PROVIDER_UNAVAILABLE, f"{provider}: no answer in time") from None
    except ResponseTooLargeError:
        raise Permanent(Code.PROVIDER_REFUSED, f"{provider}: answer too large") from None
    except openai.APIResponseValidationError:
        raise Permanent(Code.PROVIDER_REFUSED, f"{provider}: an answer of another shape") from None
    except openai.APIError:
        # No connection, a broken one, or an error told in the midst of a stream.
        raise Transient(Code.PROVIDER_UNAVAILABLE, f"{provider}: the connection failed") from None
    except openai.OpenAIError:
        raise Permanent(Code.PROVIDER_REFUSED, f"{provider}: refused by its client") from None
    except (httpx2.HTTPError, json.JSONDecodeError, UnicodeDecodeError):
        raise Transient(Code.PROVIDER_UNAVAILABLE, f"{provider}: the answer broke off") from None
    except (TypeError, AttributeError, LookupError, RecursionError, ValueError):
        # The SDK takes the answer's shape on trust; a number of 5 000 digits is a ValueError.
        raise Permanent(Code.PROVIDER_REFUSED, f"{provider}: an answer of another shape") from None


def of_status(provider: str, status: int, code: str, headers: Mapping[str, str]) -> ParlonsError:
    """The error for an HTTP status."""
    detail = f"{provider}: answered {status}"
    if status in _SET_UP or code == _NO_CREDIT:
        return SetUpRefused(Code.PROVIDER_REFUSED, detail)
    if status == _LOCKED or passes(status):
        wait = retry_after(headers)
        return Transient(Code.PROVIDER_UNAVAILABLE, detail, retry_after=wait)
    return Permanent(Code.PROVIDER_REFUSED, detail)
