"""A class's work sheet as a file, in each of the formats it can be taken along in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from starlette.responses import Response

from infra.exports import anki_deck, csv_table, gift, html_sheet, json_document
from shared.application.make_sheet import sounds_of
from shared.domain.errors import Code, Refused
from shared.domain.sheet import Sheet
from shared.ports.blob_store import BlobStore


@dataclass(frozen=True, slots=True)
class _Format:
    """How a sheet is written, and what the file is called: Moodle takes GIFT by `.txt` only."""

    render: Callable[[Sheet, BlobStore], bytes]
    content_type: str
    suffix: str


_FORMATS: Mapping[str, _Format] = {
    "csv": _Format(lambda sheet, _: csv_table.render(sheet), csv_table.CONTENT_TYPE, "csv"),
    "gift": _Format(lambda sheet, _: gift.render(sheet), gift.CONTENT_TYPE, "gift.txt"),
    "apkg": _Format(
        lambda sheet, blobs: anki_deck.render(sheet, sounds_of(sheet, blobs=blobs)),
        anki_deck.CONTENT_TYPE,
        "apkg",
    ),
    "html": _Format(lambda sheet, _: html_sheet.render(sheet), html_sheet.CONTENT_TYPE, "html"),
    "json": _Format(
        lambda sheet, _: json_document.render(sheet), json_document.CONTENT_TYPE, "json"
    ),
}
CONTENT_TYPES = tuple(each.content_type for each in _FORMATS.values())


def as_file(sheet: Sheet, name: str, *, class_id: str, blobs: BlobStore) -> Response:
    """Answer with a sheet as a file to be saved.

    Args:
        name: of the format, as the address has it.
        class_id: goes into the file's name; a path's segment is safe there.

    Raises:
        Refused: `not_found` for another format.
    """
    if name not in _FORMATS:
        raise Refused(Code.NOT_FOUND)
    wanted = _FORMATS[name]
    file_name = f"parlons-{class_id}-{sheet.week.label}.{wanted.suffix}"
    return Response(
        wanted.render(sheet, blobs),
        media_type=wanted.content_type,
        headers={
            "Content-Disposition": f'attachment; filename="{file_name}"',
            # Opened here all the same, the page is nobody and runs nothing.
            "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'",
        },
    )
