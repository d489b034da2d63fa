"""Study plans, in SQLite."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from sqlite3 import Connection

from infra import documents
from infra.local.database import Database
from infra.local.tombstones import was_erased
from shared.domain import study_plan
from shared.domain.errors import Code, Transient
from shared.domain.iso_week import IsoWeek
from shared.domain.study_plan import PlanState, StudyPlan
from shared.ports.plans import Plans


class SqlitePlans(Plans):
    """Keeps a plan per learner and week.

    Args:
        database: from `open_store`; shared with the other stores, closed by its owner.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, plan: StudyPlan) -> StudyPlan:
        """Store a new plan unless its learner has one for that week; returns the stored one."""
        stored = replace(plan, revision=1)
        with self._database.transaction() as connection:
            if was_erased(connection, plan.learner_id, since=plan.created_at):
                return replace(plan, revision=0)
            connection.execute(
                """INSERT INTO plans (class_id, state, revision, document, learner_id, week)
                    VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""",
                (*_values(stored), *_key(stored)),
            )
            return _read(connection, *_key(stored)) or stored

    def get(self, learner_id: str, week: IsoWeek) -> StudyPlan | None:
        """The plan of that week; None where there is none."""
        with self._database.read() as connection:
            return _read(connection, learner_id, week.label)

    def before(self, learner_id: str, week: IsoWeek) -> StudyPlan | None:
        """The newest plan of a week before that one; None where there is none."""
        with self._database.read() as connection:
            row = connection.execute(
                """SELECT document FROM plans WHERE learner_id = ? AND week < ?
                    ORDER BY week DESC LIMIT 1""",
                (learner_id, week.label),
            ).fetchone()
        return documents.decode(StudyPlan, row[0]) if row else None

    def save(self, plan: StudyPlan) -> StudyPlan:
        """Write a plan if its revision is still the one it was read with.

        Raises:
            Transient: `stale_write`; nothing was changed.
        """
        with self._database.transaction() as connection:
            return _replace(connection, plan)

    def claim(
        self, learner_id: str, week: IsoWeek, *, now: datetime, lease: timedelta
    ) -> StudyPlan | None:
        """Take an approved plan in hand for sending; of any number of callers one gets it."""
        with self._database.transaction() as connection:
            known = _read(connection, learner_id, week.label)
            claimed = study_plan.claim(known, now=now, lease=lease) if known else None
            return _replace(connection, claimed) if claimed else None

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
        with self._database.read() as connection:
            rows = connection.execute(
                """SELECT document FROM plans
                    WHERE class_id = ? AND week = ? AND learner_id > ? AND (? = '' OR state = ?)
                    ORDER BY learner_id LIMIT ?""",
                (class_id, week.label, page_token, state or "", state or "", limit + 1),
            ).fetchall()
        page = [documents.decode(StudyPlan, document) for (document,) in rows]
        more = len(page) > limit
        return page[:limit], page[limit - 1].learner_id if more else ""

    def erase(self, learner_id: str) -> int:
        """Delete all plans of a learner; returns how many there were."""
        with self._database.transaction() as connection:
            gone = connection.execute("DELETE FROM plans WHERE learner_id = ?", (learner_id,))
        return gone.rowcount


def _read(connection: Connection, learner_id: str, week: str) -> StudyPlan | None:
    row = connection.execute(
        "SELECT document FROM plans WHERE learner_id = ? AND week = ?", (learner_id, week)
    ).fetchone()
    return documents.decode(StudyPlan, row[0]) if row else None


def _replace(connection: Connection, plan: StudyPlan) -> StudyPlan:
    stored = replace(plan, revision=plan.revision + 1)
    changed = connection.execute(
        """UPDATE plans SET class_id = ?, state = ?, revision = ?, document = ?
            WHERE learner_id = ? AND week = ? AND revision = ?""",
        (*_values(stored), *_key(stored), plan.revision),
    )
    if changed.rowcount != 1:
        raise Transient(Code.STALE_WRITE, "plan")
    return stored


def _key(plan: StudyPlan) -> tuple[str, str]:
    return plan.learner_id, plan.week.label


def _values(plan: StudyPlan) -> tuple[str, str, int, bytes]:
    return plan.class_id, plan.state.value, plan.revision, documents.encode(plan)
