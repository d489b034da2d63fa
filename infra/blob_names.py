"""Which names a blob may have: one rule for every store, so that they can be exchanged."""

import re

from shared.domain.errors import Code, Permanent

_PART = re.compile(r"[A-Za-z0-9._-]{1,200}")
# Google Cloud Storage and Azure allow 1024; file systems put folders of a deployment before it.
_LONGEST_NAME = 800


def is_name(name: str) -> bool:
    """Whether a name is a relative path of safe parts."""
    return len(name) <= _LONGEST_NAME and all(map(_is_part, name.split("/")))


def checked(name: str) -> str:
    """Give the name back.

    Raises:
        Permanent: `internal`; it is none.
    """
    if not is_name(name):
        raise Permanent(Code.INTERNAL, "not a blob name")
    return name


def checked_prefix(prefix: str) -> str:
    """Give the prefix of names back.

    Raises:
        Permanent: `internal`; no name can start with it.
    """
    folder, slash, start = prefix.rpartition("/")
    if (slash and not is_name(folder)) or (start and not _PART.fullmatch(start)):
        raise Permanent(Code.INTERNAL, "not a blob prefix")
    return prefix


def checked_for_deletion(prefix: str) -> str:
    """Give the prefix back unless it is everything.

    Raises:
        Permanent: `internal`.
    """
    if not prefix:
        raise Permanent(Code.INTERNAL, "an empty prefix names everything")
    return checked_prefix(prefix)


def _is_part(part: str) -> bool:
    return bool(_PART.fullmatch(part)) and part not in {".", ".."}
