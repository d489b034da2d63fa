"""A learner's doors: memory, progress, profile, consent, export, erasure; and who may open them."""

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from infra import bootstrap
from infra.mail.mail_keys import plan_key
from shared.domain.errors import Code, Permanent
from shared.ports.blob_store import Blob
from shared.ports.mailer import Mail
from shared.ports.system import Role
from tests.doubles import HandClock
from tests.functions.conftest import Push
from tests.functions.people import KEY, bearer, make_class, teach
from tests.functions.test_recording_way import NEW, start, walk

MEMORY = "/api/learners/emma/memory"
ENTRY = f"{MEMORY}/{KEY}"


def entries(client: TestClient, headers: dict[str, str]) -> list[dict[str, object]]:
    answer = client.get(MEMORY, headers=headers)
    assert answer.status_code == 200, answer.text
    return list(answer.json()["entries"])


@pytest.fixture
def emma(client: TestClient, quick: bootstrap.Ports) -> dict[str, str]:
    make_class(quick)
    return bearer(quick, "emma")


@pytest.fixture
def marie(emma: dict[str, str], quick: bootstrap.Ports) -> dict[str, str]:
    return bearer(quick, "marie", Role.TEACHER)


def test_learner_teacher_and_admin_read_the_memory(
    client: TestClient, quick: bootstrap.Ports, emma: dict[str, str], marie: dict[str, str]
) -> None:
    teach(quick, "emma", times=3)
    (entry,) = entries(client, emma)
    assert (entry["key"], entry["pattern"]) == (KEY, "auxiliary:aller")
    assert (entry["state"], entry["occurrences"]) == ("recurrent", 3)
    assert entry["due"]
    assert entries(client, marie) == [entry]
    assert entries(client, bearer(quick, "head", Role.ADMIN)) == [entry]


ROUTES = [
    ("GET", MEMORY, None),
    ("PATCH", ENTRY, {"paused": True}),
    ("PATCH", ENTRY, {"not_an_error": "emma-0-0.0"}),
    ("DELETE", ENTRY, None),
    ("GET", "/api/learners/emma/progress", None),
    ("GET", "/api/learners/emma/profile", None),
    ("PUT", "/api/learners/emma/profile", {"name": "Eve"}),
    ("POST", "/api/learners/emma/consent", {"kind": "email"}),
    ("GET", "/api/learners/emma/export", None),
    ("DELETE", "/api/learners/emma", None),
]


@pytest.mark.parametrize(("method", "path", "body"), ROUTES)
@pytest.mark.parametrize(
    ("name", "role"), [("luc", Role.LEARNER), ("paul", Role.TEACHER), ("emma", Role.TEACHER)]
)
def test_others_find_nothing_whether_it_is_there_or_not(
    client: TestClient,
    quick: bootstrap.Ports,
    emma: dict[str, str],
    method: str,
    path: str,
    body: dict[str, object] | None,
    name: str,
    role: Role,
) -> None:
    teach(quick, "emma")
    held = quick.personal_data.held("emma")
    stranger = bearer(quick, name, role)
    answer = client.request(method, path, json=body, headers=stranger)
    absent = client.request(method, path.replace("emma", "nobody"), json=body, headers=stranger)
    assert (answer.status_code, answer.json()) == (404, absent.json())
    assert quick.personal_data.held("emma") == held


@pytest.mark.parametrize(("method", "path", "body"), ROUTES)
def test_control_the_learner_herself_is_let_in(
    client: TestClient,
    quick: bootstrap.Ports,
    emma: dict[str, str],
    method: str,
    path: str,
    body: dict[str, object] | None,
) -> None:
    teach(quick, "emma")
    assert client.request(method, path, json=body, headers=emma).status_code in {200, 204}


def test_a_profile_and_a_roster_must_name_each_other(
    client: TestClient, quick: bootstrap.Ports, emma: dict[str, str], marie: dict[str, str]
) -> None:
    # GIVEN a learner who left the class, and whose old roster was never brought up to date
    from dataclasses import replace

    profile = quick.people.profile("emma")
    assert profile is not None
    quick.people.save_profile(replace(profile, class_id="6a"))
    # THEN neither the old teacher nor the new one, whose roster does not name her, gets in
    for teacher in (marie, bearer(quick, "paul", Role.TEACHER)):
        assert client.get(MEMORY, headers=teacher).status_code == 404


