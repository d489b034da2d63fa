"""Readers of what is exported: the programs' own libraries where there are any, else parsers."""

import csv
import io
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from shared.domain.exercise import GAP


def rows(data: bytes) -> list[dict[str, str]]:
    """Read CSV as Excel writes it."""
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


class GiftError(ValueError):
    """Not GIFT."""


def parse_gift(source: str) -> Iterator[tuple[str, str, list[str]]]:
    """Read GIFT strictly: title, text with a gap, answers as `=right` and `~wrong`."""
    for block in re.split(r"\n[ \t]*\n", source):
        lines = [line for line in block.split("\n") if not line.startswith("//")]
        text = "\n".join(lines).strip()
        if not text or text.startswith("$CATEGORY:"):
            if "\n" in text:
                raise GiftError("text after a category")
            continue
        marks = [m.start() for m in re.finditer(r"(?<!\\)(?:\\\\)*[{}]", text)]
        if len(marks) != 2:
            raise GiftError(f"{len(marks)} braces")
        opened = text.index("{", marks[0])
        closed = text.index("}", marks[1])
        title = re.match(r"::((?:[^:\\]|\\.)*)::\[plain\]", text)
        if not title:
            raise GiftError("no title")
        inside = text[opened + 1 : closed]
        answers = re.findall(r"([=~](?:[^=~\\#]|\\.)*)", inside)
        if "".join(answers).strip() != inside.strip():
            raise GiftError("loose text among the answers")
        body = f"{text[title.end() : opened]}{GAP}{text[closed + 1 :]}"
        yield _plain(title[1]), _plain(body), [_plain(each).strip() for each in answers]


def _plain(text: str) -> str:
    if re.search(r"(?<!\\)(?:\\\\)*[~#{}]", text.lstrip("~=")):
        raise GiftError("unescaped")
    return re.sub(r"\\([\\~=#{}:])", r"\1", text)


def notes(data: bytes, folder: Path) -> list[list[str]]:
    """Import the deck into a collection of Anki's own library; gives the notes' fields."""
    from anki.collection import Collection, ImportAnkiPackageRequest

    path = folder / "deck.apkg"
    path.write_bytes(data)
    collection = Collection(str(folder / "collection.anki2"))
    try:
        request = ImportAnkiPackageRequest(package_path=str(path))
        collection.import_anki_package(request)
        found = [collection.get_note(each) for each in collection.find_notes("")]
        for note in found:
            assert note.cards()
            note.cards()[0].question()  # renders
        return [note.fields for note in found]
    finally:
        collection.close()


class Tags(HTMLParser):
    """The tags of a page that neither loads nor runs anything."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not any(name.startswith("on") or name in ("src", "href") for name, _ in attrs)
