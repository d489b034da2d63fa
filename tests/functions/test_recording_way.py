"""A recording's whole way through the doors, as a browser and a broker walk it."""

import json
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from infra import bootstrap
from shared.application.upkeep import keep_promises
from shared.domain.errors import Code, Permanent, Transient
from shared.domain.events import Event, EventType
from shared.domain.recording import STEPS, Recording, Stage, begin, fail, lose
from tests.doubles import HandClock
from tests.functions.conftest import Push

NEW = {"filename": "lundi.webm", "content_type": "audio/webm", "size": 5}
STAGES = {
    Stage.CONVERT: "convert",
    Stage.TRANSCRIBE: "transcribe",
    Stage.FEEDBACK: "feedback",
    Stage.SYNTHESIZE: "synthesize",
}


def start(client: TestClient, **changes: object) -> str:
    """Create a recording and upload its audio; gives its id."""
    created = client.post("/api/recordings", json={**NEW, **changes})
    assert created.status_code == 201, created.text
    upload = created.json()["upload"]
    sent = client.put(upload["url"], content=b"audio", headers=upload["headers"])
    assert sent.status_code == 201, sent.text
    return str(created.json()["id"])


def queued(ports: bootstrap.Ports, subscription: str) -> tuple[dict[str, str], bytes]:
    """Take the next message that the embedded queue holds for a subscription."""
    delivery = ports.queue.lease(subscription, 1)[0]
    ports.queue.ack(delivery)
    return dict(delivery.attributes), delivery.data


def later(ports: bootstrap.Ports, **amount: float) -> None:
    """Let time go by."""
    clock = HandClock()
    clock.time = ports.clock.now()
    clock.advance(**amount)
    ports.__dict__["clock"] = clock


def walk(ports: bootstrap.Ports, push: Push, *, upto: int = 4) -> None:
    """Deliver each stage's message to its function."""
    for stage in list(Stage)[:upto]:
        subscription = f"{STAGES[stage]}-{STEPS[stage].consumes.topic}"
        attributes, data = queued(ports, subscription)
        assert push(STAGES[stage], attributes=attributes, data=data) == 204


def test_an_upload_starts_everything_and_ends_answered(
    client: TestClient, quick: bootstrap.Ports, push: Push
) -> None:
    # GIVEN an uploaded recording
    recording_id = start(client)
    # WHEN each stage's message is delivered
    walk(quick, push)
    # THEN the learner sees everything
    view = client.get(f"/api/recordings/{recording_id}").json()
    assert view["state"] == "answered"
    assert view["transcript"]["text"] == "j'ai allé au marché"
    assert [c["pattern"] for c in view["corrections"] if c["raised"]] == ["auxiliary:aller"]
    assert client.get(view["reply"]["audio"]["url"]).content == b"sound"
    # AND the memory has learnt it
    entries = client.get("/api/learners/demo-learner/memory").json()["entries"]
    assert [(e["pattern"], e["occurrences"]) for e in entries] == [("auxiliary:aller", 1)]
    assert entries[0]["quotes"][0]["recording_id"] == recording_id


def test_the_same_event_again_changes_nothing(
    client: TestClient, quick: bootstrap.Ports, push: Push
) -> None:
    recording_id = start(client)
    walk(quick, push)
    stored = quick.recordings.get(recording_id)
    assert stored is not None
    for stage in Stage:
        event = Event(
            "again",
            STEPS[stage].consumes,
            recording_id,
            stored.generation,
            quick.clock.now(),
        )
        assert [push(STAGES[stage], event) for _ in range(5)] == [204] * 5
    assert quick.recordings.get(recording_id) == stored
    assert sum(e.occurrences for e in quick.learners.memory("demo-learner")) == 1


def test_progress_comes_as_events_and_can_be_resumed(
    client: TestClient, quick: bootstrap.Ports, push: Push
) -> None:
    recording_id = start(client)
    walk(quick, push)
    path = f"/api/recordings/{recording_id}/events"
    whole = client.get(path).text
    states = [json.loads(x[6:])["state"] for x in whole.splitlines() if x.startswith('data: {"')]
    assert states == ["uploaded", "converted", "transcribed", "analysed", "answered"]
    assert whole.endswith("event: done\ndata: {}\n\n")
    ids = [line[4:] for line in whole.splitlines() if line.startswith("id: ")]
    for seen, last in enumerate(ids, 1):
        rest = client.get(path, headers={"Last-Event-ID": last}).text
        assert rest.count("event: progress") == 5 - seen
        assert [line[4:] for line in rest.splitlines() if line.startswith("id: ")] == ids[seen:]
    for nonsense in ("x", "-1", "9" * 40, "²"):
        headers = {"Last-Event-ID": nonsense.encode()}
        assert client.get(path, headers=headers).text == whole


