"""The main job on the cloud's configuration, on emulators, with real push subscriptions."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import httpx2
import pytest

from infra import cloud_events, doctor, wiring
from infra.local.system import SystemClock
from infra.speech.espeak_voice import EspeakVoice
from shared.application.run_plans import run_plans
from shared.domain.errors import Code, Transient
from shared.domain.events import Event, EventType
from shared.domain.people import Classroom
from shared.ports.voice import AudioFormat
from tests.chain import cloud
from tests.chain.cloud import Cloud
from tests.chain.embedded import Learner
from tests.reliability.plans_world import mails, seed

pytestmark = [
    pytest.mark.emulators("FIRESTORE_EMULATOR_HOST", "PUBSUB_EMULATOR_HOST", "GCS_EMULATOR_HOST"),
    pytest.mark.chain,
    pytest.mark.slow,
]

TEXT = "Bonjour. Hier, j'ai allé au marché avec ma sœur. On a acheté des pommes."
# The goal: 12 of each for a recording, from its creation to its answer.
MOST_OPERATIONS = 12


@pytest.fixture(scope="module")
def speech() -> bytes:
    return EspeakVoice().speak(TEXT, format=AudioFormat.WEBM).audio


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cloud]:
    with cloud.running(tmp_path_factory.mktemp("cloud")) as started:
        yield started


@pytest.fixture(autouse=True)
def _fresh(house: Cloud) -> None:
    house.front.copies = 1
    house.front.pushed.clear()
    house.front.answers.clear()


@pytest.fixture
def learner(house: Cloud, request: pytest.FixtureRequest) -> Iterator["Somebody"]:
    name = f"learner{abs(hash(request.node.name))}"
    with Learner(house.url) as browser:
        browser.http.headers["Authorization"] = f"Bearer {house.token(name)}"
        agreed = browser.http.post(f"/api/learners/{name}/consent", json={"kind": "processing"})
        assert agreed.status_code == 200, agreed.text
        yield Somebody(browser, name)


class Somebody:
    """A learner whose audio goes to a bucket."""

    def __init__(self, browser: Learner, name: str) -> None:
        self.browser = browser
        self.name = name

    def send(self, audio: bytes, **more: Any) -> str:
        created = self.browser.create(audio, **more)
        assert self.browser.upload(created, audio) == 200
        return str(created["id"])

    def memory(self) -> list[dict[str, Any]]:
        answer = self.browser.http.get(f"/api/learners/{self.name}/memory")
        entries: list[dict[str, Any]] = answer.json()["entries"]
        return entries


def until(done: Callable[[], object], *, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.05)


def test_a_recording_goes_in_and_everything_comes_out(
    house: Cloud, learner: Somebody, speech: bytes
) -> None:
    # GIVEN, WHEN
    begun = time.monotonic()
    recording_id = learner.send(speech, transcript=TEXT)
    view = learner.browser.wait(recording_id)
    seconds = time.monotonic() - begun
    # THEN
    assert view["state"] == "answered", view["failure"]
    assert view["transcript"]["text"] == TEXT
    [raised] = [c for c in view["corrections"] if c["raised"]]
    assert raised["type"] == "auxiliary"
    reply = httpx2.get(view["reply"]["audio"]["url"])
    assert (reply.status_code, reply.headers["content-type"]) == (200, "audio/webm")
    assert [e["occurrences"] for e in learner.memory()] == [1]
    # AND every push was acknowledged, under its token
    assert {status for _, status in house.front.pushed} == {204}
    print(f"\nupload to spoken reply on the emulators: {seconds:.2f} s")


def test_a_recording_costs_few_operations(house: Cloud, learner: Somebody, speech: bytes) -> None:
    # GIVEN a learner of a class
    people = house.ports.people
    people.save_classroom(Classroom("c1", "5e B", ("marie",), (learner.name,)))
    known = people.profile(learner.name)
    assert known is not None
    people.save_profile(replace(known, class_id="c1"))
    operations = house.ports.firestore.operations
    # WHEN there is a first recording, for which the instance draws in advance what may be said on
    # this day, and a second that finds a memory
    for number, drawn in ((1, 2), (2, 0)):
        before = operations.copy()
        learner.send(speech, transcript=TEXT)
        # Nobody watches meanwhile: following a recording reads it, as often as one likes.
        until(lambda n=number: [f for f, _ in house.front.pushed].count("synthesize") == n)  # type: ignore[misc]
        spent = {kind: operations[kind] - before[kind] for kind in ("reads", "writes", "deletes")}
        print(f"\nFirestore operations of recording {number} with one error: {spent}")
        assert spent["writes"] <= MOST_OPERATIONS + drawn
        assert spent["reads"] <= MOST_OPERATIONS + drawn


def test_the_weekly_job_sends_one_mail_each_and_a_tick_no_more(house: Cloud) -> None:
    learners = seed(house.ports, 6)
    # WHEN two tasks of the job do their shares
    for part in range(2):
        tally = run_plans(
            part=part,
            parts=2,
            workshop=house.ports.workshop,
            post=house.ports.post,
            pause=lambda _: None,
        )
        assert not tally.keys() & {"broken", "deferred"}
    # THEN everybody has one mail
    sent = mails(house.ports.settings.data_dir)
    assert {learner: sent[learner] for learner in learners} == dict.fromkeys(learners, 1)
    # WHEN Pub/Sub wakes the function as well THEN nothing more goes out
    tick = house.publish(wiring.PLANS_TICK, b"tick", {})
    until(lambda: 204 in house.front.answers[tick])
    assert mails(house.ports.settings.data_dir) == sent


def test_everything_delivered_three_times_at_once_counts_once(
    house: Cloud, learner: Somebody, speech: bytes
) -> None:
    house.front.copies = 3
    view = learner.browser.wait(learner.send(speech, transcript=TEXT), seconds=60)
    assert view["state"] == "answered", view["failure"]
    assert [e["occurrences"] for e in learner.memory()] == [1]
    assert {status for _, status in house.front.pushed} <= {204, 503}


def test_many_at_once_all_finish_and_all_count(
    house: Cloud, learner: Somebody, speech: bytes
) -> None:
    # GIVEN one learner's recordings, whose lessons meet in one entry of the memory
    with ThreadPoolExecutor(8) as pool:
        ids = list(pool.map(lambda _: learner.send(speech, transcript=TEXT), range(12)))
        views = list(pool.map(lambda i: learner.browser.wait(i, seconds=90), ids))
    assert {view["state"] for view in views} == {"answered"}
    assert [e["occurrences"] for e in learner.memory()] == [12]


def test_what_cannot_work_fails_by_name(house: Cloud, learner: Somebody) -> None:
    view = learner.browser.wait(learner.send(b"ceci n'est pas un son " * 50, transcript=TEXT))
    assert view["failure"]["code"] == "not_audio"


def test_the_doctor_finds_this_house_well(house: Cloud) -> None:
    text, well = doctor.report(house.ports)
    assert well, text


def test_a_push_without_token_runs_nothing(house: Cloud, learner: Somebody, speech: bytes) -> None:
    created = learner.browser.create(speech, transcript=TEXT)
    event = Event("e1", EventType.AUDIO_UPLOADED, created["id"], "1", SystemClock().now())
    attributes, data = cloud_events.encode(event)
    body = cloud.envelope(data, attributes)
    forged = [{}, {"Authorization": f"Bearer {house.token('emma')}"}]
    for headers in forged:
        answer = httpx2.post(f"{house.url}/_push/convert", content=body, headers=headers)
        assert answer.status_code == 401
    assert learner.browser.view(created["id"])["state"] == "accepted"


def test_a_foreign_bucket_and_an_unknown_recording_are_acknowledged(house: Cloud) -> None:
    own, name = house.bucket, "learners/l/recordings/r/source"
    for bucket in ("somebody-elses", own):
        found = cloud_events.ObjectFinalized(bucket, name, "1")
        attributes, data = cloud_events.encode_finalized(found)
        message = house.publish("audio.uploaded", data, attributes)
        until(lambda sent=message: house.front.answers[sent])  # type: ignore[misc]
        assert set(house.front.answers[message]) == {204}


def test_a_message_nobody_understands_is_kept_and_acknowledged_once(house: Cloud) -> None:
    before = len(list(house.ports.blobs.list("quarantine/")))
    strange = {"ce-type": "parlons.other.v9"}
    message = house.publish("audio.converted", b'{"recording_id": 7}', strange)
    until(lambda: house.front.answers[message])
    assert len(list(house.ports.blobs.list("quarantine/"))) == before + 1
    time.sleep(1.5)
    assert house.front.answers[message] == [204]


def test_another_learner_sees_nothing(house: Cloud, learner: Somebody, speech: bytes) -> None:
    recording_id = learner.send(speech, transcript=TEXT)
    stranger = {"Authorization": f"Bearer {house.token('stranger')}"}
    for path in (f"/api/recordings/{recording_id}", f"/api/learners/{learner.name}/memory"):
        assert httpx2.get(house.url + path, headers=stranger).status_code == 404
        assert httpx2.get(house.url + path).status_code == 401
    learner.browser.wait(recording_id)


def test_what_never_passes_is_given_up_by_name_and_can_be_taken_up_again(
    house: Cloud, learner: Somebody, speech: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a recognizer that does not answer
    def down(*_: object, **__: object) -> None:
        raise Transient(Code.PROVIDER_UNAVAILABLE, "down")

    with monkeypatch.context() as patch:
        patch.setattr(house.ports.transcriber, "transcribe", down)
        # WHEN the broker has tried often enough
        recording_id = learner.send(speech, transcript=TEXT)
        view = learner.browser.wait(recording_id, seconds=60)
    # THEN the dead letter has told upkeep, and the learner sees it
    assert view["failure"]["code"] == "gave_up"
    [tries] = [statuses for statuses in house.front.answers.values() if 503 in statuses]
    assert tries == [503] * cloud.DEAD_LETTER_ATTEMPTS
    # AND once it answers again, the recording goes on where it stopped
    answer = learner.browser.http.post(f"/api/recordings/{recording_id}/replay")
    assert answer.status_code == 202
    assert learner.browser.wait(recording_id)["state"] == "answered"
    assert [e["occurrences"] for e in learner.memory()] == [1]