def test_what_was_no_error_goes_and_its_detector_is_believed_less(
    client: TestClient, quick: bootstrap.Ports, emma: dict[str, str], marie: dict[str, str]
) -> None:
    teach(quick, "emma", times=2)
    # WHEN a teacher, then the learner say of an occurrence each that it was none
    one = client.patch(ENTRY, json={"not_an_error": "emma-0-0.0"}, headers=marie).json()
    two = client.patch(ENTRY, json={"not_an_error": "emma-0-1.0"}, headers=emma).json()
    # THEN it is gone, and the class's weights have moved
    assert (one["entry"]["occurrences"], two["entry"]) == (1, None)
    classroom = quick.people.classroom("5b")
    assert classroom is not None
    assert classroom.detector_weights == pytest.approx({"rules:x": 0.8 * 0.95})
    again = client.patch(ENTRY, json={"not_an_error": "emma-0-1.0"}, headers=emma)
    assert again.status_code == 404


def test_a_mistrusted_detector_is_asked_not_believed(
    client: TestClient, quick: bootstrap.Ports, emma: dict[str, str]
) -> None:
    # GIVEN a class in which the rule was wrong time and again
    classroom = quick.people.classroom("5b")
    assert classroom is not None
    for _ in range(5):
        classroom = classroom.distrust(["rules:test"], factor=0.8)
    quick.people.save_classroom(classroom)
    say = {"message": "Hier, j'ai allé au marché."}
    # WHEN its learner says it THEN it is a question, and nothing is remembered
    (found,) = client.post("/api/chat", json=say, headers=emma).json()["corrections"]
    assert (found["verdict"], found["raised"]) == ("unsure", False)
    assert entries(client, emma) == []
    # AND (control) in another class it is an error
    other = client.post("/api/chat", json=say, headers=bearer(quick, "zoe")).json()
    assert other["corrections"][0]["verdict"] == "error"


def test_a_pattern_is_paused_resumed_and_forgotten(
    client: TestClient, quick: bootstrap.Ports, emma: dict[str, str]
) -> None:
    teach(quick, "emma")
    paused = client.patch(ENTRY, json={"paused": True}, headers=emma).json()["entry"]
    assert (paused["paused"], paused["due"]) == (True, None)
    resumed = client.patch(ENTRY, json={"paused": False}, headers=emma).json()["entry"]
    assert resumed["due"]
    assert client.delete(ENTRY, headers=emma).status_code == 204
    assert client.delete(ENTRY, headers=emma).status_code == 404
    teach(quick, "emma")
    assert entries(client, emma) == []


@pytest.mark.parametrize("body", [{}, {"paused": True, "not_an_error": "x"}, {"paused": "perhaps"}])
def test_a_change_is_one_change(
    client: TestClient, emma: dict[str, str], body: dict[str, object]
) -> None:
    assert client.patch(ENTRY, json=body, headers=emma).status_code == 422


@pytest.mark.parametrize("key", ["x", "!!!", "YQ==", "YR", "_w", "a" * 128])
def test_what_is_no_key_is_not_found(client: TestClient, emma: dict[str, str], key: str) -> None:
    assert client.delete(f"{MEMORY}/{key}", headers=emma).status_code == 404


def test_progress_tells_state_figures_and_how_much_more_is_needed(
    client: TestClient, quick: bootstrap.Ports, emma: dict[str, str]
) -> None:
    for weeks in range(12):
        teach(quick, "emma", weeks_ago=weeks, times=2)
    teach(quick, "luc", weeks_ago=6, times=3)
    answer = client.get("/api/learners/emma/progress", headers=emma).json()
    (auxiliary,) = answer["types"]
    comparison = auxiliary["comparison"]
    assert comparison["state"] == "not_enough_evidence"
    assert comparison["baseline"]["opportunities"] == comparison["recent"]["opportunities"] == 24
    assert comparison["more_opportunities"] > 0
    assert "more opportunities" in comparison["explanation"]["en"]
    assert "occasions de plus" in comparison["explanation"]["fr"]
    assert len(auxiliary["weeks"]) >= 8
    assert not auxiliary["mastery"]["mastered"]


