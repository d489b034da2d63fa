"""How much audio is taken in on one day: of one learner, and of all together.

The day is UTC's: the limit of all needs one day for everybody, the bills it protects are reckoned
in it, and a learner's own zone would cost a read of the profile before anything is refused.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

from shared.domain.errors import Code, LimitReached, Transient
from shared.domain.rate import Draw, pseudonym
from shared.ports.rate_limits import RateLimits
from shared.ports.system import Clock

_DAY = timedelta(days=1)
# A count that all instances share is a read and a write of the store. Ten minutes at a time, that
# is once in 20 recordings of 30 s. What an instance has drawn and not used is lost with it: ten
# minutes of a learner's ten hours, and of the 200 hours of all less than a thousandth.
_LOT_SECONDS = 600
# Where recordings begin, each counts a second.
_LOT_OF_STARTS = 60
# Small limits are not drawn away by one instance.
_LEAST_LOTS = 60
# Who is pushed aside so often by others who take the last of a day is told to come again.
_TRIES = 10


@dataclass(frozen=True, slots=True)
class AudioDay:
    """The day's limits, and what has been taken in of them; the same for all instances.

    A recording is refused before its upload where nothing is left of the day. Its length is known
    only once it is converted, and that is when it counts. The one that crosses the line goes
    through: nobody can know beforehand how much is left, and a day is exceeded by less than one
    recording, whose length has a limit of its own. Those after it fail by name; they can be
    replayed on another day.

    Args:
        learner_seconds, all_seconds: limits of a day.
    """

    limits: RateLimits
    clock: Clock
    learner_seconds: int
    all_seconds: int

    def start(self, learner_id: str) -> None:
        """Let a recording begin; it counts one second, so that beginning is limited as well.

        Raises:
            LimitReached: `daily_audio_reached`.
            Transient: `store_unavailable`.
        """
        self._take(learner_id, 1, _LOT_OF_STARTS)

    def count(self, learner_id: str, seconds: float) -> Sequence[Draw]:
        """Count audio whose length is known, before it costs anything more.

        Returns:
            What was counted, to be given to `undo` where the audio is not taken in after all.

        Raises:
            LimitReached: `daily_audio_reached`; nothing was left, and nothing counted.
            Transient: `store_unavailable`; nothing counted.
        """
        return self._take(learner_id, math.ceil(seconds), _LOT_SECONDS)

    def undo(self, counted: Sequence[Draw]) -> None:
        """Give back what was counted, so that another try of the same audio counts once."""
        now = self.clock.now()
        # What was counted yesterday is nothing to give back today.
        given = [replace(d, amount=-d.amount) for d in counted if d.until and d.until > now]
        if given:
            self.limits.draw(given, now=now)

    def _take(self, learner_id: str, seconds: int, lot: int) -> Sequence[Draw]:
        now = self.clock.now()
        day = now.astimezone(UTC).date()
        midnight = datetime.combine(day + _DAY, time(), UTC)
        draws = [
            Draw(
                f"audio of {whose} on {day}",
                most,
                _DAY.total_seconds(),
                amount=seconds,
                until=midnight,
                lot=min(lot, max(1, most // _LEAST_LOTS)),
            )
            for whose, most in (
                (pseudonym(learner_id), self.learner_seconds),
                ("all", self.all_seconds),
            )
        ]
        for _ in range(_TRIES):
            found = self.limits.draw(draws, now=now)
            if not any(drawn.wait for drawn in found):
                return draws
            for draw, drawn, whose in zip(
                draws, found, ("of one learner", "of all learners"), strict=True
            ):
                if drawn.wait and drawn.left < 1:
                    raise LimitReached(
                        Code.DAILY_AUDIO_REACHED,
                        f"audio: {draw.most} seconds a day (UTC) {whose}",
                        retry_after=drawn.wait,
                    )
            draws = [
                replace(draw, amount=min(draw.amount, drawn.left)) if drawn.wait else draw
                for draw, drawn in zip(draws, found, strict=True)
            ]
        raise Transient(Code.STORE_UNAVAILABLE, "audio of the day", retry_after=1.0)
