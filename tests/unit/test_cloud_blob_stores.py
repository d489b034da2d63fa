"""The cloud's blob stores when nobody is there: every call ends as a transient error."""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from azure.storage.blob import BlobServiceClient
from google.auth.credentials import AnonymousCredentials

from infra.azure.azure_blob_store import AzureBlobStore, open_service
from infra.google.gcs_blob_store import GcsBlobStore, open_client
from infra.google.signed_urls import Signer
from shared.domain.errors import Code, Permanent, Transient
from shared.ports.blob_store import BlobStore
from tests.doubles import HandClock

NOWHERE = "http://127.0.0.1:1"


@pytest.fixture
def gcs() -> Iterator[BlobStore]:
    client = open_client("p", AnonymousCredentials(), endpoint=NOWHERE)
    before = set(threading.enumerate())
    with closing(client):
        yield GcsBlobStore(
            lambda: client,
            bucket="b",
            signer=lambda: Signer("a@b", lambda _: b"s"),
            clock=HandClock(),
        )
    assert set(threading.enumerate()) <= before  # the library asks for nothing by itself


@pytest.fixture
def azure() -> Iterator[BlobStore]:
    service: BlobServiceClient = open_service(
        f"DefaultEndpointsProtocol=http;AccountName=a;AccountKey=a2V5;BlobEndpoint={NOWHERE}/a;"
    )
    with closing(service):
        yield AzureBlobStore(service, container="c", clock=HandClock())


CALLS: dict[str, Callable[[BlobStore, Path], object]] = {
    "put": lambda s, _: s.put("a", b"x", content_type="t/t"),
    "put_file": lambda s, f: s.put_file("a", f, content_type="t/t"),
    "get": lambda s, _: s.get("a"),
    "fetch": lambda s, f: s.fetch("a", f.with_name("out")),
    "stat": lambda s, _: s.stat("a"),
    "list": lambda s, _: list(s.list("a/")),
    "delete": lambda s, _: s.delete("a/"),
}


@pytest.mark.parametrize("store", ["gcs", "azure"])
@pytest.mark.parametrize("call", CALLS)
def test_a_store_that_is_not_there_is_a_transient_error(
    request: pytest.FixtureRequest, tmp_path: Path, store: str, call: str
) -> None:
    file = tmp_path / "in"
    file.write_bytes(b"x")
    with pytest.raises(Transient) as caught:
        CALLS[call](request.getfixturevalue(store), file)
    assert caught.value.code is Code.STORE_UNAVAILABLE


@pytest.mark.parametrize("store", ["gcs", "azure"])
def test_an_upload_of_nothing_is_not_signed(request: pytest.FixtureRequest, store: str) -> None:
    with pytest.raises(Permanent):
        request.getfixturevalue(store).signed_upload(
            "a", content_type="audio/webm", max_bytes=0, seconds=1
        )
