"""The environment, read once and refused as a whole."""

import pytest

from infra.settings import Environment, SettingsError, load


def test_nothing_set_is_the_embedded_default(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PORT", "ENVIRONMENT", "HOST", "DATA_DIR"):
        monkeypatch.delenv(name, raising=False)
    settings = load()
    assert (settings.environment, settings.port) == (Environment.DEVELOPMENT, 5001)
    assert settings.base_url == "http://127.0.0.1:5001"


def test_everything_that_does_not_fit_is_listed_without_its_value(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PORT", "secret-one")
    monkeypatch.setenv("LOG_LEVEL", "secret-two")
    with pytest.raises(SettingsError) as refusal:
        load()
    message = str(refusal.value)
    assert "PORT" in message
    assert "LOG_LEVEL" in message
    assert "secret" not in message


@pytest.mark.parametrize(
    ("name", "value"),
    [("ENVIRONMENT", "production"), ("HOST", "0.0.0.0")],  # noqa: S104
)
def test_development_sign_in_stays_on_this_machine(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match="AUTH_MODE"):
        load()


def test_frontends_are_parted_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRONTEND_URL", "http://localhost:3000, https://school.example/")
    assert load().frontend_url == ("http://localhost:3000", "https://school.example")
