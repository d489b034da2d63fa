"""What an HTTP answer that is none of those hoped for says about another try."""

import math
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

LONGEST_WAIT = 3600.0
"""Who asks for more than an hour is taken to ask for an hour, in seconds."""

_AGAIN = frozenset({408, 429})


def passes(status: int) -> bool:
    """Whether the same request may be answered otherwise in a moment."""
    return status in _AGAIN or status >= 500


def retry_after(headers: Mapping[str, str], *, now: datetime | None = None) -> float | None:
    """Seconds to wait, from `retry-after-ms` or `Retry-After` (seconds or a date); None if absent.

    Args:
        headers: names in any case.
        now: to reckon dates from.
    """
    lower = {name.lower(): value for name, value in headers.items()}
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        try:
            seconds = float(lower[name]) * unit
        except (KeyError, ValueError):
            continue
        return min(max(seconds, 0.0), LONGEST_WAIT) if math.isfinite(seconds) else None
    try:
        moment = parsedate_to_datetime(lower["retry-after"])
    except (KeyError, ValueError, OverflowError):  # a year of twenty digits ends in the latter
        return None
    if moment.tzinfo is None:
        return None
    return min(max((moment - (now or datetime.now(UTC))).total_seconds(), 0.0), LONGEST_WAIT)
