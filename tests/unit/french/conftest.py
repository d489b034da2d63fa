"""The lexicon and a phonemizer made of spelling rules: enough of French sounds for the guards."""

import re

import pytest

from infra.grammar.grammalecte_detector import GrammalecteDetector
from infra.grammar.grammalecte_lexicon import GrammalecteLexicon
from shared.french.engine import FrenchEngine
from shared.french.sentence import Tagger
from shared.ports.phonemizer import Phonemizer


class SpellingPhonemizer(Phonemizer):
    """Silent endings dropped, the commonest vowel spellings merged."""

    _RULES = (
        (r"ent$|es$|e$", ""),
        (r"(er|ez|ée|ées|és)$", "e"),
        (r"(ais|ait|aient|ai)$", "e"),
        (r"[éèêë]", "e"),
        (r"eau|au", "o"),
        (r"ou", "u"),
        (r"oi", "wa"),
        (r"eu", "ø"),
        (r"[aeo]n(?=[^aeiouyn]|$)", "ɑ̃"),
        (r"[stdxp]+$", ""),
    )

    def phonemes(self, text: str) -> str:
        out = text.lower()
        for pattern, sound in self._RULES:
            out = re.sub(pattern, sound, out) or out
        return out


@pytest.fixture(scope="session")
def lexicon() -> GrammalecteLexicon:
    return GrammalecteLexicon()


@pytest.fixture(scope="session")
def tagger(lexicon: GrammalecteLexicon) -> Tagger:
    return Tagger(lexicon)


@pytest.fixture(scope="session")
def phonemizer() -> SpellingPhonemizer:
    return SpellingPhonemizer()


@pytest.fixture(scope="session")
def grammalecte() -> GrammalecteDetector:
    return GrammalecteDetector()


@pytest.fixture(scope="session")
def engine(
    lexicon: GrammalecteLexicon, phonemizer: SpellingPhonemizer, grammalecte: GrammalecteDetector
) -> FrenchEngine:
    return FrenchEngine(lexicon=lexicon, phonemizer=phonemizer, detectors=[grammalecte])
