"""A sheet as one printable HTML page: exercises by type, answers on a page of their own."""

from dataclasses import dataclass, field
from pathlib import Path

from shared.domain.error_types import ErrorType
from shared.domain.exercise import Exercise
from shared.domain.sheet import Sheet
from shared.domain.type_names import type_name

CONTENT_TYPE = "text/html; charset=utf-8"
_TEMPLATES = Path(__file__).parent / "templates"
_WORDS = {
    "fr": {
        "week": "Semaine",
        "name": "Nom",
        "colon": " : ",
        "answers": "Corrigé",
        "nothing": "Rien à travailler cette semaine : il faut d'abord parler davantage.",
    },
    "en": {
        "week": "Week",
        "name": "Name",
        "colon": ": ",
        "answers": "Answers",
        "nothing": "Nothing to practise this week: more speech is needed first.",
    },
}


@dataclass
class _Group:
    name: str
    rule: str
    exercises: list[Exercise] = field(default_factory=list)


def render(sheet: Sheet) -> bytes:
    """Write the page; it loads nothing and runs nothing."""
    # Imported here: only who prints pays for it.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    groups: dict[ErrorType, _Group] = {}
    for entry, exercise in sheet.exercises():
        kind = entry.focus.type
        name, rule = type_name(kind, sheet.language), entry.focus.rule[sheet.language]
        groups.setdefault(kind, _Group(name, rule)).exercises.append(exercise)
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    template = environment.get_template("sheet.html.j2")
    page = template.render(sheet=sheet, groups=list(groups.values()), words=_WORDS[sheet.language])
    return page.encode("utf-8", "replace")
