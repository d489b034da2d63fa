"""A sheet as JSON, for other programs."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from pydantic import Field

from infra.edge.bodies import Body
from infra.edge.exercise_models import ExerciseBody
from infra.edge.models import Corrected, Pattern, Said
from shared.domain.error_types import ErrorType
from shared.domain.exercise import Exercise
from shared.domain.sheet import Sheet, SheetEntry
from shared.domain.study_plan import Focus

CONTENT_TYPE = "application/json"


class SheetQuote(Body):
    """What a learner said, and how it is said."""

    said: Said
    better: Corrected
    at: datetime


class SheetExercise(ExerciseBody):
    """One exercise with its solution; `said_wrong` is the learner's own, where it has one."""

    @classmethod
    def of(cls, exercise: Exercise) -> "SheetExercise":
        """Show an exercise."""
        return cls(**cls.parts(exercise))


class SheetFocus(Body):
    """One pattern to work on; `learner` is empty where nobody asked for names."""

    learner: str = Field(examples=["Emma"])
    type: ErrorType
    pattern: Pattern
    rule: Mapping[str, str]
    goal: int
    quotes: tuple[SheetQuote, ...]
    exercises: tuple[SheetExercise, ...]

    @classmethod
    def of(cls, entry: SheetEntry) -> "SheetFocus":
        """Show an entry."""
        focus: Focus = entry.focus
        return cls(
            learner=entry.learner,
            type=focus.type,
            pattern=focus.pattern,
            rule=focus.rule,
            goal=focus.goal,
            quotes=tuple(
                SheetQuote(said=quote.said, better=quote.better, at=quote.at)
                for quote in focus.quotes
            ),
            exercises=tuple(map(SheetExercise.of, focus.exercises)),
        )


class SheetDocument(Body):
    """Everything of a sheet; readers ignore the fields of later versions."""

    format: Literal["parlons-sheet"] = "parlons-sheet"
    version: Literal[1] = 1
    title: str = Field(examples=["5e B"])
    week: str = Field(examples=["2026-W10"])
    language: Literal["fr", "en"]
    entries: tuple[SheetFocus, ...]


def render(sheet: Sheet) -> bytes:
    """Write everything of the sheet."""
    document = SheetDocument(
        title=sheet.title,
        week=sheet.week.label,
        language="fr" if sheet.language == "fr" else "en",
        entries=tuple(map(SheetFocus.of, sheet.entries)),
    )
    # Not by model_dump_json, which refuses the halves of characters that a browser may send.
    text = json.dumps(document.model_dump(mode="json"), ensure_ascii=False, indent=1)
    return text.encode("utf-8", "replace")
