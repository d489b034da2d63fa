"""How much of something is left to somebody: a bucket that refills evenly.

One moment describes a bucket: when it will be full again. That is the generic cell rate algorithm
of ITU-T I.371: exact, without windows at whose edges twice as much would pass, and one small value
for a store to keep.
"""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Draw:
    """What is to be taken from one bucket.

    Attributes:
        key: whose it is, and of what; names no person.
        most: what it holds when full; `seconds`: in which it fills from empty.
        amount: what is taken, `most` at most.
    """

    key: str
    most: int
    seconds: float
    amount: int = 1

    def time_for(self, amount: float) -> timedelta:
        """How long the bucket takes to refill so much."""
        return timedelta(seconds=amount * self.seconds / self.most)


@dataclass(frozen=True, slots=True)
class Drawn:
    """How a bucket stands after a draw, or as before where it held too little.

    Attributes:
        full_at: when it is full again, if nobody draws.
        left: what it still holds.
        wait: seconds until it holds as much as was wanted; 0 where it did.
    """

    full_at: datetime
    left: int
    wait: float = 0.0


def take(draw: Draw, full_at: datetime | None, *, now: datetime) -> Drawn:
    """Take from a bucket.

    Args:
        full_at: when it is full again, before this; None for one never drawn from.
    """
    before = now if full_at is None else max(now, full_at)
    after = before + draw.time_for(draw.amount)
    over = (after - now).total_seconds() - draw.seconds
    # A microsecond is lost where a store rounds.
    if over > 1e-5:
        return Drawn(before, _left(draw, before, now), over)
    return Drawn(after, _left(draw, after, now))


def _left(draw: Draw, full_at: datetime, now: datetime) -> int:
    empty = (full_at - now).total_seconds() / draw.seconds
    return max(0, math.floor((1 - empty) * draw.most + 1e-6))
