"""What the gateway does with requests to signed addresses: take an upload in, give content out."""

import asyncio
import re
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator, Mapping
from dataclasses import dataclass

from infra.local.file_blob_store import FileBlobStore
from infra.local.object_file import StagedFile
from infra.local.signed_access import Grant
from shared.domain.errors import Code, Refused
from shared.ports.blob_store import Blob

# Chunks arrive in 64 KB or less; going to a worker thread costs about as much as writing this.
_BUFFER_BYTES = 512 * 1024

_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


async def accept_upload(
    store: FileBlobStore,
    *,
    method: str,
    name: str,
    query: Mapping[str, str],
    content_type: str,
    content_length: int | None,
    chunks: AsyncIterable[bytes] | Iterable[bytes],
) -> Blob:
    """Take in an upload to a signed address; the object is in place, and announced, or nothing is.

    Args:
        store: where to.
        method: of the request, in capitals.
        name: path of the address below the store's base URL.
        query: of the address.
        content_type: header as sent.
        content_length: header as sent, in bytes; None where it is absent.
        chunks: the body as it comes; left unread once it is refused.

    Raises:
        Refused: `upload_not_allowed` (forged or expired), `upload_mismatch` (type or length),
            `payload_too_large`, `empty_audio`, `already_uploaded`.
        Transient: `store_unavailable`; the same upload may be tried again.
    """
    grant = store.granted(method, name, dict(query))
    if grant is None or method != "PUT":
        raise Refused(Code.UPLOAD_NOT_ALLOWED)
    if content_type.strip().lower() != grant.content_type.strip().lower():
        raise Refused(Code.UPLOAD_MISMATCH, "content type")
    _check_size(content_length or 1, grant)
    if content_length == 0:
        raise Refused(Code.EMPTY_AUDIO)
    # Asked for early only to spare the body; what decides is the link that `place` makes.
    if await asyncio.to_thread(store.stat, name):
        raise Refused(Code.ALREADY_UPLOADED)
    with store.stage() as staged:
        await _receive(staged, grant, chunks)
        if not staged.size:
            raise Refused(Code.EMPTY_AUDIO)
        if content_length is not None and staged.size != content_length:
            raise Refused(Code.UPLOAD_MISMATCH, "content length")
        # Shielded: once it may be in place, the answer to a caller who hangs up is not "perhaps".
        placed = asyncio.ensure_future(
            asyncio.to_thread(
                store.place, staged, name, content_type=grant.content_type, exclusive=True
            )
        )
        try:
            return await asyncio.shield(placed)
        except asyncio.CancelledError:
            await asyncio.wait([placed])
            raise


@dataclass(frozen=True, slots=True)
class Download:
    """An answer to a download.

    Attributes:
        status: 200 whole, 206 a part, 416 no such part.
        start, end: the bytes to send, `end` exclusive.
        headers: of the answer.
    """

    store: FileBlobStore
    blob: Blob
    status: int
    start: int
    end: int
    headers: Mapping[str, str]

    def chunks(self) -> Iterator[bytes]:
        """Yield the bytes to send; blocking, for a worker thread."""
        return self.store.slice(self.blob, self.start, self.end)


def accept_download(
    store: FileBlobStore,
    *,
    method: str,
    name: str,
    query: Mapping[str, str],
    range_header: str = "",
    if_range: str = "",
) -> Download:
    """Answer a request to a signed download address.

    Args:
        store: where from.
        name: path of the address below the store's base URL.
        query: of the address.
        method: GET, or HEAD, whose caller leaves the body out.
        range_header: one range is honoured; several are answered with the whole (RFC 9110, 14.2).
        if_range: what the caller has the other part of; of another content it gets the whole.

    Raises:
        Refused: `not_found`, also for a forged or expired address.
    """
    known = method in {"GET", "HEAD"} and store.granted("GET", name, dict(query))
    blob = store.stat(name) if known else None
    if blob is None:
        raise Refused(Code.NOT_FOUND)
    headers = {
        "Content-Type": blob.content_type,
        "Accept-Ranges": "bytes",
        "ETag": f'"{blob.generation}"',
        "Cache-Control": "private, no-store",
        # The type was declared by whoever uploaded it: it must not become a page of ours.
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    wanted = range_header if if_range in {"", headers["ETag"]} else ""
    status, start, end = _range(wanted, blob.size)
    headers["Content-Length"] = str(end - start)
    if status == 206:
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{blob.size}"
    if status == 416:
        headers["Content-Range"] = f"bytes */{blob.size}"
    return Download(store, blob, status, start, end, headers)


async def _receive(
    staged: StagedFile, grant: Grant, chunks: AsyncIterable[bytes] | Iterable[bytes]
) -> None:
    buffer = bytearray()
    total = 0
    async for chunk in _each(chunks):
        total += len(chunk)
        _check_size(total, grant)
        buffer += chunk
        if len(buffer) >= _BUFFER_BYTES:
            await asyncio.to_thread(staged.write, bytes(buffer))
            buffer.clear()
    await asyncio.to_thread(staged.write, bytes(buffer))


async def _each(chunks: AsyncIterable[bytes] | Iterable[bytes]) -> AsyncIterator[bytes]:
    if isinstance(chunks, AsyncIterable):
        async for chunk in chunks:
            yield chunk
    else:
        for chunk in chunks:
            yield chunk


def _check_size(size: int, grant: Grant) -> None:
    if size > grant.max_bytes:
        raise Refused(Code.PAYLOAD_TOO_LARGE, f"at most {grant.max_bytes} bytes")


def _range(header: str, size: int) -> tuple[int, int, int]:
    asked = _RANGE.fullmatch(header.strip())
    if asked is None or asked[0] == "bytes=-":
        return 200, 0, size
    first, last = asked[1], asked[2]
    if not first:  # the last so many bytes
        start, end = max(0, size - int(last)), size
    else:
        start, end = int(first), min(size, int(last) + 1 if last else size)
        if last and int(last) < int(first):  # not a range at all: ignored
            return 200, 0, size
    return (206, start, end) if start < end else (416, 0, 0)
