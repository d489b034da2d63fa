"""Audio and results in Google Cloud Storage."""

import math
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from infra.blob_calls import AbsentError, BlobCalls, Page, answered, timeouts
from infra.blob_names import checked, checked_for_deletion, checked_prefix
from infra.google.failures import of_sign_in
from infra.google.signed_urls import ENDPOINT, Signer, sign_url
from infra.resilience import Resilience
from shared.domain.errors import Code, Permanent, Transient
from shared.ports.blob_store import Blob, BlobStore, SignedRequest
from shared.ports.system import Clock

if TYPE_CHECKING:
    from google.auth.credentials import Credentials
    from google.cloud.storage import Client


class GcsBlobStore(BlobStore):
    """Named objects in one bucket.

    A signed upload binds method, name, type, 1 to so many bytes, and that no object is there yet
    (generation 0): what is sent otherwise is refused by the bucket itself.

    Args:
        client: makes the client at the first call; the function that only signs never needs it.
        signer: likewise; on Cloud Run it asks IAM.
        endpoint: of signed addresses.
        resilience: retry and circuit breaker; every call may be repeated, since it writes whole
            objects under names that say what they hold.
    """

    def __init__(
        self,
        client: "Callable[[], Client]",
        *,
        bucket: str,
        signer: Callable[[], Signer],
        clock: Clock,
        endpoint: str = ENDPOINT,
        resilience: Resilience | None = None,
    ) -> None:
        self._call = BlobCalls("gcs", _translated, resilience)
        self._client = client
        self._bucket_name = bucket
        self._signer = signer
        self._clock = clock
        self._endpoint = endpoint.rstrip("/")

    def put(self, name: str, data: bytes, *, content_type: str) -> Blob:
        """Write whole or not at all; an object of that name is replaced."""
        blob = self._object(name)

        def write() -> Blob:
            blob.upload_from_string(data, content_type, timeout=timeouts(), retry=None)
            return _blob(blob)

        return self._call(write)

    def put_file(self, name: str, path: Path, *, content_type: str) -> Blob:
        """Write a file's content whole or not at all, streaming."""
        blob = self._object(name)

        def write() -> Blob:
            with path.open("rb") as source:
                blob.upload_from_file(
                    source,
                    size=path.stat().st_size,
                    content_type=content_type,
                    timeout=timeouts(),
                    retry=None,
                )
            return _blob(blob)

        return self._call(write)

    def get(self, name: str) -> bytes | None:
        """Read a small object whole; None where there is none."""
        blob = self._object(name)

        def read() -> bytes:
            data: bytes = blob.download_as_bytes(timeout=timeouts(), retry=None)
            return data

        return self._call.find(read)

    def fetch(self, name: str, path: Path) -> Blob | None:
        """Copy an object into a file, streaming; None where there is none."""
        blob = self._object(name)

        def copy() -> Blob:
            blob.reload(timeout=timeouts(), retry=None)
            described = _blob(blob)
            # The generation that was described, or an error: never the bytes of another one.
            blob.download_to_filename(
                str(path),
                if_generation_match=blob.generation,
                raw_download=True,
                timeout=timeouts(),
                retry=None,
            )
            return described

        return self._call.find(copy)

    def stat(self, name: str) -> Blob | None:
        """What is known of it; None where there is none."""
        blob = self._object(name)

        def look() -> Blob:
            blob.reload(timeout=timeouts(), retry=None)
            return _blob(blob)

        return self._call.find(look)

    def list(self, prefix: str) -> Iterator[Blob]:
        """All objects whose name starts with `prefix`, in order of name."""
        return self._list(checked_prefix(prefix))

    def delete(self, prefix: str) -> int:
        """Delete all objects whose name starts with `prefix`; returns how many there were.

        Raises:
            Permanent: `internal` for an empty prefix, which would erase everybody.
        """
        return self._call.delete(
            self._list(checked_for_deletion(prefix)),
            lambda name: self._object(name).delete(timeout=timeouts(), retry=None),
        )

    def signed_upload(
        self, name: str, *, content_type: str, max_bytes: int, seconds: float
    ) -> SignedRequest:
        """Allow one upload: this method, name and type, 1 to `max_bytes`, no object there yet."""
        checked(name)
        if max_bytes < 1:
            raise Permanent(Code.INTERNAL, "an upload needs room for a byte")
        headers = {
            "Content-Type": content_type,
            "x-goog-content-length-range": f"1,{max_bytes}",
            "x-goog-if-generation-match": "0",
        }
        return self._signed("PUT", name, headers, seconds)

    def signed_download(self, name: str, *, seconds: float) -> SignedRequest:
        """Allow downloads of one object."""
        return self._signed("GET", checked(name), {}, seconds)

    def _signed(
        self, method: str, name: str, headers: dict[str, str], seconds: float
    ) -> SignedRequest:
        # In whole seconds, as the address says it: begun in this one, ended after the time asked.
        now = datetime.fromtimestamp(math.floor(self._clock.now().timestamp()), tz=UTC)
        whole = math.ceil((self._clock.now() - now).total_seconds() + seconds)
        url = sign_url(
            self._signer(),
            method=method,
            path=f"/{self._bucket_name}/{name}",
            headers=headers,
            seconds=whole,
            now=now,
            endpoint=self._endpoint,
        )
        return SignedRequest(method, url, headers, now + timedelta(seconds=whole))

    def _object(self, name: str) -> Any:  # the library's Blob, which it does not type
        return self._client().bucket(self._bucket_name).blob(checked(name))

    def _list(self, prefix: str) -> Iterator[Blob]:
        def page(token: str | None) -> Page:
            found = self._client().list_blobs(
                self._bucket_name, prefix=prefix, page_token=token, timeout=timeouts(), retry=None
            )
            return [_blob(each) for each in next(found.pages)], found.next_page_token

        return self._call.pages(page)


