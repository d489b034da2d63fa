"""Pattern keys in paths: `noun_gender:école` has a colon and an accent, so it goes as base64.

The URL-safe alphabet without padding (RFC 4648, section 5) needs no escaping, which proxies and
frameworks undo at different times.
"""

import base64
import binascii

from shared.domain.errors import Code, Refused


def to_segment(pattern: str) -> str:
    """Write a pattern as one segment of a path."""
    return base64.urlsafe_b64encode(pattern.encode()).decode().rstrip("=")


def from_segment(segment: str) -> str:
    """Read it back.

    Raises:
        Refused: `not_found` for what is no key; one key has one spelling.
    """
    try:
        padded = segment + "=" * (-len(segment) % 4)
        pattern = base64.b64decode(padded, altchars=b"-_", validate=True).decode()
    except (binascii.Error, ValueError):
        raise Refused(Code.NOT_FOUND) from None
    if to_segment(pattern) != segment:
        raise Refused(Code.NOT_FOUND)
    return pattern
