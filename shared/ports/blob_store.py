"""Audio and results, by name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Blob:
    """What is known of a stored object; `generation` changes with each new content."""

    name: str
    size: int
    content_type: str
    generation: str


@dataclass(frozen=True, slots=True)
class SignedRequest:
    """A request anybody may make until it expires; `headers` must be sent as they are."""

    method: str
    url: str
    headers: Mapping[str, str]
    expires_at: datetime


class BlobStore(Protocol):
    """Named objects with signed access from outside.

    Names are relative paths of `[A-Za-z0-9._-]` parts; another name is `Permanent` `internal`.
    Every method raises `Transient` `store_unavailable` when the store does not answer.
    """

    def put(self, name: str, data: bytes, *, content_type: str) -> Blob:
        """Write whole or not at all; an object of that name is replaced."""

    def put_file(self, name: str, path: Path, *, content_type: str) -> Blob:
        """Write a file's content whole or not at all, streaming."""

    def get(self, name: str) -> bytes | None:
        """Read a small object whole; None where there is none."""

    def fetch(self, name: str, path: Path) -> Blob | None:
        """Copy an object into a file, streaming; None where there is none."""

    def stat(self, name: str) -> Blob | None:
        """What is known of it; None where there is none."""

    def list(self, prefix: str) -> Iterator[Blob]:
        """All objects whose name starts with `prefix`, in order of name."""

    def delete(self, prefix: str) -> int:
        """Delete all objects whose name starts with `prefix`; returns how many there were.

        Raises:
            Permanent: `internal` for an empty prefix, which would erase everybody.
        """

    def signed_upload(
        self, name: str, *, content_type: str, max_bytes: int, seconds: float
    ) -> SignedRequest:
        """Allow one upload: this method, name and type, 1 to `max_bytes`, no object there yet."""

    def signed_download(self, name: str, *, seconds: float) -> SignedRequest:
        """Allow downloads of one object."""
