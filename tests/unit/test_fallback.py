"""Several engines as one: who answers, what is told, how time is shared."""

import logging
from collections.abc import Callable
from pathlib import Path

import pytest

from infra.fallback import Connected, FallbackTranscriber, FallbackVoice, close, warm
from infra.resilience import deadline, remaining
from shared.domain.errors import Code, ParlonsError, Permanent, Refused, Transient
from shared.domain.transcript import Transcript
from shared.ports.transcriber import Hint, Transcriber
from shared.ports.voice import FORMAL, AudioFormat, Speech, Voice

DOWN = Transient(Code.PROVIDER_UNAVAILABLE, "google: no answer in time")
REFUSED = Permanent(Code.PROVIDER_REFUSED, "openai: answered 401")
MISSING = Permanent(Code.RECOGNIZER_MISSING)
TOO_LONG = Permanent(Code.AUDIO_TOO_LONG)


class Hearing(Transcriber, Connected):
    """Hears its own name, or fails."""

    def __init__(self, name: str, error: ParlonsError | None = None) -> None:
        self.name, self.error = name, error
        self.seconds: list[float] = []
        self.done: list[str] = []

    def transcribe(
        self, audio: Path, hint: Hint, *, progress: Callable[[float], None] = lambda _done: None
    ) -> Transcript:
        self.seconds.append(remaining())
        progress(0.5)
        if self.error:
            raise self.error
        progress(1.0)
        return Transcript(self.name, (), self.name)

    def warm(self) -> None:
        self.done.append("warm")
        if self.error:
            raise self.error

    def close(self) -> None:
        self.done.append("close")


class Speaking(Voice):
    """Speaks its own name, or fails."""

    def __init__(self, name: str, error: ParlonsError | None = None) -> None:
        self.name, self.error = name, error
        self.voices: list[str] = []

    def speak(
        self, text: str, *, format: AudioFormat = AudioFormat.OGG, voice: str = "", speed: float = 1
    ) -> Speech:
        self.voices.append(voice)
        if self.error:
            raise self.error
        return Speech(b"", format, 1.0, f"{self.name}:1")


def hear(*recognizers: Hearing) -> Transcript:
    return FallbackTranscriber(recognizers).transcribe(Path("a.flac"), Hint())


def test_the_first_that_hears_is_named() -> None:
    later = Hearing("later")
    assert hear(Hearing("first"), later).engine == "first"
    assert later.seconds == []


@pytest.mark.parametrize("error", [DOWN, REFUSED, MISSING, TOO_LONG])
def test_the_next_hears_where_one_does_not_answer(
    error: ParlonsError, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    assert hear(Hearing("first", error), Hearing("second")).engine == "second"
    (record,) = caplog.records
    assert record.getMessage() == "engine_fell_back"
    assert (vars(record)["engine"], vars(record)["code"]) == ("first", error.code.value)


@pytest.mark.parametrize("code", [Code.NO_SPEECH, Code.TRANSCRIPT_INVALID])
def test_what_is_wrong_with_the_input_is_told_at_once(code: Code) -> None:
    second = Hearing("second")
    with pytest.raises(Permanent) as caught:
        hear(Hearing("first", Permanent(code)), second)
    assert caught.value.code is code
    assert second.seconds == []


@pytest.mark.parametrize(
    ("errors", "told"),
    [
        ((DOWN, MISSING), DOWN),
        ((REFUSED, DOWN, MISSING), DOWN),
        ((REFUSED, MISSING), REFUSED),
        ((MISSING,), MISSING),
    ],
)
def test_what_may_pass_is_told_before_what_will_not(
    errors: tuple[ParlonsError, ...], told: ParlonsError
) -> None:
    with pytest.raises(ParlonsError) as caught:
        hear(*(Hearing(f"{n}", error) for n, error in enumerate(errors)))
    assert caught.value is told


@pytest.mark.parametrize(("seconds", "first"), [(530.0, 410.0), (100.0, 50.0)])
def test_the_next_has_time_left(seconds: float, first: float) -> None:
    recognizers = Hearing("first", DOWN), Hearing("second")
    with deadline(seconds):
        hear(*recognizers)
    assert recognizers[0].seconds == [pytest.approx(first, abs=1)]
    assert recognizers[1].seconds == [pytest.approx(seconds, abs=1)]


def test_progress_never_goes_back() -> None:
    shares: list[float] = []
    chain = FallbackTranscriber((Hearing("first", DOWN), Hearing("second")))
    chain.transcribe(Path("a.flac"), Hint(), progress=shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1


@pytest.mark.parametrize(("asked", "next_asked"), [("fr-FR-Neural2-G", ""), (FORMAL, FORMAL)])
def test_the_next_voice_speaks_in_its_own(asked: str, next_asked: str) -> None:
    first, second = Speaking("google", DOWN), Speaking("espeak-ng")
    speech = FallbackVoice((first, second)).speak("Bonjour.", voice=asked)
    assert speech.engine == "espeak-ng:1"
    assert (first.voices, second.voices) == ([asked], [next_asked])


def test_a_voice_that_nobody_has_is_the_callers_fault() -> None:
    second = Speaking("second")
    with pytest.raises(Refused):
        FallbackVoice((Speaking("first", Refused(Code.INVALID_REQUEST)), second)).speak("a")
    assert second.voices == []


def test_the_first_is_prepared_and_all_are_closed() -> None:
    engines = Hearing("first", REFUSED), Hearing("second")
    chain = FallbackTranscriber(engines)
    warm(chain)
    close(chain)
    assert [engine.done for engine in engines] == [["warm", "close"], ["close"]]
    warm(Speaking("nothing to prepare"))
    close(None)
