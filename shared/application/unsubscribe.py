"""No more weekly mail, by the link that came with one."""

from shared.domain.errors import Code, Refused, Transient
from shared.domain.mailing import withdraw
from shared.domain.people import ConsentKind
from shared.ports.mailer import UnsubscribeTokens
from shared.ports.people import People
from shared.ports.system import Clock

TRIES = 3


def unsubscribe(token: str, *, tokens: UnsubscribeTokens, people: People, clock: Clock) -> None:
    """Withdraw the consent to mail of whoever the token was sent to; again changes nothing.

    Raises:
        Refused: `not_found` for a token that is not ours.
        Transient: `stale_write` when the profile changed three times meanwhile.
    """
    learner_id = tokens.read(token)
    if learner_id is None:
        raise Refused(Code.NOT_FOUND)
    for attempt in range(1, TRIES + 1):
        profile = people.profile(learner_id)
        # Who was erased gets no mail any more: that is what was asked for.
        changed = withdraw(profile, ConsentKind.EMAIL, now=clock.now()) if profile else None
        if changed is None or changed == profile:
            return
        try:
            people.save_profile(changed)
        except Transient as error:
            if error.code is not Code.STALE_WRITE or attempt == TRIES:
                raise
        else:
            return
