"""Documents as a release after this one may write them."""

import pytest

from infra import documents


def write_as_a_later_release(monkeypatch: pytest.MonkeyPatch) -> None:
    """Write a field that this release does not know into every document from now on."""
    encode = documents.encode
    monkeypatch.setattr(documents, "encode", lambda value: encode(value)[:-1] + b',"later":1}')
