"""Several engines as one: the first that answers, and the answer says which it was."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from logging import getLogger
from pathlib import Path
from typing import Protocol, TypeVar, runtime_checkable

from infra.resilience import deadline, remaining
from shared.domain.errors import Code, ParlonsError, Permanent, Transient
from shared.domain.transcript import Transcript
from shared.ports.transcriber import Hint, Transcriber
from shared.ports.voice import FORMAL, AudioFormat, Speech, Voice

_log = getLogger(__name__)

# What the next engine gets of a long time: enough for a recording of some minutes. Of a short time
# it gets half.
_RESERVE_SECONDS = 120.0


class Named(Protocol):
    """An engine of any kind."""

    name: str


@runtime_checkable
class Connected(Protocol):
    """An engine with something to prepare and to close."""

    def warm(self) -> None:
        """Build what the first call would otherwise wait for; calls nobody outside."""

    def close(self) -> None:
        """Close what was opened."""


E = TypeVar("E", bound=Named)
T = TypeVar("T")


def first_answer(
    engines: Sequence[E],
    ask: Callable[[E], T],
    *,
    about_input: frozenset[Code] = frozenset(),
) -> T:
    """Ask engines in turn until one answers.

    A refusal passes to the next as well: a wrong key must not leave a learner without an answer.

    Args:
        engines: best first.
        ask: asks one of them.
        about_input: codes that no other engine would answer otherwise; they go to the caller.

    Raises:
        Transient: where no engine answers and one of them may later.
        Permanent: where none will; what the first said.
    """
    failures: list[ParlonsError] = []
    for engine in engines:
        try:
            return ask(engine)
        except (Transient, Permanent) as error:
            if error.code in about_input:
                raise
            failures.append(error)
            extra = {"engine": engine.name, "code": error.code.value, "cause": error.detail}
            _log.warning("engine_fell_back", extra=extra)
    raise next((one for one in failures if isinstance(one, Transient)), failures[0])


class _Chain:
    """What chains of all kinds share; the name is that of the first engine."""

    def __init__(self, engines: Sequence[Named]) -> None:
        self.name = engines[0].name
        self._engines: Sequence[Named] = engines

    def warm(self) -> None:
        """Prepare the engine that is asked first."""
        warm(self._engines[0])

    def close(self) -> None:
        """Close what the engines opened."""
        for engine in self._engines:
            close(engine)

    def _time_for(self, engine: Named) -> float:
        """Seconds that an engine may take: all but what the next needs."""
        left = remaining()
        return left if engine is self._engines[-1] else max(left / 2, left - _RESERVE_SECONDS)


class FallbackTranscriber(_Chain, Transcriber):
    """Asks its recognizers in turn; `Transcript.engine` is the one that heard.

    Args:
        recognizers: best first.
    """

    # What one finds in the audio or the supplied text, the others would find as well; and to ask
    # them all would be to pay for silence several times.
    _ABOUT_INPUT = frozenset({Code.NO_SPEECH, Code.TRANSCRIPT_INVALID})

    def __init__(self, recognizers: Sequence[Transcriber]) -> None:
        super().__init__(recognizers)
        self._recognizers = recognizers

    def transcribe(
        self, audio: Path, hint: Hint, *, progress: Callable[[float], None] = lambda _done: None
    ) -> Transcript:
        """Transcribe by the first recognizer that does.

        Raises:
            Permanent, Transient: as recognizers do.
        """
        furthest = 0.0

        def forward(share: float) -> None:
            nonlocal furthest
            if share >= furthest:  # the next one starts again from nothing
                furthest = share
                progress(share)

        def ask(recognizer: Transcriber) -> Transcript:
            with deadline(self._time_for(recognizer)):
                return recognizer.transcribe(audio, hint, progress=forward)

        return first_answer(self._recognizers, ask, about_input=self._ABOUT_INPUT)


class FallbackVoice(_Chain, Voice):
    """Asks its voices in turn; `Speech.engine` is the one that spoke.

    A voice named by the caller is the first engine's; the others speak in their own.

    Args:
        voices: best first.
    """

    def __init__(self, voices: Sequence[Voice]) -> None:
        super().__init__(voices)
        self._voices = voices

    def speak(
        self, text: str, *, format: AudioFormat = AudioFormat.OGG, voice: str = "", speed: float = 1
    ) -> Speech:
        """Speak by the first voice that does.

        Raises:
            Refused, Permanent, Transient: as voices do.
        """

        def ask(engine: Voice) -> Speech:
            own = voice if engine is self._voices[0] or voice == FORMAL else ""
            with deadline(self._time_for(engine)):
                return engine.speak(text, format=format, voice=own, speed=speed)

        return first_answer(self._voices, ask)


def warm(engine: object) -> None:
    """Prepare an engine, where it has something to prepare and can; the first call tells if not."""
    if isinstance(engine, Connected):
        with suppress(ParlonsError):
            engine.warm()


def close(engine: object) -> None:
    """Close an engine, where it has something to close."""
    if isinstance(engine, Connected):
        engine.close()
