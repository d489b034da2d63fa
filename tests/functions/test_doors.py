"""What every door does before a use case runs."""

import pytest
from starlette.testclient import TestClient

from infra import bootstrap, wiring
from shared.ports.system import Principal, Role
from tests.functions.test_recording_way import NEW, start

PROBLEM = "application/problem+json"
JSON = {"Content-Type": "application/json"}


def bearer(ports: bootstrap.Ports, name: str) -> dict[str, str]:
    token = ports.dev_identity.issue(Principal(name, Role.LEARNER))
    return {"Authorization": f"Bearer {token}"}


def test_health_and_what_is_in_use(client: TestClient, store: str) -> None:
    assert client.get("/health").json() == {"status": "ok"}
    assert client.get("/").json()["uses"]["store"] == store


def test_chat_answers_and_remembers(client: TestClient) -> None:
    first = client.post("/api/chat", json={"message": "Hier, j'ai allé au marché."})
    assert first.status_code == 200
    body = first.json()
    assert body["reply"] == "D'accord."
    assert body["corrections"][0]["replacement"] == "suis allé"
    again = client.post(
        "/api/chat", json={"message": "Oui.", "conversation_id": body["conversation_id"]}
    )
    assert again.json()["conversation_id"] == body["conversation_id"]
    entries = client.get("/api/learners/demo-learner/memory").json()["entries"]
    assert entries[0]["occurrences"] == 1


def test_a_clip_is_transcribed(client: TestClient) -> None:
    answer = client.post("/api/transcribe", files={"audio": ("a.wav", b"sound", "audio/wav")})
    assert answer.status_code == 200
    assert answer.json()["engine"] == "fixed"


@pytest.mark.parametrize("form", [{}, {"files": {"other": b"x"}}, {"data": {"audio": "text"}}])
def test_a_clip_without_audio_is_refused(client: TestClient, form: dict[str, object]) -> None:
    answer = client.post("/api/transcribe", **form)  # type: ignore[arg-type]
    assert answer.status_code == 422
    assert answer.headers["content-type"] == PROBLEM


def test_text_is_spoken(client: TestClient) -> None:
    answer = client.post("/api/synthesize", json={"text": "Bonjour", "format": "webm"})
    assert (answer.content, answer.headers["content-type"]) == (b"sound", "audio/webm")


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, {"filename", "content_type", "size"}),
        ({**NEW, "size": "many"}, {"size"}),
        ({**NEW, "size": -1, "filename": ""}, {"size", "filename"}),
        ({**NEW, "learner_id": "somebody"}, {"learner_id"}),
    ],
)
def test_every_field_at_fault_is_listed(
    client: TestClient, body: dict[str, object], fields: set[str]
) -> None:
    answer = client.post("/api/recordings", json=body)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == PROBLEM
    assert {error["field"] for error in answer.json()["errors"]} == fields
    assert "somebody" not in answer.text


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[" * 100_000])
def test_what_is_not_json_is_refused(client: TestClient, body: bytes) -> None:
    answer = client.post("/api/chat", content=body, headers=JSON)
    assert answer.status_code in {400, 413, 422}
    assert answer.headers["content-type"] == PROBLEM


@pytest.mark.parametrize("kind", ["", "text/plain", "application/x-www-form-urlencoded"])
def test_json_says_that_it_is_json(client: TestClient, kind: str) -> None:
    """Pages of other origins may send these without asking (CORS), and are nobody's sign-in."""
    body = b'{"message": "Bonjour"}'
    headers = {"Content-Type": kind} if kind else {}
    refused = client.post("/api/chat", content=body, headers=headers)
    assert (refused.status_code, refused.json()["code"]) == (415, "unsupported_media_type")
    assert refused.json()["detail"] == "application/json"
    sent = {"Content-Type": "Application/JSON; charset=utf-8"}
    assert client.post("/api/chat", content=body, headers=sent).status_code == 200


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"size": 0}, 422, "empty_audio"),
        ({"size": 200_000_001}, 413, "payload_too_large"),
        ({"content_type": "text/plain"}, 415, "unsupported_media_type"),
    ],
)
def test_a_recording_that_can_never_work_is_refused_at_once(
    client: TestClient, changes: dict[str, object], status: int, code: str
) -> None:
    answer = client.post("/api/recordings", json={**NEW, **changes})
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_a_body_over_the_limit_is_refused_before_it_is_read(client: TestClient) -> None:
    answer = client.post("/api/chat", content=b"x" * 70_000)
    assert answer.status_code == 413
    answer = client.post("/api/chat", content=iter([b"x" * 40_000] * 2))  # no Content-Length
    assert answer.status_code == 413


def test_unknown_paths_and_methods(client: TestClient) -> None:
    assert client.get("/api/nothing").json()["code"] == "not_found"
    answer = client.get("/api/chat")
    assert (answer.status_code, answer.json()["detail"]) == (405, "POST")
    assert answer.headers["allow"] == "POST"


def test_a_head_answers_as_a_get_without_its_body(client: TestClient) -> None:
    for path in ("/health", "/api/learners/demo-learner/memory", "/api/learners/other/memory"):
        got, told = client.get(path), client.head(path)
        assert (told.status_code, told.content) == (got.status_code, b"")
        assert told.headers.keys() == got.headers.keys()
        for name in ("content-type", "content-length", "x-content-type-options"):
            assert told.headers[name] == got.headers[name]
    told = client.head("/api/learners/demo-learner/export")
    assert told.headers["content-disposition"] == 'attachment; filename="parlons-export.json"'
    assert "content-length" not in told.headers
    assert client.head("/api/chat").status_code == 405


