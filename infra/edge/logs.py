"""Structured logs: a static snake_case event name and ids. What somebody said is never logged."""

import json
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from infra import trace_context

_fields: ContextVar[dict[str, object]] = ContextVar("log_fields", default={})  # noqa: B039 - never mutated
_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}

logger = logging.getLogger("parlons")


@contextmanager
def context(**fields: object) -> Iterator[None]:
    """Add fields (ids only) to every line logged inside the block."""
    token = _fields.set({**_fields.get(), **fields})
    try:
        yield
    finally:
        _fields.reset(token)


def _extras(record: logging.LogRecord) -> dict[str, object]:
    given = {key: value for key, value in vars(record).items() if key not in _STANDARD}
    return {**_fields.get(), **given}


def _origin(record: logging.LogRecord) -> str:
    """Where an exception arose: type and places, without its message, which may hold content."""
    if not record.exc_info or record.exc_info[0] is None:
        return ""
    kind, _, trace = record.exc_info
    places = []
    while trace:
        code = trace.tb_frame.f_code
        places.append(f"{code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return f"{kind.__name__} at {' < '.join(reversed(places[-6:]))}"


def _trace(project: str) -> dict[str, object]:
    """The line's trace, as Cloud Logging joins lines and traces by it.

    https://cloud.google.com/logging/docs/structured-logging#special-payload-fields
    """
    context = trace_context.current()
    if context is None:
        return {}
    trace = f"projects/{project}/traces/{context.trace_id}" if project else context.trace_id
    return {
        "logging.googleapis.com/trace": trace,
        "logging.googleapis.com/spanId": context.span_id,
        "logging.googleapis.com/trace_sampled": context.sampled,
    }


class JsonFormatter(logging.Formatter):
    """One JSON object a line, in the fields that Cloud Logging reads.

    Args:
        project: in which Cloud Trace keeps the traces.
    """

    def __init__(self, project: str = "") -> None:
        super().__init__()
        self._project = project

    def format(self, record: logging.LogRecord) -> str:
        """Write severity, message, time and the ids in context."""
        line = {
            "severity": record.levelname,
            "message": record.getMessage(),
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            **_trace(self._project),
            **{key: str(value) for key, value in _extras(record).items()},
        }
        if origin := _origin(record):
            line["exception"] = origin
        return json.dumps(line, ensure_ascii=False)


class TextFormatter(logging.Formatter):
    """One readable line for people at a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        """Write time, severity, message and the ids in context."""
        extras = " ".join(f"{key}={value}" for key, value in _extras(record).items())
        line = f"{self.formatTime(record, '%H:%M:%S')} {record.levelname:<7} {record.getMessage()}"
        return " ".join(part for part in (line, extras, _origin(record)) if part)


def configure(*, as_json: bool, level: str, project: str = "") -> None:
    """Send all logs to standard error in one of the two forms."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter(project) if as_json else TextFormatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logger.setLevel(level)
