"""Whether somebody is to get the weekly mail, and if not, why."""

from dataclasses import replace
from datetime import date, datetime

from shared.domain.people import ConsentBy, ConsentKind, Profile
from shared.domain.study_plan import PlanReason


def reason_against(profile: Profile, *, on: date) -> PlanReason:
    """Name what speaks against mail to a learner on a day; `NONE` where nothing does."""
    if profile.paused:
        return PlanReason.PAUSED
    if not profile.agrees(ConsentKind.EMAIL, on=on):
        withdrew = any(
            each.kind is ConsentKind.EMAIL and each.by is ConsentBy.LEARNER and not each.stands
            for each in profile.consents
        )
        return PlanReason.UNSUBSCRIBED if withdrew else PlanReason.NO_CONSENT
    if not profile.email:
        return PlanReason.NO_ADDRESS
    return PlanReason.BOUNCED if profile.email_bounced else PlanReason.NONE


def withdraw(profile: Profile, kind: ConsentKind, *, now: datetime) -> Profile:
    """End every standing consent of a kind; the record of it stays."""
    consents = tuple(
        replace(each, withdrawn_at=now) if each.kind is kind and each.stands else each
        for each in profile.consents
    )
    return replace(profile, consents=consents)
