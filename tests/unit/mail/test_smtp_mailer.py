"""SMTP against a real server: what is tried again, refused, and never sent twice."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from infra.mail.smtp_mailer import MAILS_PER_LINE, Security, SmtpMailer
from shared.domain.errors import Code, ParlonsError, Transient
from shared.ports.mailer import Mail, MailRefused, MailUnconfirmed
from tests.doubles import HandClock
from tests.smtp import HOST, Mailbox, certificate, free_port, serving

MAIL = Mail(
    "2026-W10.abc", "emma@example.org", "Emma", "Ton plan", "Bonjour.\n.\n..fin\n", "<p>Salut</p>"
)


def nothing() -> None:
    """What a caller without a plan does before the last byte."""


def mailer(port: int, **options: object) -> SmtpMailer:
    chosen: dict[str, object] = {"security": Security.NONE, "timeout": 0.6, **options}
    return SmtpMailer(
        HOST,
        port,
        sender="Parlons <plans@parlons.example>",
        clock=HandClock(),
        **chosen,  # type: ignore[arg-type]
    )


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def smtp(mailbox: Mailbox) -> Iterator[SmtpMailer]:
    with serving(mailbox) as port:
        made = mailer(port)
        yield made
        made.close()


def test_a_mail_arrives_as_it_was_written(smtp: SmtpMailer, mailbox: Mailbox) -> None:
    smtp.send(MAIL, committing=nothing)
    (message,) = mailbox.taken
    text = message.get_body(("plain",))
    assert text is not None
    assert text.get_content().replace("\r\n", "\n") == MAIL.text  # lines of dots included
    assert mailbox.recipients == ["emma@example.org"]
    assert message["Message-ID"] == "<2026-W10.abc@parlons.example>"


def test_one_line_serves_many_mails(smtp: SmtpMailer, mailbox: Mailbox) -> None:
    for _ in range(MAILS_PER_LINE + 1):
        smtp.send(MAIL, committing=nothing)
    assert len(mailbox.taken) == MAILS_PER_LINE + 1
    assert mailbox.lines == 2


CASES: list[tuple[str, Callable[[Mailbox], None], type[ParlonsError], bool]] = [
    ("MAIL 4xx", lambda box: box.always.update(MAIL="451 later"), Transient, False),
    ("RCPT 4xx", lambda box: box.always.update(RCPT="450 busy"), Transient, False),
    ("DATA 4xx", lambda box: box.always.update(DATA="452 full"), Transient, True),
    ("MAIL 5xx", lambda box: box.always.update(MAIL="550 who are you"), Transient, False),
    ("RCPT 5xx", lambda box: box.always.update(RCPT="550 no such user"), MailRefused, False),
    ("RCPT policy", lambda box: box.always.update(RCPT="554 policy"), MailRefused, False),
    ("DATA 5xx", lambda box: box.always.update(DATA="554 spam"), MailRefused, True),
    ("MAIL slow", lambda box: box.slow.update(MAIL=1.2), Transient, False),
    ("RCPT slow", lambda box: box.slow.update(RCPT=1.2), Transient, False),
    ("DATA slow", lambda box: box.slow.update(DATA=1.2), MailUnconfirmed, True),
    ("MAIL cut", lambda box: box.cut.add("MAIL"), Transient, False),
    ("RCPT cut", lambda box: box.cut.add("RCPT"), Transient, False),
    ("DATA cut", lambda box: box.cut.add("DATA"), MailUnconfirmed, True),
]


@pytest.mark.parametrize(("name", "spoil", "kind", "committed"), CASES, ids=[c[0] for c in CASES])
def test_each_failure_has_its_name(
    smtp: SmtpMailer,
    mailbox: Mailbox,
    name: str,
    spoil: Callable[[Mailbox], None],
    kind: type[ParlonsError],
    committed: bool,
) -> None:
    # GIVEN a server that fails at one step
    spoil(mailbox)
    commits: list[int] = []
    # WHEN a mail is sent THEN the error says whether it may be sent again
    began = time.monotonic()
    with pytest.raises(kind) as caught:
        smtp.send(MAIL, committing=lambda: commits.append(1))
    assert time.monotonic() - began < 2
    assert bool(commits) is committed
    if isinstance(caught.value, Transient):
        assert caught.value.code is Code.PROVIDER_UNAVAILABLE
    if isinstance(caught.value, MailRefused):
        assert caught.value.bounced is (name == "RCPT 5xx")
        assert caught.value.detail.startswith("smtp 55")
    # AND the next mail goes out on a new line
    mailbox.always.clear()
    mailbox.slow.clear()
    mailbox.cut.clear()
    mailbox.taken.clear()
    smtp.send(MAIL, committing=nothing)
    assert len(mailbox.taken) == 1


def test_nothing_is_sent_when_the_commit_fails(smtp: SmtpMailer, mailbox: Mailbox) -> None:
    def stale() -> None:
        raise Transient(Code.STALE_WRITE)

    with pytest.raises(Transient) as caught:
        smtp.send(MAIL, committing=stale)
    assert caught.value.code is Code.STALE_WRITE
    smtp.send(MAIL, committing=nothing)  # a second mail, in which the first would show
    assert len(mailbox.taken) == 1


def test_a_server_that_is_down_is_tried_again_later() -> None:
    with pytest.raises(Transient):
        mailer(free_port()).send(MAIL, committing=nothing)


def test_a_line_that_went_quiet_is_opened_anew(mailbox: Mailbox) -> None:
    with serving(mailbox) as port:
        smtp = mailer(port)
        smtp.send(MAIL, committing=nothing)
        line = smtp._line
        assert line is not None
        assert line.sock is not None
        line.sock.close()
        smtp.send(MAIL, committing=nothing)
        smtp.close()
    assert len(mailbox.taken) == 2


def test_starttls_and_login(mailbox: Mailbox, tmp_path: Path) -> None:
    server, client = certificate(tmp_path)
    with serving(mailbox, tls=server, login=("plans", "s3cret")) as port:
        secure = {"security": Security.STARTTLS, "context": client, "timeout": 5.0}
        smtp = mailer(port, username="plans", password="s3cret", **secure)
        smtp.send(MAIL, committing=nothing)
        smtp.close()
        assert len(mailbox.taken) == 1
        # A wrong password is ours to mend: no learner's mail is refused for it.
        with pytest.raises(Transient) as caught:
            mailer(port, username="plans", password="wrong", **secure).send(
                MAIL, committing=nothing
            )
        assert "s3cret" not in str(caught.value)
        assert "wrong" not in str(caught.value)
        # A certificate that nobody vouches for is no certificate.
        with pytest.raises(Transient):
            mailer(port, security=Security.STARTTLS, timeout=5.0).send(MAIL, committing=nothing)
    assert len(mailbox.taken) == 1


def test_without_starttls_offered_nothing_goes_out(mailbox: Mailbox) -> None:
    with serving(mailbox) as port, pytest.raises(Transient):
        mailer(port, security=Security.STARTTLS).send(MAIL, committing=nothing)
    assert not mailbox.taken
