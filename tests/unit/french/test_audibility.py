"""Hundreds of hand-judged pairs, heard with the real espeak-ng."""

import pytest

from infra.speech.espeak_phonemizer import EspeakPhonemizer
from shared.french.audibility import Ear
from tests.ear_pairs import pairs


@pytest.fixture(scope="module")
def ear() -> Ear:
    return Ear(EspeakPhonemizer())


@pytest.mark.parametrize(("said", "say", "heard"), pairs())
def test_who_hears_the_difference(said: str, say: str, heard: bool, ear: Ear):
    assert ear.same(said, say) is not heard


@pytest.mark.parametrize(
    ("text", "syllables"),
    [("Bonjour, ça va ?", 4), ("euh", 0), ("Les enfants jouent.", 4), ("J'ai six ans", 3), ("", 0)],
)
def test_syllables(text: str, syllables: int, ear: Ear):
    assert ear.syllables(text) == syllables
