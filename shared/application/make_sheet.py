"""A class's work sheet of a week, from its learners' own errors."""

from shared.application.access import find_classroom
from shared.domain.iso_week import IsoWeek
from shared.domain.sheet import Sheet, sheet_of
from shared.domain.study_plan import StudyPlan
from shared.ports.people import People
from shared.ports.plans import Plans
from shared.ports.system import Principal


def make_sheet(
    class_id: str,
    week: IsoWeek,
    *,
    principal: Principal,
    plans: Plans,
    people: People,
    language: str = "fr",
    named: bool = False,
) -> Sheet:
    """Gather a class's focus patterns of a week.

    Args:
        named: whether learners' names stand beside their sentences; a sheet that is handed out
            should do without.

    Raises:
        Refused: `not_found` for a class that the caller does not teach.
    """
    classroom = find_classroom(class_id, principal=principal, people=people)
    found: list[StudyPlan] = []
    token = ""
    while True:
        page, token = plans.of_class(class_id, week, page_token=token)
        # A learner who has left the class takes the sentences along.
        found += [plan for plan in page if plan.learner_id in classroom.learner_ids]
        if not token:
            break
    names = people.profiles_of([plan.learner_id for plan in found]) if named else {}
    labelled = (
        (names[plan.learner_id].name if plan.learner_id in names else "", plan) for plan in found
    )
    return sheet_of(labelled, title=classroom.name, week=week, language=language)
