"""The teacher's desk: plans made by the real job, seen, edited, approved, held, taken along."""

import json
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from infra import bootstrap
from shared.domain import study_plan
from shared.domain.evidence import Reason, State
from shared.domain.people import Classroom
from shared.domain.study_plan import PlanReason, StudyPlan, Told
from shared.ports.system import Role
from tests.export_readers import Tags, notes, parse_gift, rows
from tests.functions.conftest import Push
from tests.functions.people import bearer
from tests.reliability.plans_world import plan_of, seed

PATTERN = "auxiliary:aller"
FIRST, SECOND = "learner000", "learner001"
FORMATS = ("csv", "gift", "apkg", "html", "json")


@pytest.fixture
def desk(client: TestClient, push: Push, quick: bootstrap.Ports) -> bootstrap.Ports:
    """Marie's class approves its plans; the job has made two, with the real engine."""
    quick.__dict__["engine"] = bootstrap.Ports.engine.func(quick)  # type: ignore[attr-defined]
    learners = tuple(seed(quick, 2, class_id="5b"))
    quick.people.save_classroom(
        Classroom("5b", "5e B", ("marie",), learners, plans_need_approval=True)
    )
    quick.people.save_classroom(Classroom("6a", "6e A", ("paul",)))
    work(push)
    return quick


@pytest.fixture
def marie(desk: bootstrap.Ports) -> dict[str, str]:
    return bearer(desk, "marie", Role.TEACHER)


def work(push: Push) -> None:
    """Let the job run as the scheduler's message does."""
    assert push("study_plans", attributes={}, data=b"{}") == 204


def queue(client: TestClient, who: dict[str, str], **query: str) -> dict[str, Any]:
    answer = client.get("/api/classes/5b/plans", params=query, headers=who)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def path_of(ports: bootstrap.Ports, learner: str = FIRST) -> str:
    return f"/api/plans/{plan_of(ports, learner).id}"


def mailed(ports: bootstrap.Ports, learner: str = FIRST) -> list[EmailMessage]:
    found = [each.name for each in ports.outbox.newest(10) if learner in each.to]
    return [mail for name in found if (mail := ports.outbox.read(name)) is not None]


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def test_the_queue_shows_what_waits_and_its_words(
    client: TestClient, desk: bootstrap.Ports, marie: dict[str, str]
) -> None:
    page = queue(client, marie, state="awaiting_approval")
    assert [plan["learner_id"] for plan in page["plans"]] == [FIRST, SECOND]
    assert (page["week"], page["next_page_token"]) == (plan_of(desk, FIRST).week.label, "")
    plan = page["plans"][0]
    assert (plan["name"], plan["state"], plan["reason"]) == ("Emma", "awaiting_approval", "")
    [focus] = plan["focus"]
    assert focus["pattern"] == PATTERN
    assert focus["quotes"][0]["said"] == "Hier j'ai allé au marché."
    assert 4 <= len(focus["exercises"]) <= 6
    assert all(each["answer"] for each in focus["exercises"])
    assert queue(client, marie, state="sent")["plans"] == []
    assert queue(client, marie, week="2020-W01")["plans"] == []


def test_an_edited_plan_is_what_is_mailed_and_then_it_is_closed(
    client: TestClient, push: Push, desk: bootstrap.Ports, marie: dict[str, str]
) -> None:
    # GIVEN a plan that the job made, and that no run sends
    path = path_of(desk)
    work(push)
    assert not mailed(desk)
    # WHEN it is edited and approved
    change = {"note": "Courage, Emma !", "goals": {PATTERN: 33}}
    edited = client.patch(path, json=change, headers=marie)
    assert edited.status_code == 200, edited.text
    assert (edited.json()["note"], edited.json()["focus"][0]["goal"]) == ("Courage, Emma !", 33)
    for _ in range(2):
        approved = client.post(f"{path}/approve", headers=marie)
        assert (approved.status_code, approved.json()["state"]) == (200, "approved")
    work(push)
    work(push)
    # THEN one mail went out, as edited, and nothing for whom nobody approved
    (mail,) = mailed(desk)
    assert "Courage, Emma !" in text_of(mail)
    assert "environ 33 fois" in text_of(mail)
    assert not mailed(desk, SECOND)
    # AND what was sent changes no more
    for answer in (
        client.patch(path, json={"note": "late"}, headers=marie),
        client.post(f"{path}/hold", headers=marie),
        client.post(f"{path}/approve", headers=marie),
    ):
        assert (answer.status_code, answer.json()["code"]) == (409, "plan_closed")
        assert "retry-after" not in answer.headers
    assert plan_of(desk, FIRST).note == "Courage, Emma !"