def test_who_resumes_after_a_replay_misses_nothing(
    client: TestClient, quick: bootstrap.Ports, push: Push
) -> None:
    # GIVEN somebody who saw it given up
    recording_id = start(client)
    path = f"/api/recordings/{recording_id}/events"
    chain = quick.chain()
    given_up = fail(begun(quick, recording_id), Code.GAVE_UP, event_id="e", now=chain.clock.now())
    quick.recordings.save(given_up)
    (last,) = [x[4:] for x in client.get(path).text.splitlines() if x.startswith("id: ")][-1:]
    # WHEN it is replayed and given up again
    client.post(f"/api/recordings/{recording_id}/replay")
    again = fail(begun(quick, recording_id), Code.GAVE_UP, event_id="f", now=chain.clock.now())
    quick.recordings.save(again)
    # THEN that is news
    rest = client.get(path, headers={"Last-Event-ID": last}).text
    assert rest.count('"failed"') == 1


def begun(ports: bootstrap.Ports, recording_id: str) -> Recording:
    """Take up the first stage, as its function does."""
    found = ports.recordings.get(recording_id)
    assert found is not None
    taken = begin(
        found,
        Stage.CONVERT,
        generation="g",
        owner="o",
        now=ports.clock.now(),
        lease_seconds=60,
    )
    assert taken is not None
    return taken


