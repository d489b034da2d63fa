"""OpenAI's audio endpoints as scripts of `OpenaiPeer`: requests are checked, audio is decoded.

Shapes and limits: https://platform.openai.com/docs/api-reference/audio. espeak-ng speaks in the
place of OpenAI's voices; what this cannot show is how well its models hear.
"""

import io
import math
from collections.abc import Mapping, Sequence
from typing import Any

from infra.speech.espeak_library import espeak_library
from tests.peers.openai_peer import Script, answers, fails
from tests.sounds import resampled

MAX_BYTES = 25_000_000
MAX_SECONDS = 1_400.0
# Voice → the espeak-ng voice that speaks in its place; tts-1 has the first only.
OLD_VOICES = {"nova": "fr+f2", "onyx": "fr+m3", "shimmer": "fr+f4"}
VOICES = {**OLD_VOICES, "marin": "fr+f3"}


class Invalid(Exception):
    """What a 400 says."""


def hears(
    text: str,
    *,
    words: Sequence[tuple[str, float, float]] | None = None,
    logprobs: Sequence[Mapping[str, Any]] | None = None,
) -> Script:
    """Answer a transcription with what the model and the format allow.

    Args:
        words: text, start and end, for `verbose_json`; by default the text's, one each 0.2 s.
        logprobs: for `json`; by default a token a word, each of probability .9.
    """

    def run(handler: Any) -> None:
        body = handler.peer.requests[-1].body
        try:
            seconds = _checked(handler.path, body)
        except Invalid as error:
            fails(400, str(error), "invalid_value")(handler)
            return
        answer: dict[str, Any] = {"text": text}
        if body["response_format"] == "verbose_json":
            answer |= {"task": "transcribe", "language": "french", "duration": seconds}
            answer["words"] = [
                {"word": word, "start": start, "end": end}
                for word, start, end in (evenly(text) if words is None else words)
            ]
        elif body.get("include[]") == ["logprobs"]:
            answer["logprobs"] = tokens(text) if logprobs is None else list(logprobs)
        answers(answer)(handler)

    return run


def evenly(text: str) -> list[tuple[str, float, float]]:
    """Words as whisper-1 gives them: without punctuation."""
    words = [word.strip(".,!?") for word in text.split()]
    return [(word, i * 0.2, (i + 1) * 0.2) for i, word in enumerate(words)]


def tokens(text: str, chance: float = 0.9) -> list[dict[str, Any]]:
    """Log-probabilities of a token a word, as `include[]=logprobs` gives them."""
    pieces = [word if i == 0 else f" {word}" for i, word in enumerate(text.split(" "))]
    return [token(piece.encode(), chance) for piece in pieces]


def token(data: bytes, chance: float) -> dict[str, Any]:
    """One of them; half a character is shown as a replacement and told in its bytes."""
    text = data.decode("utf-8", "replace")
    return {"token": text, "logprob": math.log(chance), "bytes": list(data)}


def _checked(path: str, body: Mapping[str, Any]) -> float:
    import av

    model, audio, wanted = body.get("model"), body.get("file"), body.get("response_format")
    if path != "/v1/audio/transcriptions" or not isinstance(audio, bytes):
        raise Invalid("file is required")
    if len(audio) > MAX_BYTES:
        raise Invalid("Maximum content size limit (26214400) exceeded")
    if not body["filename"].endswith(".flac"):
        raise Invalid("Invalid file format.")
    if model == "whisper-1":
        if body.get("timestamp_granularities[]") and wanted != "verbose_json":
            raise Invalid("timestamp_granularities needs verbose_json")
    elif wanted != "json":
        raise Invalid("response_format is not compatible with this model")
    if body.get("include[]") and not str(model).startswith("gpt-4o"):
        raise Invalid("logprobs is not supported with this model")
    if "languages[]" in body and model != "gpt-transcribe":
        raise Invalid("languages is supported by gpt-transcribe")
    with av.open(io.BytesIO(audio), "r", format="flac") as container:
        seconds = sum(f.samples / f.sample_rate for f in container.decode(audio=0))
    if seconds > MAX_SECONDS:
        raise Invalid(f"audio duration {seconds} seconds is longer than {MAX_SECONDS:g} seconds")
    return seconds


def speaks() -> Script:
    """Answer a request for speech with 16-bit samples at 24 kHz."""

    def run(handler: Any) -> None:
        body = handler.peer.requests[-1].body
        try:
            voice = _voice(handler.path, body)
        except Invalid as error:
            fails(400, str(error), "invalid_value")(handler)
            return
        rate = round(175 * body.get("speed", 1.0))
        said = espeak_library().synthesize(body["input"], voice=voice, words_per_minute=rate)
        pcm = resampled(said.pcm, said.rate, 24_000)
        answers(pcm, Content_Type="audio/pcm")(handler)

    return run


def _voice(path: str, body: Mapping[str, Any]) -> str:
    old = str(body.get("model")).startswith("tts-1")
    voices = OLD_VOICES if old else VOICES
    if path != "/v1/audio/speech" or not 0 < len(body["input"]) <= 4_096:
        raise Invalid("input: 1 to 4096 characters")
    if body.get("voice") not in voices:
        raise Invalid("voice: not one of this model's")
    if body.get("response_format") != "pcm" or not 0.25 <= body.get("speed", 1.0) <= 4:
        raise Invalid("response_format, speed")
    if old and "instructions" in body:
        raise Invalid("instructions are not supported with this model")
    return voices[body["voice"]]
