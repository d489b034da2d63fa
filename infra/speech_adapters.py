"""The part of `infra.bootstrap` that hears and speaks: builds adapters from settings, for it alone.

Each function imports what it needs, so that a process pays for what it uses.
"""

from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING, Literal

from infra.settings import Settings
from infra.speech_settings import Recognizer, Speaker
from shared.domain.errors import Permanent

if TYPE_CHECKING:
    from shared.ports.audio import Scratch, SpeechActivity
    from shared.ports.transcriber import Transcriber
    from shared.ports.voice import Voice


def transcriber(
    chosen: Settings, *, activity: "SpeechActivity", scratch: "Scratch"
) -> "Transcriber":
    """The recognizers of this process as one."""
    builders: dict[Recognizer, Callable[[], Transcriber]] = {
        "google": partial(_google_transcriber, chosen, activity, scratch),
        "openai": partial(_openai_transcriber, chosen, activity, scratch),
        "faster-whisper": partial(_faster_whisper, chosen, activity),
        "supplied": partial(_supplied, activity),
    }
    made = [builders[name]() for name in recognizers(chosen)]
    if len(made) == 1:
        return made[0]
    from infra.fallback import FallbackTranscriber

    return FallbackTranscriber(made)


def voice(chosen: Settings) -> "Voice":
    """The voices of this process as one."""
    builders: dict[Speaker, Callable[[], Voice]] = {
        "google": partial(_google_voice, chosen),
        "openai": partial(_openai_voice, chosen),
        "espeak-ng": _espeak_voice,
    }
    made = [builders[name]() for name in speakers(chosen)]
    if len(made) == 1:
        return made[0]
    from infra.fallback import FallbackVoice

    return FallbackVoice(made)


def recognizers(chosen: Settings) -> tuple[Recognizer, ...]:
    """Which recognizers, in order.

    Without a choice: one outside, where there is a key for it, and then what is on this machine. A
    learner's voice goes to a second company only where somebody said so.
    """
    if chosen.speech_engine:
        return chosen.speech_engine
    local: tuple[Recognizer, ...] = ("supplied",)
    if _has_whisper(chosen):
        local = ("faster-whisper", *local)
    outside = _outside(chosen)
    return (outside, *local) if outside else local


def speakers(chosen: Settings) -> tuple[Speaker, ...]:
    """Which voices, in order, by the same rule."""
    if chosen.voice_engine:
        return chosen.voice_engine
    outside = _outside(chosen)
    return (outside, "espeak-ng") if outside else ("espeak-ng",)


def _outside(chosen: Settings) -> Literal["google", "openai"] | None:
    if chosen.has_google:
        return "google"
    return "openai" if chosen.has_openai else None


def _google_transcriber(
    chosen: Settings, activity: "SpeechActivity", scratch: "Scratch"
) -> "Transcriber":
    from infra.google.speech_to_text import MAX_SECONDS, GoogleTranscriber, open_client

    google = GoogleTranscriber(
        partial(open_client, chosen.google_speech_location),
        project=chosen.google_cloud_project,
        location=chosen.google_speech_location,
        model=chosen.google_speech_model,
        activity=activity,
        bucket=chosen.google_speech_bucket,
    )
    if chosen.google_speech_bucket:
        return google
    return _in_pieces(google, MAX_SECONDS, activity, scratch)


def _openai_transcriber(
    chosen: Settings, activity: "SpeechActivity", scratch: "Scratch"
) -> "Transcriber":
    from infra.openai.remote_model import RemoteModel
    from infra.openai.transcriber import (
        MAX_ANSWER_BYTES,
        MAX_SECONDS,
        OpenaiTranscriber,
        transcription_endpoint,
    )

    endpoint = transcription_endpoint(
        chosen.openai_speech_model,
        api_key=chosen.openai_api_key.get_secret_value(),
        base_url=chosen.openai_base_url,
    )
    model = RemoteModel(endpoint, max_bytes=MAX_ANSWER_BYTES)
    openai = OpenaiTranscriber(model, activity=activity)
    return _in_pieces(openai, MAX_SECONDS, activity, scratch)


def _in_pieces(
    whole: "Transcriber", longest: float, activity: "SpeechActivity", scratch: "Scratch"
) -> "Transcriber":
    from infra.audio.pieces import PiecewiseTranscriber

    return PiecewiseTranscriber(whole, longest=longest, activity=activity, scratch=scratch)


def _faster_whisper(chosen: Settings, activity: "SpeechActivity") -> "Transcriber":
    from infra.speech.faster_whisper_transcriber import FasterWhisperTranscriber

    return FasterWhisperTranscriber(
        model=_whisper_model(chosen), activity=activity, cache=chosen.data_dir / "models"
    )


def _supplied(activity: "SpeechActivity") -> "Transcriber":
    from infra.speech.supplied_transcriber import SuppliedTranscriber

    return SuppliedTranscriber(activity)


def _whisper_model(chosen: Settings) -> str:
    return chosen.speech_model or "small"


def _has_whisper(chosen: Settings) -> bool:
    """Whether the local recognizer is wanted by name, or installed together with its model."""
    if chosen.speech_model:
        return True
    if find_spec("faster_whisper") is None:
        return False
    from infra.speech.whisper_models import find_model

    try:
        find_model(_whisper_model(chosen), cache=chosen.data_dir / "models")
    except Permanent:
        return False
    return True


def _google_voice(chosen: Settings) -> "Voice":
    from infra.google.text_to_speech import GoogleVoice, open_client

    return GoogleVoice(
        partial(open_client, chosen.google_speech_location),
        voice=chosen.google_voice,
        formal=chosen.google_voice_formal,
    )


def _openai_voice(chosen: Settings) -> "Voice":
    from infra.openai.remote_model import RemoteModel
    from infra.openai.voice import MAX_ANSWER_BYTES, OpenaiVoice, speech_endpoint

    endpoint = speech_endpoint(
        chosen.openai_voice_model,
        api_key=chosen.openai_api_key.get_secret_value(),
        base_url=chosen.openai_base_url,
    )
    model = RemoteModel(endpoint, max_bytes=MAX_ANSWER_BYTES)
    return OpenaiVoice(model, voice=chosen.openai_voice)


def _espeak_voice() -> "Voice":
    from infra.speech.espeak_voice import EspeakVoice

    return EspeakVoice()
