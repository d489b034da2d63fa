"""A mail as RFC 5322 wants it; no text of anybody can break out of its header."""

import re
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime

from shared.ports.mailer import Mail, MailRefused

# RFC 5321, 4.5.3.1: 64 octets before the at sign, 255 after it, and 254 in all (erratum 1690).
_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]"
)
# Control and format characters: line ends, and what turns the direction of text around.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200b-\u200f\u202a-\u202e\u2060-\u2069]+")
MAX_NAME, MAX_SUBJECT = 100, 200
_VERBATIM = frozenset({"list-unsubscribe", "message-id"})


class _Policy(EmailPolicy):
    """SMTP's policy, but for headers that programs read.

    The library breaks a long one at 78 characters by encoding it, address and all, and no mail
    program finds an address in that; the line may be 998 long (RFC 5322, 2.1.1).
    """

    def fold_binary(self, name: str, value: str) -> bytes:
        """Write a header, as it is where a program reads it."""
        if name.lower() in _VERBATIM:
            return f"{name}: {value}{self.linesep}".encode("ascii")
        return super().fold_binary(name, value)


_POLICY = _Policy(linesep=SMTP.linesep)


def one_line(text: str, limit: int) -> str:
    """Give text as one line of visible characters, at most `limit` of them."""
    plain = text.encode("utf-8", "replace").decode("utf-8")
    return " ".join(_UNSEEN.sub(" ", plain).split())[:limit]


def address(text: str) -> str:
    """Give back a mail address that a header and an envelope can hold.

    Raises:
        MailRefused: `address`; a name in it, a second address, or characters beyond ASCII, which
            many servers do not take.
    """
    local = text.partition("@")[0]
    if len(text) > 254 or len(local) > 64 or not _ADDRESS.fullmatch(text):
        raise MailRefused("address", bounced=True)
    return text


def build(mail: Mail, *, sender: str, at: datetime) -> EmailMessage:
    """Make the message: text and HTML, a stable Message-ID, one-click unsubscribe.

    Args:
        sender: `name <address>`, of ours.
        at: for the Date header.

    Raises:
        MailRefused: the address of the mail is none.
    """
    name, _, rest = sender.rpartition("<")
    from_address = address(rest.rstrip("> ").strip())
    domain = from_address.partition("@")[2]
    message = EmailMessage(policy=_POLICY)
    message["From"] = Address(one_line(name, MAX_NAME), addr_spec=from_address)
    message["To"] = Address(one_line(mail.to_name, MAX_NAME), addr_spec=address(mail.to_address))
    message["Subject"] = one_line(mail.subject, MAX_SUBJECT)
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{mail.key}@{domain}>"
    # RFC 3834: so that no holiday notice answers.
    message["Auto-Submitted"] = "auto-generated"
    if mail.unsubscribe_url:
        message["List-Unsubscribe"] = f"<{mail.unsubscribe_url}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(_storable(mail.text), cte="quoted-printable")
    message.add_alternative(_storable(mail.html), subtype="html", cte="quoted-printable")
    return message


def _storable(text: str) -> str:
    # A lone surrogate in somebody's name must not stop the mail.
    return text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")
