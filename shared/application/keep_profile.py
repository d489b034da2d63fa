"""Who a learner is and what was agreed to."""

from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from shared.application.access import insist
from shared.domain.errors import Code, Fault, InvalidInput, Refused
from shared.domain.people import Consent, ConsentBy, ConsentKind, Profile
from shared.ports.people import People
from shared.ports.system import Clock, Principal, Role


@dataclass(frozen=True, slots=True)
class SaveProfile:
    """A profile as its owner wants it; the class is the roster's to say."""

    learner_id: str
    name: str
    email: str
    language: str
    timezone: str
    born: date | None
    paused: bool


@dataclass(frozen=True, slots=True)
class RecordConsent:
    """An agreement given or withdrawn."""

    learner_id: str
    kind: ConsentKind
    by: ConsentBy
    given: bool


def show_profile(learner_id: str, *, principal: Principal, people: People) -> Profile:
    """Load a profile; one that was never written has the defaults.

    Raises:
        Refused: `not_found`.
    """
    insist(principal, learner_id, people=people)
    return people.profile(learner_id) or Profile(learner_id)


def save_profile(command: SaveProfile, *, principal: Principal, people: People) -> Profile:
    """Write a profile.

    A learner may tell the day of birth once; whether a parent has to agree hangs on it, so after
    that only a teacher or an admin changes it.

    Raises:
        Refused: `not_found`; `invalid_request` for an unknown time zone or a day of birth that
            is not theirs to change.
        Transient: `stale_write`.
    """
    known = show_profile(command.learner_id, principal=principal, people=people)
    faults = []
    if not is_timezone(command.timezone):
        faults.append(Fault("timezone", "not an IANA time zone, such as Europe/Paris"))
    fixed = principal.role is Role.LEARNER and known.born is not None
    if fixed and command.born != known.born:
        faults.append(Fault("born", "only a teacher may change it"))
    if faults:
        raise InvalidInput(faults)
    return people.save_profile(
        replace(
            known,
            name=command.name,
            email=command.email,
            language=command.language,
            timezone=command.timezone,
            born=command.born,
            paused=command.paused,
            # A new address has not bounced yet.
            email_bounced=known.email_bounced and command.email == known.email,
        )
    )


def record_consent(
    command: RecordConsent, *, principal: Principal, people: People, clock: Clock
) -> Profile:
    """Record that somebody agrees, or no longer does; earlier consents stay on record.

    Each speaks for themselves: the learner for the learner; for the parent the school, which
    holds the signed form. Anybody who may reach the learner may withdraw.

    Raises:
        Refused: `not_found`; `invalid_request` for a consent that is not the caller's to give.
        Transient: `stale_write`.
    """
    known = show_profile(command.learner_id, principal=principal, people=people)
    own = principal.role is Role.LEARNER
    if command.given and principal.role is not Role.ADMIN and own != _is_learners(command):
        raise Refused(Code.INVALID_REQUEST, f"not yours to give for the {command.by}")
    now = clock.now()
    standing = [c for c in known.consents if (c.kind, c.by) == (command.kind, command.by)]
    if command.given == any(each.stands for each in standing):
        return known
    if command.given:
        consents = (*known.consents, Consent(command.kind, command.by, now))
    else:
        consents = tuple(
            replace(each, withdrawn_at=now) if each in standing and each.stands else each
            for each in known.consents
        )
    return people.save_profile(replace(known, consents=consents))


def is_timezone(name: str) -> bool:
    """Whether a name is a time zone of the IANA database."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _is_learners(command: RecordConsent) -> bool:
    return command.by is ConsentBy.LEARNER
