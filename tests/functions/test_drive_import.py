"""A recording fetched from Google Drive, from the door to the bucket, over Drive's wire format."""

import logging
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Event, Semaphore

import httpx2
import pytest
from starlette.testclient import TestClient

from infra import bootstrap
from infra.edge import logs
from infra.google.drive import GoogleDrive
from infra.resilience import CircuitBreaker, Resilience, RetryPolicy
from shared.domain.errors import Code, Permanent, Refused, Transient
from shared.domain.recording import State
from shared.ports.file_source import Access, SourceFile
from tests.functions.conftest import Push
from tests.functions.test_recording_way import queued, walk
from tests.peers.drive_peer import FILE_ID, TOKEN, DrivePeer, Fault

ASK = {"source": "google_drive", "file_id": FILE_ID, "access_token": TOKEN}
ACCESS = Access(FILE_ID, TOKEN)
OTHERS = "http://127.0.0.1:1/stolen"


@pytest.fixture
def peer() -> Iterator[DrivePeer]:
    with DrivePeer() as opened:
        yield opened


@pytest.fixture
def drive(peer: DrivePeer, quick: bootstrap.Ports) -> GoogleDrive:
    """The adapter, which waits for nobody."""
    breaker = CircuitBreaker("drive", failures=20)
    calls = Resilience(RetryPolicy(tries=4), breaker, sleep=lambda _: None)
    made = GoogleDrive(endpoint=peer.url, resilience=calls)
    quick.__dict__["drive"] = made
    return made


def post(client: TestClient, **changes: object) -> httpx2.Response:
    return client.post("/api/recordings/import", json={**ASK, **changes})


def stored(ports: bootstrap.Ports) -> Sequence[str]:
    """The learners' sources in the store."""
    return [each.name for each in ports.blobs.list("learners/") if each.name.endswith("/source")]


def test_a_file_of_drive_goes_the_way_of_every_recording(
    client: TestClient, drive: GoogleDrive, peer: DrivePeer, quick: bootstrap.Ports, push: Push
) -> None:
    # GIVEN a learner's file / WHEN it is imported
    answer = post(client, prompt="Ton week-end")
    # THEN it is accepted, and goes through all stages without an upload
    assert answer.status_code == 202, answer.text
    recording = quick.recordings.get(answer.json()["id"])
    assert recording is not None
    assert (recording.filename, recording.content_type) == ("lundi.webm", "audio/webm")
    assert quick.blobs.get(recording.source) == peer.content
    walk(quick, push)
    view = client.get(f"/api/recordings/{recording.id}").json()
    assert (view["state"], view["prompt"]) == ("answered", "Ton week-end")


def test_a_cut_download_is_taken_up_where_it_ended(
    client: TestClient, drive: GoogleDrive, peer: DrivePeer, quick: bootstrap.Ports
) -> None:
    peer.faults.extend([Fault(cut_after=1000), Fault(status=503), Fault(cut_after=500)])
    answer = post(client)
    assert answer.status_code == 202
    assert peer.asked == ["bytes=0-", "bytes=1000-", "bytes=1000-", "bytes=1500-"]
    recording = quick.recordings.get(answer.json()["id"])
    assert recording is not None
    assert quick.blobs.get(recording.source) == peer.content


def test_a_server_without_ranges_sends_all_again(
    tmp_path: Path, drive: GoogleDrive, peer: DrivePeer
) -> None:
    peer.faults.extend([Fault(cut_after=1000), Fault(ignores_range=True)])
    drive.fetch(ACCESS, drive.describe(ACCESS), tmp_path / "f")
    assert (tmp_path / "f").read_bytes() == peer.content


@pytest.mark.parametrize(
    "described",
    [{"size": "4000"}, {"size": "6000"}, {"md5Checksum": "0" * 32}],
)
def test_another_content_than_described_is_never_stored(
    client: TestClient,
    drive: GoogleDrive,
    peer: DrivePeer,
    quick: bootstrap.Ports,
    described: dict[str, str],
) -> None:
    # GIVEN a file that is shorter, longer or other than was said
    peer.described = described
    # WHEN it is imported
    answer = post(client)
    # THEN that may be tried again, and nothing is left behind
    assert (answer.status_code, answer.json()["code"]) == (503, "provider_unavailable")
    assert stored(quick) == []
    assert list(quick.recordings.waiting(State.ACCEPTED, before=quick.clock.now(), limit=9)) == []


def test_a_range_that_was_not_asked_for_is_not_believed(
    tmp_path: Path, drive: GoogleDrive, peer: DrivePeer
) -> None:
    peer.faults.extend([Fault(cut_after=1000), Fault(shifted=7)])
    drive.fetch(ACCESS, drive.describe(ACCESS), tmp_path / "f")
    assert (tmp_path / "f").read_bytes() == peer.content
    assert peer.asked == ["bytes=0-", "bytes=1000-", "bytes=0-"]


@pytest.mark.parametrize(
    ("described", "code"),
    [
        ({"mimeType": "application/vnd.google-apps.document", "size": None}, 415),
        ({"mimeType": "application/vnd.google-apps.folder", "size": None}, 415),
        ({"mimeType": "text/html"}, 415),
        ({"mimeType": "no type"}, 415),
        ({"size": "200000001"}, 413),
        ({"size": "0"}, 422),
    ],
)
def test_what_cannot_be_a_recording_is_refused_before_a_byte_is_read(
    client: TestClient,
    drive: GoogleDrive,
    peer: DrivePeer,
    described: dict[str, str | None],
    code: int,
) -> None:
    peer.described = described
    answer = post(client)
    assert answer.status_code == code
    assert peer.asked == []
    if str(described.get("mimeType")).startswith("application/vnd."):
        assert str(described["mimeType"]) in answer.json()["detail"]