def test_a_held_plan_is_not_mailed_until_it_is_approved(
    client: TestClient, push: Push, desk: bootstrap.Ports, marie: dict[str, str]
) -> None:
    path = path_of(desk)
    assert client.post(f"{path}/approve", headers=marie).status_code == 200
    assert client.post(f"{path}/hold", headers=marie).json()["state"] == "held"
    work(push)
    assert not mailed(desk)
    assert client.post(f"{path}/approve", headers=marie).status_code == 200
    work(push)
    assert len(mailed(desk)) == 1


def test_a_plan_in_the_mailers_hands_is_not_changed(
    client: TestClient, desk: bootstrap.Ports, marie: dict[str, str]
) -> None:
    approved = desk.plans.save(study_plan.approve(plan_of(desk, FIRST), by="marie"))
    desk.plans.save(study_plan.hand_over(approved, now=desk.clock.now()))
    answer = client.patch(path_of(desk), json={"note": "late"}, headers=marie)
    assert (answer.status_code, answer.json()["code"]) == (409, "plan_closed")


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"note": "x" * 1001}, ["note"]),
        ({"goals": {PATTERN: 0}}, ["goals.(unknown)"]),
        ({"goals": {PATTERN: 201}}, ["goals.(unknown)"]),
        ({"drop": ["a", "b", "c", "d"]}, ["drop"]),
        ({"state": "sent"}, ["state"]),
        ({"drop": ["other:x"]}, None),
        ({"drop": [PATTERN]}, None),
    ],
)
def test_an_edit_that_does_not_fit_changes_nothing(
    client: TestClient,
    desk: bootstrap.Ports,
    marie: dict[str, str],
    change: dict[str, Any],
    fields: list[str] | None,
) -> None:
    before = plan_of(desk, FIRST)
    answer = client.patch(path_of(desk), json=change, headers=marie)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")
    if fields is not None:
        assert [each["field"] for each in answer.json()["errors"]] == fields
    assert plan_of(desk, FIRST) == before


def test_a_learner_reads_the_own_plan_once_it_is_let_out(
    client: TestClient, push: Push, desk: bootstrap.Ports, marie: dict[str, str]
) -> None:
    path, emma = f"/api/learners/{FIRST}/plan", bearer(desk, FIRST)
    week = plan_of(desk, FIRST).week.label
    # GIVEN a plan that waits: the teacher sees it, its learner does not, whatever is asked for
    assert client.get(path, headers=marie).json()["state"] == "awaiting_approval"
    for query in ({}, {"week": week}):
        assert client.get(path, params=query, headers=emma).status_code == 404
    client.post(f"{path_of(desk)}/hold", headers=marie)
    assert client.get(path, headers=emma).status_code == 404
    # WHEN it is approved, and when it is sent THEN its learner sees it, and nobody else
    client.post(f"{path_of(desk)}/approve", headers=marie)
    assert client.get(path, headers=emma).json()["state"] == "approved"
    work(push)
    plan = client.get(path, params={"week": week}, headers=emma).json()
    assert (plan["state"], plan["week"], plan["name"]) == ("sent", week, "")
    for other in (bearer(desk, SECOND), bearer(desk, "paul", Role.TEACHER)):
        assert client.get(path, headers=other).status_code == 404
    assert client.get(path, params={"week": "2020-W01"}, headers=emma).status_code == 404
    # AND hears its answers
    sounds = [each["audio"] for each in plan["focus"][0]["exercises"]]
    assert {client.get(sound["url"]).content for sound in sounds} == {b"sound"}


