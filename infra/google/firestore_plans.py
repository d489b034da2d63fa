"""Study plans, in Firestore."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from infra import documents
from infra.google import firestore_learning, firestore_ledger, firestore_queries
from infra.google.firestore_database import Fields, FirestoreDatabase, Seen, Stored, Write
from infra.google.firestore_errors import ContentionError
from infra.google.firestore_queries import LEARNERS, PLANS
from shared.domain import study_plan
from shared.domain.errors import Code, Transient
from shared.domain.iso_week import IsoWeek
from shared.domain.study_plan import PlanState, StudyPlan
from shared.ports.plans import Plans

if TYPE_CHECKING:
    from google.cloud.firestore_v1.document import DocumentReference

_PAGE = 200


class FirestorePlans(Plans):
    """Keeps a plan per learner and week.

    Args:
        database: shared with the other stores, closed by its owner.
    """

    def __init__(self, database: FirestoreDatabase) -> None:
        self._database = database

    def put(self, plan: StudyPlan) -> StudyPlan:
        """Store a new plan unless its learner has one for that week; returns the stored one."""
        stored = replace(plan, revision=1)
        reference = self._reference(plan.learner_id, plan.week)
        try:
            version = firestore_learning.create(
                self._database,
                Write(reference, _fields(stored), Seen.ABSENT),
                learner_id=plan.learner_id,
                begun_at=plan.created_at,
            )
        except Transient as error:
            if error.code is not Code.STALE_WRITE:
                raise
            book = firestore_ledger.open_book(self._database, plan.learner_id)
            known = None
            if not book.ledger.was_erased(since=plan.created_at):
                known = self.get(plan.learner_id, plan.week)
            return known or replace(plan, revision=0)
        if version is None:
            return replace(plan, revision=0)
        self._database.remember(reference, stored.revision, version)
        return stored

    def get(self, learner_id: str, week: IsoWeek) -> StudyPlan | None:
        """The plan of that week; None where there is none."""
        return self._plan(self._database.get(self._reference(learner_id, week)))

    def before(self, learner_id: str, week: IsoWeek) -> StudyPlan | None:
        """The newest plan of a week before that one; None where there is none."""
        plans = self._database.collection(LEARNERS, learner_id, PLANS)
        found = self._database.query(firestore_queries.plan_before(plans, week=week.label))
        return self._plan(found[0]) if found else None

    def save(self, plan: StudyPlan) -> StudyPlan:
        """Write a plan if its revision is still the one it was read with.

        Raises:
            Transient: `stale_write`; nothing was changed.
        """
        if not plan.revision:
            raise Transient(Code.STALE_WRITE, "plan")
        stored = replace(plan, revision=plan.revision + 1)
        self._database.put(self._reference(plan.learner_id, plan.week), _fields(stored))
        return stored

    def claim(
        self, learner_id: str, week: IsoWeek, *, now: datetime, lease: timedelta
    ) -> StudyPlan | None:
        """Take an approved plan in hand for sending; of any number of callers one gets it."""

        def attempt() -> StudyPlan | None:
            known = self.get(learner_id, week)
            claimed = study_plan.claim(known, now=now, lease=lease) if known else None
            try:
                return self.save(claimed) if claimed else None
            except Transient as error:
                if error.code is not Code.STALE_WRITE:
                    raise
                # Somebody was faster; what he made of it tells whether it is free.
                raise ContentionError(Code.STORE_UNAVAILABLE, "plan") from error

        return self._database.patiently(attempt)

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
        query = firestore_queries.plans_of_class(
            self._database.client,
            class_id=class_id,
            week=week.label,
            state=state or "",
            after=page_token,
            limit=limit + 1,
        )
        found = self._database.query(query)
        page = [plan for each in found if (plan := self._plan(each))]
        more = len(page) > limit
        return page[:limit], page[limit - 1].learner_id if more else ""

    def erase(self, learner_id: str) -> int:
        """Delete all plans of a learner; returns how many there were."""
        plans = self._database.collection(LEARNERS, learner_id, PLANS)
        return self._database.delete(firestore_queries.named(plans, limit=_PAGE))

    def _plan(self, stored: Stored | None) -> StudyPlan | None:
        fields = self._database.revised(stored)
        return documents.decode(StudyPlan, fields["document"]) if fields else None

    def _reference(self, learner_id: str, week: IsoWeek) -> "DocumentReference":
        return self._database.reference(LEARNERS, learner_id, PLANS, week.label)


def _fields(plan: StudyPlan) -> Fields:
    return {
        "learner_id": plan.learner_id,
        "week": plan.week.label,
        "class_id": plan.class_id,
        "state": plan.state.value,
        "revision": plan.revision,
        "begun_at": plan.created_at,
        "document": documents.encode(plan),
    }
