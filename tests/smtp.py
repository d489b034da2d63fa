"""A real SMTP server in this process, that fails as a test says."""

import asyncio
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

HOST = "127.0.0.1"


@dataclass
class Mailbox:
    """What the server took, and what it says instead of yes.

    Attributes:
        replies: by command (`MAIL`, `RCPT`, `DATA`): what to answer, once each, then yes.
        always: the same for ever.
        slow: seconds before the answer to a command.
        late: seconds between taking a mail and saying so.
        cut: commands at which the line is cut instead.
    """

    taken: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    replies: dict[str, list[str]] = field(default_factory=dict)
    always: dict[str, str] = field(default_factory=dict)
    slow: dict[str, float] = field(default_factory=dict)
    late: float = 0.0
    cut: set[str] = field(default_factory=set)
    lines: int = 0

    async def _answer(self, command: str, server: SMTP) -> str | None:
        await asyncio.sleep(self.slow.get(command, 0))
        if command in self.cut:
            server.transport.abort()
            return "421 cut"
        if self.replies.get(command):
            return self.replies[command].pop(0)
        return self.always.get(command)

    async def handle_EHLO(  # noqa: N802 - the names are aiosmtpd's
        self,
        server: SMTP,
        session: Session,
        envelope: Envelope,
        hostname: str,
        responses: list[str],
    ) -> list[str]:
        session.host_name = hostname
        self.lines += 1
        return responses

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        said = await self._answer("MAIL", server)
        if said is None:
            envelope.mail_from = address
        return said or "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        said = await self._answer("RCPT", server)
        if said is None:
            envelope.rcpt_tos.append(address)
        return said or "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        said = await self._answer("DATA", server)
        if said is None:
            content = envelope.content
            assert isinstance(content, bytes)
            message = message_from_bytes(content, _class=EmailMessage, policy=default)
            self.taken.append(message)
            self.recipients += envelope.rcpt_tos
            await asyncio.sleep(self.late)
        return said or "250 OK"


def free_port() -> int:
    """A port of this machine that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving(
    mailbox: Mailbox, *, tls: ssl.SSLContext | None = None, login: tuple[str, str] | None = None
) -> Iterator[int]:
    """Serve on loopback; gives the port."""

    def authenticate(
        server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object
    ) -> AuthResult:
        assert isinstance(data, LoginPassword)
        return AuthResult(success=(data.login.decode(), data.password.decode()) == login)

    options: dict[str, object] = {"enable_SMTPUTF8": False}
    if login:
        options |= {"authenticator": authenticate, "auth_required": True}
        options |= {"auth_require_tls": tls is not None}
    if tls:
        options |= {"tls_context": tls, "require_starttls": True}
    controller = Controller(mailbox, hostname=HOST, port=free_port(), **options)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def certificate(folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A certificate for loopback: the server's context, and one of a client that trusts it."""
    key, cert = folder / "key.pem", folder / "cert.pem"
    subprocess.run(
        f"openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN={HOST} "
        f"-addext subjectAltName=IP:{HOST} -keyout {key} -out {cert}".split(),
        check=True,
        capture_output=True,
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(cert, key)
    return server, ssl.create_default_context(cafile=str(cert))
