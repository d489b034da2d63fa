"""Signed addresses: what they allow, and that they allow nothing else."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from infra.cloud_events import ObjectFinalized
from infra.local.blob_access import Download, accept_download, accept_upload
from infra.local.file_blob_store import FileBlobStore
from infra.local.object_file import StagedFile
from infra.local.signed_access import AccessSigner
from shared.domain.errors import Code, Permanent, Refused, Transient
from shared.ports.blob_store import Blob, SignedRequest
from tests.doubles import HandClock

NAME = "learners/l1/recordings/r1/source"
BASE = "http://127.0.0.1:5001/blobs"


class Setting:
    """A store, what it announced, and requests to it as the gateway makes them."""

    def __init__(self, root: Path, clock: HandClock) -> None:
        self.root = root
        self.announced: list[ObjectFinalized] = []
        self.announce = self.announced.append
        self.store = FileBlobStore(
            root, key=b"k" * 32, base_url=BASE, clock=clock, announce=lambda f: self.announce(f)
        )
        self.request = self.store.signed_upload(
            NAME, content_type="audio/webm", max_bytes=10, seconds=60
        )

    def upload(self, **changes) -> Blob:
        values = {
            "method": "PUT",
            "name": NAME,
            "query": query_of(self.request),
            "content_type": "audio/webm",
            "content_length": None,
            "chunks": [b"abc", b"de"],
        } | changes
        return asyncio.run(accept_upload(self.store, **values))

    def refusal(self, **changes) -> Code:
        with pytest.raises(Refused) as caught:
            self.upload(**changes)
        return caught.value.code

    def is_clean(self) -> bool:
        return self.store.stat(NAME) is None and not self.announced and not self.leftovers()

    def leftovers(self) -> list[Path]:
        return list((self.root / "temp").iterdir())


def query_of(request: SignedRequest) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(request.url).query))


@pytest.fixture
def setting(tmp_path: Path, clock: HandClock) -> Setting:
    return Setting(tmp_path / "blobs", clock)


def test_an_upload_as_signed_is_in_place_and_announced(setting: Setting) -> None:
    assert setting.request.url.startswith(f"{BASE}/{NAME}?")
    blob = setting.upload(content_length=5)
    assert setting.store.get(NAME) == b"abcde"
    assert blob == setting.store.stat(NAME)
    assert setting.announced == [ObjectFinalized("local", NAME, blob.generation)]
    assert not setting.leftovers()


def test_an_upload_may_come_as_an_async_stream(setting: Setting) -> None:
    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(10):
            yield b"x"

    assert setting.upload(chunks=chunks()).size == 10


def test_a_large_upload_streams(setting: Setting) -> None:
    megabytes = 5
    setting.request = setting.store.signed_upload(
        NAME, content_type="audio/webm", max_bytes=megabytes << 20, seconds=60
    )
    blob = setting.upload(chunks=[b"x" * 65536] * (16 * megabytes))
    assert blob.size == megabytes << 20


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"method": "POST"}, Code.UPLOAD_NOT_ALLOWED),
        ({"method": "GET"}, Code.UPLOAD_NOT_ALLOWED),
        ({"name": "learners/l1/recordings/r2/source"}, Code.UPLOAD_NOT_ALLOWED),
        ({"name": "../" + NAME}, Code.UPLOAD_NOT_ALLOWED),
        ({"name": ""}, Code.UPLOAD_NOT_ALLOWED),
        ({"query": {}}, Code.UPLOAD_NOT_ALLOWED),
        ({"content_type": "text/html"}, Code.UPLOAD_MISMATCH),
        ({"content_type": ""}, Code.UPLOAD_MISMATCH),
        ({"content_length": 11}, Code.PAYLOAD_TOO_LARGE),
        ({"chunks": [b"x" * 11]}, Code.PAYLOAD_TOO_LARGE),
        ({"chunks": [b"x"] * 11, "content_length": 3}, Code.PAYLOAD_TOO_LARGE),
        ({"chunks": [b"x"] * 4, "content_length": 3}, Code.UPLOAD_MISMATCH),
        ({"chunks": [b"x"] * 2, "content_length": 3}, Code.UPLOAD_MISMATCH),
        ({"content_length": 0, "chunks": []}, Code.EMPTY_AUDIO),
        ({"chunks": []}, Code.EMPTY_AUDIO),
        ({"chunks": [b"", b""]}, Code.EMPTY_AUDIO),
    ],
)
def test_anything_else_is_refused_and_leaves_nothing(
    setting: Setting, changes: dict, code: Code
) -> None:
    assert setting.refusal(**changes) is code
    assert setting.is_clean()
    # The control: the same request unchanged goes through.
    assert setting.upload().size == 5


@pytest.mark.parametrize(
    "forgery",
    [
        {"expires": "9999999999"},
        {"expires": "-1"},
        {"expires": "1e9"},
        {"expires": "٣"},
        {"max_bytes": "1000000"},
        {"content_type": "text/html"},
        {"signature": ""},
        {"signature": "0" * 64},
        {"signature": "é\ud800"},
    ],
)
def test_a_changed_address_is_refused(setting: Setting, forgery: dict[str, str]) -> None:
    query = query_of(setting.request) | forgery
    assert setting.refusal(query=query) is Code.UPLOAD_NOT_ALLOWED
    assert setting.is_clean()


def test_an_address_of_another_key_is_refused(setting: Setting, clock: HandClock) -> None:
    other = FileBlobStore(setting.root, key=b"o" * 32, base_url=BASE, clock=clock)
    request = other.signed_upload(NAME, content_type="audio/webm", max_bytes=10, seconds=60)
    assert setting.refusal(query=query_of(request)) is Code.UPLOAD_NOT_ALLOWED


def test_a_download_address_is_no_upload_address(setting: Setting) -> None:
    query = query_of(setting.store.signed_download(NAME, seconds=60))
    assert setting.refusal(query=query) is Code.UPLOAD_NOT_ALLOWED


def test_a_short_key_is_refused() -> None:
    with pytest.raises(ValueError, match="32"):
        AccessSigner(b"short")


def test_an_address_expires(setting: Setting, clock: HandClock) -> None:
    clock.advance(seconds=60)
    assert setting.refusal() is Code.UPLOAD_NOT_ALLOWED


def test_a_second_upload_is_refused_unread(setting: Setting) -> None:
    def unread() -> Iterator[bytes]:
        raise AssertionError("the body was read")
        yield b""

    first = setting.upload()
    assert setting.refusal(chunks=unread()) is Code.ALREADY_UPLOADED
    assert setting.store.stat(NAME) == first
    assert len(setting.announced) == 1


def test_of_two_uploads_at_once_one_wins(setting: Setting) -> None:
    # GIVEN two uploads that both have begun
    both_begun = threading.Barrier(2, timeout=5)
    results: list[object] = []

    def chunks(data: bytes) -> Iterator[bytes]:
        both_begun.wait()
        yield data

    def run(data: bytes) -> None:
        try:
            results.append(setting.upload(chunks=chunks(data)))
        except Refused as error:
            results.append(error.code)

    threads = [threading.Thread(target=run, args=(data,)) for data in (b"one", b"two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # THEN one is in place and announced, the other refused, and nothing is left
    assert results.count(Code.ALREADY_UPLOADED) == 1
    assert setting.store.get(NAME) in {b"one", b"two"}
    assert len(setting.announced) == 1
    assert not setting.leftovers()


def test_a_caller_who_hangs_up_leaves_nothing(setting: Setting) -> None:
    def broken() -> Iterator[bytes]:
        yield b"abc"
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        setting.upload(chunks=broken())
    assert setting.is_clean()


def test_an_upload_that_cannot_be_announced_is_taken_back(setting: Setting) -> None:
    # GIVEN a queue that does not answer
    def fail(finalized: ObjectFinalized) -> None:
        raise Transient(Code.PUBLISH_FAILED)

    setting.announce = fail
    with pytest.raises(Transient):
        setting.upload()
    assert setting.is_clean()
    # WHEN it answers again THEN the same upload goes through
    setting.announce = setting.announced.append
    setting.upload()
    assert len(setting.announced) == 1


def test_results_are_not_announced(setting: Setting) -> None:
    setting.store.put("learners/l1/recordings/r1/reply.ogg", b"x", content_type="audio/ogg")
    assert not setting.announced
    setting.store.put(NAME, b"x", content_type="audio/ogg")
    assert len(setting.announced) == 1


def download(setting: Setting, **changes) -> Download:
    values = {
        "method": "GET",
        "name": NAME,
        "query": query_of(setting.store.signed_download(NAME, seconds=60)),
    } | changes
    return accept_download(setting.store, **values)


@pytest.mark.parametrize(
    ("header", "status", "body", "content_range"),
    [
        ("", 200, b"abcde", None),
        ("bytes=0-", 206, b"abcde", "bytes 0-4/5"),
        ("bytes=1-2", 206, b"bc", "bytes 1-2/5"),
        ("bytes=3-99", 206, b"de", "bytes 3-4/5"),
        ("bytes=-2", 206, b"de", "bytes 3-4/5"),
        ("bytes=-99", 206, b"abcde", "bytes 0-4/5"),
        ("bytes=5-", 416, b"", "bytes */5"),
        ("bytes=-0", 416, b"", "bytes */5"),
        ("bytes=2-1", 200, b"abcde", None),
        ("bytes=0-1,3-4", 200, b"abcde", None),
        ("bytes=-", 200, b"abcde", None),
        ("lines=1-2", 200, b"abcde", None),
        ("bytes=" + "9" * 400 + "-", 200, b"abcde", None),
    ],
)
def test_a_download_gives_what_was_asked(
    setting: Setting, header: str, status: int, body: bytes, content_range: str | None
) -> None:
    setting.upload()
    answer = download(setting, range_header=header)
    assert answer.status == status
    assert b"".join(answer.chunks()) == body
    assert answer.headers.get("Content-Range") == content_range
    assert answer.headers["Content-Length"] == str(len(body))
    assert answer.headers["Content-Type"] == "audio/webm"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_the_rest_of_another_content_is_the_whole(setting: Setting) -> None:
    setting.upload()
    known = download(setting).headers["ETag"]
    assert download(setting, range_header="bytes=1-", if_range=known).status == 206
    setting.store.put(NAME, b"another", content_type="audio/webm")
    answer = download(setting, range_header="bytes=1-", if_range=known)
    assert (answer.status, b"".join(answer.chunks())) == (200, b"another")


@pytest.mark.parametrize(
    "changes", [{"query": {}}, {"name": "learners/l1/recordings/r2/source"}, {"method": "PUT"}]
)
def test_another_download_is_as_if_absent(setting: Setting, changes: dict) -> None:
    setting.upload()
    with pytest.raises(Refused) as caught:
        download(setting, **changes)
    assert caught.value.code is Code.NOT_FOUND


def test_a_download_expires(setting: Setting, clock: HandClock) -> None:
    setting.upload()
    query = query_of(setting.store.signed_download(NAME, seconds=60))
    clock.advance(seconds=61)
    with pytest.raises(Refused):
        download(setting, query=query)


def test_content_replaced_in_mid_download_is_not_mixed(setting: Setting) -> None:
    setting.upload()
    answer = download(setting)
    setting.store.put(NAME, b"another", content_type="audio/webm")
    with pytest.raises(Permanent):
        list(answer.chunks())


def test_a_damaged_object_is_a_permanent_error(setting: Setting) -> None:
    setting.upload()
    (path,) = setting.root.rglob("source~")
    whole = path.read_bytes()
    for damaged in (b"", whole[:-1], whole[1:], b"\xff" * 20, whole[:-12] + b"\xff\xff\xff\xff"):
        path.write_bytes(damaged)
        with pytest.raises(Permanent) as caught:
            setting.store.get(NAME)
        assert caught.value.code is Code.INTERNAL


def test_a_full_disk_is_a_transient_error(
    setting: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a disk that refuses at the last moment
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(Transient) as caught:
        setting.upload()
    assert caught.value.code is Code.STORE_UNAVAILABLE
    # THEN nothing is left
    assert setting.is_clean()


def test_the_sweep_announces_what_was_in_place_and_removes_the_rest(setting: Setting) -> None:
    # GIVEN a process that died between placing and announcing, and one in mid-write
    class Killed(BaseException):
        pass

    def killed(finalized: ObjectFinalized) -> None:
        raise Killed

    setting.announce = killed
    staged = StagedFile(setting.root / "temp")
    staged.write(b"abc")
    with pytest.raises(Killed):
        setting.store.place(staged, NAME, content_type="audio/webm", exclusive=True)
    (setting.root / "temp" / "half").write_bytes(b"abc")
    setting.announce = setting.announced.append
    # WHEN the next one sweeps
    assert setting.store.sweep() == 2
    # THEN the upload is announced, and the temporary folder is empty
    blob = setting.store.stat(NAME)
    assert blob is not None
    assert setting.announced == [ObjectFinalized("local", NAME, blob.generation)]
    assert not setting.leftovers()
