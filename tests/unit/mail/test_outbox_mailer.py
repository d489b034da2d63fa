"""The outbox folder."""

from dataclasses import replace
from pathlib import Path

import pytest

from infra.mail.mail_keys import plan_key
from infra.mail.outbox_mailer import OutboxMailer
from shared.domain.errors import Code, Transient
from shared.ports.mailer import Mail
from tests.doubles import HandClock

MAIL = Mail("2026-W10.abc", "emma@example.org", "Emma", "Ton plan", "Salut", "<p>Salut</p>")


def outbox(folder: Path) -> OutboxMailer:
    return OutboxMailer(folder, sender="Parlons <p@parlons.example>", clock=HandClock())


def nothing() -> None:
    """No plan."""


def test_a_mail_again_replaces_the_first(tmp_path: Path) -> None:
    mailer = outbox(tmp_path / "outbox")
    for _ in range(2):
        mailer.send(MAIL, committing=nothing)
    (seen,) = mailer.newest(10)
    assert (seen.name, seen.subject) == ("2026-W10.abc.eml", "Ton plan")
    assert seen.to == "Emma <emma@example.org>"


def test_mails_of_one_learner_are_erased_and_no_others(tmp_path: Path) -> None:
    # GIVEN two weeks' mails to one learner, and one to another
    mailer = outbox(tmp_path / "outbox")
    assert (mailer.kept("emma"), mailer.erase("emma")) == (0, 0)
    for week, learner in (("2026-W10", "emma"), ("2026-W11", "emma"), ("2026-W10", "luc")):
        mailer.send(replace(MAIL, key=plan_key(week, learner)), committing=nothing)
    # WHEN the one is erased THEN the other's is still there
    assert (mailer.kept("emma"), mailer.erase("emma"), mailer.kept("emma")) == (2, 2, 0)
    assert [each.name for each in mailer.newest(10)] == [f"{plan_key('2026-W10', 'luc')}.eml"]


def test_nothing_is_written_when_the_commit_fails(tmp_path: Path) -> None:
    def stale() -> None:
        raise Transient(Code.STALE_WRITE)

    mailer = outbox(tmp_path)
    with pytest.raises(Transient):
        mailer.send(MAIL, committing=stale)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_tried_again(tmp_path: Path) -> None:
    (tmp_path / "outbox").write_text("a file")
    with pytest.raises(Transient) as caught:
        outbox(tmp_path / "outbox").send(MAIL, committing=nothing)
    assert caught.value.code is Code.PROVIDER_UNAVAILABLE


def test_leftovers_of_a_killed_process_are_swept(tmp_path: Path) -> None:
    mailer = outbox(tmp_path)
    mailer.send(MAIL, committing=nothing)
    (tmp_path / ".0123").write_bytes(b"half")
    mailer.sweep()
    assert [each.name for each in tmp_path.iterdir()] == ["2026-W10.abc.eml"]


@pytest.mark.parametrize("name", ["../x.eml", ".hidden.eml", "x", "", "a/b.eml", "absent.eml"])
def test_only_mails_of_the_folder_are_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "x.eml").write_bytes(b"Subject: no\n\n")
    folder = tmp_path / "outbox"
    folder.mkdir()
    assert outbox(folder).read(name) is None
