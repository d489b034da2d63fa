"""A teacher's week with the real engines: roster, consent, talk, plan, approval, mail, no mail."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from typing import Any

import httpx2
import pytest
from starlette.testclient import TestClient

from infra import bootstrap
from infra.local import gateway
from infra.local.dev_identity import KEY_FILE, DevIdentity, load_key
from infra.speech.espeak_voice import EspeakVoice
from shared.ports.system import Principal, Role
from shared.ports.voice import AudioFormat
from tests.chain.embedded import Learner, Stack, running
from tests.doubles import HandClock
from tests.reliability.plans_world import mails, opened, plan_of, run, zone_amid_week

pytestmark = [pytest.mark.chain, pytest.mark.slow]

JOB = "functions.study_plans.main"
TALKS = (
    "Bonjour. Hier, j'ai allé au marché avec ma sœur.",
    "Samedi, j'ai allé chez mon oncle. On a bien mangé.",
    "La semaine dernière, j'ai allé à la piscine avec Paul.",
)
CLASS = "/api/classes/5b"


def token(data: Path, name: str, role: Role) -> str:
    return DevIdentity(load_key(data / KEY_FILE)).issue(Principal(name, role))


def bearer(data: Path, name: str, role: Role) -> dict[str, str]:
    return {"Authorization": f"Bearer {token(data, name, role)}"}


@pytest.fixture
def stack(tmp_path: Path) -> Iterator[Stack]:
    with running(tmp_path / "stack") as started:
        yield started


def someone(stack: Stack, name: str, role: Role = Role.LEARNER) -> Learner:
    return Learner(stack.url, token(stack.data, name, role))


def make_class(stack: Stack) -> None:
    """The head makes 5b, Marie fills it: Emma is twelve, Luc is of age."""
    with someone(stack, "head", Role.ADMIN) as head:
        made = head.http.patch(
            f"{CLASS}/settings",
            json={
                "name": "5e B",
                "teacher_ids": ["marie"],
                "plans_need_approval": True,
                "consent_required": True,
            },
        )
        assert made.status_code == 200, made.text
    zone = zone_amid_week()
    roster = (
        "learner_id,name,email,timezone,born\n"
        f"emma,Emma,emma@example.org,{zone},{date.today().year - 12}-01-01\n"
        f"luc,Luc,luc@example.org,{zone},{date.today().year - 30}-01-01\n"
    )
    with someone(stack, "marie", Role.TEACHER) as marie:
        imported = marie.http.post(f"{CLASS}/roster", content=roster.encode())
        assert [each["learner_id"] for each in imported.json()["added"]] == ["emma", "luc"]


def consent(stack: Stack, learner: str) -> None:
    """The learner agrees to both, and for a child the school records the parent's word."""
    for kind in ("processing", "email"):
        with someone(stack, learner) as own:
            path = f"/api/learners/{learner}/consent"
            assert own.http.post(path, json={"kind": kind}).status_code == 200
            child = own.http.post(path, json={"kind": kind, "by": "parent"})
            assert child.status_code == 422
        with someone(stack, "marie", Role.TEACHER) as marie:
            parent = {"kind": kind, "by": "parent"}
            assert marie.http.post(path, json=parent).status_code == 200


def talk(stack: Stack, learner: str, sounds: dict[str, bytes]) -> None:
    with someone(stack, learner) as own:
        for text, sound in sounds.items():
            view = own.wait(own.send(sound, transcript=text))
            assert view["state"] == "answered", view["failure"]


def mail_to(data: Path, learner: str) -> Message:
    """The only mail to a learner."""
    found = [message_from_bytes(each.read_bytes()) for each in (data / "outbox").glob("*.eml")]
    (own,) = (each for each in found if f"{learner}@example.org" in str(each["To"]))
    return own


def text_of(mail: Message) -> str:
    part = next(each for each in mail.walk() if each.get_content_type() == "text/plain")
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content.decode()


