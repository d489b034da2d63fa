"""One exercise of a study plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

GAP = "___"


class ExerciseKind(StrEnum):
    """What the learner is asked to do."""

    SAY_IT_RIGHT = "say_it_right"
    """Mend a sentence that was said wrong, aloud."""
    CHOOSE = "choose"
    """Choose what fills the gap."""
    TRANSFORM = "transform"
    """Change a sentence so that the point comes up."""
    ANSWER_ALOUD = "answer_aloud"
    """Answer freely; the model answer is one of many."""


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise, with its answer and the sentence to listen to.

    Attributes:
        task: what to do, per language (`fr`, `en`).
        stimulus: the French shown; holds `GAP` once in a choice.
        answer: a right sentence, whole, which is also what the model audio says.
        wrong: the sentence that it is told apart from; empty where there is none.
        options: of a choice, what may fill the gap; else empty.
        solution: which of them does.
        own: made of the learner's own sentence.
        audio: name of the blob with the spoken answer; empty where there is none.
    """

    kind: ExerciseKind
    task: Mapping[str, str]
    stimulus: str
    answer: str
    wrong: str = ""
    options: tuple[str, ...] = ()
    solution: str = ""
    own: bool = False
    audio: str = ""
