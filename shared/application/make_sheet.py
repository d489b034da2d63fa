"""A class's work sheet of a week, from its learners' own errors."""

from collections.abc import Mapping

from shared.application.class_members import find_members
from shared.domain.iso_week import IsoWeek
from shared.domain.sheet import Sheet, sheet_of
from shared.domain.study_plan import StudyPlan
from shared.ports.blob_store import BlobStore
from shared.ports.people import People
from shared.ports.plans import Plans
from shared.ports.system import Clock, Principal

# At some 30 ms each from Cloud Storage a quarter of the minute that a call may take, and at some
# 15 kB each 8 MB; sentences from frames are shared, so a class rarely has more.
MOST_SOUNDS = 500


def make_sheet(
    class_id: str,
    *,
    principal: Principal,
    plans: Plans,
    people: People,
    clock: Clock,
    week: IsoWeek | None = None,
    language: str = "fr",
    named: bool = False,
) -> Sheet:
    """Gather a class's focus patterns of a week.

    Args:
        week: this week by default.
        language: of tasks and rules, `fr` or `en`.
        named: whether learners' names stand beside their sentences; a sheet that is handed out
            should do without.

    Raises:
        Refused: `not_found` for a class that the caller does not teach.
    """
    members = find_members(class_id, principal=principal, people=people)
    week = week or IsoWeek.at(clock.now(), members.timezone)
    found: list[StudyPlan] = []
    token = ""
    while True:
        page, token = plans.of_class(class_id, week, page_token=token)
        found += [plan for plan in page if plan.learner_id in members.profiles]
        if not token:
            break
    labelled = ((members.profiles[p.learner_id].name if named else "", p) for p in found)
    return sheet_of(labelled, title=members.classroom.name, week=week, language=language)


def sounds_of(sheet: Sheet, *, blobs: BlobStore) -> Mapping[str, bytes]:
    """Read the spoken answers of a sheet, by the names that its exercises carry.

    At most `MOST_SOUNDS`, in order; one that is gone is left out.
    """
    names = dict.fromkeys(each.audio for _, each in sheet.exercises() if each.audio)
    read = ((name, blobs.get(name)) for name in list(names)[:MOST_SOUNDS])
    return {name: sound for name, sound in read if sound is not None}
