"""Limits of all instances, asked as seldom as possible."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import Lock

from shared.domain.rate import Draw, Drawn, take
from shared.ports.rate_limits import RateLimits

# A shared bucket is one document, and Firestore sustains about one write a second on it: a lot of
# a hundredth makes that 100 writes a fill at most, however many come.
LOTS = 100
# A learner's few buckets are some 300 bytes; beyond so many, the longest unused are asked anew.
MOST_KEYS = 20_000


@dataclass(slots=True)
class _Bucket:
    """What this process knows of a bucket, holds of it in advance, and owes it."""

    full_at: datetime | None = None
    held: int = 0
    owed: int = 0
    held_until: datetime | None = None


class BufferedRateLimits(RateLimits):
    """Stands before the store: draws in lots, and refuses by itself what cannot pass. Thread-safe.

    What one process alone has let through is counted here before the store is asked, so that a
    flood costs the store no more than the limit allows. A lot that is not used up within one fill
    is let go. Where the store holds no lot any more, what is wanted is drawn alone. A bucket
    smaller than a hundred is drawn from one by one.

    Where a draw has `credit`, so much is borrowed before the store is asked, and drawn with what
    comes next. That is what the other processes may miss of this one within one fill.

    Args:
        store: common to all instances.
    """

    def __init__(self, store: RateLimits) -> None:
        self._store = store
        self._lock = Lock()
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def draw_here(self, draws: Sequence[Draw], *, now: datetime) -> Sequence[Drawn] | None:
        """Draw without asking the store, where what is known here decides; None where it does not.

        Never waits.
        """
        with self._lock:
            standing = self._standing(draws, now)
            if any(drawn.wait for drawn in standing):
                return standing
            self._borrow(draws, now)
            if any(self._lacking(draw, now).amount > 0 for draw in draws):
                return None
            self._count(draws, now)
            return standing

    def draw(self, draws: Sequence[Draw], *, now: datetime) -> Sequence[Drawn]:
        """Take from all buckets, or from none where one holds too little.

        Raises:
            Transient: `store_unavailable`.
        """
        with self._lock:
            standing = self._standing(draws, now)
            if any(drawn.wait for drawn in standing):
                return standing
            self._borrow(draws, now)
            lacking = [lack for draw in draws if (lack := self._lacking(draw, now)).amount > 0]
            # Counted before the store is asked, so that what comes meanwhile sees it.
            self._count(draws, now)
        lots = [replace(d, amount=max(d.amount, d.lot or d.most // LOTS)) for d in lacking]
        found: Sequence[Drawn] = ()
        passed = not lacking
        try:
            # Near the end a bucket holds no lot any more, but perhaps what is wanted.
            for asked in (lots, lacking) if lots != lacking else (lacking,):
                if not passed:
                    found = self._store.draw(asked, now=now)
                    lots, passed = asked, not any(drawn.wait for drawn in found)
        finally:
            with self._lock:
                if not passed:
                    self._count(draws, now, sign=-1)
                for lot, drawn in zip(lots, found, strict=False):
                    self._learn(lot, drawn, now, passed=passed)
                held = [self._bucket(lot, now).held for lot in lots]
        # What this process holds is left as well.
        told = {
            lot.key: replace(drawn, left=drawn.left + max(0, more))
            for lot, drawn, more in zip(lots, found, held, strict=True)
        }
        return [told.get(draw.key, known) for draw, known in zip(draws, standing, strict=True)]

    def _borrow(self, draws: Sequence[Draw], now: datetime) -> None:
        for draw in draws:
            bucket = self._bucket(draw, now)
            fits = 0 < draw.amount <= draw.credit
            if fits and bucket.held < draw.amount and not bucket.owed:
                bucket.held += draw.credit
                bucket.owed = draw.credit
                bucket.held_until = draw.until or now + timedelta(seconds=draw.seconds)

    def _lacking(self, draw: Draw, now: datetime) -> Draw:
        """What the store has to give beside what is held here; what is owed comes with it."""
        bucket = self._bucket(draw, now)
        lacks = draw.amount - max(0, bucket.held)
        return replace(draw, amount=lacks + bucket.owed if lacks > 0 else 0)

    def _standing(self, draws: Sequence[Draw], now: datetime) -> Sequence[Drawn]:
        return [take(draw, self._bucket(draw, now).full_at, now=now) for draw in draws]

    def _count(self, draws: Sequence[Draw], now: datetime, *, sign: int = 1) -> None:
        """Note a draw, or that it came to nothing; what is not held yet is drawn for later."""
        for draw in draws:
            bucket = self._bucket(draw, now)
            full = draw.full_from(now)
            bucket.full_at = max(bucket.full_at or full, full) + sign * draw.time_for(draw.amount)
            bucket.held -= sign * draw.amount

    def _learn(self, lot: Draw, drawn: Drawn, now: datetime, *, passed: bool) -> None:
        """Take over what the store says, where it is less than what is known here."""
        bucket = self._bucket(lot, now)
        if passed:
            bucket.held += lot.amount - bucket.owed
            bucket.owed = 0
            bucket.held_until = lot.until or now + timedelta(seconds=lot.seconds)
        full_at = drawn.full_at - lot.time_for(max(0, bucket.held))
        bucket.full_at = max(bucket.full_at or full_at, full_at)

    def _bucket(self, draw: Draw, now: datetime) -> _Bucket:
        bucket = self._buckets.setdefault(draw.key, _Bucket())
        self._buckets.move_to_end(draw.key)
        while len(self._buckets) > MOST_KEYS:
            self._buckets.popitem(last=False)
        if bucket.held_until is not None and now >= bucket.held_until:
            bucket.held, bucket.owed, bucket.held_until = 0, 0, None
        return bucket
