"""An export as one JSON document, written while it is read."""

import json
from collections.abc import Iterable, Iterator

from infra import documents
from shared.application.export_learner import Item


def as_json(header: dict[str, str], items: Iterable[Item]) -> Iterator[bytes]:
    """Yield the header's fields, then one array a section, in their order."""
    yield json.dumps(header, ensure_ascii=False)[:-1].encode()
    open_section = ""
    for section, value in items:
        if section == open_section:
            yield b","
        else:
            yield f"{']' if open_section else ''},{json.dumps(section)}:[".encode()
            open_section = section
        yield documents.encode(value)
    yield b"]}" if open_section else b"}"
