"""Audio and results in Azure Blob Storage."""

import math
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import quote

from infra.blob_names import checked, checked_for_deletion, checked_prefix
from infra.resilience import remaining
from shared.domain.errors import Code, Permanent, Transient
from shared.ports.blob_store import Blob, BlobStore, SignedRequest
from shared.ports.system import Clock

if TYPE_CHECKING:
    from azure.storage.blob import BlobServiceClient

_CONNECT_SECONDS = 5.0
_READ_SECONDS = 60.0


class AzureBlobStore(BlobStore):
    """Named objects in one container.

    A signed upload (SAS) allows creating one blob of this name until it expires, and no replacing.
    Azure cannot bind size or type in it: the conversion bounds the one and looks at the other.

    Args:
        service: from `open_service`; closed by its owner.
    """

    def __init__(self, service: "BlobServiceClient", *, container: str, clock: Clock) -> None:
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
        with path.open("rb") as source:
            return self._upload(name, source, path.stat().st_size, content_type)

    def get(self, name: str) -> bytes | None:
        """Read a small object whole; None where there is none."""
        checked(name)
        with suppress(_AbsentError), _translated():
            data: bytes = self._container.download_blob(name, **_times()).readall()
            return data
        return None

    def fetch(self, name: str, path: Path) -> Blob | None:
        """Copy an object into a file, streaming; None where there is none."""
        checked(name)
        with suppress(_AbsentError), _translated():
            # Each piece names the content it belongs to: a replacement in between is an error.
            stream = self._container.download_blob(name, **_times())
            with path.open("wb") as target:
                stream.readinto(target)
            return _blob(stream.properties)
        return None

    def stat(self, name: str) -> Blob | None:
        """What is known of it; None where there is none."""
        client = self._container.get_blob_client(checked(name))
        with suppress(_AbsentError), _translated():
            return _blob(client.get_blob_properties(**_times()))
        return None

    def list(self, prefix: str) -> Iterator[Blob]:
        """All objects whose name starts with `prefix`, in order of name."""
        return self._list(checked_prefix(prefix))

    def delete(self, prefix: str) -> int:
        """Delete all objects whose name starts with `prefix`; returns how many there were.

        Raises:
            Permanent: `internal` for an empty prefix, which would erase everybody.
        """
        count = 0
        for found in self._list(checked_for_deletion(prefix)):
            with suppress(_AbsentError), _translated():
                self._container.delete_blob(found.name, **_times())
                count += 1
        return count

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

    def _upload(self, name: str, data: bytes | IO[bytes], size: int, content_type: str) -> Blob:
        from azure.storage.blob import ContentSettings

        client = self._container.get_blob_client(name)
        settings = ContentSettings(content_type=content_type)
        with _translated():
            written = client.upload_blob(
                data, length=size, overwrite=True, content_settings=settings, **_times()
            )
        return Blob(name, size, content_type, _generation(written["etag"]))

    def _list(self, prefix: str) -> Iterator[Blob]:
        with _translated():
            yield from map(
                _blob, self._container.list_blobs(name_starts_with=prefix or None, **_times())
            )


def open_service(connection_string: str) -> "BlobServiceClient":
    """Connect with an account's key; retries are ours."""
    from azure.storage.blob import BlobServiceClient

    return BlobServiceClient.from_connection_string(connection_string, retry_total=0)


class _AbsentError(Exception):
    """No object of that name."""


def _blob(properties: Any) -> Blob:
    kind = properties.content_settings.content_type or ""
    return Blob(properties.name, int(properties.size), kind, _generation(properties.etag))


def _generation(etag: str) -> str:
    return etag.strip('"')  # quoted in some answers, not in others


def _times() -> dict[str, Any]:  # each method takes other keywords besides
    left = max(0.1, remaining())
    return {
        "connection_timeout": min(_CONNECT_SECONDS, left),
        "read_timeout": min(_READ_SECONDS, left),
    }


@contextmanager
def _translated() -> Iterator[None]:
    from azure.core.exceptions import AzureError, ResourceNotFoundError

    try:
        yield
    except ResourceNotFoundError as error:
        if getattr(error, "error_code", "") == "ContainerNotFound":
            raise Transient(Code.STORE_UNAVAILABLE, "azure: no container") from error
        raise _AbsentError from error
    except AzureError as error:
        detail = f"azure: {type(error).__name__}"
        raise Transient(Code.STORE_UNAVAILABLE, detail) from error
