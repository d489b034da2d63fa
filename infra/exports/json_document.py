"""A sheet as JSON, for other programs."""

import json

from shared.domain.exercise import Exercise
from shared.domain.sheet import Sheet, SheetEntry

CONTENT_TYPE = "application/json"
FORMAT, VERSION = "parlons-sheet", 1


def render(sheet: Sheet) -> bytes:
    """Write everything of the sheet; unknown fields of later versions are to be ignored."""
    document = {
        "format": FORMAT,
        "version": VERSION,
        "title": sheet.title,
        "week": sheet.week.label,
        "language": sheet.language,
        "entries": [_entry(each) for each in sheet.entries],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def _entry(entry: SheetEntry) -> dict[str, object]:
    focus = entry.focus
    return {
        "learner": entry.learner,
        "type": focus.type.value,
        "pattern": focus.pattern,
        "rule": dict(focus.rule),
        "goal": focus.goal,
        "quotes": [
            {"said": quote.said, "better": quote.better, "at": quote.at.isoformat()}
            for quote in focus.quotes
        ],
        "exercises": [_exercise(each) for each in focus.exercises],
    }


def _exercise(exercise: Exercise) -> dict[str, object]:
    return {
        "kind": exercise.kind.value,
        "task": dict(exercise.task),
        "stimulus": exercise.stimulus,
        "options": list(exercise.options),
        "solution": exercise.solution,
        "answer": exercise.answer,
        "said_wrong": exercise.wrong,
    }
