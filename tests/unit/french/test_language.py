"""Whether a text is taken for French."""

import pytest

from shared.french.language import looks_french
from tests import foreign

_OTHERS = {
    "english": foreign.ENGLISH,
    "spanish": foreign.SPANISH,
    "german": foreign.GERMAN,
    "italian": foreign.ITALIAN,
    "portuguese": foreign.PORTUGUESE,
}


def _lines(text: str) -> list[str]:
    return text.strip().splitlines()


@pytest.mark.parametrize("text", _lines(foreign.FRENCH))
def test_french_is_never_refused(text: str, lexicon):
    assert looks_french(text, lexicon)


@pytest.mark.parametrize("text", [line for text in _OTHERS.values() for line in _lines(text)])
def test_a_sentence_of_another_language_is_refused(text: str, lexicon):
    assert not looks_french(text, lexicon)


@pytest.mark.parametrize("language", sorted(_OTHERS))
def test_a_long_text_of_another_language_is_refused(language: str, lexicon):
    lines = _lines(_OTHERS[language])
    assert len(lines) == 30
    for begin in range(0, 30, 3):
        assert not looks_french(" ".join(lines[begin : begin + 3]), lexicon)


def test_french_with_a_foreign_quotation_passes(lexicon):
    text = "Mon père dit toujours : " + _lines(foreign.ENGLISH)[0] + " Je comprends pas pourquoi."
    assert looks_french(text, lexicon)
