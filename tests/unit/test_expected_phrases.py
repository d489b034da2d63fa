"""What a recognizer is told to expect of a learner."""

from collections.abc import Sequence

import pytest

from shared.application.expected_phrases import ExpectedPhrases
from shared.domain.error_types import ErrorType
from shared.domain.memory import MemoryEntry, Quote
from tests.doubles import NOON, NoLearners


class Remembering(NoLearners):
    """Knows one learner's quotes, a pattern each."""

    def __init__(self, *quotes: tuple[str, str]) -> None:
        self.quotes = quotes

    def memory(self, learner_id: str, *, limit: int = 200) -> Sequence[MemoryEntry]:
        assert learner_id == "emma"
        return [entry(said, better) for said, better in self.quotes[:limit]]


def entry(said: str, better: str) -> MemoryEntry:
    quotes = (Quote(said, better, NOON),)
    return MemoryEntry("emma", said, ErrorType.AUXILIARY, 1, 1, ("s1",), NOON, NOON, quotes)


@pytest.mark.parametrize(
    ("said", "better", "phrases"),
    [
        (
            "Hier, j'ai allé au marché.",
            "Hier, je suis allé au marché.",
            ("Hier, j'ai allé", "Hier, je suis allé"),
        ),
        ("J'ai venu.", "Je suis venu.", ("J'ai venu", "Je suis venu")),
        ("Je bois café.", "Je bois du café.", ("bois café", "bois du café")),
        ("Il est très très grand", "Il est très grand", ("très très grand", "très grand")),
        ("Oui.", "Oui.", ("Oui",)),
        ("", "Non.", ("Non",)),
    ],
)
def test_both_forms_are_expected_with_a_word_on_each_side(
    said: str, better: str, phrases: tuple[str, ...]
) -> None:
    assert tuple(ExpectedPhrases("emma", learners=Remembering((said, better)))) == phrases


def test_the_same_phrase_is_told_once() -> None:
    quotes = [("J'ai venu.", "Je suis venu.")] * 3
    assert len(ExpectedPhrases("emma", learners=Remembering(*quotes))) == 2


def test_of_nobody_nothing_is_expected() -> None:
    assert not ExpectedPhrases("emma", learners=NoLearners())