def test_a_lying_type_is_found_out_by_the_conversion(
    client: TestClient, drive: GoogleDrive, peer: DrivePeer, quick: bootstrap.Ports, push: Push
) -> None:
    # GIVEN a page that calls itself audio, and the real converter
    peer.content = b"<!doctype html><title>audio</title>" * 50
    del quick.__dict__["converter"]
    answer = post(client)
    assert answer.status_code == 202
    # WHEN it is converted / THEN the learner is told by name
    attributes, data = queued(quick, "convert-audio.uploaded")
    assert push("convert", attributes=attributes, data=data) == 204
    view = client.get(f"/api/recordings/{answer.json()['id']}").json()
    assert (view["state"], view["failure"]["code"]) == ("failed", "not_audio")


@pytest.mark.parametrize(
    ("fault", "kind", "code", "calls"),
    [
        (Fault(401, "authError"), Refused, Code.FILE_ACCESS_REFUSED, 1),
        (Fault(403, "insufficientFilePermissions"), Refused, Code.FILE_ACCESS_REFUSED, 1),
        (Fault(403, "userRateLimitExceeded"), Transient, Code.PROVIDER_UNAVAILABLE, 4),
        (Fault(404, "notFound"), Refused, Code.FILE_NOT_FOUND, 1),
        (Fault(429, "", (("Retry-After", "7"),)), Transient, Code.PROVIDER_UNAVAILABLE, 1),
        (Fault(500, "backendError"), Transient, Code.PROVIDER_UNAVAILABLE, 4),
        (Fault(400, "badRequest"), Permanent, Code.PROVIDER_REFUSED, 1),
        (Fault(302, "", (("Location", OTHERS),)), Permanent, Code.PROVIDER_REFUSED, 1),
    ],
)
@pytest.mark.parametrize("download", [False, True])
def test_drives_answers_in_our_own_terms(
    tmp_path: Path,
    peer: DrivePeer,
    fault: Fault,
    kind: type[Exception],
    code: Code,
    calls: int,
    download: bool,
) -> None:
    # A wait of seven seconds does not fit into five: the caller is told it at once.
    patience = RetryPolicy(tries=4, seconds=5.0)
    resilience = Resilience(patience, CircuitBreaker("d", failures=9), sleep=lambda _: None)
    drive = GoogleDrive(endpoint=peer.url, resilience=resilience)
    file = drive.describe(ACCESS)
    faults = peer.faults if download else peer.refusals
    faults.extend([fault] * 9)
    ask = partial(drive.fetch, ACCESS, file, tmp_path / "f")
    with pytest.raises(kind) as refusal:
        ask() if download else drive.describe(ACCESS)
    assert getattr(refusal.value, "code", None) is code
    assert 9 - len(faults) == calls
    assert "lundi" not in str(refusal.value)
    assert peer.elsewhere == []


def test_a_huge_description_is_refused(drive: GoogleDrive, peer: DrivePeer) -> None:
    peer.described = {"name": "x" * 100_000}
    with pytest.raises(Permanent, match="more than it had said"):
        drive.describe(ACCESS)


@pytest.mark.parametrize(
    "changes",
    [
        {"source": "dropbox"},
        {"file_id": "../../v2/about"},
        {"file_id": "a?alt=media"},
        {"access_token": ""},
        {"access_token": "a\r\nHost: other"},
        {"access_token": "é"},
        {"learner_id": "marie"},
    ],
)
def test_a_request_that_does_not_fit_is_refused_without_asking_drive(
    client: TestClient, drive: GoogleDrive, peer: DrivePeer, changes: dict[str, str]
) -> None:
    answer = post(client, **changes)
    assert answer.status_code == 422
    assert (peer.asked, peer.elsewhere) == ([], [])


def test_the_token_is_nowhere_but_in_the_calls(
    client: TestClient,
    drive: GoogleDrive,
    peer: DrivePeer,
    quick: bootstrap.Ports,
    caplog: pytest.LogCaptureFixture,
) -> None:
    # GIVEN all that is logged, from the libraries as well
    caplog.set_level(logging.DEBUG)
    caplog.handler.setFormatter(logs.JsonFormatter())
    # WHEN an import succeeds, and others are refused and break
    answers = [post(client)]
    for fault in (Fault(401), Fault(500), Fault(500), Fault(500), Fault(500), Fault(302)):
        peer.refusals.append(fault)
    answers += [post(client) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [202, 422, 503, 502]
    # THEN no answer, log line, object or database holds the token
    assert TOKEN not in "".join(answer.text for answer in answers)
    assert TOKEN not in caplog.text
    assert TOKEN not in repr(ACCESS)
    kept = [path for path in quick.settings.data_dir.rglob("*") if path.is_file()]
    assert kept
    assert not [path for path in kept if TOKEN.encode() in path.read_bytes()]


def test_files_beyond_what_the_instance_can_hold_wait(
    client: TestClient, peer: DrivePeer, quick: bootstrap.Ports
) -> None:
    # GIVEN two files on their way
    begun, go_on = Semaphore(0), Event()

    class Slow(GoogleDrive):
        def describe(self, access: Access) -> SourceFile:
            begun.release()
            go_on.wait(20)
            return super().describe(access)

    quick.__dict__["drive"] = Slow(endpoint=peer.url)
    with ThreadPoolExecutor(2) as pool:
        underway = [pool.submit(post, client) for _ in range(2)]
        for _ in underway:
            assert begun.acquire(timeout=20)
        # WHEN a third is asked for
        answer = post(client)
        go_on.set()
        # THEN it is told to wait, and the two arrive
        assert [each.result().status_code for each in underway] == [202, 202]
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "10")
    assert post(client).status_code == 202
