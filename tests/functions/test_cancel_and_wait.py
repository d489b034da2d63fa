"""Waiting for a recording without holding a thread, and stopping it wherever it stands."""

import asyncio
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from unittest import mock

import httpx2
import pytest
from starlette.testclient import TestClient

from infra import bootstrap
from infra.local import gateway
from shared.domain.recording import STEPS, Stage, State
from tests.functions.conftest import Push
from tests.functions.people import bearer
from tests.functions.test_recording_way import STAGES, queued, start, walk
from tests.served import connect, head, serving, wait_until, without_limits

WORKERS = {
    Stage.CONVERT: ("converter", "convert"),
    Stage.TRANSCRIBE: ("transcriber", "transcribe"),
    Stage.FEEDBACK: ("tutor", "reply"),
    Stage.SYNTHESIZE: ("voice", "speak"),
}


def path(recording_id: str, what: str = "") -> str:
    return f"/api/recordings/{recording_id}{what}"


@pytest.mark.parametrize("stages", range(4))
def test_a_cancelled_recording_stays_where_it_is(
    client: TestClient, quick: bootstrap.Ports, push: Push, stages: int
) -> None:
    # GIVEN a recording on its way, and the message of its next stage
    recording_id = start(client)
    walk(quick, push, upto=stages)
    stage = list(Stage)[stages]
    attributes, data = queued(quick, f"{STAGES[stage]}-{STEPS[stage].consumes.topic}")
    # WHEN it is cancelled, twice
    answers = [client.post(path(recording_id, "/cancel")) for _ in range(2)]
    # THEN both answer the same, and the message is taken and ignored
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].json()["state"] == answers[1].json()["state"] == "cancelled"
    before = quick.recordings.get(recording_id)
    for _ in range(3):
        assert push(STAGES[stage], attributes=attributes, data=data) == 204
    assert quick.recordings.get(recording_id) == before
    told = client.get(path(recording_id, "/events")).text
    assert told.endswith("event: done\ndata: {}\n\n")
    assert '"cancelled"' in told
    # AND it is not taken up again
    assert client.post(path(recording_id, "/replay")).status_code == 422


@pytest.mark.parametrize("stage", Stage)
def test_a_stage_at_work_loses_a_cancelled_recording(
    client: TestClient,
    quick: bootstrap.Ports,
    push: Push,
    monkeypatch: pytest.MonkeyPatch,
    stage: Stage,
) -> None:
    recording_id = start(client)
    walk(quick, push, upto=list(Stage).index(stage))
    learnt = len(quick.learners.memory("demo-learner"))
    worker, method = WORKERS[stage]
    work: Callable[..., object] = getattr(quick.__dict__[worker], method)

    def cancelled_meanwhile(*arguments: object, **named: object) -> object:
        assert client.post(path(recording_id, "/cancel")).status_code == 200
        return work(*arguments, **named)

    monkeypatch.setattr(quick.__dict__[worker], method, cancelled_meanwhile)
    subscription = f"{STAGES[stage]}-{STEPS[stage].consumes.topic}"
    attributes, data = queued(quick, subscription)
    # Its results do not fit any more; the broker sends again, and then there is nothing to do.
    assert push(STAGES[stage], attributes=attributes, data=data) == 503
    assert push(STAGES[stage], attributes=attributes, data=data) == 204
    found = quick.recordings.get(recording_id)
    assert found is not None
    assert found.state is State.CANCELLED
    assert len(quick.learners.memory("demo-learner")) == learnt
    for later in list(Stage)[list(Stage).index(stage) + 1 :]:
        assert not quick.queue.lease(f"{STAGES[later]}-{STEPS[later].consumes.topic}", 1)


def test_what_is_finished_is_not_cancelled(
    client: TestClient, quick: bootstrap.Ports, push: Push
) -> None:
    recording_id = start(client)
    walk(quick, push)
    answer = client.post(path(recording_id, "/cancel"))
    assert (answer.status_code, answer.json()["code"]) == (409, "already_finished")
    assert "retry-after" not in answer.headers


def test_nobody_else_may_cancel(client: TestClient, quick: bootstrap.Ports) -> None:
    recording_id = start(client)
    for wanted in (path(recording_id, "/cancel"), path("absent", "/cancel")):
        assert client.post(wanted, headers=bearer(quick, "eve")).status_code == 404


@pytest.mark.parametrize("wait", ["-1", "26", "1.5", "x", "", "²", "1" * 50])
def test_a_wait_has_bounds(client: TestClient, wait: str) -> None:
    answer = client.get(path(start(client)), params={"wait": wait})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "wait"


