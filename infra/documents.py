"""The domain's frozen dataclasses as JSON documents, for every store that keeps bytes."""

import json
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from shared.domain.errors import Code, Permanent

if TYPE_CHECKING:
    from pydantic import TypeAdapter

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

    A field that the document lacks takes its default, so that a type may grow; a field that the
    type does not know is an error, since writing the document back would lose it.

    Raises:
        Permanent: `internal` when the document is damaged or of another shape.
    """
    try:
        value: T = _adapter(kind).validate_json(data, strict=True, extra="forbid")
    except ValueError:
        raise Permanent(Code.INTERNAL, f"not a stored {kind.__name__}") from None
    return value


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
