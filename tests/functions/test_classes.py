"""A class's doors: report, roster, settings; and who may open them."""

import pytest
from starlette.testclient import TestClient

from infra import bootstrap
from shared.domain.people import Classroom
from shared.ports.system import Role
from tests.functions.people import bearer, make_class, teach

ROSTER = "/api/classes/5b/roster"
SETTINGS = "/api/classes/5b/settings"


@pytest.fixture
def marie(client: TestClient, quick: bootstrap.Ports) -> dict[str, str]:
    make_class(quick)
    return bearer(quick, "marie", Role.TEACHER)


@pytest.fixture
def head(client: TestClient, quick: bootstrap.Ports) -> dict[str, str]:
    return bearer(quick, "head", Role.ADMIN)


def test_a_report_shows_each_learner_and_type_with_its_clips(
    client: TestClient, quick: bootstrap.Ports, marie: dict[str, str]
) -> None:
    teach(quick, "emma", times=5)
    teach(quick, "luc", weeks_ago=1)
    teach(quick, "zoe")
    report = client.get("/api/classes/5b/report", headers=marie).json()
    assert report["learners"] == [
        {"learner_id": "emma", "name": "Emma"},
        {"learner_id": "luc", "name": "Luc"},
    ]
    cells = {cell["learner_id"]: cell for cell in report["cells"]}
    assert set(cells) == {"emma", "luc"}
    emma = cells["emma"]
    assert (emma["errors"], emma["opportunities"], emma["rate"]) == (5, 15, 0.3333)
    low, high = emma["interval"]
    assert 0.1 < low < 0.3333 < high < 0.6
    assert emma["comparison"]["state"] == "not_enough_evidence"
    assert len(emma["clips"]) == 3
    assert emma["clips"][0].keys() >= {"recording_id", "start", "end", "key", "occurrence_id"}
    assert report["overall"][0]["reason"] in {"few_learners", "few_opportunities"}


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/api/classes/5b/report", None),
        ("POST", ROSTER, None),
        ("GET", SETTINGS, None),
        ("PATCH", SETTINGS, {"name": "x"}),
    ],
)
@pytest.mark.parametrize(
    ("name", "role"), [("paul", Role.TEACHER), ("emma", Role.LEARNER), ("marie", Role.LEARNER)]
)
def test_others_find_no_class(
    client: TestClient,
    quick: bootstrap.Ports,
    marie: dict[str, str],
    method: str,
    path: str,
    body: dict[str, object] | None,
    name: str,
    role: Role,
) -> None:
    stranger = bearer(quick, name, role)
    foreign = client.request(method, path, json=body, headers=stranger)
    absent = client.request(method, path.replace("5b", "9z"), json=body, headers=stranger)
    assert (foreign.status_code, foreign.json()) == (404, absent.json())


def test_a_teacher_hears_the_clips_of_own_learners_only(
    client: TestClient, quick: bootstrap.Ports, marie: dict[str, str]
) -> None:
    created = client.post(
        "/api/recordings",
        json={"filename": "a.webm", "content_type": "audio/webm", "size": 5},
        headers=bearer(quick, "emma"),
    )
    path = f"/api/recordings/{created.json()['id']}"
    assert client.get(path, headers=marie).status_code == 200
    assert client.get(path, headers=bearer(quick, "paul", Role.TEACHER)).status_code == 404


def test_a_roster_adds_and_brings_up_to_date(
    client: TestClient, quick: bootstrap.Ports, marie: dict[str, str]
) -> None:
    # GIVEN a file as a French spreadsheet writes it
    table = (
        "\ufefflearner_id;name;email;born\r\n"
        'emma;"Emma ""la"" Müller";emma@example.org;2012-02-29\r\n'
        ";Nouvelle;;\r\n"
        ";;;\r\n"
        "new-1;Noé;;\r\n"
    )
    # WHEN
    answer = client.post(ROSTER, content=table.encode(), headers=marie)
    # THEN
    assert answer.status_code == 200, answer.text
    assert [each["name"] for each in answer.json()["added"]] == ["Nouvelle", "Noé"]
    assert [each["learner_id"] for each in answer.json()["updated"]] == ["emma"]
    emma = quick.people.profile("emma")
    assert emma is not None
    assert (emma.name, emma.email, emma.language, emma.timezone) == (
        'Emma "la" Müller',
        "emma@example.org",
        "fr",
        "Europe/Paris",
    )
    members = client.get(SETTINGS, headers=marie).json()["learner_ids"]
    assert len(members) == 4
    assert client.get("/api/learners/new-1/memory", headers=marie).status_code == 200
    # WHEN it comes again THEN nobody is added twice
    again = client.post(ROSTER, content=b"learner_id,name\nnew-1,No\xc3\xa9\n", headers=marie)
    assert (again.json()["added"], len(again.json()["updated"])) == ([], 1)