def test_a_plan_without_a_goal_met_says_what_is_lacking(
    client: TestClient, desk: bootstrap.Ports, marie: dict[str, str]
) -> None:
    """The last plan's result stands in the next one, in words of both languages."""
    plan = plan_of(desk, FIRST)
    told = Told(
        PATTERN,
        plan.focus[0].type,
        State.NOT_ENOUGH_EVIDENCE,
        Reason.FEW_OPPORTUNITIES,
        1,
        5,
        1,
        8,
        20,
        0,
    )
    desk.plans.save(replace(plan, told=(told,)))
    [shown] = client.get(f"/api/learners/{FIRST}/plan", headers=marie).json()["told"]
    assert (shown["state"], shown["more_opportunities"]) == ("not_enough_evidence", 20)
    assert "20" in shown["explanation"]["fr"]
    assert "about 20 more" in shown["explanation"]["en"]


def _routes(ports: bootstrap.Ports) -> list[tuple[str, str, dict[str, Any] | None]]:
    plan = path_of(ports)
    return [
        ("GET", "/api/classes/5b/plans", None),
        ("PATCH", plan, {"note": "x"}),
        ("POST", f"{plan}/approve", None),
        ("POST", f"{plan}/hold", None),
        *(("GET", f"/api/classes/5b/exports/{each}", None) for each in FORMATS),
    ]


def test_other_teachers_and_learners_find_nothing(
    client: TestClient, desk: bootstrap.Ports, marie: dict[str, str]
) -> None:
    before = plan_of(desk, FIRST)
    for name, role in (("paul", Role.TEACHER), (FIRST, Role.LEARNER), ("marie", Role.LEARNER)):
        who = bearer(desk, name, role)
        for method, path, body in _routes(desk):
            foreign = client.request(method, path, json=body, headers=who)
            absent_path = path.replace("5b", "9z").replace(FIRST, "nobody")
            absent = client.request(method, absent_path, json=body, headers=who)
            assert (foreign.status_code, foreign.json()) == (404, absent.json()), path
    assert plan_of(desk, FIRST) == before
    # The control: the class's own teacher gets in everywhere.
    for method, path, body in _routes(desk):
        assert client.request(method, path, json=body, headers=marie).status_code == 200, path


@pytest.mark.parametrize("plan_id", ["learner000", "learner000.2026-W99", ".2026-W10", "a.b"])
def test_what_is_no_plan_is_not_found(
    client: TestClient, marie: dict[str, str], plan_id: str
) -> None:
    assert client.post(f"/api/plans/{plan_id}/approve", headers=marie).status_code == 404


def test_the_longest_id_has_a_plan_too(
    client: TestClient, desk: bootstrap.Ports, marie: dict[str, str]
) -> None:
    longest = "x" * 128
    known = desk.people.classroom("5b")
    profile = desk.people.profile(FIRST)
    assert known is not None
    assert profile is not None
    desk.people.save_profile(replace(profile, learner_id=longest, revision=0))
    desk.people.save_classroom(replace(known, learner_ids=(*known.learner_ids, longest)))
    desk.plans.put(replace(plan_of(desk, FIRST), learner_id=longest))
    answer = client.post(path_of(desk, longest) + "/approve", headers=marie)
    assert (answer.status_code, answer.json()["learner_id"]) == (200, longest)


@pytest.mark.parametrize(
    ("path", "query", "field"),
    [
        ("/api/classes/5b/plans", {"week": "2026-10"}, "week"),
        ("/api/classes/5b/plans", {"week": "2026-W60"}, "week"),
        ("/api/classes/5b/plans", {"state": "lost"}, "state"),
        ("/api/classes/5b/plans", {"page": "2"}, "page"),
        ("/api/classes/5b/exports/csv", {"language": "de"}, "language"),
        ("/api/classes/5b/exports/csv", {"named": "perhaps"}, "named"),
        ("/api/learners/learner000/plan", {"week": "0000-W01"}, "week"),
    ],
)
def test_queries_that_do_not_fit_are_named(
    client: TestClient, marie: dict[str, str], path: str, query: dict[str, str], field: str
) -> None:
    answer = client.get(path, params=query, headers=marie)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")
    assert [each["field"] for each in answer.json()["errors"]] == [field]


