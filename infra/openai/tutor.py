"""A language model as the learner's partner in talk."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from infra.openai.client import ChatModel, Message
from infra.openai.plain_text import to_plain
from shared.domain.correction import Correction
from shared.domain.error_types import Level
from shared.domain.errors import Code, Permanent, Transient
from shared.domain.feedback import Move
from shared.french.tokens import Kind, split_sentences, tokenize
from shared.french.wording import around, bring_up
from shared.ports.tutor import Tutor, TutorRequest

PROMPT: Final = "tutor_fr_v1"

# Bounds of what goes in, in characters and turns: about 2 500 tokens at the most.
LONGEST_MESSAGE = 2_000
LONGEST_TURN = 400
TURNS = 6
LONGEST_TASK = 300
MOST_POINTS = 3
LONGEST_POINT = 120

# Bounds of what comes out: half a minute of speech.
LONGEST_REPLY = 600
LONGEST_SENTENCE = 300
MOST_TOKENS = 300
LONGEST_ACRONYM = 4
RECITED_WORDS = 6
"""So many words in a row from the instructions are no chance."""

_STYLE = {
    Level.A1: "Phrases de huit mots au plus, au présent, avec les mots les plus courants.",
    Level.A2: "Phrases courtes, mots courants, présent, passé composé et futur proche.",
    Level.B1: "Langue de tous les jours, phrases simples, temps courants.",
    Level.B2: "Langue naturelle et variée ; évite seulement les mots rares.",
    Level.C1: "Langue riche et naturelle, comme avec une personne francophone.",
}
_SILENT = (
    "Ne corrige rien et n'emploie pas la forme qui est sous « a_taire » : la personne doit la "
    "trouver elle-même, et quelqu'un d'autre l'y invite."
)
_RECAST = (
    "Dans ta réaction, emploie naturellement la forme qui est sous « a_reprendre », sans dire que "
    "c'est une correction."
)
_ANY_QUESTION = "Peux-tu m'en dire un peu plus ?"


class OpenaiTutor(Tutor):
    """Lets a model react and ask, sentence by sentence; the correction itself is ours to word.

    A sentence passes when it is plain French and, where the learner is to find the form alone, does
    not give it away. Questions wait for the end, so that the correction comes before the one that
    is asked.

    Args:
        model: whom to ask.
        looks_french: whether a sentence may be French; a short one always may.
        is_word: whether French has a word, in lower case; a sentence may hold no other but names,
            and these make up half of it at most.
        seconds: longest wait for the whole answer.
    """

    def __init__(
        self,
        model: ChatModel,
        *,
        looks_french: Callable[[str], bool],
        is_word: Callable[[str], bool],
        seconds: float | None = None,
    ) -> None:
        self.name = model.name
        self._model = model
        self._looks_french = looks_french
        self._is_word = is_word
        self._seconds = seconds
        folder = Path(__file__).parent / "prompts"
        self._prompt = (folder / f"{PROMPT}.txt").read_text(encoding="utf-8")
        self._prompt_words = _norms(self._prompt)

    def reply(self, request: TutorRequest) -> Iterator[str]:
        """Yield the reply by sentences: reaction, correction, one question.

        An answer that breaks off is brought to an end in our words.

        Raises:
            Transient: before the first piece: the model did not answer, or said nothing fit.
            Permanent: before the first piece: the provider refuses our set-up.
        """
        said: list[str] = []
        questions: list[str] = []
        try:
            for sentence in self._sentences(request):
                if "?" in sentence:
                    questions.append(sentence)
                else:
                    said.append(sentence)
                    yield f"{sentence} "
        except (Transient, Permanent):
            if not said and not questions:
                raise
        if not said and not questions:
            raise Transient(Code.PROVIDER_UNAVAILABLE, f"{self.name}: nothing fit to be said")
        for correction in request.raised:
            if request.move is not Move.RECAST or not _holds(said, correction, request.message):
                yield f"{bring_up(correction, request.move, request.message)} "
        yield questions[-1] if questions else _ANY_QUESTION

    def _sentences(self, request: TutorRequest) -> Iterator[str]:
        """What the model says and may say, cleaned, within bounds."""
        pieces = self._model.stream(
            self._messages(request), max_tokens=MOST_TOKENS, seconds=self._seconds
        )
        total = 0
        for raw in _split(pieces):
            # Also what is left out counts: an answer without end must end.
            total += len(raw) + 1
            if total > LONGEST_REPLY:
                return
            sentence = to_plain(raw)
            if sentence and len(sentence) <= LONGEST_SENTENCE and self._may_say(sentence, request):
                yield sentence

    def _may_say(self, sentence: str, request: TutorRequest) -> bool:
        if not self._is_french(sentence) or self._recites(sentence):
            return False
        if request.move in {Move.NONE, Move.RECAST}:
            return True
        return not any(_holds([sentence], c, request.message) for c in request.raised)

    def _is_french(self, sentence: str) -> bool:
        words = [t for t in tokenize(sentence) if t.kind is Kind.WORD and not t.elided]
        names = [t for t in words if not self._is_word(t.norm)]
        return (
            len(names) * 2 <= len(words)
            and all(_may_be_name(name.text) for name in names)
            and self._looks_french(sentence)
        )

    def _recites(self, sentence: str) -> bool:
        """Whether a sentence quotes its instructions."""
        words = _norms(sentence)
        return any(
            _within(words[i : i + RECITED_WORDS], self._prompt_words)
            for i in range(len(words) - RECITED_WORDS + 1)
        )

    def _messages(self, request: TutorRequest) -> list[Message]:
        """Our words as system, theirs as data."""
        wanted = _RECAST if request.move is Move.RECAST else _SILENT
        system = self._prompt.format(
            level=request.level.value,
            style=_STYLE[request.level],
            correction=wanted if request.raised else "Ne corrige rien.",
        )
        messages = [Message("system", system)]
        for turn in request.history[-TURNS:]:
            messages.append(Message("user", _data(message=turn.learner[:LONGEST_TURN])))
            messages.append(Message("assistant", turn.tutor[:LONGEST_TURN]))
        messages.append(Message("user", _task(request)))
        return messages


def _may_be_name(word: str) -> bool:
    """Whether a word may be a name: "Netflix", "McGill" or "TGV", but no shouting."""
    return word[0].isupper() and (not word.isupper() or len(word) <= LONGEST_ACRONYM)


def _task(request: TutorRequest) -> str:
    fields: dict[str, object] = {"message": request.message[:LONGEST_MESSAGE]}
    if request.prompt:
        fields["sujet"] = request.prompt[:LONGEST_TASK]
    if request.focus:
        fields["points"] = [point.name[:LONGEST_POINT] for point in request.focus[:MOST_POINTS]]
    if request.raised:
        key = "a_reprendre" if request.move is Move.RECAST else "a_taire"
        fields[key] = [_better(c, request.message)[:LONGEST_TURN] for c in request.raised]
    return _data(**fields)


def _data(**fields: object) -> str:
    return json.dumps(fields, ensure_ascii=False)


def _better(correction: Correction, message: str) -> str:
    before, after = around(correction, message)
    return f"{before}{correction.replacement}{after}".strip()


def _holds(sentences: Sequence[str], correction: Correction, message: str) -> bool:
    """Whether the right form occurs: its words and, as "le" alone proves nothing, one neighbour."""
    better = _norms(correction.replacement)
    before, after = around(correction, message)
    left, right = _norms(before)[-1:], _norms(after)[:1]
    heard = [_norms(sentence) for sentence in sentences]
    if not better:
        return bool(left and right) and any(_within([*left, *right], words) for words in heard)
    if sum(len(word) for word in better) > 3:
        return any(_within(better, words) for words in heard)
    return any(
        _within(words, text)
        for words in ([*left, *better], [*better, *right])
        if len(words) > len(better)
        for text in heard
    )


def _norms(text: str) -> list[str]:
    return [token.norm for token in tokenize(text) if token.kind is not Kind.PUNCT]


def _within(few: Sequence[str], many: Sequence[str]) -> bool:
    n = len(few)
    return any(list(few) == list(many[i : i + n]) for i in range(len(many) - n + 1))


def _split(pieces: Iterator[str]) -> Iterator[str]:
    """Cut a stream into sentences as soon as each is whole.

    What never ends is cut at twice the longest sentence; then nobody will say it. Blanks are made
    one and pieces bounded first: the search for a sentence's end is quadratic in them.
    """
    waiting = ""
    for piece in pieces:
        waiting += re.sub(r"\s+", " ", piece[: 4 * LONGEST_SENTENCE])
        *whole, last = [span.text for span in split_sentences(waiting)] or [""]
        if whole:
            yield from whole
            waiting = last + waiting[len(waiting.rstrip()) :]
        elif len(waiting) > 2 * LONGEST_SENTENCE:
            yield waiting
            waiting = ""
    if waiting.strip():
        yield waiting
