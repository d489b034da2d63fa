"""Measures of fluency."""

import pytest

from shared.domain.fluency import measure
from shared.domain.transcript import Interval


def test_rates_with_and_without_pauses() -> None:
    # GIVEN 12 syllables in two stretches of 2 s with 1 s between them
    speech = [Interval(1.0, 3.0), Interval(4.0, 6.0)]
    # WHEN
    found = measure(syllables=12, speech=speech, fillers=1, repairs=0)
    # THEN
    assert found is not None
    assert found.speech_rate == pytest.approx(12 / 5, abs=0.01)
    assert found.articulation_rate == pytest.approx(12 / 4, abs=0.01)
    assert (found.pauses, found.pause_seconds, found.mean_run) == (1, 1.0, 6.0)


def test_a_short_silence_is_no_pause() -> None:
    speech = [Interval(0.0, 2.0), Interval(2.2, 4.0)]
    found = measure(syllables=10, speech=speech, fillers=0, repairs=0)
    assert found is not None
    assert (found.pauses, found.mean_run) == (0, 10.0)


@pytest.mark.parametrize(("syllables", "speech"), [(0, [Interval(0, 1)]), (5, [])])
def test_nothing_said_has_no_rate(syllables: int, speech: list[Interval]) -> None:
    assert measure(syllables=syllables, speech=speech, fillers=0, repairs=0) is None
