"""Kind: unit, over the real library; no socket, no file."""

import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infra.speech.espeak_library import EspeakLibrary, espeak_library
from infra.speech.espeak_phonemizer import EspeakPhonemizer
from shared.domain.errors import Code, Transient

NORMAL = 175


@pytest.mark.parametrize(
    ("text", "ipa"),
    [
        ("Bonjour", "bɔ̃ʒuʁ"),
        ("les amis", "lez ami"),
        ("je m'appelle Marie", "ʒə mapɛl maʁi"),
        ("ils parlent", "il paʁl"),
        ("il parle", "il paʁl"),
        ("", ""),
        ("…", ""),
    ],
)
def test_french_comes_out_as_bare_ipa(text: str, ipa: str) -> None:
    assert EspeakPhonemizer().phonemes(text) == ipa


def test_a_foreign_word_leaves_no_language_mark() -> None:
    assert not set("()-ˈˌ") & set(EspeakPhonemizer().phonemes("le week-end au parking"))


def test_what_can_be_read_as_phonemes_or_commands_is_read_as_text() -> None:
    phonemizer = EspeakPhonemizer()

    # The control: espeak-ng's own phoneme notation would have made "il parle" of this.
    assert phonemizer.phonemes("il [[paRl]]") != phonemizer.phonemes("il parle")
    assert phonemizer.phonemes("a\x00b") == "a be"


def test_an_embedded_command_does_not_change_the_rate() -> None:
    library = espeak_library()
    fast_if_obeyed = library.synthesize("\x01400Sbonjour à tous", words_per_minute=NORMAL)
    spoken_out = library.synthesize(" 400Sbonjour à tous", words_per_minute=NORMAL)

    assert fast_if_obeyed.seconds == pytest.approx(spoken_out.seconds, rel=0.01)


def test_a_voice_that_does_not_exist_is_refused_and_the_next_call_works() -> None:
    library = espeak_library()

    with pytest.raises(Transient) as caught:
        library.synthesize("bonjour", voice="fr-fr", words_per_minute=NORMAL)

    assert caught.value.code is Code.PROVIDER_UNAVAILABLE
    assert library.phonemes("oui")


def test_a_library_that_cannot_be_loaded_is_transient(monkeypatch: pytest.MonkeyPatch) -> None:
    import espeakng_loader

    monkeypatch.setattr(espeakng_loader, "get_library_path", lambda: "/nowhere/libespeak-ng.so")

    with pytest.raises(Transient) as caught:
        EspeakPhonemizer(EspeakLibrary()).phonemes("oui")

    assert caught.value.code is Code.PROVIDER_UNAVAILABLE


def test_threads_with_different_voices_do_not_mix() -> None:
    library = espeak_library()
    wanted = {
        voice: library.synthesize("Il fait beau.", voice=voice, words_per_minute=NORMAL)
        for voice in ("fr", "fr+f2", "fr-be")
    }
    wrong: list[str] = []

    def speak(voice: str) -> None:
        for _ in range(20):
            said = library.synthesize("Il fait beau.", voice=voice, words_per_minute=NORMAL)
            if abs(said.seconds - wanted[voice].seconds) > 0.05 or not library.phonemes("oui"):
                wrong.append(voice)

    threads = [threading.Thread(target=speak, args=(voice,)) for voice in wanted]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert wrong == []


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_transcribed_and_spoken(text: str) -> None:
    assert "\n" not in EspeakPhonemizer().phonemes(text)
    assert espeak_library().synthesize(text, words_per_minute=NORMAL).rate > 0
