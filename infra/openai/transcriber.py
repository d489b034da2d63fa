"""Speech to text by OpenAI's transcription models, or another server that speaks their protocol.

What comes back depends on the model (https://platform.openai.com/docs/guides/speech-to-text):

    whisper-1            times of words, no confidence
    gpt-4o-…transcribe   log-probabilities of tokens, no times
    gpt-transcribe       neither
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeGuard

from infra.audio.flac_reader import flac_seconds
from infra.audio.heard import HeardWord, placed
from infra.audio.word_times import estimated
from infra.openai.failures import translated
from infra.openai.remote_model import Endpoint, RemoteModel
from infra.resilience import RetryPolicy
from shared.domain.errors import Code, Permanent
from shared.domain.transcript import Interval, Timing, Transcript, Word
from shared.ports.audio import SpeechActivity
from shared.ports.transcriber import Hint, Transcriber

FRENCH = "fr"
MAX_BYTES = 25_000_000
"""Of a file, at OpenAI."""
MAX_SECONDS = 600.0
"""Of a piece. The models take 1 400 to 1 500 s; a request is one answer, and ten minutes of it are
what a retry may cost."""
MAX_ANSWER_BYTES = 2_000_000
"""Ten minutes of quick speech are some 3 000 tokens, of which each comes with its bytes and number,
about 120 bytes of JSON."""


class OpenaiTranscriber(Transcriber):
    """Transcriber over one model.

    No prompt and no keywords (`Hint.phrases` is not used): these models continue a prompt, and what
    it holds may be heard where it was not said.

    Args:
        model: whom to ask; `transcription_endpoint` and `MAX_ANSWER_BYTES` are made for it.
        activity: tells speech from silence, where the hint does not; silence is not sent.
    """

    def __init__(self, model: RemoteModel, *, activity: SpeechActivity) -> None:
        self.name = model.name
        self._model = model
        self._activity = activity

    def warm(self) -> None:
        """Import the SDK and build its client; calls nobody."""
        with translated(self._model.endpoint.provider):
            _ = self._model.sdk.audio.transcriptions

    def close(self) -> None:
        """Close its connections."""
        self._model.close()

    def transcribe(
        self, audio: Path, hint: Hint, *, progress: Callable[[float], None] = lambda _done: None
    ) -> Transcript:
        """Transcribe French raw, with what the model tells besides.

        Where it tells no times, words are spread over the stretches of speech
        (`Timing.ESTIMATED`).

        Raises:
            Permanent: `no_speech`; `audio_too_long`, beyond 25 MB; `provider_refused`.
            Transient: `provider_unavailable`.
        """
        if audio.stat().st_size > MAX_BYTES:
            raise Permanent(Code.AUDIO_TOO_LONG, f"at most {MAX_BYTES // 1_000_000} MB at once")
        seconds = flac_seconds(audio)
        speech = tuple(hint.speech) or self._activity.speech(audio)
        if not speech:
            raise Permanent(Code.NO_SPEECH)
        answer = self._model.call(lambda: self._ask(audio))
        text, words, timing = _read(answer, speech, seconds)
        if not words:
            raise Permanent(Code.NO_SPEECH)
        progress(1.0)
        return Transcript(
            text=text,
            words=words,
            engine=self.name,
            timing=timing,
            language=FRENCH,
            speech=speech,
            seconds=round(seconds, 3),
        )

    def _ask(self, audio: Path) -> Any:
        model = self._model.endpoint.model
        with audio.open("rb") as file:
            return self._model.sdk.audio.transcriptions.create(
                model=model, file=("audio.flac", file, "audio/flac"), **_options(model)
            )


def _options(model: str) -> dict[str, Any]:
    """What differs between the models; the language is told, not guessed from an accent."""
    if "whisper" in model:
        return {
            "language": FRENCH,
            "response_format": "verbose_json",
            "timestamp_granularities": ["word"],
            "temperature": 0.0,
        }
    if model.startswith("gpt-4o"):
        return {"language": FRENCH, "response_format": "json", "include": ["logprobs"]}
    return {"languages": [FRENCH], "response_format": "json"}


def _read(
    answer: object, speech: Sequence[Interval], seconds: float
) -> tuple[str, tuple[Word, ...], Timing]:
    """Read an answer without trust in its shape: the SDK builds models of whatever was sent."""
    said = getattr(answer, "text", None)
    if not isinstance(said, str):
        raise Permanent(Code.PROVIDER_REFUSED, "openai: an answer of another shape")
    text = said.strip()
    if timed := list(_timed(getattr(answer, "words", None))):
        return text, placed(text, timed, seconds=seconds), Timing.RECOGNIZED
    chances = _Chances(text, getattr(answer, "logprobs", None))
    return text, tuple(map(chances.of, estimated(text, speech))), Timing.ESTIMATED


def _timed(words: object) -> Iterator[HeardWord]:
    for word in words if isinstance(words, list) else ():
        text, start, end = (getattr(word, name, None) for name in ("word", "start", "end"))
        if isinstance(text, str) and _is_number(start) and _is_number(end):
            yield HeardWord(text, float(start), float(end))


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, (int, float)) and math.isfinite(value)


class _Chances:
    """How probable each character of a text was, by the tokens that it was made of.

    Where the tokens do not add up to the text, nothing is known of any of it.
    """

    def __init__(self, text: str, logprobs: object) -> None:
        self._chances: list[float] = []
        self._token_at: list[int] = []
        whole = bytearray()
        for number, one in enumerate(logprobs if isinstance(logprobs, list) else ()):
            logprob, data = getattr(one, "logprob", None), _token_bytes(one)
            if not _is_number(logprob) or data is None:
                self._token_at = []
                return
            self._chances.append(math.exp(min(0.0, logprob)))
            # A token may be half a character; the character belongs to the token it begins in.
            self._token_at += [number] * sum(byte & 0xC0 != 0x80 for byte in data)
            whole += data
        heard = whole.decode("utf-8", "replace")
        lead = len(heard) - len(heard.lstrip())
        self._token_at = self._token_at[lead:] if heard.strip() == text else []

    def of(self, word: Word) -> Word:
        """Give a word the mean probability of its tokens, as Whisper reckons it."""
        tokens = set(self._token_at[word.offset : word.offset + len(word.text)])
        if not tokens:
            return word
        return replace(
            word, confidence=round(sum(self._chances[n] for n in tokens) / len(tokens), 4)
        )


def _token_bytes(one: object) -> bytes | None:
    token, data = getattr(one, "token", None), getattr(one, "bytes", None)
    if isinstance(data, list):
        try:
            return bytes(int(byte) for byte in data)
        except (TypeError, ValueError):
            return None
    return token.encode("utf-8", "replace") if isinstance(token, str) else None


def transcription_endpoint(model: str, *, api_key: str, base_url: str) -> Endpoint:
    """OpenAI, or another address that speaks its protocol, with time to hear ten minutes."""
    patience = RetryPolicy(tries=3, seconds=180.0)
    return Endpoint("openai", base_url, model, api_key, patience, read_seconds=120.0)
