"""The environment, read once and refused as a whole."""

from pathlib import Path

import pytest

from infra.settings import RATES, Environment, Rate, RateClass, SettingsError, load

pytestmark = pytest.mark.usefixtures("nothing_set")


def test_nothing_set_is_the_embedded_default() -> None:
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


@pytest.mark.parametrize(
    ("container", "said", "cloud", "allowed"),
    [
        (True, True, False, True),
        (True, False, False, False),
        (False, True, False, False),
        (True, True, True, False),
    ],
)
def test_a_container_published_on_loopback_may_listen_openly_and_nothing_else_may(
    monkeypatch: pytest.MonkeyPatch, container: bool, said: bool, cloud: bool, allowed: bool
) -> None:
    marks = {"/.dockerenv"} if container else set()
    monkeypatch.setattr(Path, "exists", lambda path: str(path) in marks)
    monkeypatch.delenv("KUBERNETES_SERVICE_HOST", raising=False)
    monkeypatch.setenv("HOST", "0.0.0.0")  # noqa: S104
    monkeypatch.setenv("PUBLISHED_ON_LOOPBACK", str(said).lower())
    if cloud:
        monkeypatch.setenv("K_SERVICE", "chat")
    if allowed:
        assert load().host == "0.0.0.0"  # noqa: S104
    else:
        with pytest.raises(SettingsError, match="HOST"):
            load()


MAIL = {"SMTP_HOST": "mail.school.example", "MAIL_FROM": "Plans <plans@school.example>"}


@pytest.mark.parametrize(
    "changes",
    [
        {"MAIL_FROM": ""},
        {"SMTP_SECURITY": "none"},
        {"UNSUBSCRIBE_KEY": "secret-too-short"},
        {"CLOUD_RUN_TASK_INDEX": "3", "CLOUD_RUN_TASK_COUNT": "3"},
    ],
)
def test_mail_that_could_not_be_right_is_refused(
    monkeypatch: pytest.MonkeyPatch, changes: dict[str, str]
) -> None:
    for name, value in {**MAIL, **changes}.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as refusal:
        load()
    assert next(iter(changes)) in str(refusal.value)
    assert "secret" not in str(refusal.value)


def test_a_mail_server_is_taken_as_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {**MAIL, "SMTP_PASSWORD": "s3cret", "UNSUBSCRIBE_KEY": "k" * 32}.items():
        monkeypatch.setenv(name, value)
    chosen = load()
    assert (chosen.smtp_port, chosen.smtp_security) == (587, "starttls")
    assert "s3cret" not in repr(chosen)


@pytest.mark.parametrize(
    "value",
    ["*", "https://*.school.example", "null", "https://school.example/app", "school.example"],
)
def test_a_frontend_is_one_exact_origin(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("FRONTEND_URL", f"https://school.example,{value}")
    with pytest.raises(SettingsError, match="FRONTEND_URL"):
        load()


def test_limits_that_are_not_named_keep_their_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RATE_LIMITS", "chat=5:100, read=7:70")
    limits = load().rate_limits
    assert limits[RateClass.CHAT] == Rate(5, 100)
    assert limits[RateClass.READ] == Rate(7, 70)
    assert limits[RateClass.UPLOAD] == RATES[RateClass.UPLOAD]


@pytest.mark.parametrize("value", ["chat", "chat=0:5", "chat=5", "cats=5:5", "chat=5:-1"])
def test_limits_that_are_none_are_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("RATE_LIMITS", value)
    with pytest.raises(SettingsError, match="RATE_LIMITS"):
        load()


@pytest.mark.parametrize("value", ["collector:4318", "ftp://collector", "http://"])
def test_a_collector_has_an_address(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", value)
    with pytest.raises(SettingsError, match="OTEL_EXPORTER_OTLP_ENDPOINT"):
        load()


def test_a_collector_without_opentelemetry_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4318")
    assert load().otel_exporter_otlp_endpoint  # the control: it is installed for the tests
    monkeypatch.setattr("infra.settings.find_spec", lambda _name: None)
    with pytest.raises(SettingsError, match=r"parlons\[otel\]"):
        load()
