"""Errors that a language model sees in a sentence."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from infra.openai.client import ChatModel, Message
from infra.openai.minimal_edits import Reason, proposals
from infra.resilience import remaining
from shared.domain.errors import Code, Permanent, Transient
from shared.french.tokens import Kind, tokenize
from shared.ports.error_detector import ErrorDetector, Proposal

PROMPT: Final = "correct_fr_v1"
"""Which instructions are in use. A new wording is a new file: figures of two are not compared."""

_TEXT = {"type": "string"}
SCHEMA: Final[dict[str, object]] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["corrected", "reasons"],
    "properties": {
        "corrected": _TEXT,
        "reasons": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["said", "better", "fr", "en", "certainty"],
                "properties": {
                    "said": _TEXT,
                    "better": _TEXT,
                    "fr": _TEXT,
                    "en": _TEXT,
                    "certainty": {"type": "string", "enum": ["sure", "likely"]},
                },
            },
        },
    },
}
"""What the model is to answer; `_parse` checks the same."""

LONGEST_SENTENCE = 500
"""In characters: about 90 words in one breath. A longer one is no sentence."""
FEWEST_WORDS = 2
LONGEST_ANSWER = 6_000
MOST_TOKENS = 900
"""A sentence of 500 characters is about 170 tokens, four reasons in two languages 500."""
MOST_REASONS = 12

_REPAIR = (
    "Your last answer did not fit the schema. Answer the same message again: one JSON object with "
    '"corrected" and "reasons", nothing else.'
)


class OpenaiErrorDetector(ErrorDetector):
    """Asks a model for the minimally corrected sentence; takes only what survives the checks.

    The learner's words travel as a JSON string in the user message, so no quote or bracket of
    theirs ends the place where they stand.

    Args:
        model: whom to ask.
        is_word: whether French has a word, in lower case; a correction may use no other.
        reserve: seconds of the deadline in force that are left to others.
        seconds: longest wait for one answer, repair included.
    """

    def __init__(
        self,
        model: ChatModel,
        *,
        is_word: Callable[[str], bool],
        reserve: float = 45.0,
        seconds: float = 20.0,
    ) -> None:
        self.name = f"{model.name}/{PROMPT}"
        self._model = model
        self._is_word = is_word
        self._reserve = reserve
        self._seconds = seconds
        folder = Path(__file__).parent / "prompts"
        self._prompt = (folder / f"{PROMPT}.txt").read_text(encoding="utf-8")

    def find(self, sentence: str) -> list[Proposal]:
        """Propose corrections, in order of place; none where the answer is not to be trusted.

        Raises:
            Transient: the model did not answer, refuses our set-up, or there is no time for it;
                the others go on without it.
        """
        if not _is_fit(sentence):
            return []
        seconds = min(self._seconds, remaining() - self._reserve)
        if seconds <= 1.0:
            raise Transient(Code.PROVIDER_UNAVAILABLE, f"{self._model.name}: no time left")
        try:
            found = self._ask(sentence, seconds)
        except Permanent as error:
            # That nobody can mend it now is no reason to fail a recording: it is one detector.
            raise Transient(error.code, error.detail) from None
        if found is None:
            return []
        corrected, reasons = found
        return proposals(sentence, corrected, reasons, detector=self.name, is_word=self._is_word)

    def _ask(self, sentence: str, seconds: float) -> tuple[str, list[Reason]] | None:
        """The model's answer, in shape; None where it gives none."""
        data = json.dumps({"learner_sentence": sentence}, ensure_ascii=False)
        messages = [Message("system", self._prompt), Message("user", data)]
        for attempt in (messages, [*messages, Message("system", _REPAIR)]):
            answer = self._model.complete(
                attempt,
                max_tokens=MOST_TOKENS,
                schema=SCHEMA,
                schema_name=PROMPT,
                seconds=seconds / 2,
            )
            if answer.finish != "stop":
                # Cut off, filtered, refused: asking again costs the same and ends the same.
                return None
            found = _parse(answer.text)
            if found is not None:
                return found
        return None


def _is_fit(sentence: str) -> bool:
    """Whether a sentence is worth a question: words, printable, of a size."""
    words = sum(token.kind is Kind.WORD for token in tokenize(sentence))
    visible = all(ch.isprintable() or ch in "\u00a0\u202f" for ch in sentence)
    return len(sentence) <= LONGEST_SENTENCE and words >= FEWEST_WORDS and visible


def _parse(text: str) -> tuple[str, list[Reason]] | None:
    """Read an answer by the letter of the schema; None where anything differs."""
    if len(text) > LONGEST_ANSWER:
        return None
    try:
        answer: Any = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(answer, dict) or set(answer) != {"corrected", "reasons"}:
        return None
    corrected, listed = answer["corrected"], answer["reasons"]
    if not isinstance(corrected, str) or not isinstance(listed, list):
        return None
    if len(listed) > MOST_REASONS or not all(_is_reason(item) for item in listed):
        return None
    return corrected, [Reason(**item) for item in listed]


def _is_reason(item: object) -> bool:
    return (
        isinstance(item, dict)
        and set(item) == {"said", "better", "fr", "en", "certainty"}
        and all(isinstance(value, str) for value in item.values())
        and item["certainty"] in {"sure", "likely"}
    )
