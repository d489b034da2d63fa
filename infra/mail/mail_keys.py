"""How mails are named: by week and recipient, of whom the name tells nothing."""

from hashlib import sha256


def recipient(learner_id: str) -> str:
    """Stand for a learner, always by the same 24 hexadecimal digits."""
    return sha256(learner_id.encode()).hexdigest()[:24]


def plan_key(week: str, learner_id: str) -> str:
    """Name the mail of a learner's plan; `week` as in 2026-W10."""
    return f"{week}.{recipient(learner_id)}"