def test_a_profile_is_written_and_bad_ones_are_refused(
    client: TestClient, quick: bootstrap.Ports, emma: dict[str, str], marie: dict[str, str]
) -> None:
    path = "/api/learners/emma/profile"
    body = {
        "name": "Emma",
        "email": "e@example.org",
        "timezone": "America/Montreal",
        "born": "2013-01-02",
    }
    assert client.put(path, json=body, headers=emma).json()["timezone"] == "America/Montreal"
    assert client.get(path, headers=marie).json()["class_id"] == "5b"
    for change in ({"timezone": "Mars/Base"}, {"email": "a\nb@c"}, {"class_id": "6a"}):
        assert client.put(path, json={**body, **change}, headers=emma).status_code == 422
    # The day of birth decides whether a parent has to agree: it is told once.
    older = {**body, "born": "2001-01-02"}
    answer = client.put(path, json=older, headers=emma)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "born")
    assert client.put(path, json=older, headers=marie).status_code == 200


def test_consent_is_demanded_of_a_class_that_says_so_and_of_both_under_fifteen(
    client: TestClient, quick: bootstrap.Ports, emma: dict[str, str], marie: dict[str, str]
) -> None:
    path, say = "/api/learners/emma/consent", {"message": "Bonjour"}
    client.patch("/api/classes/5b/settings", json={"consent_required": True}, headers=marie)
    born = (quick.clock.now() - timedelta(days=13 * 365)).date().isoformat()
    client.put("/api/learners/emma/profile", json={"born": born}, headers=emma)

    def refused() -> list[str]:
        answers = (
            client.post("/api/chat", json=say, headers=emma),
            client.post("/api/recordings", json=NEW, headers=emma),
        )
        return [a.json().get("code", "") for a in answers]

    assert refused() == ["consent_missing"] * 2
    # GIVEN her own consent THEN the parent's is missing, and she cannot give it
    assert client.post(path, json={"kind": "processing"}, headers=emma).status_code == 200
    assert refused() == ["consent_missing"] * 2
    parents = {"kind": "processing", "by": "parent"}
    assert client.post(path, json=parents, headers=emma).status_code == 422
    # WHEN the school records it THEN she may speak
    assert client.post(path, json=parents, headers=marie).status_code == 200
    assert refused() == ["", ""]
    # WHEN she withdraws THEN no longer, and what was agreed stays on record
    gone = client.post(path, json={**parents, "given": False}, headers=emma).json()
    assert [c["withdrawn_at"] is None for c in gone["consents"]] == [True, False]
    assert refused() == ["consent_missing"] * 2
    # A learner of another class (control) never had to
    assert client.post("/api/chat", json=say, headers=bearer(quick, "zoe")).status_code == 200


def test_an_export_holds_everything_as_one_document(
    client: TestClient, quick: bootstrap.Ports, push: Push
) -> None:
    recording_id = start(client)
    walk(quick, push)
    client.post("/api/chat", json={"message": "Hier, j'ai allé au marché."})
    client.put("/api/learners/demo-learner/profile", json={"name": "Zoé"})
    answer = client.get("/api/learners/demo-learner/export")
    assert answer.headers["content-disposition"].startswith("attachment")
    told = json.loads(answer.content)
    assert told["learner_id"] == "demo-learner"
    assert told["profile"][0]["name"] == "Zoé"
    assert told["memory"][0]["occurrences"] == 2
    assert told["conversations"][0]["turns"][0]["learner"] == "Hier, j'ai allé au marché."
    (one,) = told["recordings"]
    assert one["recording"]["id"] == recording_id
    assert one["transcript"]["text"] == "j'ai allé au marché"
    assert one["feedback"]["reply"] == "D'accord."
    assert len(one["audio"]) == 3
    assert client.get(one["audio"][0]["url"]).status_code == 200
    assert told["weekly_windows"]


def test_an_export_of_nothing_is_a_document_too(client: TestClient) -> None:
    assert client.get("/api/learners/demo-learner/export").json().keys() == {
        "learner_id",
        "exported_at",
    }


