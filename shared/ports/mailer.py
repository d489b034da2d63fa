"""Sending mail, each mail at most once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from shared.domain.errors import Code, Permanent
from shared.domain.people import Profile
from shared.domain.study_plan import StudyPlan


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail to one person, not yet in any wire format.

    Attributes:
        key: names it among all mails; the same mail sent again has the same key, and so the same
            Message-ID. `[A-Za-z0-9._-]`, of no meaning to whoever reads it.
        to_name, subject: any text; what would break a header is taken out by the adapter.
        text, html: the two versions of its body.
        unsubscribe_url: of the one-click POST (RFC 8058); empty for none.
    """

    key: str
    to_address: str
    to_name: str
    subject: str
    text: str
    html: str
    unsubscribe_url: str = ""


class MailRefused(Permanent):
    """The server will not take this mail.

    Args:
        reply: the SMTP code, or what of the mail does not do (`address`); never content.
        bounced: the mailbox is the reason, so the next mail would fare no better.
    """

    def __init__(self, reply: str, *, bounced: bool = False) -> None:
        super().__init__(Code.MAIL_REFUSED, reply)
        self.bounced = bounced


class MailUnconfirmed(Permanent):
    """The line broke after the last byte and before the answer: it may be out or not."""

    def __init__(self) -> None:
        super().__init__(Code.MAIL_UNCONFIRMED)


class Mailer(Protocol):
    """Hands mail to whoever delivers it.

    Attributes:
        name: for the service's front page.
        repeatable: sending the same key again replaces the first mail instead of doubling it.
    """

    name: str
    repeatable: bool

    def send(self, mail: Mail, *, committing: Callable[[], None]) -> None:
        """Send a mail.

        Args:
            mail: what to send.
            committing: called once, right before the mail can no longer be called back; when it
                raises, nothing is sent and the error goes on to the caller.

        Raises:
            MailRefused: for good; the mail was not taken.
            MailUnconfirmed: it may have been taken.
            Transient: `provider_unavailable`; it was not taken, the same call may succeed later.
        """

    def close(self) -> None:
        """Let go of the line, if one is held."""


class KeptMails(Protocol):
    """Mails that lie here; a server hands its own on and keeps none."""

    def kept(self, learner_id: str) -> int:
        """How many there are to a learner."""

    def erase(self, learner_id: str) -> int:
        """Delete those to a learner; returns how many there were.

        Raises:
            Transient: `provider_unavailable`; the same call may succeed later.
        """


class Composer(Protocol):
    """Writes the mail of a plan."""

    def __call__(self, plan: StudyPlan, profile: Profile) -> Mail:
        """Write it in the learner's language."""


class UnsubscribeTokens(Protocol):
    """Signs what an unsubscribe link proves: that it was sent to this learner."""

    def issue(self, learner_id: str) -> str:
        """Make the token of a learner, always the same; only `[A-Za-z0-9._-]`."""

    def read(self, token: str) -> str | None:
        """Give back the learner's id; None where the token is not ours."""
