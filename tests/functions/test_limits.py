"""Limits at the doors: one caller's flood is refused with what to do, and harms nobody else."""

import time

import pytest
from starlette.testclient import TestClient

from infra import bootstrap
from infra.settings import RATES, Rate, RateClass
from tests.doubles import HandClock
from tests.functions.people import bearer
from tests.functions.test_recording_way import NEW

SAID = {"message": "Bonjour."}


@pytest.fixture
def clock(quick: bootstrap.Ports) -> HandClock:
    made = HandClock()
    quick.__dict__["clock"] = made
    return made


def test_a_thousand_turns_a_minute_are_refused_and_others_are_unharmed(
    client: TestClient, quick: bootstrap.Ports, clock: HandClock
) -> None:
    emma, luc = bearer(quick, "emma"), bearer(quick, "luc")
    limit = RATES[RateClass.CHAT].caller
    statuses = []
    for turn in range(1_000):
        statuses.append(client.post("/api/chat", json=SAID, headers=emma).status_code)
        clock.advance(seconds=0.06)
        if turn % 100 == 50:
            assert client.post("/api/chat", json=SAID, headers=luc).status_code == 200
    # A full bucket, and what a minute refills.
    assert statuses.count(200) == pytest.approx(2 * limit, abs=1)
    assert set(statuses) == {200, 429}
    # What is refused is not kept.
    turns = sum(len(talk.turns) for talk in quick.conversations.of_learner("emma"))
    assert turns == statuses.count(200)


def test_a_refusal_says_which_limit_and_when_to_come_back(
    client: TestClient, quick: bootstrap.Ports, clock: HandClock
) -> None:
    quick.settings = quick.settings.model_copy(
        update={"rate_limits": {**RATES, RateClass.CHAT: Rate(2, 100)}}
    )
    first = client.post("/api/chat", json=SAID)
    assert first.headers["ratelimit-policy"] == '"chat";q=2;w=60'
    assert first.headers["ratelimit"] == '"chat";r=1;t=30'
    client.post("/api/chat", json=SAID)
    clock.advance(seconds=10)
    refused = client.post("/api/chat", json=SAID, headers={"Accept": "text/event-stream"})
    assert refused.status_code == 429
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json()["code"] == "too_many_requests"
    assert refused.json()["detail"] == "chat: 2 requests a minute of one caller"
    assert refused.headers["ratelimit"].startswith('"chat";r=0;')
    wait = int(refused.headers["retry-after"])
    assert wait == 20
    clock.advance(seconds=wait)
    assert client.post("/api/chat", json=SAID).status_code == 200


def test_a_limit_holds_for_all_together(
    client: TestClient, quick: bootstrap.Ports, clock: HandClock
) -> None:
    quick.settings = quick.settings.model_copy(
        update={"rate_limits": {**RATES, RateClass.UPLOAD: Rate(3, 4)}}
    )
    answers = [
        client.post("/api/recordings", json=NEW, headers=bearer(quick, name))
        for name in ("emma", "luc", "zoe") * 2
    ]
    assert [answer.status_code for answer in answers] == [201] * 4 + [429] * 2
    assert answers[-1].json()["detail"] == "upload: 4 requests a minute of all callers"
    # Other classes are others.
    assert client.post("/api/chat", json=SAID).status_code == 200


def test_a_new_process_knows_what_the_last_one_let_through(
    client: TestClient, quick: bootstrap.Ports, clock: HandClock
) -> None:
    limit = RATES[RateClass.CHAT].caller
    for _ in range(limit):
        assert client.post("/api/chat", json=SAID).status_code == 200
    del quick.__dict__["rate_limits"]
    anew = [client.post("/api/chat", json=SAID).status_code for _ in range(limit)]
    # But for the tenth that each lets through before it asks.
    assert anew == [200] * (limit // 10) + [429] * (limit - limit // 10)


def test_who_asks_now_and_then_costs_the_store_nothing(
    client: TestClient, quick: bootstrap.Ports, clock: HandClock
) -> None:
    quick.database.close()
    for _ in range(10):
        assert client.post("/api/synthesize", json={"text": "Bonjour."}).status_code == 200
        clock.advance(seconds=60)


def test_who_is_not_signed_in_uses_nobody_up(
    client: TestClient, quick: bootstrap.Ports, clock: HandClock
) -> None:
    for _ in range(100):
        forged = {"Authorization": "Bearer a.b.c"}
        assert client.post("/api/chat", json=SAID, headers=forged).status_code == 401
    assert client.post("/api/chat", json=SAID).headers["ratelimit"].startswith('"chat";r=29;')


def test_a_flood_is_refused_faster_than_it_comes(
    client: TestClient, quick: bootstrap.Ports
) -> None:
    """A refusal costs no store and no thread."""
    while client.post("/api/chat", json=SAID).status_code == 200:
        pass
    quick.database.close()
    begun = time.perf_counter()
    statuses = {client.post("/api/chat", json=SAID).status_code for _ in range(20)}
    assert statuses == {429}
    assert time.perf_counter() - begun < 1.5


def test_a_door_that_waits_for_no_thread_asks_the_store_as_well(
    client: TestClient, quick: bootstrap.Ports, clock: HandClock
) -> None:
    quick.settings = quick.settings.model_copy(
        update={"rate_limits": {**RATES, RateClass.READ: Rate(3, 100)}}
    )
    recordings = "/api/recordings/unknown"
    assert [client.get(recordings).status_code for _ in range(4)] == [404, 404, 404, 429]
