"""One stored object as one file: its content, then a trailer that says what it is.

Content type and generation live in the same file as the content, so that one rename puts all of it
in place and no crash can part them. They come last, so that the content can be streamed before its
size is known.

    content | JSON of the blob | length of that JSON, 4 bytes | magic, 8 bytes
"""

import contextlib
import os
import struct
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from infra import documents
from shared.domain.errors import Code, Permanent, Transient
from shared.ports.blob_store import Blob

_MAGIC = b"PARLONS1"
_END = struct.Struct(">I8s")
_LONGEST_TRAILER = 4096
COPY_BYTES = 256 * 1024


class StagedFile:
    """Content on its way in: a temporary file of its own until `seal` and the rename.

    Args:
        folder: on the same file system as the objects.

    Its methods raise `Transient` `store_unavailable` when the disk refuses.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / uuid.uuid4().hex
        self.size = 0
        with translated():
            self._handle = self.path.open("xb")

    def write(self, data: bytes) -> None:
        """Append to the content."""
        with translated():
            self._handle.write(data)
        self.size += len(data)

    def seal(self, blob: Blob) -> None:
        """Append the trailer and wait until the disk has it all."""
        described = documents.encode(blob)
        with translated():
            self._handle.write(described + _END.pack(len(described), _MAGIC))
            self._handle.flush()
            os.fsync(self._handle.fileno())
            self._handle.close()

    def discard(self) -> None:
        """Remove the temporary file, if it is still there."""
        with translated():
            try:
                self._handle.close()  # a full disk may refuse the last bytes here
            finally:
                self.path.unlink(missing_ok=True)


def describe(path: Path) -> Blob | None:
    """Tell what a file holds; None where there is none.

    Raises:
        Permanent: `internal` when the file is not whole.
    """
    try:
        with path.open("rb") as handle:
            return _trailer(handle)
    except FileNotFoundError:
        return None


def copy_out(path: Path, target: BinaryIO) -> Blob | None:
    """Copy the content into an open file, streaming; None where there is none.

    Raises:
        Permanent: `internal` when the file is not whole.
    """
    try:
        source = path.open("rb")
    except FileNotFoundError:
        return None
    with source:
        blob = _trailer(source)
        for chunk in _slice(source, 0, blob.size):
            target.write(chunk)
        return blob


def read_slice(path: Path, blob: Blob, start: int, end: int) -> Iterator[bytes]:
    """Yield bytes `start` to `end` (exclusive) of the content.

    Raises:
        Permanent: `internal` when the object has changed since it was described.
    """
    with path.open("rb") as source:
        if _trailer(source) != blob:
            raise Permanent(Code.INTERNAL, "the object was replaced")
        yield from _slice(source, start, end)


@contextlib.contextmanager
def translated() -> Iterator[None]:
    """Turn the operating system's errors into `Transient` `store_unavailable`."""
    try:
        yield
    except OSError as error:
        raise Transient(Code.STORE_UNAVAILABLE, "the blob store did not answer") from error


def sync_folder(folder: Path) -> None:
    """Wait until the disk knows of the files that were put into a folder or taken out."""
    if os.name != "posix":  # elsewhere a folder cannot be opened, and renames are journalled
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except FileNotFoundError:  # deleted meanwhile, and what was put into it as well
        return
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _trailer(handle: BinaryIO) -> Blob:
    size = handle.seek(0, os.SEEK_END)
    start = handle.seek(max(0, size - _LONGEST_TRAILER))
    tail = handle.read()
    if len(tail) < _END.size:
        raise Permanent(Code.INTERNAL, "a stored object is damaged")
    length, magic = _END.unpack(tail[-_END.size :])
    content = size - _END.size - length
    if magic != _MAGIC or content < start:
        raise Permanent(Code.INTERNAL, "a stored object is damaged")
    blob = documents.decode(Blob, tail[content - start : -_END.size])
    if blob.size != content:
        raise Permanent(Code.INTERNAL, "a stored object is damaged")
    return blob


def _slice(source: BinaryIO, start: int, end: int) -> Iterator[bytes]:
    source.seek(start)
    left = end - start
    while left > 0 and (chunk := source.read(min(left, COPY_BYTES))):
        left -= len(chunk)
        yield chunk
