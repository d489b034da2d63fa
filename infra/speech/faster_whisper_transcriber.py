"""Speech to text on this machine: Whisper through faster-whisper, an optional extra."""

from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from infra.audio.flac_reader import flac_seconds
from infra.speech.whisper_models import find_model, missing
from shared.domain.errors import Code, Permanent
from shared.domain.transcript import Timing, Transcript, Word
from shared.ports.audio import SpeechActivity
from shared.ports.transcriber import Hint

if TYPE_CHECKING:
    from faster_whisper import WhisperModel
    from faster_whisper.transcribe import Segment, TranscriptionInfo

_FRENCH = "fr"
# Learners' accents are taken for other languages; only a sure verdict is believed.
_SURE_OF_LANGUAGE = 0.8


class FasterWhisperTranscriber:
    """Transcriber over faster-whisper; the model is loaded at the first call and then kept.

    Nothing is given to the model that would make it repair what it hears: no prompt, no hot words
    (`Hint.phrases` is not used), no text of the segment before.

    Args:
        model: a folder with a converted model, a size such as `small`, or `owner/name`.
        activity: tells speech from silence, where the hint does not.
        cache: where downloaded models are kept; the hub's own cache when left out.
        threads: of the CPU; 0 leaves it to CTranslate2.
    """

    def __init__(
        self, *, model: str, activity: SpeechActivity, cache: Path | None = None, threads: int = 0
    ) -> None:
        self.name = f"faster-whisper:{Path(model).name}"
        self._wanted = model
        self._activity = activity
        self._cache = cache
        self._threads = threads
        self._lock = Lock()
        self._model: WhisperModel | None = None

    def transcribe(
        self,
        audio: Path,
        hint: Hint,
        *,
        progress: Callable[[float], None] = lambda _done: None,
    ) -> Transcript:
        """Transcribe raw, with times and probabilities of the words.

        The language is Whisper's own verdict where it is sure of it, and French where it is not.

        Raises:
            Permanent: `recognizer_missing`, with the way to mend it; `no_speech`.
        """
        # Who calls has often looked already, and looking costs 4 ms a second of audio.
        speech = tuple(hint.speech) or self._activity.speech(audio)
        if not speech:
            raise Permanent(Code.NO_SPEECH)
        model = self._loaded()
        seconds = flac_seconds(audio)
        segments, language = _hear(model, audio)
        text, words = _gather(segments, seconds, progress)
        if not words:
            raise Permanent(Code.NO_SPEECH)
        progress(1.0)
        return Transcript(
            text=text,
            words=words,
            engine=f"{self.name}@{version('faster-whisper')}",
            timing=Timing.RECOGNIZED,
            language=language,
            speech=speech,
            seconds=round(seconds, 3),
        )

    def _loaded(self) -> "WhisperModel":
        with self._lock:
            if self._model is None:
                try:
                    from faster_whisper import WhisperModel
                except ImportError as error:
                    raise missing("faster-whisper is not installed") from error
                folder = find_model(self._wanted, cache=self._cache)
                try:
                    self._model = WhisperModel(
                        str(folder), device="auto", compute_type="auto", cpu_threads=self._threads
                    )
                except (RuntimeError, ValueError, OSError) as error:
                    raise missing("its model cannot be loaded") from error
            return self._model


def _hear(model: "WhisperModel", audio: Path) -> tuple[Iterable["Segment"], str]:
    segments, info = _start(model, audio, None)
    if info.language == _FRENCH or info.language_probability >= _SURE_OF_LANGUAGE:
        return segments, info.language
    segments, _ = _start(model, audio, _FRENCH)  # nothing has been decoded so far
    return segments, _FRENCH


def _start(
    model: "WhisperModel", audio: Path, language: str | None
) -> "tuple[Iterable[Segment], TranscriptionInfo]":
    started: tuple[Iterable[Segment], TranscriptionInfo] = model.transcribe(
        str(audio),
        language=language,
        word_timestamps=True,
        vad_filter=True,
        condition_on_previous_text=False,
    )
    return started


def _gather(
    segments: Iterable["Segment"], seconds: float, progress: Callable[[float], None]
) -> tuple[str, tuple[Word, ...]]:
    """Put the words together as they were heard; `text` is nothing but them."""
    text = ""
    words: list[Word] = []
    latest = done = 0.0
    for segment in segments:
        for heard in segment.words or ():
            bare = heard.word.strip()
            if not bare:
                continue
            # Whisper marks a new word by a blank in front of it; a French hyphen has none.
            text += heard.word if text else heard.word.lstrip()
            latest = start = min(max(latest, heard.start), seconds)
            end = min(max(start, heard.end), seconds)
            offset = text.rindex(bare)
            confidence = min(1.0, max(0.0, float(heard.probability)))
            words.append(Word(bare, offset, round(start, 3), round(end, 3), confidence))
        if seconds:
            done = min(0.99, max(done, segment.end / seconds))
            progress(done)
    return text.rstrip(), tuple(words)
