"""How a class's trust in detectors changes what is believed of a turn."""

from dataclasses import replace

import pytest

from shared.application.analyse_turn import counted_by, weigh
from shared.domain.correction import Correction, Verdict
from shared.domain.error_types import ErrorType
from shared.domain.feedback import Analysis
from tests.doubles import finding

TEXT = "j'ai allé au marché et j'ai venu"
FIRST = finding(2, 9, "ai allé", "suis allé", confidence=0.9)
SECOND = finding(25, 32, "ai venu", "suis venu", confidence=0.9)


def analysed(*found: Correction) -> Analysis:
    return Analysis(TEXT, "as the engine mended it", found, {ErrorType.AUXILIARY: 2})


def test_without_weights_nothing_changes() -> None:
    assert weigh(analysed(FIRST), {}) == analysed(FIRST)


@pytest.mark.parametrize(
    ("weight", "verdict", "confidence"),
    [(0.8, Verdict.ERROR, 0.72), (0.5, Verdict.UNSURE, 0.45), (1.0, Verdict.ERROR, 0.9)],
)
def test_a_detector_is_believed_as_much_as_the_class_does(
    weight: float, verdict: Verdict, confidence: float
) -> None:
    (found,) = weigh(analysed(FIRST), {"rules:test": weight}).corrections
    assert found.verdict is verdict
    assert found.confidence == pytest.approx(confidence)


def test_the_most_trusted_witness_counts() -> None:
    both = replace(FIRST, detectors=("rules:test", "grammalecte"))
    (found,) = weigh(analysed(both), {"rules:test": 0.3}).corrections
    assert found.confidence == 0.9


def test_the_corrected_text_holds_what_still_counts() -> None:
    other = replace(SECOND, detectors=("grammalecte",))
    weighed = weigh(analysed(FIRST, other), {"rules:test": 0.3})
    assert weighed.corrected == "j'ai allé au marché et j'suis venu"


@pytest.mark.parametrize("verdict", [Verdict.INAUDIBLE, Verdict.REGISTER, Verdict.SELF_REPAIR])
def test_other_verdicts_stay(verdict: Verdict) -> None:
    dropped = replace(FIRST, verdict=verdict)
    (found,) = weigh(analysed(dropped), {"rules:test": 0.3}).corrections
    assert found.verdict is verdict


def test_who_was_silent_is_part_of_who_counted() -> None:
    whole = counted_by("whisper:small", "rules, llm")
    assert whole == counted_by("whisper:small", "rules, llm")
    assert whole != counted_by("whisper:small", "rules, llm", silent=["llm"])
    assert whole.startswith("whisper:small; rules, llm; rules-")