def open_client(project: str, credentials: "Credentials", *, endpoint: str = "") -> "Client":
    """Connect; `endpoint` is an emulator's."""
    # The library's switch: else each client asks for its bucket's description in threads of its
    # own, with retries of its own and a permission that nothing here needs.
    os.environ.setdefault("DISABLE_GCS_PYTHON_CLIENT_OTEL_BUCKET_METADATA", "true")
    from google.cloud.storage import Client

    from infra.punctual_requests import make_punctual

    options = {"api_endpoint": endpoint} if endpoint else None
    client = Client(project=project, credentials=credentials, client_options=options)
    make_punctual(client._http)  # noqa: SLF001 - it takes a session whole, or makes its own
    return client


def _blob(blob: Any) -> Blob:
    return Blob(blob.name, int(blob.size), blob.content_type or "", str(blob.generation))


@contextmanager
def _translated() -> Iterator[None]:
    from google.api_core.exceptions import GoogleAPICallError, GoogleAPIError, NotFound
    from google.auth.exceptions import GoogleAuthError
    from google.cloud.storage.exceptions import DataCorruption, InvalidResponse
    from requests import RequestException
    from urllib3.exceptions import HTTPError

    try:
        yield
    except NotFound as error:
        if "bucket" in str(error).lower() and "object" not in str(error).lower():
            raise Transient(Code.STORE_UNAVAILABLE, "gcs: no bucket") from error
        raise AbsentError from error
    except GoogleAPICallError as error:
        headers = getattr(error.response, "headers", {})
        raise answered("gcs", int(error.code or 500), headers) from error
    except GoogleAuthError as error:
        raise of_sign_in("gcs", error) from error
    except (
        GoogleAPIError,
        RequestException,
        HTTPError,  # of a download, which the library reads past requests
        InvalidResponse,
        DataCorruption,
    ) as error:
        detail = f"gcs: {type(error).__name__}"
        raise Transient(Code.STORE_UNAVAILABLE, detail) from error
