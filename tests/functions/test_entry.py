"""The entry of a function that is alone in its process, while it is being loaded."""

import gc
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from infra.serve import Entry

SLOW = """
import functions_framework.aio as ff
from starlette.responses import PlainTextResponse
@ff.http
async def slow(request):
    return PlainTextResponse("answer to " + request.url.path)
"""


@pytest.fixture
def entry(tmp_path: Path) -> Entry:
    source = tmp_path / "main.py"
    source.write_text(SLOW)
    return Entry(source, "slow")


def test_a_process_lives_before_its_function_is_loaded(entry: Entry) -> None:
    # GIVEN a function that nobody has loaded
    client = TestClient(entry)
    # WHEN / THEN the process says that it lives
    assert client.get("/health").json() == {"status": "ok", "function": "slow"}


@pytest.mark.parametrize(("path", "text"), [("/api", "answer to /api"), ("/loaded", '"status"')])
def test_what_needs_the_function_waits_for_it(entry: Entry, path: str, text: str) -> None:
    # GIVEN a request that came too early
    client = TestClient(entry)
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(client.get, path)
        time.sleep(0.2)
        assert not answer.done()
        # WHEN the function is loaded
        threading.Thread(target=entry.load).start()
        # THEN the request is answered
        assert text in answer.result(timeout=20).text


def test_once_loaded_the_function_answers_for_its_health(entry: Entry) -> None:
    entry.load()
    assert not entry.failed
    assert TestClient(entry).get("/health").text == "answer to /health"


@pytest.fixture
def no_collector() -> Iterator[None]:
    thresholds = gc.get_threshold()
    gc.disable()
    yield
    gc.unfreeze()
    gc.set_threshold(*thresholds)
    gc.enable()


@pytest.mark.usefixtures("no_collector")
def test_garbage_is_looked_for_once_a_request_has_been_answered(entry: Entry) -> None:
    # GIVEN a process that has not looked for garbage while it started
    entry.load()
    client = TestClient(entry)
    client.get("/loaded")
    assert not gc.isenabled()
    # WHEN the function has answered a first time
    client.get("/api")
    # THEN the collector is at work, and passes over what was made until then
    assert gc.isenabled()
    assert gc.get_freeze_count() > 0


@pytest.mark.parametrize("broken", ["raise ValueError('a secret')", "raise SystemExit(1)", "x ="])
def test_a_function_that_cannot_be_loaded_ends_the_process_without_its_text(
    tmp_path: Path, broken: str, caplog: pytest.LogCaptureFixture
) -> None:
    source = tmp_path / "main.py"
    source.write_text(broken)
    entry = Entry(source, "slow")
    entry.load()
    assert entry.failed
    assert [record.getMessage() for record in caplog.records] == ["function_not_loaded"]