def test_a_failure_is_seen_with_its_name_and_advice(
    client: TestClient, quick: bootstrap.Ports, push: Push, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise Permanent(Code.NOT_AUDIO)

    monkeypatch.setattr(quick.converter, "convert", refuse)
    recording_id = start(client)
    walk(quick, push, upto=1)
    view = client.get(f"/api/recordings/{recording_id}").json()
    assert view["state"] == "failed"
    assert view["failure"]["code"] == "not_audio"
    assert "record or export it again" in view["failure"]["advice"]
    assert '"failed"' in client.get(f"/api/recordings/{recording_id}/events").text


def test_a_passing_fault_is_tried_again_and_a_dead_letter_is_buried_and_replayed(
    client: TestClient, quick: bootstrap.Ports, push: Push, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a recognizer that does not answer
    recording_id = start(client)
    walk(quick, push, upto=1)

    def hang(*_: object, **__: object) -> None:
        raise Transient(Code.PROVIDER_UNAVAILABLE)

    attributes, data = queued(quick, "transcribe-audio.converted")
    with monkeypatch.context() as patched:
        patched.setattr(quick.transcriber, "transcribe", hang)
        # WHEN the message is delivered THEN it is to come again
        assert push("transcribe", attributes=attributes, data=data) == 503
    # WHEN the broker gives up THEN the learner sees it
    dead = {**attributes, "CloudPubSubDeadLetterSourceSubscription": "transcribe"}
    assert push("upkeep", attributes=dead, data=data) == 204
    view = client.get(f"/api/recordings/{recording_id}").json()
    assert view["failure"]["code"] == "gave_up"
    # WHEN it is replayed THEN it goes on where it stopped
    assert client.post(f"/api/recordings/{recording_id}/replay").status_code == 202
    attributes, data = queued(quick, "transcribe-audio.converted")
    assert push("transcribe", attributes=attributes, data=data) == 204
    assert client.get(f"/api/recordings/{recording_id}").json()["state"] == "transcribed"


def test_an_upload_that_nobody_could_take_in_hand_is_found_again_by_a_replay(
    client: TestClient, quick: bootstrap.Ports, push: Push
) -> None:
    # GIVEN an upload whose announcement became a dead letter before the first stage began
    recording_id = start(client)
    attributes, data = queued(quick, "convert-audio.uploaded")
    dead = {**attributes, "CloudPubSubDeadLetterSourceSubscription": "convert"}
    assert push("upkeep", attributes=dead, data=data) == 204
    path = f"/api/recordings/{recording_id}"
    assert client.get(path).json()["failure"]["code"] == "gave_up"
    # WHEN it is replayed THEN upkeep announces it again
    assert client.post(f"{path}/replay").json()["state"] == "accepted"
    keep_promises(chain=quick.chain(), blobs=quick.blobs, lost_after=timedelta())
    walk(quick, push, upto=1)
    assert client.get(path).json()["state"] == "converted"


def test_what_has_lost_its_audio_cannot_be_heard_again(
    client: TestClient, quick: bootstrap.Ports
) -> None:
    recording_id = start(client)
    given_up = fail(begun(quick, recording_id), Code.GAVE_UP, event_id="e", now=quick.clock.now())
    quick.recordings.save(lose(given_up, ()))
    answer = client.post(f"/api/recordings/{recording_id}/replay")
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")
    assert "deleted" in answer.json()["detail"]


def test_a_recording_that_did_not_give_up_cannot_be_replayed(client: TestClient) -> None:
    answer = client.post(f"/api/recordings/{start(client)}/replay")
    assert answer.status_code == 422
    assert answer.json()["code"] == "invalid_request"


def test_a_message_nobody_understands_is_kept_and_fails_its_recording_once(
    client: TestClient, quick: bootstrap.Ports, push: Push
) -> None:
    recording_id = start(client)
    walk(quick, push, upto=1)
    unknown = {"ce-specversion": "1.0", "ce-type": "parlons.audio.converted.v9", "ce-id": "x"}
    data = json.dumps({"recording_id": recording_id, "generation": "g"}).encode()
    assert push("transcribe", attributes=unknown, data=data) == 204
    view = client.get(f"/api/recordings/{recording_id}").json()
    assert view["failure"]["code"] == "unknown_event"
    assert len(list(quick.blobs.list("quarantine/"))) == 1
    # AND one that names no recording of ours is kept as well, and not sent again
    for stray in (b"{}", data.replace(recording_id.encode(), b"nobody")):
        assert push("transcribe", attributes=unknown, data=stray) == 204
    assert len(list(quick.blobs.list("quarantine/"))) == 3


def test_a_stage_out_of_turn_is_refused_and_harmless(
    client: TestClient, quick: bootstrap.Ports, push: Push
) -> None:
    recording_id = start(client)
    forged = Event("x", EventType.FEEDBACK_READY, recording_id, "g", quick.clock.now())
    assert push("synthesize", forged) == 204
    walk(quick, push)
    assert client.get(f"/api/recordings/{recording_id}").json()["state"] == "answered"


def test_an_unknown_recording_and_a_foreign_bucket_are_ignored(
    client: TestClient, quick: bootstrap.Ports, push: Push
) -> None:
    nobody = Event("x", EventType.AUDIO_UPLOADED, "nobody", "g", quick.clock.now())
    assert push("convert", nobody) == 204
    recording_id = start(client)
    foreign = {
        "eventType": "OBJECT_FINALIZE",
        "bucketId": "elsewhere",
        "objectId": f"learners/demo-learner/recordings/{recording_id}/source",
        "objectGeneration": "1",
    }
    assert push("convert", attributes=foreign) == 204
    assert client.get(f"/api/recordings/{recording_id}").json()["state"] == "accepted"


@pytest.mark.parametrize("token", ["", "a.b.c"])
def test_only_the_broker_may_push(client: TestClient, push: Push, token: str) -> None:
    assert push("upkeep", token=token) == 401


def test_upkeep_recovers_an_upload_that_was_never_announced(
    client: TestClient, quick: bootstrap.Ports, push: Push
) -> None:
    recording_id = start(client)
    queued(quick, "convert-audio.uploaded")  # lost
    stored = quick.recordings.get(recording_id)
    assert stored is not None
    # WHEN a minute and more has gone by
    later(quick, minutes=2)
    assert push("upkeep") == 204
    # THEN
    walk(quick, push)
    assert client.get(f"/api/recordings/{recording_id}").json()["state"] == "answered"


def test_what_could_not_be_published_is_relayed_once(
    client: TestClient, quick: bootstrap.Ports, push: Push, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a broker that does not answer when a stage is done
    recording_id = start(client)

    def fail_to_publish(_: object) -> None:
        raise Transient(Code.PUBLISH_FAILED)

    with monkeypatch.context() as patched:
        patched.setattr(quick.publisher, "publish", fail_to_publish)
        walk(quick, push, upto=1)
    assert "transcribe-audio.converted" not in quick.queue.backlog()
    # WHEN it does, and upkeep comes twice
    later(quick, minutes=2)
    assert [push("upkeep"), push("upkeep")] == [204, 204]
    # THEN the next stage is told once, and nothing is owed any more
    assert quick.queue.backlog()["transcribe-audio.converted"] == 1
    stored = quick.recordings.get(recording_id)
    assert stored is not None
    assert not stored.unpublished
