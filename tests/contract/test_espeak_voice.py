"""Kind: contract, over the real library."""

import pytest

from infra.speech.espeak_library import espeak_library
from infra.speech.espeak_voice import VOICES, EspeakVoice
from shared.ports.voice import Voice
from tests.contract.voice_contract import VoiceContract


class TestEspeakVoice(VoiceContract):
    other_voice = "fr+f2"

    @pytest.fixture
    def voice(self) -> Voice:
        return EspeakVoice()

    @pytest.mark.parametrize("name", VOICES)
    def test_each_listed_voice_speaks(self, voice: Voice, name: str) -> None:
        assert voice.speak("Bonjour", voice=name).seconds > 0.3

    def test_phoneme_notation_is_read_out_not_obeyed(self, voice: Voice) -> None:
        # The control: the library obeys the notation when its flag (0x100) is on, and is then
        # as quick as with the plain word; read out, the letters and brackets take longer.
        said = voice.speak("[[bO~ZuR]]").seconds
        assert said > voice.speak("bonjour").seconds * 1.5

    def test_the_library_is_free_between_pieces(self) -> None:
        library = espeak_library()
        EspeakVoice(library).speak("Bonjour. " * 100)
        assert library.phonemes("oui") == "wˈi"