def test_a_long_queue_comes_by_pages(
    client: TestClient, desk: bootstrap.Ports, marie: dict[str, str]
) -> None:
    known = desk.people.classroom("5b")
    pattern_plan = plan_of(desk, FIRST)
    assert known is not None
    more = tuple(f"more{number:03}" for number in range(120))
    for each in more:
        profile = desk.people.profile(FIRST)
        assert profile is not None
        desk.people.save_profile(replace(profile, learner_id=each, revision=0))
        desk.plans.put(replace(pattern_plan, learner_id=each))
    desk.people.save_classroom(replace(known, learner_ids=(*known.learner_ids, *more)))
    first = queue(client, marie)
    second = queue(client, marie, page_token=first["next_page_token"])
    assert (len(first["plans"]), second["next_page_token"]) == (100, "")
    seen = [plan["learner_id"] for page in (first, second) for plan in page["plans"]]
    assert seen == [FIRST, SECOND, *more]


# What is taken along, opened by the programs' own libraries.


def export(client: TestClient, who: dict[str, str], name: str, **query: str) -> tuple[bytes, str]:
    answer = client.get(f"/api/classes/5b/exports/{name}", params=query, headers=who)
    assert answer.status_code == 200, answer.text
    assert "sandbox" in answer.headers["content-security-policy"]
    return answer.content, answer.headers["content-disposition"]


def exercises(plan: StudyPlan) -> int:
    return sum(len(focus.exercises) for focus in plan.focus)


def test_csv_opens_with_and_without_names(
    client: TestClient, desk: bootstrap.Ports, marie: dict[str, str]
) -> None:
    data, disposition = export(client, marie, "csv")
    plans = [plan_of(desk, each) for each in (FIRST, SECOND)]
    found = rows(data)
    assert len(found) == sum(map(exercises, plans))
    assert {row["learner"] for row in found} == {""}
    week = plans[0].week.label
    assert disposition == f'attachment; filename="parlons-5b-{week}.csv"'
    named = rows(export(client, marie, "csv", named="true", week=week)[0])
    assert {row["learner"] for row in named} == {"Emma"}
    assert rows(export(client, marie, "csv", week="2020-W01")[0]) == []


def test_gift_html_and_json_read_back(client: TestClient, marie: dict[str, str]) -> None:
    questions = list(parse_gift(export(client, marie, "gift")[0].decode()))
    document = json.loads(export(client, marie, "json", language="en")[0])
    page = export(client, marie, "html")[0].decode()
    shared = {
        (each["kind"], each["stimulus"], each["answer"])
        for entry in document["entries"]
        for each in entry["exercises"]
    }
    assert len(questions) == len(shared) >= 4
    assert (document["format"], document["title"], document["language"]) == (
        "parlons-sheet",
        "5e B",
        "en",
    )
    assert Tags(page).tags
    assert "5e B" in page


def test_anki_opens_the_deck_and_plays_it(
    client: TestClient, tmp_path: Path, marie: dict[str, str]
) -> None:
    fields = notes(export(client, marie, "apkg")[0], tmp_path)
    assert len(fields) >= 4
    assert all(each[4].startswith("[sound:parlons-") for each in fields)
    media = list((tmp_path / "collection.media").glob("*.mp3"))
    assert {each.read_bytes() for each in media} == {b"sound"}


@pytest.mark.parametrize(
    ("name", "content_type"),
    [
        ("csv", "text/csv; charset=utf-8"),
        ("gift", "text/plain; charset=utf-8"),
        ("apkg", "application/octet-stream"),
        ("html", "text/html; charset=utf-8"),
        ("json", "application/json"),
    ],
)
def test_each_format_says_what_it_is(
    client: TestClient, marie: dict[str, str], name: str, content_type: str
) -> None:
    answer = client.get(f"/api/classes/5b/exports/{name}?week=9999-W01", headers=marie)
    assert (answer.status_code, answer.headers["content-type"]) == (200, content_type)


def test_another_format_is_not_there(client: TestClient, marie: dict[str, str]) -> None:
    assert client.get("/api/classes/5b/exports/pdf", headers=marie).status_code == 404


def test_what_its_week_ended_unapproved_is_not_the_learners(
    client: TestClient, desk: bootstrap.Ports, marie: dict[str, str]
) -> None:
    desk.plans.save(study_plan.skip(plan_of(desk, FIRST), PlanReason.WEEK_OVER))
    path = f"/api/learners/{FIRST}/plan"
    assert client.get(path, headers=bearer(desk, FIRST)).status_code == 404
    assert client.get(path, headers=marie).json()["reason"] == "week_over"
