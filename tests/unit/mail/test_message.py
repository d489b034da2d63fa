"""Headers that no name can break, addresses that are addresses."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra.mail.message import address, build
from shared.ports.mailer import Mail, MailRefused
from tests.plans import NOW

HOSTILE = (
    "Emma\r\nBcc: everybody@example.org",
    "Emma\nSubject: other",
    "Emma\r\n\r\n<script>alert(1)</script>",
    'Emma" <evil@example.org>, "',
    "<img src=x onerror=alert(1)>",
    "\u202eammE\u2028\u2029\x00\x1b[31m",
    "É" * 500,
    "\ud800",
    "=?utf-8?q?Bcc:_x?=",
    "",
)
HEADERS = {
    "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type",
    "List-Unsubscribe", "List-Unsubscribe-Post",
}  # fmt: skip
LINK = "https://parlons.example/api/unsubscribe?token=abc.def"


def sent(name: str, subject: str = "Plan") -> EmailMessage:
    mail = Mail("2026-W10.x", "emma@example.org", name, subject, f"{name}", f"<p>{name}", LINK)
    raw = bytes(build(mail, sender="Parlons <plans@parlons.example>", at=NOW))
    assert b"\r\n" in raw
    assert all(len(line) <= 998 for line in raw.split(b"\r\n"))
    return message_from_bytes(raw, _class=EmailMessage, policy=default)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_name_and_no_subject_breaks_a_header(text: str) -> None:
    for message in (sent(text), sent("Emma", text)):
        assert set(message.keys()) == HEADERS
        assert [each.addr_spec for each in message["To"].addresses] == ["emma@example.org"]
        assert not message.defects
        assert message["Bcc"] is None


@given(st.text(max_size=300))
def test_nothing_whatever_breaks_a_header(text: str) -> None:
    message = sent(text, text)
    assert set(message.keys()) == HEADERS
    assert [each.addr_spec for each in message["To"].addresses] == ["emma@example.org"]


def test_addresses_in_headers_are_not_broken() -> None:
    """Long ones would be encoded, and no mail program would find its button."""
    link = f"https://parlons.example/api/unsubscribe?token={'x' * 150}.{'y' * 22}"
    mail = Mail("2026-W10.x", "emma@example.org", "Emma", "Plan", "a", "<p>a", link)
    raw = bytes(build(mail, sender="Parlons <plans@parlons.example>", at=NOW))
    lines = raw.split(b"\r\n")
    assert f"List-Unsubscribe: <{link}>".encode() in lines
    assert b"Message-ID: <2026-W10.x@parlons.example>" in lines


def test_a_plain_name_comes_through() -> None:
    message = sent("Zoë O'Neill, 3e B")
    assert message["To"].addresses[0].display_name == "Zoë O'Neill, 3e B"
    assert message["List-Unsubscribe"] == f"<{LINK}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["Message-ID"] == "<2026-W10.x@parlons.example>"
    assert message["Date"].datetime == NOW


@pytest.mark.parametrize(
    "text",
    [
        "",
        "emma",
        "emma@localhost",
        "emma@example.org, other@example.org",
        "emma@example.org\r\nBcc: x@example.org",
        "emma@example.org\n",
        "Emma <emma@example.org>",
        "emma @example.org",
        "emma@@example.org",
        "emma@-example.org",
        ".emma@example.org",
        "é@example.org",
        f"{'x' * 65}@example.org",
        f"e@{'x.' * 130}org",
    ],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(MailRefused) as caught:
        address(text)
    assert caught.value.bounced
    assert caught.value.detail == "address"


@pytest.mark.parametrize("text", ["emma@example.org", "e.m+fle@sub.example.co.uk", "o'neil@a-b.fr"])
def test_addresses_are_taken(text: str) -> None:
    assert address(text) == text
