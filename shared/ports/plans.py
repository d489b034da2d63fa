"""Study plans, one per learner and ISO week."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from shared.domain.iso_week import IsoWeek
from shared.domain.study_plan import PlanState, StudyPlan


class Plans(Protocol):
    """Keeps plans so that two jobs at once make and send each of them once.

    Every method raises `Transient` `store_unavailable` when the store does not answer.
    """

    def put(self, plan: StudyPlan) -> StudyPlan:
        """Store a new plan unless its learner has one for that week.

        Returns:
            The stored one. A plan made before its learner was erased is not stored, and comes
            back as it was given, with revision 0.
        """

    def get(self, learner_id: str, week: IsoWeek) -> StudyPlan | None:
        """The plan of that week; None where there is none."""

    def before(self, learner_id: str, week: IsoWeek) -> StudyPlan | None:
        """The newest plan of a week before that one; None where there is none."""

    def save(self, plan: StudyPlan) -> StudyPlan:
        """Write a plan if its revision is still the one it was read with.

        Raises:
            Transient: `stale_write`; nothing was changed.
        """

    def claim(
        self, learner_id: str, week: IsoWeek, *, now: datetime, lease: timedelta
    ) -> StudyPlan | None:
        """Take an approved plan in hand for sending; of any number of callers one gets it.

        Returns:
            The plan as stored; None when it is not approved or in other hands. After the lease
            it may be claimed again, and the first holder's next write is stale.
        """

    def of_class(
        self,
        class_id: str,
        week: IsoWeek,
        *,
        state: PlanState | None = None,
        limit: int = 200,
        page_token: str = "",
    ) -> tuple[Sequence[StudyPlan], str]:
        """A class's plans of a week by learner, and the token of the next page or empty."""

    def erase(self, learner_id: str) -> int:
        """Delete all plans of a learner; returns how many there were."""
