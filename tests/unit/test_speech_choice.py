"""Which recognizers and voices are used, and what the settings refuse."""

import sys
from pathlib import Path
from typing import Any

import pytest

from infra import bootstrap, fallback, speech_adapters
from infra.audio.pieces import PiecewiseTranscriber
from infra.fallback import FallbackTranscriber, FallbackVoice
from infra.settings import Settings, SettingsError, load
from shared.domain.errors import Code, Permanent
from shared.ports.transcriber import Hint
from tests import sounds
from tests.contract.test_supplied_transcriber import hint_of
from tests.peers import openai_audio, openai_peer
from tests.peers.openai_peer import OpenaiPeer
from tests.recordings import converted

KEY = "sk-canary-0123456789"
GOOGLE = {"google_cloud_project": "school", "google_application_credentials": "key.json"}
VARIABLES = (
    *("SPEECH_ENGINE", "SPEECH_MODEL", "VOICE_ENGINE", "OPENAI_API_KEY", "OPENAI_BASE_URL"),
    *("GOOGLE_CLOUD_PROJECT", "GOOGLE_APPLICATION_CREDENTIALS", "GOOGLE_SPEECH_BUCKET"),
)


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


def ports(tmp_path: Path, **fields: Any) -> bootstrap.Ports:
    return bootstrap.Ports(Settings(data_dir=tmp_path, tutor="rules", **fields))


@pytest.mark.parametrize(
    ("fields", "recognizers", "speakers"),
    [
        ({}, ("supplied",), ("espeak-ng",)),
        ({"speech_model": "small"}, ("faster-whisper", "supplied"), ("espeak-ng",)),
        ({"openai_api_key": KEY}, ("openai", "supplied"), ("openai", "espeak-ng")),
        (GOOGLE, ("google", "supplied"), ("google", "espeak-ng")),
        # A learner's voice goes to a second company only where somebody said so.
        ({**GOOGLE, "openai_api_key": KEY}, ("google", "supplied"), ("google", "espeak-ng")),
        ({"google_cloud_project": "school"}, ("supplied",), ("espeak-ng",)),
        (
            {
                "openai_api_key": KEY,
                "google_cloud_project": "school",
                "speech_engine": "openai, google,openai,supplied",
                "voice_engine": "espeak-ng",
            },
            ("openai", "google", "supplied"),
            ("espeak-ng",),
        ),
    ],
)
def test_what_is_there_or_set_is_used_in_order(
    tmp_path: Path,
    fields: dict[str, Any],
    recognizers: tuple[str, ...],
    speakers: tuple[str, ...],
) -> None:
    chosen = Settings(data_dir=tmp_path, **fields)
    assert speech_adapters.recognizers(chosen) == recognizers
    assert speech_adapters.speakers(chosen) == speakers


def test_engines_are_built_without_their_libraries(tmp_path: Path) -> None:
    made = ports(
        tmp_path,
        **GOOGLE,
        openai_api_key=KEY,
        speech_engine="google,openai,faster-whisper,supplied",
        voice_engine="google,openai,espeak-ng",
    )
    assert isinstance(made.transcriber, FallbackTranscriber)
    assert isinstance(made.voice, FallbackVoice)
    names = [one.name for one in made.transcriber._engines]
    assert names == [
        *("google:long", "openai:gpt-4o-transcribe"),
        *("faster-whisper:small", "supplied"),
    ]
    assert [one.name for one in made.voice._engines] == [
        *("google:fr-FR-Neural2-F", "openai:gpt-4o-mini-tts/nova", "espeak-ng"),
    ]
    made.close()


@pytest.mark.parametrize(("bucket", "in_pieces"), [("", True), ("school", False)])
def test_long_recordings_go_to_google_in_pieces_unless_they_lie_there(
    tmp_path: Path, bucket: str, in_pieces: bool
) -> None:
    made = ports(tmp_path, **GOOGLE, speech_engine="google", google_speech_bucket=bucket)
    assert isinstance(made.transcriber, PiecewiseTranscriber) is in_pieces


