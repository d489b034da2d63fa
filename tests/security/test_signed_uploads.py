"""Signed uploads used otherwise than they were meant, on the buckets of both clouds."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import httpx2
import pytest

from infra.local.system import SystemClock
from shared.ports.blob_store import BlobStore, SignedRequest
from tests.contract import cloud
from tests.doubles import HandClock

NAME = "learners/l1/recordings/r1/source"
on_gcs = pytest.mark.emulators("GCS_EMULATOR_HOST")
on_azure = pytest.mark.emulators("AZURITE_BLOB_ENDPOINT")


@pytest.fixture
def clock() -> HandClock:
    """Starts now: Azurite reads the machine's clock."""
    made = HandClock()
    made.time = SystemClock().now()
    return made


@pytest.fixture
def gcs_bucket(tmp_path, clock: HandClock) -> Iterator[BlobStore]:
    with ExitStack() as stack:
        yield cloud.gcs_bucket(stack, tmp_path, clock)


@pytest.fixture
def azure_container(tmp_path, clock: HandClock) -> Iterator[BlobStore]:
    with ExitStack() as stack:
        yield cloud.azure_container(stack, tmp_path, clock)


def send(request: SignedRequest, data: bytes, *, url: str = "", method: str = "", **headers: str):
    sent = {**request.headers, **{k.replace("_", "-"): v for k, v in headers.items()}}
    kept = {k: v for k, v in sent.items() if v}
    return httpx2.request(method or request.method, url or request.url, content=data, headers=kept)


def upload(store: BlobStore, *, size: int = 10, seconds: float = 60) -> SignedRequest:
    return store.signed_upload(NAME, content_type="audio/webm", max_bytes=size, seconds=seconds)


Attack = Callable[[SignedRequest], httpx2.Response]
OTHER = NAME.replace("r1", "r2")
BOTH: dict[str, Attack] = {
    "another name": lambda r: send(r, b"x", url=r.url.replace(NAME, OTHER)),
    "another method": lambda r: send(r, b"", method="DELETE"),
    "reading": lambda r: send(r, b"", method="GET"),
}
GCS: dict[str, Attack] = {
    **BOTH,
    "bigger": lambda r: send(r, b"x" * 11),
    "empty": lambda r: send(r, b""),
    "a larger range": lambda r: send(r, b"x" * 11, **{"x-goog-content-length-range": "1,99"}),
    "another type": lambda r: send(r, b"x", **{"Content-Type": "text/html"}),
    "without the range": lambda r: send(r, b"x", **{"x-goog-content-length-range": ""}),
    "without the generation": lambda r: send(r, b"x", **{"x-goog-if-generation-match": ""}),
    "one more header": lambda r: send(r, b"x", **{"x-goog-acl": "public-read"}),
    "a longer life": lambda r: send(r, b"x", url=r.url.replace("-Expires=", "-Expires=9")),
}


@on_gcs
@pytest.mark.parametrize("name", GCS)
def test_gcs_refuses(gcs_bucket: BlobStore, name: str) -> None:
    assert 400 <= GCS[name](upload(gcs_bucket)).status_code < 500
    assert gcs_bucket.stat(NAME) is None
    assert gcs_bucket.stat(OTHER) is None


@on_gcs
def test_gcs_takes_the_upload_once_and_in_time(gcs_bucket: BlobStore, clock: HandClock) -> None:
    request = upload(gcs_bucket)
    # GIVEN the control: as it was meant, it works
    assert send(request, b"x" * 10).status_code == 200
    stored = gcs_bucket.stat(NAME)
    assert stored is not None
    assert (stored.size, stored.content_type) == (10, "audio/webm")
    # WHEN it is sent again THEN what is there stays
    assert send(request, b"y").status_code == 412
    assert gcs_bucket.stat(NAME) == stored
    # AND late, nothing is taken
    gcs_bucket.delete("learners/")
    clock.advance(seconds=62)
    assert send(request, b"z").status_code == 400
    assert gcs_bucket.stat(NAME) is None


@on_gcs
def test_gcs_gives_what_a_signed_download_names(gcs_bucket: BlobStore) -> None:
    gcs_bucket.put(NAME, b"sound", content_type="audio/ogg")
    request = gcs_bucket.signed_download(NAME, seconds=60)
    assert send(request, b"").content == b"sound"
    assert send(request, b"", url=request.url[:-2]).status_code == 403


@on_azure
@pytest.mark.parametrize("name", BOTH)
def test_azure_refuses(azure_container: BlobStore, name: str) -> None:
    assert 400 <= BOTH[name](upload(azure_container)).status_code < 500
    assert azure_container.stat(NAME) is None
    assert azure_container.stat(OTHER) is None


@on_azure
def test_azure_takes_the_upload_once(azure_container: BlobStore) -> None:
    request = upload(azure_container)
    assert send(request, b"x" * 10).status_code == 201
    stored = azure_container.stat(NAME)
    assert stored is not None
    assert (stored.size, stored.content_type) == (10, "audio/webm")
    assert send(request, b"y").status_code == 403
    assert azure_container.stat(NAME) == stored


@on_azure
def test_azure_takes_nothing_late(azure_container: BlobStore, clock: HandClock) -> None:
    clock.advance(seconds=-120)
    assert send(upload(azure_container), b"x").status_code == 403
    assert azure_container.stat(NAME) is None


@on_azure
def test_azure_gives_what_a_signed_download_names(azure_container: BlobStore) -> None:
    azure_container.put(NAME, b"sound", content_type="audio/ogg")
    request = azure_container.signed_download(NAME, seconds=60)
    assert send(request, b"").content == b"sound"
    assert send(request, b"", method="PUT", **{"x-ms-blob-type": "BlockBlob"}).status_code == 403
