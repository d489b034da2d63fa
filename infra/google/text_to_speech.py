"""Text to speech by Cloud Text-to-Speech."""

import io
import re
import wave
from collections.abc import Callable
from typing import TYPE_CHECKING

from infra.audio.sentences import utf8_size
from infra.audio.speech_encoder import Samples
from infra.audio.spoken_text import check_speed, speak_text
from infra.google.calls import CHANNEL_OPTIONS, Engine
from infra.google.failures import translated
from infra.resilience import Resilience, SetUpRefused
from shared.domain.errors import Code, Permanent, Refused
from shared.ports.voice import FORMAL, AudioFormat, Speech, Voice

if TYPE_CHECKING:
    from google.cloud.texttospeech_v1 import TextToSpeechClient

MAX_BYTES = 2_000
"""Of text in a request; "é" is two. A request may hold 5 000
(https://cloud.google.com/text-to-speech/quotas); at half speed, some 7 characters a second, they
would come back as 30 MB of samples in one answer."""

VOICE = re.compile(r"(fr-(?:FR|CA))-(?:Chirp3-HD-[A-Z][a-z]{2,20}|[A-Z][A-Za-z0-9]{3,11}-[A-Z])")
"""What a French voice is called. The list itself is Google's, and changes every few months
(https://cloud.google.com/text-to-speech/docs/list-voices-and-types)."""


class GoogleVoice(Voice):
    """Voice over Text-to-Speech.

    Samples are asked for, not Opus or MP3, so that the pieces of a long text make one file.

    Args:
        connect: builds the client (`open_client`).
        voice, formal: what an empty voice name, and `FORMAL`, stand for.
        resilience: retry and circuit breaker.
    """

    def __init__(
        self,
        connect: "Callable[[], TextToSpeechClient]",
        *,
        voice: str,
        formal: str,
        resilience: Resilience | None = None,
    ) -> None:
        self.name = f"google:{voice}"
        self._own = {"": voice, FORMAL: formal}
        self._engine = Engine("google voice", connect, resilience)

    def warm(self) -> None:
        """Build the client; calls nobody."""
        with translated(self._engine.provider):
            self._engine.client()

    def close(self) -> None:
        """Close its connections."""
        self._engine.close()

    def speak(
        self, text: str, *, format: AudioFormat = AudioFormat.OGG, voice: str = "", speed: float = 1
    ) -> Speech:
        """Speak a text of any length, a few sentences at a time.

        Raises:
            Refused: `invalid_request` for a voice that Google does not know, a speed out of range,
                or a text that has no sound.
            Permanent: `provider_refused`.
            Transient: `provider_unavailable`.
        """
        check_speed(speed)
        chosen = self._own.get(voice, voice)
        known = VOICE.fullmatch(chosen)
        if known is None:
            raise Refused(Code.INVALID_REQUEST, "voice: the name of a French voice of Google")
        try:
            spoken = speak_text(
                text,
                lambda piece: self._say(piece, chosen, known[1], speed),
                format=format,
                speed=speed,
                limit=MAX_BYTES,
                size=utf8_size,
            )
        except SetUpRefused:
            raise
        except Permanent as error:
            if voice in self._own:
                raise
            # The text is within bounds, so what Google refuses is the name.
            raise Refused(Code.INVALID_REQUEST, "voice: Google does not take it") from error
        return Speech(spoken.audio, format, spoken.seconds, f"google:{chosen}")

    def _say(self, piece: str, voice: str, language: str, speed: float) -> Samples:
        def work(client: "TextToSpeechClient", timeout: float) -> bytes:
            from google.cloud.texttospeech_v1 import types

            request = types.SynthesizeSpeechRequest(
                input=types.SynthesisInput(text=piece),  # text, not SSML: nothing in it is markup
                voice=types.VoiceSelectionParams(language_code=language, name=voice),
                audio_config=types.AudioConfig(
                    audio_encoding=types.AudioEncoding.LINEAR16, speaking_rate=speed
                ),
            )
            answer = client.synthesize_speech(request, retry=None, timeout=timeout)
            return bytes(answer.audio_content)

        return self._samples(self._engine.call(work))

    def _samples(self, wav: bytes) -> Samples:
        """Unwrap LINEAR16, which comes with a WAV header."""
        try:
            with wave.open(io.BytesIO(wav)) as sound:
                if (sound.getnchannels(), sound.getsampwidth()) == (1, 2):
                    return Samples(sound.readframes(sound.getnframes()), sound.getframerate())
        except (wave.Error, EOFError):
            pass
        detail = f"{self._engine.provider}: an answer of another shape"
        raise Permanent(Code.PROVIDER_REFUSED, detail)


def open_client(location: str) -> "TextToSpeechClient":
    """Build the client for a location of Speech-to-Text, with the process's own credentials.

    Voices have fewer places: `eu` and `us`, and one for the rest of the world
    (https://cloud.google.com/text-to-speech/docs/endpoints).
    """
    from google.cloud.texttospeech_v1 import TextToSpeechClient
    from google.cloud.texttospeech_v1.services.text_to_speech.transports import (
        TextToSpeechGrpcTransport,
    )

    from infra.google.own_credentials import own_credentials

    place = location[:2] if location.startswith(("eu", "us")) else ""
    host = f"{place}-texttospeech.googleapis.com" if place else "texttospeech.googleapis.com"
    channel = TextToSpeechGrpcTransport.create_channel(
        host, credentials=own_credentials(), options=CHANNEL_OPTIONS
    )
    return TextToSpeechClient(transport=TextToSpeechGrpcTransport(host=host, channel=channel))