@pytest.mark.parametrize(("method", "path"), [("TRACE", "/api/chat"), ("POST", "/outbox")])
def test_a_method_that_nobody_takes_is_refused_as_everything_is(
    client: TestClient, method: str, path: str
) -> None:
    answer = client.request(method, path)
    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
    assert answer.headers["content-type"] == PROBLEM
    assert answer.headers["allow"]


@pytest.mark.parametrize("path", ["/api/learners/a%0Ab", "/a%0Ab", "/blobs%0A", "/robots.txt"])
def test_no_path_falls_between_the_doors(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert answer.headers["content-type"] == PROBLEM


def test_json_types_are_taken_at_their_word(client: TestClient) -> None:
    profile = "/api/learners/demo-learner/profile"
    answer = client.put(profile, json={"paused": 0, "name": 3})
    assert (answer.status_code, [each["field"] for each in answer.json()["errors"]]) == (
        422,
        ["name", "paused"],
    )
    assert client.put(profile, json={"paused": True, "born": "2009-05-17"}).status_code == 200


def test_an_idempotency_key_is_ascii(client: TestClient) -> None:
    answer = client.post("/api/recordings", json=NEW, headers={"Idempotency-Key": b"\xe9t\xe9"})
    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency_key_invalid")


def test_query_parameters_that_nobody_knows_are_named(client: TestClient) -> None:
    answer = client.get("/api/learners/demo-learner/memory?wek=2026-W10")
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "wek")


def test_an_upload_address_takes_one_upload_as_announced(client: TestClient) -> None:
    created = client.post("/api/recordings", json=NEW).json()["upload"]
    url, headers = created["url"], created["headers"]
    assert client.put(url, content=b"123456", headers=headers).status_code == 413
    other = {**headers, "Content-Type": "text/html"}
    assert client.put(url, content=b"12345", headers=other).json()["code"] == "upload_mismatch"
    assert client.put(url + "0", content=b"12345", headers=headers).status_code == 403
    assert client.put(url, content=b"12345", headers=headers).status_code == 201
    assert client.put(url, content=b"12345", headers=headers).json()["code"] == "already_uploaded"


@pytest.mark.parametrize(
    "path",
    [
        "/api/recordings/{id}",
        "/api/recordings/{id}/events",
        "/api/recordings/{id}/clip?start=0&end=1",
        "/api/learners/demo-learner/memory",
    ],
)
def test_what_belongs_to_others_answers_like_what_is_absent(
    client: TestClient, quick: bootstrap.Ports, path: str
) -> None:
    path = path.format(id=start(client))
    eve = bearer(quick, "eve")
    others = client.get(path, headers=eve)
    absent = client.get(path.replace("demo-learner", "nobody"), headers=eve)
    assert (others.status_code, others.json()) == (404, absent.json() | {"status": 404})


def test_others_cannot_go_on_with_a_talk(client: TestClient, quick: bootstrap.Ports) -> None:
    talk = client.post("/api/chat", json={"message": "Bonjour"}).json()["conversation_id"]
    answer = client.post(
        "/api/chat",
        json={"message": "Bonjour", "conversation_id": talk},
        headers=bearer(quick, "eve"),
    )
    assert answer.status_code == 404


def test_a_bad_token_is_refused_everywhere(client: TestClient) -> None:
    for path in ("/api/recordings/x", "/api/learners/demo-learner/memory"):
        answer = client.get(path, headers={"Authorization": "Bearer a.b.c"})
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == "Bearer"


def test_a_repeated_request_is_carried_out_once(client: TestClient) -> None:
    key = {"Idempotency-Key": "monday"}
    first = client.post("/api/recordings", json=NEW, headers=key)
    second = client.post("/api/recordings", json=NEW, headers=key)
    assert (second.status_code, second.json()) == (201, first.json())
    other = client.post("/api/recordings", json={**NEW, "size": 6}, headers=key)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")


@pytest.mark.parametrize("key", ["", "x" * 256])
def test_an_idempotency_key_has_a_length(client: TestClient, key: str) -> None:
    answer = client.post("/api/recordings", json=NEW, headers={"Idempotency-Key": key})
    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency_key_invalid")


def test_a_refused_request_does_not_use_its_key_up(client: TestClient) -> None:
    key = {"Idempotency-Key": "tuesday"}
    refused = client.post("/api/recordings", json={**NEW, "size": 0}, headers=key)
    assert refused.status_code == 422
    again = client.post("/api/recordings", json={**NEW, "size": 0}, headers=key)
    assert again.json()["code"] == "empty_audio"


def test_browsers_may_call_from_the_frontend_only(
    client: TestClient, quick: bootstrap.Ports
) -> None:
    allowed = "http://localhost:3000"
    quick.settings = quick.settings.model_copy(update={"frontend_url": (allowed,)})
    answer = client.options("/api/chat", headers={"Origin": allowed})
    assert answer.headers["access-control-allow-origin"] == allowed
    answer = client.options("/api/chat", headers={"Origin": "http://evil.example"})
    assert "access-control-allow-origin" not in answer.headers


def test_a_crash_is_answered_without_its_text(
    client: TestClient, quick: bootstrap.Ports, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object, **__: object) -> None:
        raise RuntimeError("secret words")

    monkeypatch.setattr(quick.voice, "speak", crash)
    answer = client.post("/api/synthesize", json={"text": "Bonjour"})
    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    assert "secret" not in answer.text


def test_every_function_folder_is_in_the_table() -> None:
    from infra.load_function import ROOT

    folders = {path.parent.name for path in (ROOT / "functions").glob("*/main.py")}
    assert folders == {service.name for service in wiring.SERVICES}
