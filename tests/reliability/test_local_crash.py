"""The embedded stores are killed in mid-write, again and again: what was said to be kept is kept.

Each writer runs in a process of its own, reports what it knows to be done, and dies by SIGKILL.
"""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from infra.cloud_events import ObjectFinalized
from infra.local.file_blob_store import FileBlobStore
from infra.local.message_queue import MessageQueue, Subscription
from infra.local.sqlite_learners import SqliteLearners
from infra.local.sqlite_recordings import SqliteRecordings
from infra.local.stack_lock import DataFolderInUseError, StackLock
from infra.local.store_schema import open_store
from tests.doubles import HandClock

ROOT = Path(__file__).parents[2]
ROUNDS = 3

SAVES = """
import sys
from dataclasses import replace
from pathlib import Path
from infra.local.sqlite_recordings import SqliteRecordings
from infra.local.store_schema import open_store
from shared.domain.recording import Recording
from tests.lessons import NOW, lesson

recordings = SqliteRecordings(open_store(Path(sys.argv[1]) / "store.sqlite"))
recordings.create(Recording("r1", "l1", "0", "t", 1, NOW, NOW))
recording = recordings.get("r1")
while True:
    taught = lesson(f"t{recording.revision}")
    recording = recordings.save(replace(recording, filename="x" * 5000), learned=taught)
    print(recording.revision, flush=True)
"""

UPLOADS = """
import asyncio, itertools, sys
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit
from infra.local.blob_access import accept_upload
from infra.local.file_blob_store import FileBlobStore
from tests.doubles import HandClock

folder = Path(sys.argv[1])
def announce(finalized):
    with (folder / "announced").open("a") as log:
        log.write(finalized.name + "\\n")

store = FileBlobStore(
    folder / "blobs", key=b"k" * 32, base_url="http://h", clock=HandClock(), announce=announce
)
start = len(list(store.list("")))
for index in itertools.count(start):
    name = f"r{index}/source"
    request = store.signed_upload(name, content_type="t", max_bytes=1 << 20, seconds=60)
    query = dict(parse_qsl(urlsplit(request.url).query))
    asyncio.run(accept_upload(
        store, method="PUT", name=name, query=query, content_type="t", content_length=None,
        chunks=[bytes([index % 256]) * 65536] * 8,
    ))
    print(index, flush=True)
"""

PUBLISHES = """
import itertools, sys
from pathlib import Path
from infra.local.message_queue import MessageQueue, OutgoingMessage, Subscription
from infra.local.stack_lock import StackLock
from infra.local.system import SystemClock

folder = Path(sys.argv[1])
lock = StackLock(folder)
queue = MessageQueue(
    folder / "queue.sqlite", [Subscription("s", "t", ack_deadline=600)], clock=SystemClock()
)
for index in itertools.count():
    queue.publish(OutgoingMessage("t", {}, str(index).encode()))
    queue.lease("s", 1)
    print(index, flush=True)
"""


def run_and_kill(script: str, folder: Path, *, seconds: float = 0.4) -> list[str]:
    """Run a script, kill it at some moment of its work, and give back what it had reported."""
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(folder)],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        text=True,
    )
    assert process.stdout
    lines = [process.stdout.readline()]  # it has begun
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    lines += process.stdout.readlines()
    process.stdout.close()
    assert process.wait() == -signal.SIGKILL
    return [line.strip() for line in lines if line.endswith("\n")]


@pytest.mark.slow
def test_a_killed_writer_loses_no_saved_recording_and_counts_nothing_twice(tmp_path: Path) -> None:
    for _ in range(ROUNDS):
        # WHEN a process that saves is killed
        last = int(run_and_kill(SAVES, tmp_path)[-1])
        # THEN the file opens whole, with all it had reported, and memory and state agree
        database = open_store(tmp_path / "store.sqlite")
        with database.read() as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        recording = SqliteRecordings(database).get("r1")
        (entry,) = SqliteLearners(database).memory("l1")
        assert recording is not None
        assert recording.revision in {last, last + 1}  # the last may have been kept untold
        assert entry.occurrences == recording.revision
        database.close()


@pytest.mark.slow
def test_a_killed_upload_is_whole_and_announced_or_not_there(
    tmp_path: Path, clock: HandClock
) -> None:
    for _ in range(ROUNDS):
        # WHEN a process that takes uploads in is killed
        reported = [int(line) for line in run_and_kill(UPLOADS, tmp_path)]
        # THEN the sweep leaves no temporary file
        announced = (tmp_path / "announced").read_text().splitlines()
        again: list[ObjectFinalized] = []
        store = FileBlobStore(
            tmp_path / "blobs", key=b"k" * 32, base_url="", clock=clock, announce=again.append
        )
        store.sweep()
        assert not list((tmp_path / "blobs" / "temp").iterdir())
        # AND every object is whole, and was announced at least once
        names = {blob.name for blob in store.list("")}
        assert names == set(announced) | {finalized.name for finalized in again}
        for name in names:
            index = int(name.split("/")[0].removeprefix("r"))
            assert store.get(name) == bytes([index % 256]) * (8 * 65536)
        # AND what was answered is there
        assert {f"r{index}/source" for index in reported} <= names
        with (tmp_path / "announced").open("a") as log:
            log.writelines(f"{finalized.name}\n" for finalized in again)


@pytest.mark.slow
def test_a_killed_stack_frees_its_folder_and_its_messages(tmp_path: Path, clock: HandClock) -> None:
    # WHEN a stack that publishes and leases is killed
    reported = run_and_kill(PUBLISHES, tmp_path)
    # THEN the folder is free
    lock = StackLock(tmp_path)
    # AND all it had published is due at once, whether or not it was in hand
    clock.time = clock.time.replace(year=2100)
    queue = MessageQueue(tmp_path / "queue.sqlite", [Subscription("s", "t")], clock=clock)
    assert queue.recover() >= len(reported)
    delivered = {int(d.data) for d in queue.lease("s", 10**6)}
    assert set(map(int, reported)) <= delivered
    queue.close()
    lock.release()


@pytest.mark.slow
def test_a_running_stack_keeps_others_out(tmp_path: Path) -> None:
    # GIVEN a stack in another process
    script = PUBLISHES.replace("for index in", "print('up', flush=True)\nfor index in")
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path)], stdout=subprocess.PIPE, cwd=ROOT, text=True
    )
    assert process.stdout
    process.stdout.readline()
    # WHEN this one wants its folder THEN it is told who has it
    with pytest.raises(DataFolderInUseError, match=f"process {process.pid}"):
        StackLock(tmp_path)
    process.kill()
    process.stdout.close()
    process.wait()


@pytest.fixture
def clock() -> HandClock:
    return HandClock()
