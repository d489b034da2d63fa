"""Mail into a folder of .eml files: the embedded default, for the eye and for tests."""

import email
import os
import re
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from infra.mail.mail_keys import recipient
from infra.mail.message import build
from shared.domain.errors import Code, Transient
from shared.ports.mailer import KeptMails, Mail, Mailer
from shared.ports.system import Clock

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,200}")


@dataclass(frozen=True, slots=True)
class StoredMail:
    """A mail in the folder: its name there, and its headers as text."""

    name: str
    to: str
    subject: str
    date: str


class OutboxMailer(Mailer, KeptMails):
    """Writes each mail whole or not at all; the same mail again replaces the first.

    Args:
        folder: made when absent.
        sender: `name <address>`.
        clock: for the Date header.
    """

    name = "outbox"
    repeatable = True

    def __init__(self, folder: Path, *, sender: str, clock: Clock) -> None:
        self._folder = folder
        self._sender = sender
        self._clock = clock

    def send(self, mail: Mail, *, committing: Callable[[], None]) -> None:
        """Write a mail.

        Raises:
            MailRefused: its address is none.
            Transient: `provider_unavailable` when the folder cannot be written.
        """
        content = bytes(build(mail, sender=self._sender, at=self._clock.now()))
        draft = self._folder / f".{secrets.token_hex(8)}"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            draft.write_bytes(content)
        except OSError as error:
            raise _unwritable() from error
        try:
            committing()
            draft.replace(self._folder / f"{mail.key}.eml")
        except OSError as error:
            raise _unwritable() from error
        finally:
            draft.unlink(missing_ok=True)

    def close(self) -> None:
        """Nothing is held."""

    def kept(self, learner_id: str) -> int:
        """How many mails to a learner lie in the folder."""
        return len(self._to(learner_id))

    def erase(self, learner_id: str) -> int:
        """Delete the mails to a learner.

        Raises:
            Transient: `provider_unavailable` when one cannot be deleted.
        """
        found = self._to(learner_id)
        try:
            for each in found:
                each.unlink(missing_ok=True)
        except OSError as error:
            raise _unwritable() from error
        return len(found)

    def _to(self, learner_id: str) -> list[Path]:
        return list(self._folder.glob(f"*.{recipient(learner_id)}.eml"))

    def sweep(self) -> None:
        """Delete what a killed process left half-written; only when no other one is at work."""
        for draft in self._folder.glob(".*"):
            draft.unlink(missing_ok=True)

    def newest(self, limit: int) -> Iterator[StoredMail]:
        """List mails, the newest first."""
        if not self._folder.is_dir():
            return
        with os.scandir(self._folder) as entries:
            found = [(each.stat().st_mtime, each.name) for each in entries if _is_mail(each.name)]
        for _, name in sorted(found, reverse=True)[:limit]:
            message = self.read(name)
            if message is not None:
                headers = (str(message.get(each, "")) for each in ("To", "Subject", "Date"))
                yield StoredMail(name, *headers)

    def read(self, name: str) -> EmailMessage | None:
        """Read a mail by its name in the folder; None where there is none."""
        if not _is_mail(name):
            return None
        try:
            content = (self._folder / name).read_bytes()
        except OSError:
            return None
        return email.message_from_bytes(content, _class=EmailMessage, policy=default)


def _is_mail(name: str) -> bool:
    return name.endswith(".eml") and _NAME.fullmatch(name) is not None


def _unwritable() -> Transient:
    return Transient(Code.PROVIDER_UNAVAILABLE, "the outbox folder")
