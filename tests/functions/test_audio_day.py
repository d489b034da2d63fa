"""Audio of a day: refused at the doors, and failed by name where it began while some was left."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import httpx2
import pytest
from starlette.testclient import TestClient

from infra import bootstrap, cloud_events
from infra.cloud_events import ObjectFinalized
from shared.domain.errors import Code, Transient
from shared.ports.audio import ConvertedAudio
from tests.doubles import CopyingConverter, HandClock
from tests.functions.conftest import Push
from tests.functions.people import bearer
from tests.functions.test_drive_import import drive, peer, post, stored  # noqa: F401
from tests.functions.test_recording_way import NEW, queued, start, walk

HOUR = 3_600


class LongConverter(CopyingConverter):
    """Finds as many seconds as it is told."""

    seconds = float(HOUR)

    def convert(self, source: Path, target: Path, *, max_seconds: float) -> ConvertedAudio:
        return replace(
            super().convert(source, target, max_seconds=max_seconds), seconds=self.seconds
        )


@pytest.fixture
def clock(quick: bootstrap.Ports) -> HandClock:
    made = HandClock()
    made.time = datetime(2026, 3, 2, tzinfo=UTC)
    quick.__dict__["clock"] = made
    return made


@pytest.fixture
def converter(quick: bootstrap.Ports, clock: HandClock) -> LongConverter:
    made = LongConverter()
    quick.__dict__["converter"] = made
    return made


def limited(ports: bootstrap.Ports, *, learner: int = 10 * HOUR, total: int = 200 * HOUR) -> None:
    """Another limit, from now on."""
    ports.settings = ports.settings.model_copy(
        update={
            "max_learner_audio_seconds_per_day": learner,
            "max_total_audio_seconds_per_day": total,
        }
    )
    ports.__dict__.pop("audio_day", None)


def new_process(ports: bootstrap.Ports) -> None:
    """What the process knows is gone."""
    for name in ("rate_limits", "audio_day"):
        ports.__dict__.pop(name, None)


def create(client: TestClient, ports: bootstrap.Ports, name: str) -> httpx2.Response:
    return client.post("/api/recordings", json=NEW, headers=bearer(ports, name))


def converted(client: TestClient, push: Push, ports: bootstrap.Ports) -> str:
    """Send a recording up to its conversion; gives its state."""
    recording_id = start(client)
    walk(ports, push, upto=1)
    return str(client.get(f"/api/recordings/{recording_id}").json()["state"])


def test_ten_hours_a_day_pass_and_the_next_is_refused_until_midnight(
    client: TestClient, quick: bootstrap.Ports, push: Push, clock: HandClock, converter: object
) -> None:
    # GIVEN a learner who sends an hour of audio every hour, to processes that live briefly
    for _ in range(9):
        assert converted(client, push, quick) == "converted"
        clock.advance(hours=1)
    assert converted(client, push, quick) == "converted"
    # WHEN more comes THEN it is refused, and the limit named
    clock.advance(hours=1)
    refused = client.post("/api/recordings", json=NEW)
    assert refused.status_code == 429
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json()["code"] == "daily_audio_reached"
    assert refused.json()["detail"] == "audio: 36000 seconds a day (UTC) of one learner"
    assert refused.headers["retry-after"] == str(14 * HOUR)
    # AND others are unharmed
    assert create(client, quick, "luc").status_code == 201
    # AND so it stays for whichever process, to the end of the day
    clock.advance(hours=13, minutes=59)
    new_process(quick)
    assert client.post("/api/recordings", json=NEW).status_code == 429
    clock.advance(minutes=1)
    assert converted(client, push, quick) == "converted"


def test_the_one_that_crosses_the_line_passes_and_none_after_it(
    client: TestClient, quick: bootstrap.Ports, push: Push, converter: LongConverter
) -> None:
    limited(quick, learner=100)
    converter.seconds = 60.0
    assert converted(client, push, quick) == "converted"
    # GIVEN two more that began while something was left
    crossing, late = start(client), start(client)
    # WHEN they turn out to be longer than what is left
    walk(quick, push, upto=1)
    walk(quick, push, upto=1)
    # THEN the first passes, the second fails by name and goes no further
    states = [client.get(f"/api/recordings/{each}").json() for each in (crossing, late)]
    assert [each["state"] for each in states] == ["converted", "failed"]
    failure = states[1]["failure"]
    assert failure["code"] == "daily_audio_reached"
    assert "replayed" in failure["advice"]
    assert len(quick.queue.lease("transcribe-audio.converted", 10)) == 2


def test_what_was_refused_today_can_be_replayed_tomorrow(
    client: TestClient, quick: bootstrap.Ports, push: Push, clock: HandClock, converter: object
) -> None:
    limited(quick, learner=HOUR)
    first, second = start(client), start(client)
    walk(quick, push, upto=1)
    walk(quick, push, upto=1)
    # WHEN it is replayed on the same day THEN it is refused at once
    refused = client.post(f"/api/recordings/{second}/replay")
    assert (refused.status_code, refused.json()["code"]) == (429, "daily_audio_reached")
    # WHEN it is replayed on the next THEN it goes on
    clock.advance(hours=24)
    assert client.post(f"/api/recordings/{second}/replay").status_code == 202
    walk(quick, push, upto=1)
    assert client.get(f"/api/recordings/{second}").json()["state"] == "converted"
    assert client.get(f"/api/recordings/{first}").json()["state"] == "converted"


def test_a_limit_holds_for_all_together(
    client: TestClient, quick: bootstrap.Ports, push: Push, converter: object
) -> None:
    limited(quick, total=2 * HOUR)
    assert [converted(client, push, quick) for _ in range(2)] == ["converted"] * 2
    refused = create(client, quick, "luc")
    assert refused.json()["detail"] == "audio: 7200 seconds a day (UTC) of all learners"


def test_an_event_that_comes_again_or_at_once_counts_once(
    client: TestClient,
    quick: bootstrap.Ports,
    push: Push,
    converter: LongConverter,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    limited(quick, learner=100)
    converter.seconds = 90.0
    recording_id = start(client)
    attributes, data = queued(quick, "convert-audio.uploaded")
    # GIVEN a store that does not take the first results
    with monkeypatch.context() as patch:
        keep = quick.recordings.save

        def save(recording, **named):
            if recording.lease is None:
                raise Transient(Code.STORE_UNAVAILABLE)
            return keep(recording, **named)

        patch.setattr(quick.recordings, "save", save)
        assert push("convert", attributes=attributes, data=data) == 503
    # WHEN the event comes again, and again
    quick.clock.advance(minutes=30)
    for _ in range(4):
        assert push("convert", attributes=attributes, data=data) == 204
    assert client.get(f"/api/recordings/{recording_id}").json()["state"] == "converted"
    # THEN its 90 seconds and the second of its start have counted once: 9 are left
    for _ in range(9):
        assert client.post("/api/recordings", json=NEW).status_code == 201
    assert client.post("/api/recordings", json=NEW).status_code == 429


def test_what_a_bucket_announces_is_limited_as_well(
    client: TestClient, quick: bootstrap.Ports, push: Push, converter: object
) -> None:
    limited(quick, learner=HOUR)
    ids = [start(client), start(client)]
    for each in ids:
        found = quick.recordings.get(each)
        assert found is not None
        told = ObjectFinalized(quick.settings.bucket, found.source, "1")
        attributes, data = cloud_events.encode_finalized(told)
        assert push("convert", attributes=attributes, data=data) == 204
    states = [client.get(f"/api/recordings/{each}").json()["state"] for each in ids]
    assert states == ["converted", "failed"]


def test_nothing_is_fetched_from_drive_on_a_day_that_is_full(
    client: TestClient,
    quick: bootstrap.Ports,
    push: Push,
    converter: object,
    drive: object,  # noqa: F811
) -> None:
    limited(quick, learner=HOUR)
    assert converted(client, push, quick) == "converted"
    before = stored(quick)
    refused = post(client)
    assert (refused.status_code, refused.json()["code"]) == (429, "daily_audio_reached")
    assert int(refused.headers["retry-after"]) == 24 * HOUR
    assert stored(quick) == before


def test_clips_count_but_not_what_nobody_could_hear(
    client: TestClient,
    quick: bootstrap.Ports,
    converter: LongConverter,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    limited(quick, learner=90)
    converter.seconds = 45.0

    def send() -> httpx2.Response:
        return client.post("/api/transcribe", files={"audio": ("a.wav", b"sound", "audio/wav")})

    def down(*_: object, **__: object) -> None:
        raise Transient(Code.PROVIDER_UNAVAILABLE)

    with monkeypatch.context() as patch:
        patch.setattr(quick.transcriber, "transcribe", down)
        assert [send().status_code for _ in range(4)] == [503] * 4
    assert [send().status_code for _ in range(4)] == [200, 200, 429, 429]
    assert client.post("/api/recordings", json=NEW).status_code == 429
