"""Audio and results in Azure Blob Storage."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from infra.blob_calls import AbsentError, BlobCalls, Page, answered, timeouts
from infra.blob_names import checked, checked_for_deletion, checked_prefix
from infra.resilience import Resilience
from shared.domain.errors import Code, Permanent, Transient
from shared.ports.blob_store import Blob, BlobStore, SignedRequest
from shared.ports.system import Clock

if TYPE_CHECKING:
    from azure.storage.blob import BlobServiceClient


class AzureBlobStore(BlobStore):
    """Named objects in one container.

    A signed upload (SAS) allows creating one blob of this name until it expires, and no replacing.
    Azure cannot bind size or type in it: the conversion bounds the one and looks at the other.

    Args:
        service: from `open_service`; closed by its owner.
        resilience: retry and circuit breaker; every call may be repeated, since it writes whole
            objects under names that say what they hold.
    """

    def __init__(
        self,
        service: "BlobServiceClient",
        *,
        container: str,
        clock: Clock,
        resilience: Resilience | None = None,
    ) -> None:
        self._call = BlobCalls("azure", _translated, resilience)
        self._service = service
        self._container_name = container
        self._container = service.get_container_client(container)
        self._clock = clock

    def put(self, name: str, data: bytes, *, content_type: str) -> Blob:
        """Write whole or not at all; an object of that name is replaced."""
        return self._upload(checked(name), data, len(data), content_type)

    def put_file(self, name: str, path: Path, *, content_type: str) -> Blob:
        """Write a file's content whole or not at all, streaming."""
        checked(name)
        return self._upload(name, path, path.stat().st_size, content_type)

    def get(self, name: str) -> bytes | None:
        """Read a small object whole; None where there is none."""
        checked(name)

        def read() -> bytes:
            data: bytes = self._container.download_blob(name, **_times()).readall()
            return data

        return self._call.find(read)

    def fetch(self, name: str, path: Path) -> Blob | None:
        """Copy an object into a file, streaming; None where there is none."""
        checked(name)

        def copy() -> Blob:
            # Each piece names the content it belongs to: a replacement in between is an error.
            stream = self._container.download_blob(name, **_times())
            with path.open("wb") as target:
                stream.readinto(target)
            return _blob(stream.properties)

        return self._call.find(copy)

    def stat(self, name: str) -> Blob | None:
        """What is known of it; None where there is none."""
        client = self._container.get_blob_client(checked(name))
        return self._call.find(lambda: _blob(client.get_blob_properties(**_times())))

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
            lambda name: self._container.delete_blob(name, **_times()),
        )

    def signed_upload(
        self, name: str, *, content_type: str, max_bytes: int, seconds: float
    ) -> SignedRequest:
        """Allow one upload of that name where there is none; see the class for size and type."""
        checked(name)
        if max_bytes < 1:
            raise Permanent(Code.INTERNAL, "an upload needs room for a byte")
        headers = {
            "Content-Type": content_type,
            "x-ms-blob-content-type": content_type,
            "x-ms-blob-type": "BlockBlob",
        }
        return self._signed("PUT", name, headers, seconds)

    def signed_download(self, name: str, *, seconds: float) -> SignedRequest:
        """Allow downloads of one object."""
        return self._signed("GET", checked(name), {}, seconds)

    def _signed(
        self, method: str, name: str, headers: dict[str, str], seconds: float
    ) -> SignedRequest:
        from azure.storage.blob import BlobSasPermissions, generate_blob_sas

        # A SAS ends on a whole second.
        ends = math.ceil(self._clock.now().timestamp() + seconds)
        expires_at = datetime.fromtimestamp(ends, tz=UTC)
        upload = method == "PUT"
        query = generate_blob_sas(
            str(self._service.account_name),
            self._container_name,
            name,
            account_key=self._service.credential.account_key,
            # Create without write: what is there cannot be replaced.
            permission=BlobSasPermissions(create=upload, read=not upload),
            expiry=expires_at,
            protocol="https" if self._container.url.startswith("https:") else None,
        )
        return SignedRequest(
            method, f"{self._container.url}/{quote(name)}?{query}", headers, expires_at
        )

    def _upload(self, name: str, data: bytes | Path, size: int, content_type: str) -> Blob:
        from azure.storage.blob import ContentSettings

        client = self._container.get_blob_client(name)
        settings = ContentSettings(content_type=content_type)

        def write() -> Blob:
            with data.open("rb") if isinstance(data, Path) else BytesIO(data) as source:
                written = client.upload_blob(
                    source, length=size, overwrite=True, content_settings=settings, **_times()
                )
            return Blob(name, size, content_type, _generation(written["etag"]))

        return self._call(write)

    def _list(self, prefix: str) -> Iterator[Blob]:
        def page(token: str | None) -> Page:
            found = self._container.list_blobs(name_starts_with=prefix or None, **_times())
            pages: Any = found.by_page(token)  # the library types it as pages of nothing known
            return [_blob(each) for each in next(pages, ())], pages.continuation_token

        return self._call.pages(page)


def open_service(connection_string: str) -> "BlobServiceClient":
    """Connect with an account's key; retries are ours."""
    from azure.core.pipeline.transport import RequestsTransport
    from azure.storage.blob import BlobServiceClient
    from requests import Session

    from infra.punctual_requests import make_punctual

    session = Session()
    make_punctual(session)
    return BlobServiceClient.from_connection_string(
        connection_string, retry_total=0, transport=RequestsTransport(session=session)
    )


def _blob(properties: Any) -> Blob:
    kind = properties.content_settings.content_type or ""
    return Blob(properties.name, int(properties.size), kind, _generation(properties.etag))


def _generation(etag: str | None) -> str:
    if not etag:  # the library takes headers that break off for all there are
        raise Transient(Code.STORE_UNAVAILABLE, "azure: the answer broke off")
    return etag.strip('"')  # quoted in some answers, not in others


def _times() -> dict[str, Any]:  # each method takes other keywords besides
    connect, read = timeouts()
    return {"connection_timeout": connect, "read_timeout": read}


@contextmanager
def _translated() -> Iterator[None]:
    from azure.core.exceptions import AzureError, HttpResponseError, ResourceNotFoundError

    try:
        yield
    except ResourceNotFoundError as error:
        if getattr(error, "error_code", "") == "ContainerNotFound":
            raise Transient(Code.STORE_UNAVAILABLE, "azure: no container") from error
        raise AbsentError from error
    except HttpResponseError as error:
        headers = getattr(error.response, "headers", {})
        raise answered("azure", error.status_code or 500, headers) from error
    except (AzureError, ValueError) as error:  # its own word for a header that is not there
        detail = f"azure: {type(error).__name__}"
        raise Transient(Code.STORE_UNAVAILABLE, detail) from error
