"""Mail by SMTP with STARTTLS, over the standard library's client.

smtplib rather than aiosmtplib: use cases are synchronous (ADR 3), and the commands have to be
given one by one, because what may be sent again depends on the step at which it broke:

    before DATA's last dot       not sent: a refusal, or another try
    after it, no answer          may be sent: unconfirmed, never again by itself
    after it, 2xx / 4xx / 5xx    sent / another try / a refusal
"""

import contextlib
import smtplib
import socket
import ssl
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Final

from infra.line_watch import broken_in_time
from infra.mail.message import build
from shared.domain.errors import Code, Transient
from shared.ports.mailer import Mail, Mailer, MailRefused, MailUnconfirmed
from shared.ports.system import Clock

# RFC 5321 (4.5.3.2) asks for minutes; a job that waits minutes for each of thousands of mails
# would not end. What takes longer is tried again.
TIMEOUT_SECONDS = 20.0
# A mail has some ten steps, which take milliseconds each where all is well.
_STEPS = 3
# Servers limit the mails of one connection, often to 100.
MAILS_PER_LINE = 100
# Of the mailbox itself (RFC 5321, 4.2.3); other refusals may be about us or about the text.
_NO_SUCH_MAILBOX: Final = frozenset({550, 551, 553})


class Security(StrEnum):
    """How the line is kept private."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


class SmtpMailer(Mailer):
    """Sends over one connection, opened at need and kept for the next mail.

    Args:
        host, port: of the server.
        sender: `name <address>`.
        clock: for the Date header.
        username, password: empty for a server that asks for none.
        security: `starttls` refuses to go on where the server does not offer it.
        timeout: seconds per step.
        context: of TLS; by default the system's certificates.
    """

    name = "smtp"
    repeatable = False

    def __init__(
        self,
        host: str,
        port: int,
        *,
        sender: str,
        clock: Clock,
        username: str = "",
        password: str = "",
        security: Security = Security.STARTTLS,
        timeout: float = TIMEOUT_SECONDS,
        context: ssl.SSLContext | None = None,
    ) -> None:
        self._host, self._port = host, port
        self._sender, self._clock = sender, clock
        self._username, self._password = username, password
        self._security, self._timeout = security, timeout
        self._context = context
        self._lock = threading.Lock()
        self._line: smtplib.SMTP | None = None
        self._opening: smtplib.SMTP | None = None
        self._sent = 0

    def send(self, mail: Mail, *, committing: Callable[[], None]) -> None:
        """Send a mail; see the table above for what each failure means."""
        message = build(mail, sender=self._sender, at=self._now())
        envelope = message["From"].addresses[0].addr_spec, message["To"].addresses[0].addr_spec
        with (
            self._lock,
            broken_in_time(self._sockets, seconds=_STEPS * self._timeout),
        ):
            try:
                line = self._ready()
                self._begin(line, *envelope)
                self._transmit(line, bytes(message), committing)
            except BaseException:
                self._drop()
                raise
            self._sent += 1
            if self._sent >= MAILS_PER_LINE:
                self._drop()

    def close(self) -> None:
        """Take leave of the server."""
        with self._lock:
            self._drop()

    def _sockets(self) -> Sequence[socket.socket | None]:
        """Of the lines in use; STARTTLS puts another one in their place."""
        return [getattr(line, "sock", None) for line in (self._line, self._opening)]

    def _now(self) -> datetime:
        return self._clock.now()

    def _ready(self) -> smtplib.SMTP:
        """Give a line that answers; one that went quiet since the last mail is opened anew."""
        if self._line is not None:
            try:
                if self._line.rset()[0] == 250:
                    return self._line
            except (smtplib.SMTPException, OSError):
                pass
            self._drop()
        try:
            self._line = self._open()
        except (smtplib.SMTPException, OSError, ValueError) as error:
            # Also a wrong password: it is ours to mend, not the learner's mail that is refused.
            raise _unavailable(error) from None
        return self._line

    def _open(self) -> smtplib.SMTP:
        context = self._context or ssl.create_default_context()
        line: smtplib.SMTP = (
            smtplib.SMTP_SSL(timeout=self._timeout, context=context)
            if self._security is Security.TLS
            else smtplib.SMTP(timeout=self._timeout)
        )
        # What the constructor would do, which gives no line to be broken before its greeting.
        line._host = self._host  # type: ignore[attr-defined]  # noqa: SLF001 - TLS asks for it
        self._opening = line
        try:
            _insist_on_greeting(*line.connect(self._host, self._port))
            if self._security is Security.STARTTLS:
                line.starttls(context=context)
            if self._username:
                line.login(self._username, self._password)
            line.ehlo_or_helo_if_needed()
        except BaseException:
            line.close()
            raise
        return line

    def _begin(self, line: smtplib.SMTP, sender: str, recipient: str) -> None:
        try:
            code, _ = line.mail(sender)
            if code != 250:
                raise Transient(Code.PROVIDER_UNAVAILABLE, f"smtp {code}")
            code, _ = line.rcpt(recipient)
            if code not in (250, 251):
                raise _refusal(code, recipient=True)
            code, _ = line.docmd("DATA")
            if code != 354:
                raise _refusal(code)
        except (smtplib.SMTPException, OSError) as error:
            raise _unavailable(error) from None

    def _transmit(self, line: smtplib.SMTP, content: bytes, committing: Callable[[], None]) -> None:
        try:
            line.send(_stuffed(content))
        except (smtplib.SMTPException, OSError) as error:
            raise _unavailable(error) from None
        committing()
        try:
            line.send(b".\r\n")
            code, _ = line.getreply()
        except (smtplib.SMTPException, OSError):
            raise MailUnconfirmed from None
        if code != 250:
            raise _refusal(code)

    def _drop(self) -> None:
        line, self._line, self._sent = self._line, None, 0
        if line is not None:
            # Closed, not quit: after a fault the server may not be asked anything politely, and
            # in the midst of DATA "QUIT" would be part of the mail.
            with contextlib.suppress(smtplib.SMTPException, OSError):
                line.close()


def _insist_on_greeting(code: int, said: bytes) -> None:
    if code != 220:
        raise smtplib.SMTPConnectError(code, said)


def _stuffed(content: bytes) -> bytes:
    """Double the dots that begin a line (RFC 5321, 4.5.2), and end the last line."""
    lines = content.replace(b"\r\n", b"\n").split(b"\n")
    if lines and not lines[-1]:
        lines.pop()
    return b"".join((b"." if line.startswith(b".") else b"") + line + b"\r\n" for line in lines)


def _refusal(code: int, *, recipient: bool = False) -> Exception:
    if 500 <= code < 600:
        return MailRefused(f"smtp {code}", bounced=recipient and code in _NO_SUCH_MAILBOX)
    return Transient(Code.PROVIDER_UNAVAILABLE, f"smtp {code}")


def _unavailable(error: Exception) -> Transient:
    code = getattr(error, "smtp_code", None)
    return Transient(Code.PROVIDER_UNAVAILABLE, f"smtp {code}" if code else type(error).__name__)