def test_a_recording_is_heard_and_answered_over_the_wire(tmp_path: Path) -> None:
    audio = converted(tmp_path, sounds.speech())
    with OpenaiPeer() as peer:
        made = ports(tmp_path, openai_api_key=KEY, openai_base_url=peer.base_url)
        peer.then(openai_audio.hears("J'ai allé au marché."), openai_audio.speaks())
        heard = made.transcriber.transcribe(audio, Hint())
        spoken = made.voice.speak("Tu es allé au marché ?")
        made.close()
    assert (heard.text, heard.engine) == ("J'ai allé au marché.", "openai:gpt-4o-transcribe")
    assert spoken.engine == "openai:gpt-4o-mini-tts/nova"


def test_a_refused_key_leaves_what_is_on_this_machine(tmp_path: Path) -> None:
    audio = converted(tmp_path, sounds.speech())
    with OpenaiPeer() as peer:
        made = ports(tmp_path, openai_api_key=KEY, openai_base_url=peer.base_url)
        peer.then(openai_peer.fails(401), openai_peer.fails(401))
        heard = made.transcriber.transcribe(audio, hint_of("J'ai allé au marché."))
        spoken = made.voice.speak("Bonjour.")
        made.close()
        # Without a transcript beside it, the key is what is told, not the missing transcript.
        made = ports(tmp_path, openai_api_key=KEY, openai_base_url=peer.base_url)
        peer.then(openai_peer.fails(401))
        with pytest.raises(Permanent) as caught:
            made.transcriber.transcribe(audio, Hint())
        made.close()
    assert heard.engine == "supplied"
    assert spoken.engine.startswith("espeak-ng")
    assert caught.value.code is Code.PROVIDER_REFUSED


def test_without_googles_libraries_what_is_on_this_machine_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("google.api_core.exceptions", "google.cloud.speech_v2", "google.auth.exceptions"):
        monkeypatch.setitem(sys.modules, name, None)
    audio = converted(tmp_path, sounds.speech())
    made = ports(tmp_path, **GOOGLE)
    fallback.warm(made.transcriber)
    assert made.transcriber.transcribe(audio, hint_of("Oui.")).engine == "supplied"
    assert made.voice.speak("Bonjour.").engine.startswith("espeak-ng")
    alone = ports(tmp_path, **GOOGLE, speech_engine="google")
    with pytest.raises(Permanent, match="its client is not installed"):
        alone.transcriber.transcribe(audio, Hint())


@pytest.mark.parametrize(
    ("variable", "value", "told"),
    [
        ("SPEECH_ENGINE", "openai", "openai needs OPENAI_API_KEY"),
        ("VOICE_ENGINE", "espeak-ng,openai", "openai needs OPENAI_API_KEY"),
        ("SPEECH_ENGINE", "google", "google needs GOOGLE_CLOUD_PROJECT"),
        ("SPEECH_ENGINE", "siri", "SPEECH_ENGINE"),
        ("VOICE_ENGINE", "google;rm", "VOICE_ENGINE"),
        ("GOOGLE_SPEECH_LOCATION", "evil.example/", "GOOGLE_SPEECH_LOCATION"),
        ("GOOGLE_CLOUD_PROJECT", "a/b", "GOOGLE_CLOUD_PROJECT"),
        ("GOOGLE_SPEECH_BUCKET", "a/../b", "GOOGLE_SPEECH_BUCKET"),
        ("GOOGLE_VOICE", "en-US-Neural2-A", "GOOGLE_VOICE"),
        ("OPENAI_SPEECH_MODEL", "whisper 1", "OPENAI_SPEECH_MODEL"),
        ("OPENAI_VOICE", "no/va", "OPENAI_VOICE"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, told: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError, match=told):
        load()
