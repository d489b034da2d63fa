"""What every way of showing an exercise shares."""

from collections.abc import Mapping
from typing import Any

from infra.edge.bodies import Body
from shared.domain.exercise import Exercise, ExerciseKind


class ExerciseBody(Body):
    """What every way of showing an exercise has; `said_wrong` is the learner's own, where it is."""

    kind: ExerciseKind
    task: Mapping[str, str]
    stimulus: str
    options: tuple[str, ...]
    solution: str
    answer: str
    said_wrong: str

    @staticmethod
    def parts(exercise: Exercise) -> Mapping[str, Any]:
        """Give these fields of an exercise."""
        names = set(ExerciseBody.model_fields) - {"said_wrong"}
        return {"said_wrong": exercise.wrong, **{n: getattr(exercise, n) for n in names}}
