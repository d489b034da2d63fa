"""A sheet as an Anki deck (.apkg), through genanki."""

import io
import tempfile
from collections.abc import Mapping
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any

from shared.domain.exercise import Exercise
from shared.domain.sheet import Sheet, SheetEntry
from shared.domain.type_names import type_name

CONTENT_TYPE = "application/octet-stream"
# Chosen once at random, as genanki asks: another number would be another note type in Anki.
MODEL_ID = 1_609_283_417
_FIELDS = ("Task", "Front", "Back", "Rule", "Sound")
_FRONT = '<div class="task">{{Task}}</div><div class="front" lang="fr">{{Front}}</div>'
_BACK = (
    '{{FrontSide}}<hr id="answer"><div class="back" lang="fr">{{Back}}</div>{{Sound}}'
    '<div class="task">{{Rule}}</div>'
)
_CSS = (
    ".card{font:20px/1.5 sans-serif;text-align:center}.task{font-size:15px;color:#777}"
    ".back{font-weight:bold}"
)


def render(sheet: Sheet, sounds: Mapping[str, bytes] | None = None) -> bytes:
    """Write one card per exercise; the same exercise keeps its card when it is imported again.

    Args:
        sheet: what to write.
        sounds: spoken answers by the names that the exercises carry; missing ones are left out.
    """
    # Imported here: it brings a template engine and YAML, and only this export needs it.
    import genanki

    fields = [{"name": name} for name in _FIELDS]
    card = {"name": "Parlons", "qfmt": _FRONT, "afmt": _BACK}
    model = genanki.Model(MODEL_ID, "Parlons", fields=fields, templates=[card], css=_CSS)
    title = f"Parlons::{_plain(sheet.title)} {sheet.week.label}"
    deck = genanki.Deck(_number(title), title)
    known = sounds or {}
    with tempfile.TemporaryDirectory(prefix="parlons-") as folder:
        media: dict[str, str] = {}
        for entry, exercise in sheet.exercises():
            sound = _sound(exercise, known, Path(folder), media)
            deck.add_note(_note(genanki, model, sheet, entry, exercise, sound))
        package = genanki.Package(deck)
        package.media_files = sorted(media.values())
        out = io.BytesIO()
        # Anki takes a newer time for a change; the week's Monday makes the same sheet the same.
        package.write_to_file(out, timestamp=float(sheet.week.monday.toordinal() * 86_400))
    return out.getvalue()


def _note(
    genanki: Any,  # the library has no types
    model: object,
    sheet: Sheet,
    entry: SheetEntry,
    exercise: Exercise,
    sound: str,
) -> object:
    front = _html(exercise.stimulus)
    if exercise.options:
        front += "<br>" + " / ".join(_html(each) for each in exercise.options)
    return genanki.Note(
        model=model,
        fields=[
            _html(exercise.task[sheet.language]),
            front,
            _html(exercise.answer),
            _html(entry.focus.rule[sheet.language]),
            sound,
        ],
        tags=[_tag(entry.focus.type.value), _tag(exercise.kind.value)],
        guid=genanki.guid_for(exercise.kind.value, front, _html(exercise.answer)),
        sort_field=type_name(entry.focus.type, sheet.language),
    )


def _sound(
    exercise: Exercise, known: Mapping[str, bytes], folder: Path, media: dict[str, str]
) -> str:
    if exercise.audio not in known:
        return ""
    # Media share one folder in Anki with those of all decks.
    suffix = Path(exercise.audio).suffix
    name = f"parlons-{sha256(exercise.audio.encode()).hexdigest()[:24]}{suffix}"
    if name not in media:
        path = folder / name
        path.write_bytes(known[exercise.audio])
        media[name] = str(path)
    return f"[sound:{name}]"


def _html(text: str) -> str:
    """Escape text; "[sound:" would play a file and "{{" is Anki's own."""
    shown = escape(text.encode("utf-8", "replace").decode().replace("\x00", ""))
    return shown.replace("[", "&#91;").replace("{", "&#123;")


def _plain(text: str) -> str:
    # "::" parts decks from decks below them.
    known = text.encode("utf-8", "replace").decode().replace("\x00", "").replace("::", " ")
    return " ".join(known.split()) or "sheet"


def _tag(text: str) -> str:
    return "".join(text.split())


def _number(text: str) -> int:
    # Deck ids are positive and fit JavaScript's exact integers.
    return int.from_bytes(sha256(text.encode("utf-8", "replace")).digest()[:4], "big") + (1 << 32)
