"""What every Voice must do; a suite subclasses it and says how to make the adapter."""

import io

import pytest

from shared.domain.errors import Code, Refused
from shared.ports.voice import FORMAL, AudioFormat, Speech, Voice

CODECS = {AudioFormat.OGG: "opus", AudioFormat.WEBM: "opus", AudioFormat.MP3: "mp3"}


def decoded_seconds(speech: Speech) -> float:
    import av

    with av.open(io.BytesIO(speech.audio)) as container:
        return sum(frame.samples / frame.sample_rate for frame in container.decode(audio=0))


class VoiceContract:
    """Subclass and override `voice`; `other_voice` names one that is not the default."""

    other_voice: str

    @pytest.fixture
    def voice(self) -> Voice:
        raise NotImplementedError

    @pytest.mark.parametrize("format", AudioFormat)
    def test_speech_is_encoded_as_asked_and_as_long_as_stated(
        self, voice: Voice, format: AudioFormat
    ) -> None:
        import av

        speech = voice.speak("Bonjour, comment vas-tu ?", format=format)

        with av.open(io.BytesIO(speech.audio)) as container:
            stream = container.streams.audio[0]
            assert container.format.name in {"matroska,webm", "ogg", "mp3"}
            assert format.value in container.format.name
            assert stream.codec_context.codec.canonical_name == CODECS[format]
            assert stream.codec_context.channels == 1
        assert speech.format is format
        assert decoded_seconds(speech) == pytest.approx(speech.seconds, abs=0.1)
        assert 0.8 < speech.seconds < 4
        assert speech.engine.startswith(voice.name)

    def test_speed_changes_the_length(self, voice: Voice) -> None:
        text = "Le train part à huit heures et arrive à midi."

        slow, normal, fast = (voice.speak(text, speed=speed).seconds for speed in (0.5, 1, 2))

        assert slow > 1.5 * normal
        assert fast < normal / 1.5

    @pytest.mark.parametrize("speed", [0.49, 2.01, 0, -1, float("nan"), float("inf")])
    def test_a_speed_out_of_range_is_refused(self, voice: Voice, speed: float) -> None:
        with pytest.raises(Refused) as caught:
            voice.speak("Bonjour", speed=speed)

        assert caught.value.code is Code.INVALID_REQUEST

    @pytest.mark.parametrize("name", ["zz-unknown", "../../etc/passwd", "fr-fr", "fr\x00"])
    def test_an_unknown_voice_is_refused(self, voice: Voice, name: str) -> None:
        with pytest.raises(Refused) as caught:
            voice.speak("Bonjour", voice=name)

        assert caught.value.code is Code.INVALID_REQUEST

    def test_another_voice_sounds_different(self, voice: Voice) -> None:
        assert voice.speak("Bonjour", voice=self.other_voice).audio != voice.speak("Bonjour").audio

    def test_every_engine_can_speak_formally(self, voice: Voice) -> None:
        assert voice.speak("Bonjour", voice=FORMAL).seconds > 0.2

    @pytest.mark.parametrize("text", ["", "  \n ", "…"])
    def test_a_text_without_sound_is_refused(self, voice: Voice, text: str) -> None:
        with pytest.raises(Refused) as caught:
            voice.speak(text)

        assert caught.value.code is Code.INVALID_REQUEST

    def test_a_long_text_is_spoken_to_its_end(self, voice: Voice) -> None:
        sentence = "Nous sommes allés au marché, puis nous avons déjeuné. "
        once = voice.speak(sentence).seconds

        assert voice.speak(sentence * 60).seconds > 55 * once

    def test_markup_is_read_out_not_obeyed(self, voice: Voice) -> None:
        # A break obeyed would add ten seconds and no word; a prosody obeyed would halve the time.
        broken = voice.speak('Oui.<break time="10s"/> Non.', speed=2).seconds
        plain = voice.speak("Oui. Non.", speed=2).seconds

        assert plain + 0.3 < broken < plain + 9