def test_every_bad_line_is_named_and_nothing_is_imported(
    client: TestClient, quick: bootstrap.Ports, marie: dict[str, str]
) -> None:
    teach(quick, "silent")
    lines = [
        "learner_id,name,email,language,timezone,born",
        "good,Good,,,,",
        "a/b,Bad,,,,",  # 3
        "x1,,,,,",  # 4
        "x2,Bad,no-address,,,",  # 5
        "x3,Bad,,de,,",  # 6
        "x4,Bad,,,Mars/Base,",  # 7
        "x5,Bad,,,,31.12.2012",  # 8
        "x6,Bad,,,,2999-01-01",  # 9
        "good,Twice,,,,",  # 10
        "zoe,Another teacher's,,,,",  # 11
        "silent,Has no profile but a memory,,,,",  # 12
    ]
    answer = client.post(ROSTER, content="\n".join(lines).encode(), headers=marie)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")
    fields = [error["field"] for error in answer.json()["errors"]]
    assert fields == [
        "line 3, learner_id",
        "line 4, name",
        "line 5, email",
        "line 6, language",
        "line 7, timezone",
        "line 8, born",
        "line 9, born",
        "line 10, learner_id",
        "line 11, learner_id",
        "line 12, learner_id",
    ]
    assert "no-address" not in answer.text
    assert quick.people.profile("good") is None
    assert client.get(SETTINGS, headers=marie).json()["learner_ids"] == ["emma", "luc"]


def test_an_admin_moves_a_learner_and_the_old_teacher_no_longer_sees_her(
    client: TestClient, quick: bootstrap.Ports, marie: dict[str, str], head: dict[str, str]
) -> None:
    teach(quick, "zoe")
    answer = client.post(ROSTER, content=b"learner_id,name\nzoe,Zoe\n", headers=head)
    assert answer.status_code == 200
    assert client.get("/api/learners/zoe/memory", headers=marie).status_code == 200
    paul = bearer(quick, "paul", Role.TEACHER)
    assert client.get("/api/learners/zoe/memory", headers=paul).status_code == 404
    assert client.get("/api/classes/6a/report", headers=paul).json()["cells"] == []


@pytest.mark.parametrize(
    ("raw", "field"),
    [
        (b"", "line 1"),
        (b"name\n", "file"),
        (b"\xff\xfe\x00", "file"),
        (b"who,name\nx,y\n", "line 1"),
        (b"name,name\nx,y\n", "line 1"),
        (b"name,email\nonly\n", "line 2"),
        (b'name\n"open\n', "line 2"),
        (b"name\n" + b"x\n" * 201, "line 202"),
    ],
)
def test_what_is_no_roster_is_refused(
    client: TestClient, marie: dict[str, str], raw: bytes, field: str
) -> None:
    answer = client.post(ROSTER, content=raw, headers=marie)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, field)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_roster_comes_as_spreadsheets_write_it(
    client: TestClient, marie: dict[str, str], delimiter: str
) -> None:
    table = "\n".join(map(delimiter.join, (["name", "born"], ["Anna", "2012-02-29"])))
    answer = client.post(ROSTER, content=table.encode(), headers=marie)
    assert [each["name"] for each in answer.json()["added"]] == ["Anna"], answer.text


def test_a_roster_has_a_size(client: TestClient, marie: dict[str, str]) -> None:
    assert client.post(ROSTER, content=b"x" * 200_001, headers=marie).status_code == 413


def test_a_key_answers_for_one_class_only(
    client: TestClient, quick: bootstrap.Ports, marie: dict[str, str]
) -> None:
    quick.people.save_classroom(Classroom("5c", "5c", ("marie",)))
    key, table = {**marie, "Idempotency-Key": "september"}, b"name\nAnna\n"
    first = client.post(ROSTER, content=table, headers=key)
    assert client.post(ROSTER, content=table, headers=key).json() == first.json()
    other = client.post(ROSTER.replace("5b", "5c"), content=table, headers=key)
    assert other.status_code == 200, other.text
    (anna,) = other.json()["added"]
    assert anna["learner_id"] != first.json()["added"][0]["learner_id"]


def test_settings_change_one_by_one(
    client: TestClient, marie: dict[str, str], head: dict[str, str]
) -> None:
    changed = client.patch(SETTINGS, json={"plans_need_approval": True}, headers=marie).json()
    assert (changed["plans_need_approval"], changed["name"]) == (True, "5b")
    for body in (
        {"teacher_ids": ["eve"]},
        {"detector_weights": {"rules:x": 0.0}},
        {"learner_ids": ["zoe"]},
        {"register_profile": "rude"},
    ):
        assert client.patch(SETTINGS, json=body, headers=marie).status_code == 422
    reset = client.patch(SETTINGS, json={"detector_weights": {}}, headers=marie)
    assert reset.json()["detector_weights"] == {}


def test_an_admin_makes_a_class(
    client: TestClient, quick: bootstrap.Ports, head: dict[str, str]
) -> None:
    body = {"name": "4e A", "teacher_ids": ["marie"]}
    assert client.patch("/api/classes/4a/settings", json=body, headers=head).status_code == 200
    marie = bearer(quick, "marie", Role.TEACHER)
    assert client.get("/api/classes/4a/report", headers=marie).json()["cells"] == []
