"""What a recognizer is told to expect of a learner."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from shared.application.expected_phrases import ExpectedPhrases
from shared.domain import expectation
from shared.domain.error_types import ErrorType
from shared.domain.expectation import PATTERNS, expect, without_words
from shared.domain.memory import MemoryEntry, Quote
from tests.doubles import NOON, NoLearners


class Remembering(NoLearners):
    """Knows what one learner is likely to say, and how often that was asked."""

    asked = 0

    def expected_phrases(self, learner_id: str) -> Sequence[str]:
        assert learner_id == "emma"
        self.asked += 1
        return ("J'ai venu", "Je suis venu")


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
    assert expectation.phrases(expect((), [entry(said, better)])) == phrases


def test_the_same_phrase_is_told_once() -> None:
    thrice = [replace(entry("J'ai venu.", "Je suis venu."), pattern=each) for each in "abc"]
    assert len(expectation.phrases(expect((), thrice))) == 2


def test_the_most_frequent_are_expected_and_none_that_is_paused() -> None:
    # GIVEN more patterns than are expected, the most frequent one paused
    many = [replace(entry(str(n), ""), occurrences=n % 30, pattern=f"p{n:02}") for n in range(60)]
    many[29] = replace(many[29], paused=True)
    expected = expect((), many)
    wanted = [n for most in range(29, 0, -1) for n in (most, most + 30) if n != 29][:PATTERNS]
    assert [each.pattern for each in expected] == [f"p{n:02}" for n in wanted]
    # WHEN others become as frequent THEN they are expected in the place of the least frequent
    more = [replace(many[0], occurrences=99), replace(many[1], occurrences=98)]
    later = expect(expected, more)
    assert later == (*expect((), more), *expected[: PATTERNS - 2])
    # AND one that is paused is not, from then on
    assert expect(later, [replace(more[0], paused=True)]) == later[1:]


def test_old_words_are_not_told() -> None:
    expected = expect((), [entry("J'ai venu.", "Je suis venu.")])
    assert without_words(expected, before=NOON) == expected
    assert not expectation.phrases(without_words(expected, before=NOON + timedelta(seconds=1)))


def test_the_memory_is_asked_once_and_only_by_who_wants_to_know() -> None:
    learners = Remembering()
    expected = ExpectedPhrases("emma", learners=learners)
    assert learners.asked == 0
    assert (tuple(expected), expected[0], len(expected)) == (
        ("J'ai venu", "Je suis venu"),
        "J'ai venu",
        2,
    )
    assert learners.asked == 1
    assert not ExpectedPhrases("emma", learners=NoLearners())
