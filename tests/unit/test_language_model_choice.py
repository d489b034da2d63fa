"""Which language model is used, what the settings refuse, and that no secret is printed."""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from infra import bootstrap
from infra.edge import logs
from infra.settings import Settings, SettingsError, load
from shared.domain.error_types import Level
from shared.domain.feedback import Analysis, Move
from shared.ports.tutor import TutorRequest, made_by
from tests.peers import openai_peer as wire
from tests.peers.openai_peer import OpenaiPeer

KEY = "sk-canary-0123456789"
NOWHERE = "http://127.0.0.1:9"
VARIABLES = (
    *("OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_MODEL", "OLLAMA_URL", "OLLAMA_MODEL"),
    *("TUTOR", "DETECTOR_LLM"),
)


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def peer() -> Iterator[OpenaiPeer]:
    with OpenaiPeer() as opened:
        yield opened


def ports(tmp_path: Path, **settings: object) -> bootstrap.Ports:
    fields: dict[str, Any] = {"data_dir": tmp_path, "ollama_url": NOWHERE, **settings}
    return bootstrap.Ports(Settings(**fields))


def in_use(chosen: bootstrap.Ports) -> tuple[str, list[str]]:
    return chosen.tutor.name, chosen._language_detector


def test_without_key_and_ollama_the_rules_talk(tmp_path: Path) -> None:
    assert in_use(ports(tmp_path)) == ("rules", [])


def test_a_key_chooses_openai_for_both(tmp_path: Path, peer: OpenaiPeer) -> None:
    chosen = ports(tmp_path, openai_api_key=KEY, ollama_url=peer.url)
    assert in_use(chosen) == ("openai:gpt-5.4-mini", ["openai:gpt-5.4-mini"])


def test_without_a_key_an_ollama_that_answers_talks(tmp_path: Path, peer: OpenaiPeer) -> None:
    assert in_use(ports(tmp_path, ollama_url=peer.url)) == ("ollama:llama3.2", [])
    peer.version = None
    assert in_use(ports(tmp_path, ollama_url=peer.url)) == ("rules", [])


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"tutor": "rules"}, ("rules", ["openai:gpt-5.4-mini"])),
        ({"tutor": "ollama"}, ("ollama:llama3.2", ["openai:gpt-5.4-mini"])),
        ({"detector_llm": "off"}, ("openai:gpt-5.4-mini", [])),
        ({"detector_llm": "ollama"}, ("openai:gpt-5.4-mini", ["ollama:llama3.2"])),
        ({"openai_model": "gpt-6-luna"}, ("openai:gpt-6-luna", ["openai:gpt-6-luna"])),
        ({"tutor": "ollama", "ollama_model": "mistral:7b"}, ("ollama:mistral:7b", ...)),
    ],
)
def test_what_is_set_is_used(
    tmp_path: Path, settings: dict[str, str], expected: tuple[str, object]
) -> None:
    tutor, detectors = in_use(ports(tmp_path, openai_api_key=KEY, **settings))
    assert tutor == expected[0]
    assert expected[1] is ... or detectors == expected[1]


def talk(chosen: bootstrap.Ports) -> tuple[str, str]:
    request = TutorRequest("J'aime le cinéma.", (), Move.NONE, Level.B1)
    reply = chosen.tutor.reply(request)
    return "".join(reply), made_by(chosen.tutor, reply)


def test_the_tutor_answers_over_the_wire(tmp_path: Path, peer: OpenaiPeer) -> None:
    chosen = ports(tmp_path, openai_api_key=KEY, openai_base_url=peer.base_url)
    peer.then(wire.streams(["Moi aussi. ", "Quel film as-tu aimé ?"]))
    assert talk(chosen) == ("Moi aussi. Quel film as-tu aimé ?", "openai:gpt-5.4-mini")
    chosen.close()


def test_an_ollama_without_the_model_leaves_the_talk_to_the_rules(
    tmp_path: Path, peer: OpenaiPeer
) -> None:
    chosen = ports(tmp_path, ollama_url=peer.url)
    peer.then(wire.fails(404, "model 'llama3.2' not found"))
    assert talk(chosen)[1] == "rules"
    assert talk(chosen)[1] == "rules"
    assert len(peer.requests) == 1
    chosen.close()


def test_the_engine_finds_with_the_model_and_without_it(tmp_path: Path, peer: OpenaiPeer) -> None:
    chosen = ports(tmp_path, openai_api_key=KEY, openai_base_url=peer.base_url)
    answer = '{"corrected": "Nous avons mangé des frites.", "reasons": []}'
    peer.then(wire.says(answer), wire.fails(400))
    sentence = "Nous avons mangé les frites."
    found: list[Analysis] = [chosen.engine.analyse(sentence, spoken=False) for _ in range(2)]
    by_model = [c for c in found[0].corrections if "openai" in str(c.detectors)]
    assert [(c.original, c.replacement) for c in by_model] == [("les", "des")]
    assert found[0].silent == ()
    assert found[1].silent == ("openai:gpt-5.4-mini/correct_fr_v1",)
    chosen.close()


@pytest.mark.parametrize(
    ("variable", "value", "told"),
    [
        ("TUTOR", "openai", "openai needs OPENAI_API_KEY"),
        ("DETECTOR_LLM", "openai", "openai needs OPENAI_API_KEY"),
        ("TUTOR", "claude", "Input should be"),
        ("OPENAI_API_KEY", f"{KEY}\nX-Injected: 1", "no key has"),
        ("OPENAI_API_KEY", f"{KEY}é", "no key has"),
        ("OPENAI_BASE_URL", "http://elsewhere.example/v1", "must be https"),
        ("OPENAI_BASE_URL", f"https://user:{KEY}@host/v1", "without a name or password"),
        ("OPENAI_BASE_URL", "file:///etc/passwd", "http or https"),
        ("OLLAMA_URL", "ollama:11434", "http or https"),
        ("OPENAI_MODEL", f"x {KEY}", "no name of a model"),
    ],
)
def test_what_does_not_fit_is_refused_by_name_without_its_value(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, told: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError) as caught:
        load()
    assert f"{variable}: " in str(caught.value)
    assert told in str(caught.value)
    assert "canary" not in str(caught.value)
    with pytest.raises(ValidationError) as raw:
        Settings()  # type: ignore[call-arg]
    assert "canary" not in str(raw.value)


def test_an_ollama_in_the_next_container_is_reached_by_http(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OLLAMA_URL", "http://ollama:11434/")
    assert load().ollama_url == "http://ollama:11434"


def test_the_key_is_printed_nowhere(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", f" {KEY} ")
    caplog.set_level(logging.DEBUG)
    settings = load()
    chosen = bootstrap.Ports(settings)
    logs.logger.warning("settings", extra={"settings": settings})
    shown = [
        *(repr(settings), str(settings), str(settings.model_dump()), settings.model_dump_json()),
        *(repr(chosen.openai), repr(vars(chosen.openai)), str(chosen._language_detector)),
        *(logs.JsonFormatter().format(record) for record in caplog.records),
    ]
    assert settings.openai_api_key.get_secret_value() == KEY
    assert KEY not in "\n".join(shown)
