"""Files that a learner keeps elsewhere, fetched with the learner's own permission."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Access:
    """A file and the permission to read it.

    Attributes:
        token: the learner's; lives as long as the request, and is stored and logged nowhere.
    """

    file_id: str
    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """What is said of a file where it is kept; nothing of it is to be trusted.

    Attributes:
        size: bytes.
        checksum: MD5 of the content in hexadecimal digits; empty where it is not told.
    """

    name: str
    content_type: str
    size: int
    checksum: str = ""


class FileSource(Protocol):
    """One place where files are kept.

    Raises:
        Refused: `file_access_refused`, `file_not_found`.
        Transient: `provider_unavailable`.
    """

    def describe(self, access: Access) -> SourceFile:
        """Ask what a file is.

        Raises:
            Refused: `unsupported_media_type`; it is no file that could be downloaded.
        """

    def fetch(self, access: Access, file: SourceFile, path: Path) -> None:
        """Copy exactly the content described into a file, streaming; a cut is taken up again."""
