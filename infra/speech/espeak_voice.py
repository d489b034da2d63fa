"""French speech through espeak-ng: no key, no network, about 1 ms a second of speech."""

from infra.audio.spoken_text import check_speed, speak_text
from infra.speech.espeak_library import FRENCH, EspeakLibrary, espeak_library
from shared.domain.errors import Code, Refused
from shared.ports.voice import FORMAL, AudioFormat, Speech

VOICES = (FRENCH, "fr-be", "fr-ch", "fr+f2", "fr+f3", "fr+f4", "fr+m3", "fr+m7")
"""Names `speak` takes: France, Belgium, Switzerland, three women and two men. A `+variant` that
does not exist would be spoken in the default voice without a word, so the list is closed."""

_WORDS_PER_MINUTE = 175  # espeak-ng's normal rate
# Other threads wait for the library while one piece is spoken: 300 characters take about 10 ms.
_PIECE_CHARACTERS = 300


class EspeakVoice:
    """Voice over espeak-ng.

    Args:
        library: the binding; the process's own when left out.
        voice: what an empty voice name stands for, one of `VOICES`.
    """

    name = "espeak-ng"

    def __init__(self, library: EspeakLibrary | None = None, *, voice: str = FRENCH) -> None:
        self._library = library or espeak_library()
        self._default = _known(voice)

    def warm(self) -> None:
        """Load the library and the encoder."""
        self.speak("Bonjour.")

    def close(self) -> None:
        """Nothing was opened that another may not still use."""

    def speak(
        self, text: str, *, format: AudioFormat = AudioFormat.OGG, voice: str = "", speed: float = 1
    ) -> Speech:
        """Speak a text of any length, a few sentences at a time.

        Args:
            text: plain text: no SSML, no [[phonemes]], no commands are read out of it.
            format: Opus in Ogg or WebM, or MP3; always mono.
            voice: one of `VOICES`, empty for the default.
            speed: 0.5 to 2, where 1 is 175 words a minute.

        Raises:
            Refused: `invalid_request` for an unknown voice, a speed out of range, or a text that
                has no sound.
            Transient: `provider_unavailable`, espeak-ng cannot be loaded.
        """
        # One synthesizer speaks as formally as the other.
        chosen = self._default if voice in {"", FORMAL} else _known(voice)
        check_speed(speed)
        rate = round(_WORDS_PER_MINUTE * speed)
        spoken = speak_text(
            text,
            lambda piece: self._library.synthesize(piece, voice=chosen, words_per_minute=rate),
            format=format,
            speed=speed,
            limit=_PIECE_CHARACTERS,
        )
        engine = f"{self.name}:{self._library.version()}"
        return Speech(spoken.audio, format, spoken.seconds, engine)


def _known(voice: str) -> str:
    if voice not in VOICES:
        raise Refused(Code.INVALID_REQUEST, f"voice: one of {', '.join(VOICES)}")
    return voice
