"""The entry of a function that is alone in its process, while it is being loaded."""

import threading
import time
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
