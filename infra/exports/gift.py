"""A sheet as Moodle GIFT (https://docs.moodle.org/en/GIFT_format)."""

import re

from shared.domain.exercise import GAP, Exercise, ExerciseKind
from shared.domain.sheet import Sheet, SheetEntry
from shared.domain.type_names import type_name

CONTENT_TYPE = "text/plain; charset=utf-8"
_SPECIAL = re.compile(r"[\\~=#{}:]")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def render(sheet: Sheet) -> bytes:
    """Write one question per exercise: choice, short answer, or essay for free speech."""
    parts = [f"// {_line(sheet.title)} {sheet.week.label}"]
    parts.append(f"$CATEGORY: Parlons/{_category(sheet.title)} {sheet.week.label}")
    parts += [
        _question(number, sheet, entry, exercise)
        for number, (entry, exercise) in enumerate(sheet.exercises(), 1)
    ]
    return ("\n\n".join(parts) + "\n").encode("utf-8", "replace")


def _question(number: int, sheet: Sheet, entry: SheetEntry, exercise: Exercise) -> str:
    name = f"{number} {type_name(entry.focus.type, sheet.language)}"
    head = f"::{_text(name)}::[plain]{_text(exercise.task[sheet.language])} "
    stimulus = exercise.stimulus
    if exercise.kind is ExerciseKind.CHOOSE and GAP in stimulus:
        before, _, after = stimulus.partition(GAP)
        others = [each for each in exercise.options if each != exercise.solution]
        answers = "".join(f" ~{_text(each)}" for each in others)
        gap = f"{{={_text(exercise.solution)}{answers}}}"
        return f"{head}{_text(before, keep=True)}{gap}{_text(after, keep=True)}"
    if exercise.kind is ExerciseKind.ANSWER_ALOUD:
        return f"{head}{_text(stimulus)} {{}}"
    right = dict.fromkeys((exercise.answer, exercise.answer.rstrip(".")))
    return f"{head}{_text(stimulus)} {{{' '.join(f'={_text(each)}' for each in right)}}}"


def _text(text: str, *, keep: bool = False) -> str:
    """Escape what GIFT reads as its own, on one line: an empty line would end the question."""
    plain = _UNSEEN.sub(" ", text)
    return _SPECIAL.sub(r"\\\g<0>", plain if keep else plain.strip())


def _line(text: str) -> str:
    return _UNSEEN.sub(" ", text).strip()


def _category(text: str) -> str:
    # A slash would open a category below, and there is no way to escape "$course$".
    return re.sub(r"[/$]+", " ", _line(text)) or "sheet"
