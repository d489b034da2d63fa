"""The domain's frozen dataclasses as JSON documents, for every store that keeps bytes."""

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from logging import getLogger
from typing import TYPE_CHECKING, Any, TypeVar

from shared.domain.errors import Code, Permanent, Transient

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_log = getLogger(__name__)
T = TypeVar("T")


def encode(value: object) -> bytes:
    """Write a frozen dataclass as UTF-8 JSON; times become RFC 3339 in UTC, days ISO 8601.

    Raises:
        Permanent: `internal` when the value does not fit its own type, or holds a time without
            a zone, a number that is not finite, or text that is not Unicode: what could not be
            read back must not be stored.
    """
    kind = type(value)
    try:
        plain = _adapter(kind).dump_python(value, warnings="error")
        return json.dumps(
            plain, allow_nan=False, ensure_ascii=False, separators=(",", ":"), default=_time
        ).encode()
    except (ValueError, TypeError):  # pydantic's errors are ValueErrors
        # No cause: its message would quote the document, which holds what a learner said.
        raise Permanent(Code.INTERNAL, f"{kind.__name__} cannot be stored") from None


def decode(kind: type[T], data: bytes) -> T:
    """Read a document back as `kind`.

    A field that the document lacks takes its default, so that a type may grow. A field that the
    type does not know was written by a later release, beside whose canary this one runs: writing
    the document back would lose it, so it is left to those who know it.

    Raises:
        Permanent: `internal` when the document is damaged or of another shape.
        Transient: `store_unavailable` when a later release wrote it.
    """
    adapter = _adapter(kind)
    try:
        value: T = adapter.validate_json(data, strict=True, extra="forbid")
    except ValueError:
        if _fits_but_for_more(adapter, data):
            detail = f"{kind.__name__} of a later release"
            raise Transient(Code.STORE_UNAVAILABLE, detail) from None
        raise Permanent(Code.INTERNAL, f"not a stored {kind.__name__}") from None
    return value


def decode_readable(kind: type[T], found: Iterable[tuple[str, bytes]]) -> Iterator[T]:
    """Read those of many documents that can be read; each other one is named in the log.

    For work that goes through all there is: it must not stop for everybody at one document that is
    damaged, or that a later release wrote.

    Args:
        found: ids, for the log, and documents.
    """
    for name, data in found:
        try:
            value = decode(kind, data)
        except (Permanent, Transient) as error:
            extra = {"kind": kind.__name__, "id": name, "code": error.code.value}
            _log.error("document_passed_over", extra=extra)
        else:
            yield value


def _fits_but_for_more(adapter: "TypeAdapter[Any]", data: bytes) -> bool:
    with suppress(ValueError):
        adapter.validate_json(data, strict=True, extra="ignore")
        return True
    return False


_adapters: "dict[type[Any], TypeAdapter[Any]]" = {}


def _adapter(kind: type[Any]) -> "TypeAdapter[Any]":
    if kind not in _adapters:
        # Imported here: pydantic costs more than all of the domain, and not every function stores.
        from pydantic import TypeAdapter

        _adapters[kind] = TypeAdapter(kind)
    return _adapters[kind]


def _time(value: object) -> str:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise TypeError(type(value).__name__)
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
