"""What every adapter of `BlobStore` must do. Signed access is tried with the adapter's own door."""

from datetime import timedelta
from pathlib import Path

import pytest

from shared.domain.errors import Code, Permanent
from shared.ports.blob_store import Blob, BlobStore
from tests.doubles import HandClock
from tests.threads import in_threads

BAD_NAMES = [
    "",
    "/a",
    "a/",
    "a//b",
    "..",
    "a/../b",
    "./a",
    "a/.",
    "a b",
    "é",
    "a\\b",
    "a\0",
    "a\n",
    "a?b",
    "a~",
    "%2e%2e/a",
    "a" * 1100,
]


def test_an_absent_object_is_none(blobs: BlobStore, tmp_path: Path) -> None:
    assert blobs.get("a") is None
    assert blobs.stat("a") is None
    assert blobs.fetch("a", tmp_path / "out") is None


@pytest.mark.parametrize("data", [b"", b"\x00", b"x" * 700_000])
def test_an_object_comes_back_as_it_went(blobs: BlobStore, tmp_path: Path, data: bytes) -> None:
    # WHEN bytes are put
    blob = blobs.put("a/b.flac", data, content_type="audio/flac")
    # THEN they are there, by every way of reading
    assert (blob.name, blob.size, blob.content_type) == ("a/b.flac", len(data), "audio/flac")
    assert blobs.get("a/b.flac") == data
    assert blobs.stat("a/b.flac") == blob
    assert blobs.fetch("a/b.flac", tmp_path / "out") == blob
    assert (tmp_path / "out").read_bytes() == data


def test_a_file_is_stored_as_bytes_are(blobs: BlobStore, tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.write_bytes(b"sound" * 100_000)
    blob = blobs.put_file("a", source, content_type="audio/ogg")
    assert blobs.get("a") == source.read_bytes()
    assert blob.size == 500_000


def test_new_content_has_a_new_generation(blobs: BlobStore) -> None:
    first = blobs.put("a", b"one", content_type="text/plain")
    second = blobs.put("a", b"two!", content_type="audio/ogg")
    assert first.generation != second.generation
    assert blobs.stat("a") == second
    assert blobs.get("a") == b"two!"


def test_an_object_may_have_the_name_of_a_folder(blobs: BlobStore) -> None:
    blobs.put("a/b", b"2", content_type="t")
    blobs.put("a", b"1", content_type="t")
    assert (blobs.get("a"), blobs.get("a/b")) == (b"1", b"2")


def test_objects_are_listed_by_prefix_in_order_of_name(blobs: BlobStore) -> None:
    for name in ("b/z", "b/a", "b-1", "b/a-1", "b/a/c", "bc", "c"):
        blobs.put(name, b"x", content_type="t")

    def names(prefix: str) -> list[str]:
        return [blob.name for blob in blobs.list(prefix)]

    assert names("b/") == ["b/a", "b/a-1", "b/a/c", "b/z"]
    assert names("b") == ["b-1", "b/a", "b/a-1", "b/a/c", "b/z", "bc"]
    assert names("b/a") == ["b/a", "b/a-1", "b/a/c"]
    assert names("x/y/") == []
    assert len(names("")) == 7


def test_deleting_takes_the_prefix_and_nothing_else(blobs: BlobStore) -> None:
    for name in ("l/1/source", "l/1/reply.ogg", "l/10/source", "l/1"):
        blobs.put(name, b"x", content_type="t")
    assert blobs.delete("l/1/") == 2
    assert [blob.name for blob in blobs.list("")] == ["l/1", "l/10/source"]
    assert blobs.delete("l/1/") == 0


def test_no_empty_prefix_deletes_everything(blobs: BlobStore) -> None:
    blobs.put("a", b"x", content_type="t")
    with pytest.raises(Permanent):
        blobs.delete("")
    assert blobs.get("a") == b"x"


@pytest.mark.parametrize("name", BAD_NAMES)
def test_a_bad_name_is_refused_everywhere(blobs: BlobStore, tmp_path: Path, name: str) -> None:
    calls = [
        lambda: blobs.put(name, b"", content_type="t"),
        lambda: blobs.put_file(name, tmp_path / "absent", content_type="t"),
        lambda: blobs.get(name),
        lambda: blobs.stat(name),
        lambda: blobs.fetch(name, tmp_path / "out"),
        lambda: blobs.signed_upload(name, content_type="t", max_bytes=1, seconds=1),
        lambda: blobs.signed_download(name, seconds=1),
    ]
    for call in calls:
        with pytest.raises(Permanent) as caught:
            call()
        assert caught.value.code is Code.INTERNAL


@pytest.mark.parametrize("prefix", ["/", "../", "a/../", "a//", "é", "a/../b"])
def test_a_bad_prefix_is_refused(blobs: BlobStore, prefix: str) -> None:
    with pytest.raises(Permanent):
        blobs.list(prefix)
    with pytest.raises(Permanent):
        blobs.delete(prefix)


def test_of_writers_at_once_one_whole_content_stays(blobs: BlobStore) -> None:
    contents = [bytes([i]) * 300_000 for i in range(8)]
    results = in_threads(8, lambda i: blobs.put("a/b", contents[i], content_type=f"t/{i}"))
    assert all(isinstance(r, Blob) for r in results)
    stat, data = blobs.stat("a/b"), blobs.get("a/b")
    assert stat in results
    assert data in contents
    assert stat is not None
    assert stat.content_type == f"t/{data[0]}"


def test_writing_while_deleting_loses_no_write(blobs: BlobStore) -> None:
    # GIVEN writers of one folder and somebody who keeps deleting it
    def work(index: int) -> object:
        if index < 4:
            return [blobs.put(f"a/b/{index}", b"x", content_type="t") for _ in range(25)][-1]
        return [blobs.delete("a/") for _ in range(25)][-1]

    # WHEN they run into each other THEN nobody fails
    assert not [r for r in in_threads(6, work) if isinstance(r, Exception)]


def test_signed_requests_say_what_is_allowed(blobs: BlobStore, clock: HandClock) -> None:
    upload = blobs.signed_upload("a/b", content_type="audio/webm", max_bytes=9, seconds=60)
    download = blobs.signed_download("a/b", seconds=60)
    assert upload.method == "PUT"
    assert upload.headers["Content-Type"] == "audio/webm"
    assert download.method == "GET"
    for request in (upload, download):
        assert "a/b" in request.url
        late = request.expires_at - clock.now() - timedelta(seconds=60)
        assert timedelta(0) <= late <= timedelta(seconds=2)
