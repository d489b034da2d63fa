"""How fluently somebody speaks: rates, pauses, runs, fillers, repairs.

Measures and names follow de Jong & Wempe (2009, https://doi.org/10.3758/BRM.41.2.385): a silent
pause is a silence of 0.25 s or more between two stretches of speech.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from shared.domain.transcript import Interval

PAUSE_SECONDS = 0.25


@dataclass(frozen=True, slots=True)
class Fluency:
    """Measures of one recording.

    Attributes:
        syllables: counted on phonemes.
        speech_seconds: time spent speaking, between the first and the last word.
        speech_rate: syllables per second, pauses included.
        articulation_rate: syllables per second of speech, pauses left out.
        pauses: silences of at least 0.25 s inside the talk; `pause_seconds`: their sum.
        mean_run: mean number of syllables between two pauses.
        fillers: "euh", "hum" and the like; `repairs`: words said again or mended at once.
    """

    syllables: int
    speech_seconds: float
    speech_rate: float
    articulation_rate: float
    pauses: int
    pause_seconds: float
    mean_run: float
    fillers: int
    repairs: int


def measure(
    *, syllables: int, speech: Sequence[Interval], fillers: int, repairs: int
) -> Fluency | None:
    """Measure one recording from its syllables and its stretches of speech.

    Returns:
        None where nobody speaks or nothing was said: a rate of nothing means nothing.
    """
    if not speech or syllables == 0:
        return None
    gaps = [later.start - earlier.end for earlier, later in pairwise(speech)]
    pauses = [gap for gap in gaps if gap >= PAUSE_SECONDS]
    total = speech[-1].end - speech[0].start
    talking = total - sum(pauses)
    return Fluency(
        syllables=syllables,
        speech_seconds=round(talking, 2),
        speech_rate=round(syllables / total, 2),
        articulation_rate=round(syllables / talking, 2),
        pauses=len(pauses),
        pause_seconds=round(sum(pauses), 2),
        mean_run=round(syllables / (len(pauses) + 1), 1),
        fillers=fillers,
        repairs=repairs,
    )
