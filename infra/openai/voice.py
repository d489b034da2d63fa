"""Text to speech by OpenAI's speech models, or another server that speaks their protocol."""

from typing import Any

from infra.audio.speech_encoder import Samples
from infra.audio.spoken_text import check_speed, speak_text
from infra.openai.failures import translated
from infra.openai.remote_model import Endpoint, RemoteModel
from infra.resilience import RetryPolicy
from shared.domain.errors import Code, Permanent, Refused
from shared.ports.voice import FORMAL, AudioFormat, Speech, Voice

VOICES = (
    *("alloy", "ash", "coral", "echo", "fable", "nova", "onyx", "sage", "shimmer"),
    *("ballad", "verse", "marin", "cedar"),
)
"""Of https://platform.openai.com/docs/guides/text-to-speech; the last four are not in `tts-1`."""
_NOT_IN_TTS_1 = frozenset(VOICES[-4:])

MAX_CHARACTERS = 1_000
"""Of a request. It may hold 4 096, and 2 000 tokens with the newer model; a shorter one is sooner
here, and less is lost with it."""
RATE = 24_000
"""Of the samples that come for `pcm`: 16 bits, one channel, no header."""
MAX_ANSWER_BYTES = 16_000_000

_MANNER = (
    "Parle en français de France, d'une voix claire, {pace}, d'un ton {tone}, comme un professeur "
    "avec son élève. Lis le texte tel quel."
)


class OpenaiVoice(Voice):
    """Voice over one model. Samples are asked for, so that the pieces of a long text make one file.

    Args:
        model: whom to ask; `speech_endpoint` and `MAX_ANSWER_BYTES` are made for it.
        voice: what an empty voice name stands for.
    """

    def __init__(self, model: RemoteModel, *, voice: str) -> None:
        self._model = model
        self._default = voice
        self.name = f"{model.name}/{voice}"

    def warm(self) -> None:
        """Import the SDK and build its client; calls nobody."""
        with translated(self._model.endpoint.provider):
            _ = self._model.sdk.audio.speech

    def close(self) -> None:
        """Close its connections."""
        self._model.close()

    def speak(
        self, text: str, *, format: AudioFormat = AudioFormat.OGG, voice: str = "", speed: float = 1
    ) -> Speech:
        """Speak a text of any length, a few sentences at a time.

        Raises:
            Refused: `invalid_request` for a voice that is not one of `VOICES`, a speed out of
                range, or a text that has no sound.
            Permanent: `provider_refused`.
            Transient: `provider_unavailable`.
        """
        check_speed(speed)
        chosen = self._default if voice in {"", FORMAL} else voice
        manner = _manner(speed, formal=voice == FORMAL)
        if chosen not in VOICES or (self._is_old and chosen in _NOT_IN_TTS_1):
            raise Refused(Code.INVALID_REQUEST, f"voice: one of {', '.join(VOICES)}")
        spoken = speak_text(
            text,
            lambda piece: self._say(piece, chosen, speed, manner),
            format=format,
            speed=speed,
            limit=MAX_CHARACTERS,
        )
        return Speech(spoken.audio, format, spoken.seconds, f"{self._model.name}/{chosen}")

    def _say(self, piece: str, voice: str, speed: float, manner: str) -> Samples:
        # The older models know no instructions; the newer ones hear the pace from them as well.
        extra: dict[str, Any] = {} if self._is_old else {"instructions": manner}

        def work() -> tuple[str, bytes]:
            answer = self._model.sdk.audio.speech.create(
                model=self._model.endpoint.model,
                voice=voice,
                input=piece,
                response_format="pcm",
                speed=speed,
                **extra,
            )
            return answer.response.headers.get("content-type", ""), answer.content

        kind, pcm = self._model.call(work)
        if kind.startswith(("application/json", "text/")) or not pcm or len(pcm) % 2:
            provider = self._model.endpoint.provider
            raise Permanent(Code.PROVIDER_REFUSED, f"{provider}: an answer of another shape")
        return Samples(pcm, RATE)

    @property
    def _is_old(self) -> bool:
        return self._model.endpoint.model.startswith("tts-1")


def speech_endpoint(model: str, *, api_key: str, base_url: str) -> Endpoint:
    """OpenAI, or another address that speaks its protocol."""
    patience = RetryPolicy(tries=3, seconds=60.0)
    return Endpoint("openai", base_url, model, api_key, patience, read_seconds=30.0)


def _manner(speed: float, *, formal: bool) -> str:
    pace = "lentement" if speed < 0.95 else "assez vite" if speed > 1.05 else "à un rythme naturel"
    tone = "soutenu et posé, comme à un examen oral" if formal else "familier et bienveillant"
    return _MANNER.format(pace=pace, tone=tone)
