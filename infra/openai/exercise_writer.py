"""Practice sentences that a language model writes."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from infra.openai.client import ChatModel, Message
from shared.domain.error_types import ErrorType
from shared.ports.exercise_writer import ExerciseWriter, WrittenPair

PROMPT: Final = "exercises_fr_v1"
"""Which instructions are in use. A new wording is a new file."""

MOST_PAIRS = 8
LONGEST_SENTENCE = 200
"""In characters; 14 words are about 80."""
LONGEST_ANSWER = 4_000
MOST_TOKENS = 600
"""Four pairs of 14 words are about 250 tokens with their JSON."""
SECONDS = 15.0
"""A plan is no less a plan without: a model that takes longer is not waited for."""

_FIELDS = frozenset({"right", "wrong"})
_TEXT = {"type": "string"}
SCHEMA: Final[dict[str, object]] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["pairs"],
    "properties": {
        "pairs": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": sorted(_FIELDS),
                "properties": dict.fromkeys(sorted(_FIELDS), _TEXT),
            },
        }
    },
}


class OpenaiExerciseWriter(ExerciseWriter):
    """Asks a model for pairs on a pattern; what does not have the shape is left out.

    Args:
        model: whom to ask.
    """

    def __init__(self, model: ChatModel) -> None:
        self.name = f"{model.name}/{PROMPT}"
        self._model = model
        file = Path(__file__).parent / "prompts" / f"{PROMPT}.txt"
        self._prompt = file.read_text(encoding="utf-8")

    def write(self, pattern: str, kind: ErrorType) -> Sequence[WrittenPair]:
        """Write a few pairs; none where the answer is not to be trusted."""
        asked = json.dumps({"type": kind.value, "pattern": pattern}, ensure_ascii=False)
        answer = self._model.complete(
            [Message("system", self._prompt), Message("user", asked)],
            max_tokens=MOST_TOKENS,
            schema=SCHEMA,
            schema_name=PROMPT,
            seconds=SECONDS,
        )
        return _parse(answer.text) if answer.finish == "stop" else ()


def _parse(text: str) -> Sequence[WrittenPair]:
    """Read an answer by the letter of the schema; nothing where anything differs."""
    if len(text) > LONGEST_ANSWER:
        return ()
    try:
        answer: Any = json.loads(text)
    except (ValueError, RecursionError):
        return ()
    if not isinstance(answer, dict) or set(answer) != {"pairs"}:
        return ()
    pairs = answer["pairs"]
    if not isinstance(pairs, list) or len(pairs) > MOST_PAIRS or not all(map(_is_pair, pairs)):
        return ()
    return [WrittenPair(pair["right"].strip(), pair["wrong"].strip()) for pair in pairs]


def _is_pair(item: object) -> bool:
    return (
        isinstance(item, dict)
        and set(item) == _FIELDS
        and all(
            isinstance(value, str) and 0 < len(value) <= LONGEST_SENTENCE and value.isprintable()
            for value in item.values()
        )
    )
