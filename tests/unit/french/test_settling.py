"""Findings that lean on one another: which of them survives."""

import pytest

from shared.french.engine import FrenchEngine
from shared.ports.error_detector import Proposal


class Agreeing:
    """A quick detector that mends the noun group from either side while it does not agree."""

    name = "agreeing"
    quick = True

    def find(self, sentence: str) -> list[Proposal]:
        if "un bonne" not in sentence:
            return []
        at = sentence.index("un bonne")
        return [
            Proposal(at, at + 2, ("une",), 0.9, self.name, {}),
            Proposal(at + 3, at + 8, ("bon",), 0.7, self.name, {}),
        ]


def test_of_two_ways_to_mend_the_same_error_only_the_better_one_is_made(lexicon, phonemizer):
    detectors = [Agreeing()]
    engine = FrenchEngine(
        lexicon=lexicon, phonemizer=phonemizer, detectors=detectors, own_rules=False
    )
    (found,) = engine.analyse("C'est un bonne idée.").corrections
    assert found.replacement == "une"
    assert found.rivals == ()


@pytest.mark.parametrize(
    ("said", "say"),
    [
        ("Je suis partir hier.", "Je suis parti hier."),
        ("Je veux achète un vélo.", "Je veux acheter un vélo."),
        ("On a envie une glace.", "On a envie d'une glace."),
        ("J'ai le vu hier.", "Je l'ai vu hier."),
        ("J'ai cherché pour mon frère et j'habite à le Canada.", None),
    ],
)
def test_our_rules_explain_one_another_away(engine, said, say):
    analysis = engine.analyse(said)
    if say is None:
        assert len(analysis.corrections) == 2
    else:
        assert analysis.corrected == say
