"""Limits on how often something may be asked for, the same for all instances."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from shared.domain.rate import Draw, Drawn


class RateLimits(Protocol):
    """Keeps buckets by key (`shared.domain.rate`)."""

    def draw(self, draws: Sequence[Draw], *, now: datetime) -> Sequence[Drawn]:
        """Take from all buckets, or from none where one holds too little; in one transaction.

        Args:
            draws: of different keys.

        Returns:
            How each stands then, in order; nothing was taken where one has to `wait`.

        Raises:
            Transient: `store_unavailable`; nothing was taken.
        """