@contextmanager
def a_week_later(data: Path) -> Iterator[tuple[bootstrap.Ports, TestClient]]:
    """The same data and functions seven days on."""
    clock = HandClock()
    with opened(data) as before:
        clock.time = before.clock.now()
    clock.advance(days=7)
    with opened(data, clock) as ports, bootstrap.use(ports):
        app = gateway.build(gateway.load_functions())
        with TestClient(app, base_url="http://127.0.0.1:5001") as client:
            yield ports, client


def test_a_teachers_week(stack: Stack) -> None:
    sounds = {text: EspeakVoice().speak(text, format=AudioFormat.WEBM).audio for text in TALKS}
    new = {"filename": "a.webm", "content_type": "audio/webm", "size": 5}
    # GIVEN a class in which nobody is recorded without consent
    make_class(stack)
    with someone(stack, "emma") as emma:
        refused = emma.http.post("/api/recordings", json=new)
        assert (refused.status_code, refused.json()["code"]) == (403, "consent_missing")
    for learner in ("emma", "luc"):
        consent(stack, learner)
        talk(stack, learner, sounds)
    # WHEN the weekly job runs THEN two plans wait, and nothing leaves
    assert stack.run(JOB) == 0
    with someone(stack, "marie", Role.TEACHER) as marie:
        page: dict[str, Any] = marie.http.get(
            f"{CLASS}/plans", params={"state": "awaiting_approval"}
        ).json()
        assert [plan["name"] for plan in page["plans"]] == ["Emma", "Luc"]
        [focus] = page["plans"][0]["focus"]
        assert focus["pattern"] == "auxiliary:aller"
        assert {quote["said"] for quote in focus["quotes"]} <= {
            "Hier, j'ai allé au marché avec ma sœur.",
            "Samedi, j'ai allé chez mon oncle.",
            "La semaine dernière, j'ai allé à la piscine avec Paul.",
        }
        assert not mails(stack.data)
        # WHEN one of them is edited and both are approved
        emmas, lucs = (f"/api/plans/{plan['id']}" for plan in page["plans"])
        edit = {"note": "Courage, Emma !", "goals": {focus["pattern"]: 33}}
        assert marie.http.patch(emmas, json=edit).status_code == 200
        for path in (emmas, lucs):
            assert marie.http.post(f"{path}/approve").json()["state"] == "approved"
        # THEN the next run mails each once, and no run again
        for _ in range(2):
            assert stack.run(JOB) == 0
        assert mails(stack.data) == {"emma": 1, "luc": 1}
        assert marie.http.patch(emmas, json={"note": "late"}).json()["code"] == "plan_closed"
    mail = mail_to(stack.data, "emma")
    assert "Courage, Emma !" in text_of(mail)
    assert "environ 33 fois" in text_of(mail)
    with someone(stack, "emma") as emma:
        own = emma.http.get("/api/learners/emma/plan").json()
        assert (own["state"], own["note"]) == ("sent", "Courage, Emma !")
        audio = httpx2.get(own["focus"][0]["exercises"][0]["audio"]["url"])
        assert audio.headers["content-type"] == "audio/mpeg"
    # WHEN Emma unsubscribes by the link of her mail
    link = str(mail["List-Unsubscribe"]).strip("<>")
    assert httpx2.post(link, content="List-Unsubscribe=One-Click").status_code == 200
    assert stack.stop() == 0
    # THEN a week later, though both plans are approved, Luc alone gets mail
    with a_week_later(stack.data) as (ports, client):
        run(ports)
        marie_then = bearer(stack.data, "marie", Role.TEACHER)
        for learner in ("emma", "luc"):
            plan = plan_of(ports, learner)
            assert plan.id not in (emmas.rpartition("/")[2], lucs.rpartition("/")[2])
            approved = client.post(f"/api/plans/{plan.id}/approve", headers=marie_then)
            assert approved.status_code == 200, approved.text
        run(ports)
        assert mails(stack.data) == {"emma": 1, "luc": 2}
        emma_then = bearer(stack.data, "emma", Role.LEARNER)
        unsent = client.get("/api/learners/emma/plan", headers=emma_then).json()
        assert (unsent["state"], unsent["reason"]) == ("skipped", "unsubscribed")
        assert unsent["focus"]
