"""How much of something is left to somebody: a bucket that refills evenly, or at once.

One moment describes a bucket: when it will be full again. That is the generic cell rate algorithm
of ITU-T I.371: exact, without windows at whose edges twice as much would pass, and one small value
for a store to keep. A bucket that is for a day and then full again is kept by the same moment,
reckoned from the day's end, so that no store forgets it before.
"""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b

# No draw empties a bucket further than once. What says so was written by a clock that was ahead of
# ours: it must not shut everybody out until that moment comes. Twice leaves room for clocks that
# are a little apart.
_BEYOND = 2


def pseudonym(caller: str) -> str:
    """Stand for a caller in a key: what is kept beside people's data need not be erased with it."""
    return blake2b(caller.encode(), digest_size=12).hexdigest()


@dataclass(frozen=True, slots=True)
class Draw:
    """What is to be taken from one bucket.

    Attributes:
        key: whose it is, and of what; names no person.
        most: what it holds when full; `seconds`: in which it fills from empty.
        amount: what is taken, or, below zero, given back.
        until: when it is full again at once, `seconds` after it was before; None: it fills evenly.
        lot: what a process may draw in advance; 0 stands for a hundredth of `most`.
        credit: what a process may let through before the store hears of it.
    """

    key: str
    most: int
    seconds: float
    amount: int = 1
    until: datetime | None = None
    lot: int = 0
    credit: int = 0

    def time_for(self, amount: float) -> timedelta:
        """How long the bucket takes to refill so much."""
        return timedelta(seconds=amount * self.seconds / self.most)

    def full_from(self, now: datetime) -> datetime:
        """The moment that stands for a full bucket."""
        return now if self.until is None else self.until


@dataclass(frozen=True, slots=True)
class Drawn:
    """How a bucket stands after a draw, or as before where it held too little.

    Attributes:
        full_at: when it is full again, if nobody draws.
        left: what it still holds.
        wait: seconds until it holds as much as was wanted, or is full; 0 where it held enough.
    """

    full_at: datetime
    left: int
    wait: float = 0.0


def take(draw: Draw, full_at: datetime | None, *, now: datetime) -> Drawn:
    """Take from a bucket.

    Args:
        full_at: when it is full again, before this; None for one never drawn from.
    """
    full = draw.full_from(now)
    before = full if full_at is None else max(full, full_at)
    if (before - full).total_seconds() > _BEYOND * draw.seconds:
        before = full
    after = before + draw.time_for(draw.amount)
    over = (after - full).total_seconds() - draw.seconds
    # A microsecond is lost where a store rounds.
    if over > 1e-5:
        wait = over if draw.until is None else (draw.until - now).total_seconds()
        return Drawn(before, _left(draw, before, full), wait)
    return Drawn(after, _left(draw, after, full))


def _left(draw: Draw, full_at: datetime, full: datetime) -> int:
    empty = (full_at - full).total_seconds() / draw.seconds
    return max(0, math.floor((1 - empty) * draw.most + 1e-6))