def test_an_erasure_leaves_nothing_and_says_so(
    client: TestClient, quick: bootstrap.Ports, push: Push, emma: dict[str, str]
) -> None:
    # GIVEN traces everywhere
    make = {**emma, "Idempotency-Key": "k"}
    created = client.post("/api/recordings", json=NEW, headers=make).json()
    upload = created["upload"]
    client.put(upload["url"], content=b"audio", headers=upload["headers"])
    walk(quick, push)
    client.post("/api/chat", json={"message": "Hier, j'ai allé au marché."}, headers=emma)
    for learner in ("emma", "luc"):
        mail = Mail(plan_key("2026-W10", learner), "a@example.org", "A", "Ton plan", "Salut", "")
        quick.outbox.send(mail, committing=lambda: None)
    # WHEN
    receipt = client.delete("/api/learners/emma", headers=emma).json()
    # THEN
    assert receipt["complete"] is True
    assert receipt["swept_until"] > receipt["erased_at"]
    deleted = {line["store"]: line["deleted"] for line in receipt["stores"]}
    assert [deleted.pop(store) for store in ("forgotten patterns", "study plans")] == [0, 0]
    assert all(deleted.values()), deleted
    assert not any(line["left"] for line in receipt["stores"])
    assert [each.name for each in quick.outbox.newest(9)] == [f"{plan_key('2026-W10', 'luc')}.eml"]
    assert not list(quick.blobs.list("learners/emma/"))
    classroom = quick.people.classroom("5b")
    assert classroom is not None
    assert classroom.learner_ids == ("luc",)
    assert client.get(f"/api/recordings/{created['id']}", headers=emma).status_code == 404
    # AND an admin finds nobody of that name
    head = bearer(quick, "head", Role.ADMIN)
    assert client.delete("/api/learners/emma", headers=head).status_code == 404


def test_audio_goes_first_and_words_later(
    client: TestClient, quick: bootstrap.Ports, push: Push
) -> None:
    recording_id = start(client)
    walk(quick, push)
    client.post("/api/chat", json={"message": "Hier, j'ai allé au marché."})
    clock = HandClock()
    clock.time = quick.clock.now()
    quick.__dict__["clock"] = clock
    kept = {blob.name for blob in quick.blobs.list("learners/")}
    # WHEN 29 days have gone by THEN nothing is gone
    clock.advance(days=29)
    assert push("upkeep") == 204
    assert {blob.name for blob in quick.blobs.list("learners/")} == kept
    # WHEN 31 days have gone by THEN the sound is gone and the words are there
    clock.advance(days=2)
    assert push("upkeep") == 204
    assert all(blob.name.endswith(".json") for blob in quick.blobs.list("learners/"))
    view = client.get(f"/api/recordings/{recording_id}").json()
    assert (view["transcript"]["text"], view["reply"]["audio"]) == ("j'ai allé au marché", None)
    assert client.get(f"/api/recordings/{recording_id}/clip?start=0&end=1").status_code == 404
    # WHEN a year has gone by THEN the words are gone and the counts are there
    clock.advance(days=335)
    assert push("upkeep") == 204
    assert not list(quick.blobs.list("learners/"))
    assert client.get(f"/api/recordings/{recording_id}").status_code == 404
    assert not list(quick.conversations.of_learner("demo-learner"))
    (entry,) = client.get("/api/learners/demo-learner/memory").json()["entries"]
    assert (entry["occurrences"], entry["quotes"]) == (2, [])


def test_one_recording_that_cannot_be_deleted_keeps_no_other(
    client: TestClient, quick: bootstrap.Ports, push: Push, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN two recordings, and an object of the older one that is damaged
    ids = [start(client) for _ in range(2)]
    for _ in ids:
        walk(quick, push)
    clock = HandClock()
    clock.time = quick.clock.now()
    quick.__dict__["clock"] = clock
    listed = quick.blobs.list

    def listing(prefix: str) -> Iterator[Blob]:
        if ids[0] in prefix:
            raise Permanent(Code.INTERNAL, "a stored object is damaged")
        return listed(prefix)

    monkeypatch.setattr(quick.blobs, "list", listing)
    # WHEN their audio is over
    clock.advance(days=31)
    assert push("upkeep") == 204
    # THEN that of the other is gone
    stored = {each: quick.recordings.get(each) for each in ids}
    assert [each is not None and each.audio_gone for each in stored.values()] == [False, True]
    assert all(blob.name.endswith(".json") for blob in listed("learners/") if ids[1] in blob.name)
