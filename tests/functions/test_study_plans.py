"""The doors of the weekly plans: the unsubscribe address, the outbox, the scheduler's message."""

from email import message_from_bytes

import pytest
from starlette.testclient import TestClient

from infra import bootstrap
from shared.domain.people import ConsentKind
from tests.functions.conftest import Push
from tests.plans import NOW, profile
from tests.reliability.plans_world import seed

ONE_CLICK = {"Content-Type": "application/x-www-form-urlencoded"}
HOSTILE = '"><script>alert(1)</script>'


@pytest.fixture
def token(quick: bootstrap.Ports) -> str:
    quick.people.save_profile(profile("emma", revision=0))
    return quick.unsubscribe_tokens.issue("emma")


def agrees(ports: bootstrap.Ports) -> bool:
    known = ports.people.profile("emma")
    assert known is not None
    return known.agrees(ConsentKind.EMAIL, on=NOW.date())


def test_looking_at_the_link_changes_nothing(
    client: TestClient, quick: bootstrap.Ports, token: str
) -> None:
    """Mail programs and scanners follow links."""
    page = client.get("/api/unsubscribe", params={"token": token})
    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")
    assert '<form method="post"' in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert agrees(quick)


def test_one_click_stops_the_mail_and_again_changes_nothing(
    client: TestClient, quick: bootstrap.Ports, token: str
) -> None:
    for _ in range(2):
        answer = client.post(
            f"/api/unsubscribe?token={token}",
            content="List-Unsubscribe=One-Click",
            headers={**ONE_CLICK, "Accept-Language": "fr-FR"},
        )
        assert answer.status_code == 200
        assert "C'est fait" in answer.text.replace("&#x27;", "'")
        assert not agrees(quick)
    known = quick.people.profile("emma")
    assert known is not None
    # The other consent stands, and the withdrawn one stays on record.
    assert known.agrees(ConsentKind.PROCESSING, on=NOW.date())
    assert len(known.consents) == 2


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("changed", ["", "x", HOSTILE, "ZW1tYQ.AAAAAAAAAAAAAAAAAAAAAA"])
def test_no_other_token_does_anything(
    client: TestClient, quick: bootstrap.Ports, token: str, method: str, changed: str
) -> None:
    answer = client.request(method, "/api/unsubscribe", params={"token": changed})
    assert answer.status_code == 404
    assert answer.json()["code"] == "not_found"
    assert HOSTILE not in answer.text
    assert agrees(quick)


def test_an_erased_learner_needs_nothing_more(client: TestClient, quick: bootstrap.Ports) -> None:
    gone = quick.unsubscribe_tokens.issue("somebody-erased")
    assert client.post(f"/api/unsubscribe?token={gone}").status_code == 200


def test_the_tick_sends_mail_that_the_outbox_shows_and_the_link_stops(
    client: TestClient, push: Push, quick: bootstrap.Ports
) -> None:
    # GIVEN a learner with hostile words in the profile
    from infra.bootstrap import Ports

    quick.__dict__["engine"] = Ports.engine.func(quick)  # type: ignore[attr-defined]
    seed(quick, 1, name=f"Zoë {HOSTILE}\r\nBcc: x@example.org")
    # WHEN the scheduler's message comes, twice
    for _ in range(2):
        assert push("study_plans", attributes={}, data=b"{}") in (200, 204)
    # THEN there is one mail, which the page shows without running anything
    listed = client.get("/outbox")
    assert listed.text.count(".eml") == 1
    assert "default-src 'none'" in listed.headers["content-security-policy"]
    (stored,) = quick.outbox.newest(10)
    page = client.get(f"/outbox/{stored.name}")
    html = client.get(f"/outbox/{stored.name}/html")
    text = client.get(f"/outbox/{stored.name}/text")
    for shown in (listed, page, html):
        assert "<script" not in shown.text
    assert 'sandbox="allow-popups' in page.text
    assert html.headers["content-security-policy"].startswith("sandbox allow-popups")
    assert "je suis allé" in text.text
    # AND the link in its header stops the next one
    raw = (quick.settings.data_dir / "outbox" / stored.name).read_bytes()
    message = message_from_bytes(raw)
    link = str(message["List-Unsubscribe"]).strip("<>")
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["Bcc"] is None
    answer = client.post(link, content="List-Unsubscribe=One-Click", headers=ONE_CLICK)
    assert answer.status_code == 200
    known = quick.people.profile("learner000")
    assert known is not None
    assert not known.agrees(ConsentKind.EMAIL, on=NOW.date())


@pytest.mark.parametrize("path", ["/outbox/x.eml", "/outbox/..%2Fparlons.db", "/outbox/.x/html"])
def test_the_outbox_shows_nothing_but_mails(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_an_empty_outbox_says_so(client: TestClient) -> None:
    assert "No mail." in client.get("/outbox").text


def test_only_the_queue_starts_the_job(client: TestClient, push: Push) -> None:
    assert push("study_plans", attributes={}, data=b"{}", token="forged") == 401