def test_who_waits_gets_the_end_at_once_and_an_unfinished_state_in_time(
    client: TestClient, quick: bootstrap.Ports, push: Push
) -> None:
    recording_id = start(client)
    begun = time.monotonic()
    assert client.get(path(recording_id), params={"wait": 1}).json()["state"] == "accepted"
    assert 0.9 < time.monotonic() - begun < 2
    walk(quick, push)
    begun = time.monotonic()
    assert client.get(path(recording_id), params={"wait": 25}).json()["state"] == "answered"
    assert time.monotonic() - begun < 1
    answer = client.get(path(recording_id), params={"wait": 25}, headers=bearer(quick, "eve"))
    assert answer.status_code == 404


def test_two_hundred_wait_without_a_thread_each(quick: bootstrap.Ports) -> None:
    without_limits(quick)
    at_work: list[int] = []

    async def wait_all(port: int) -> list[httpx2.Response]:
        limits = httpx2.Limits(max_connections=400)
        async with httpx2.AsyncClient(
            base_url=f"http://127.0.0.1:{port}", limits=limits, timeout=30
        ) as http:
            new = {"filename": "a.webm", "content_type": "audio/webm", "size": 5}
            made = (await http.post("/api/recordings", json=new)).json()["id"]
            waiting = [
                asyncio.create_task(http.get(path(made), params={"wait": 20})) for _ in range(200)
            ]
            await asyncio.sleep(1.5)
            assert not any(each.done() for each in waiting)
            at_work.append(threading.active_count())
            # Everybody else is served meanwhile.
            begun = time.monotonic()
            assert (await http.post("/api/chat", json={"message": "Bonjour."})).status_code == 200
            assert time.monotonic() - begun < 1
            assert (await http.post(path(made, "/cancel"))).status_code == 200
            return await asyncio.gather(*waiting)

    before = threading.active_count()
    with serving(gateway.build(gateway.load_functions())) as port:
        begun = time.monotonic()
        answers = asyncio.run(wait_all(port))
    assert {answer.json()["state"] for answer in answers} == {"cancelled"}
    assert time.monotonic() - begun < 12
    # The pool of short work, and not one more.
    assert at_work[0] - before <= 45


def test_who_goes_away_is_not_waited_for(
    quick: bootstrap.Ports, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[float] = []
    get = quick.recordings.get

    def counted(recording_id: str):  # type: ignore[no-untyped-def]
        looks.append(time.monotonic())
        return get(recording_id)

    with serving(gateway.build(gateway.load_functions())) as port:
        url = f"http://127.0.0.1:{port}"
        new = {"filename": "a.webm", "content_type": "audio/webm", "size": 5}
        made = httpx2.post(f"{url}/api/recordings", json=new).json()["id"]
        monkeypatch.setattr(quick.recordings, "get", counted)
        for wanted in (path(made, "?wait=25"), path(made, "/events")):
            looks.clear()
            with connect(port) as line:
                line.sendall(head(wanted, method="GET"))
                wait_until(lambda: len(looks) > 2)
            time.sleep(1.5)
            seen = len(looks)
            time.sleep(1.5)
            assert len(looks) == seen


def test_who_waits_is_let_go_when_the_process_is_told_to_end(quick: bootstrap.Ports) -> None:
    # GIVEN somebody at the progress of a recording that does not move, and somebody who waits
    looks = mock.Mock(wraps=quick.recordings.get)
    with ThreadPoolExecutor(2) as threads, mock.patch.object(quick.recordings, "get", looks):
        with serving(gateway.build(gateway.load_functions())) as port:
            url = f"http://127.0.0.1:{port}"
            new = {"filename": "a.webm", "content_type": "audio/webm", "size": 5}
            made = httpx2.post(f"{url}/api/recordings", json=new).json()["id"]
            told = threads.submit(httpx2.get, url + path(made, "/events"), timeout=30)
            shown = threads.submit(httpx2.get, url + path(made, "?wait=25"), timeout=30)
            wait_until(lambda: looks.call_count > 8)
            assert not told.done()
            assert not shown.done()
        # WHEN the process is told to end THEN both have a whole answer, where after a second the
        # server would cut them: one to come back with, one that is true by now
        events, view = told.result(), shown.result()
    assert events.text == "retry: 1000\n\n"
    assert (view.status_code, view.json()["state"]) == (200, "accepted")
