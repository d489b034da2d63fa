"""A sheet as CSV (RFC 4180), safe to open in a spreadsheet."""

import csv
import io

from shared.domain.sheet import Sheet
from shared.domain.type_names import type_name

CONTENT_TYPE = "text/csv; charset=utf-8"
COLUMNS = (
    "learner",
    "type",
    "pattern",
    "goal",
    "kind",
    "task",
    "stimulus",
    "options",
    "answer",
    "said_wrong",
)
# What makes Excel, LibreOffice or Google Sheets compute a cell, full-width forms included.
_FORMULA = frozenset("=+-@\t\r\n|%＝＋－＠")


def render(sheet: Sheet) -> bytes:
    """Write one row per exercise; UTF-8 with the mark by which Excel knows it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for entry in sheet.entries:
        for exercise in entry.focus.exercises:
            row = (
                entry.learner,
                type_name(entry.focus.type, sheet.language),
                entry.focus.pattern,
                str(entry.focus.goal),
                exercise.kind.value,
                exercise.task[sheet.language],
                exercise.stimulus,
                " | ".join(exercise.options),
                exercise.answer,
                exercise.wrong,
            )
            writer.writerow([_cell(text) for text in row])
    return out.getvalue().encode("utf-8-sig", "replace")


def _cell(text: str) -> str:
    """Give text that no spreadsheet takes for a formula; an apostrophe makes it text."""
    plain = text.replace("\x00", "")
    first = plain.lstrip(" \u00a0\u200b\ufeff")[:1]
    return f"'{plain}" if first in _FORMULA and first else plain
