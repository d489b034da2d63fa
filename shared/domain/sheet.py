"""A work sheet: the focus of one or more plans, as every export renders it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from shared.domain.exercise import Exercise
from shared.domain.iso_week import IsoWeek
from shared.domain.study_plan import Focus, StudyPlan


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A focus, and whose; the name may be empty."""

    learner: str
    focus: Focus


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is exported.

    Attributes:
        title: such as the class's name.
        language: of tasks and rules, `fr` or `en`.
    """

    title: str
    week: IsoWeek
    language: str
    entries: tuple[SheetEntry, ...]

    def exercises(self) -> Iterator[tuple[SheetEntry, Exercise]]:
        """All exercises in order, those that several learners share once."""
        seen: set[tuple[str, str, str]] = set()
        for entry in self.entries:
            for exercise in entry.focus.exercises:
                key = (exercise.kind.value, exercise.stimulus, exercise.answer)
                if key not in seen:
                    seen.add(key)
                    yield entry, exercise


def sheet_of(
    plans: Iterable[tuple[str, StudyPlan]], *, title: str, week: IsoWeek, language: str
) -> Sheet:
    """Put plans, each with its learner's name or none, on one sheet."""
    entries = tuple(SheetEntry(name, focus) for name, plan in plans for focus in plan.focus)
    return Sheet(title, week, "fr" if language == "fr" else "en", entries)
