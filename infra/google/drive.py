"""Files from Google Drive, read with the learner's access token over Drive's HTTP API, version 3.

https://developers.google.com/workspace/drive/api/guides/manage-downloads. Description first, then
the content in ranges: what is cut off is taken up where it ended. The token goes to this one host,
redirects are not followed, and what Drive says in words is never kept, since it may quote names.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from infra.http_answers import passes, retry_after
from infra.resilience import CircuitBreaker, Resilience, RetryPolicy
from shared.domain.errors import Code, ParlonsError, Permanent, Refused, Transient
from shared.ports.file_source import Access, FileSource, SourceFile

if TYPE_CHECKING:
    import httpx2

ENDPOINT = "https://www.googleapis.com"
_FIELDS = "id,name,mimeType,size,md5Checksum"
# Documents, sheets, folders, shortcuts: they have no bytes of their own.
# https://developers.google.com/workspace/drive/api/guides/mime-types
_NATIVE = "application/vnd.google-apps."
# A description is about 300 bytes, an error 500.
_DESCRIPTION_BYTES = 64_000
_PATIENCE = RetryPolicy(tries=4, seconds=240.0, base=0.5, cap=8.0)
_CONNECT_SECONDS = 5.0
# Between two pieces.
_READ_SECONDS = 20.0
# 403s that mean "slower" and not "no".
# https://developers.google.com/workspace/drive/api/guides/handle-errors
_SLOWER = frozenset({"rateLimitExceeded", "userRateLimitExceeded", "sharingRateLimitExceeded"})


_FILE_ID = re.compile(r"[A-Za-z0-9_-]{1,128}")
_TYPE = re.compile(r"[\w.+-]{1,100}/[\w.+-]{1,100}", re.ASCII)
_CHANGED = "google-drive: the file is another than it was described"


class GoogleDrive(FileSource):
    """Reads one file at a time. Thread-safe.

    Args:
        endpoint: scheme and host of the API.
        resilience: retry and circuit breaker, shared by all who read.
    """

    def __init__(self, *, endpoint: str = ENDPOINT, resilience: Resilience | None = None) -> None:
        self._endpoint = endpoint
        # A breaker for a whole school must not open for one learner's rate limit.
        self._resilience = resilience or Resilience(
            _PATIENCE, CircuitBreaker("google-drive", failures=20)
        )

    def describe(self, access: Access) -> SourceFile:
        """Ask what a file is; Google's own documents are refused by name."""

        def ask() -> bytes:
            with _translated(), _client(_DESCRIPTION_BYTES) as client:
                answer = client.get(
                    self._address(access),
                    params={"fields": _FIELDS, "supportsAllDrives": "true"},
                    headers=_authorization(access),
                )
            if answer.status_code != 200:
                raise _refusal(answer.status_code, answer.content, answer.headers)
            return answer.content

        return _described(self._resilience.call(ask))

    def fetch(self, access: Access, file: SourceFile, path: Path) -> None:
        """Copy the content into a file; what came before a cut is not asked for again."""
        with path.open("wb") as target:
            self._resilience.call(lambda: self._continue(access, file, target))
        if file.checksum and _md5(path) != file.checksum:
            raise Transient(Code.PROVIDER_UNAVAILABLE, _CHANGED)

    def _continue(self, access: Access, file: SourceFile, target: BinaryIO) -> None:
        """Read on from what `target` holds already; content of another length begins anew."""
        start = target.tell()
        with (
            _translated(),
            # An error's description may be larger than a small file.
            _client(max(file.size, _DESCRIPTION_BYTES)) as client,
            client.stream(
                "GET",
                self._address(access),
                params={"alt": "media", "supportsAllDrives": "true"},
                headers={**_authorization(access), "Range": f"bytes={start}-"},
            ) as answer,
        ):
            if answer.status_code not in {200, 206, 416}:
                raise _refusal(answer.status_code, answer.read(), answer.headers)
            if answer.status_code == 200:  # the whole, whatever was asked for
                target.seek(0)
                target.truncate()
            fits = answer.status_code == 200 or _continues(answer.headers, start, file.size)
            if fits:
                for piece in answer.iter_raw():
                    target.write(piece)
        if not fits or target.tell() > file.size:
            target.seek(0)
            target.truncate()
            raise Transient(Code.PROVIDER_UNAVAILABLE, _CHANGED)
        if target.tell() < file.size:
            raise Transient(Code.PROVIDER_UNAVAILABLE, "google-drive: the content broke off")

    def _address(self, access: Access) -> str:
        if not _FILE_ID.fullmatch(access.file_id):
            raise Refused(Code.FILE_NOT_FOUND)
        return f"{self._endpoint}/drive/v3/files/{access.file_id}"


def _client(max_bytes: int) -> "httpx2.Client":
    from infra.bounded_http import bounded_client

    return bounded_client(
        max_bytes=max_bytes, connect_seconds=_CONNECT_SECONDS, read_seconds=_READ_SECONDS
    )


def _authorization(access: Access) -> dict[str, str]:
    return {"Authorization": f"Bearer {access.token}"}


@contextmanager
def _translated() -> Iterator[None]:
    import httpx2

    from infra.bounded_http import ResponseTooLargeError

    try:
        yield
    except ResponseTooLargeError:
        raise Permanent(Code.PROVIDER_REFUSED, "google-drive: more than it had said") from None
    except httpx2.HTTPError as error:
        detail = f"google-drive: {type(error).__name__}"
        raise Transient(Code.PROVIDER_UNAVAILABLE, detail) from None


def _refusal(status: int, body: bytes, headers: Mapping[str, str]) -> ParlonsError:
    """The error for an answer that is none of those hoped for."""
    detail = f"google-drive: answered {status}"
    slower = status == 403 and _reasons(body) & _SLOWER
    if slower or passes(status):
        return Transient(Code.PROVIDER_UNAVAILABLE, detail, retry_after=retry_after(headers))
    if status in {401, 403}:
        return Refused(Code.FILE_ACCESS_REFUSED, detail)
    if status == 404:
        return Refused(Code.FILE_NOT_FOUND, detail)
    return Permanent(Code.PROVIDER_REFUSED, detail)


def _reasons(body: bytes) -> set[str]:
    try:
        return {str(each["reason"]) for each in json.loads(body)["error"]["errors"]}
    except (ValueError, KeyError, TypeError, RecursionError):
        return set()


def _described(body: bytes) -> SourceFile:
    try:
        found = json.loads(body)
        kind, name = str(found["mimeType"]), str(found["name"])
        if kind.startswith(_NATIVE):
            said = kind if _TYPE.fullmatch(kind) else f"{_NATIVE}*"
            raise Refused(Code.UNSUPPORTED_MEDIA_TYPE, f"{said} has no audio to download")
        if not _TYPE.fullmatch(kind):
            raise Refused(Code.UNSUPPORTED_MEDIA_TYPE)
        size = int(found["size"])
        checksum = str(found.get("md5Checksum", ""))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        detail = "google-drive: a description of another shape"
        raise Permanent(Code.PROVIDER_REFUSED, detail) from None
    printable = "".join(each for each in name if each.isprintable())[:255]
    return SourceFile(printable or "google-drive", kind, size, checksum)


def _continues(headers: Mapping[str, str], start: int, size: int) -> bool:
    """Whether a partial answer is the rest of a file of this size."""
    return headers.get("content-range", "") == f"bytes {start}-{size - 1}/{size}"


def _md5(path: Path) -> str:
    with path.open("rb") as source:
        # Drive's own checksum: against accidents, not against somebody.
        return hashlib.file_digest(source, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()
