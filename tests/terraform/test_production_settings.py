"""What Terraform sets is what the code accepts in production."""

import re

import pytest

from infra.settings import Environment, SettingsError, load
from tests.terraform.tree import read

pytestmark = pytest.mark.usefixtures("nothing_set")

SOURCE = "modules/platform/environment.tf"
# What comes from variables and resources, as an installation would fill it in.
FILLED_IN = {
    "AUTH_MODE": "google",
    "PUBLIC_URL": "https://api.parlons.example.org",
    "FRONTEND_URL": "https://parlons.example.org",
    "BUCKET": "parlons-test-recordings",
    "BLOB_STORE": "gcs",
    "FIRESTORE_DATABASE": "(default)",
    "GOOGLE_CLOUD_PROJECT": "parlons-test",
    "PUSH_AUDIENCE": "https://chat-123456789012.europe-west1.run.app",
    "PUSH_SERVICE_ACCOUNT": "parlons-pusher@parlons-test.iam.gserviceaccount.com",
    "OPENAI_BASE_URL": "https://api.openai.com/v1",
    "OPENAI_MODEL": "gpt-5.4-mini",
    "OPENAI_API_KEY": "sk-test",
    "MAX_UPLOAD_BYTES": "200000000",
    "MAX_RECORDING_SECONDS": "5400",
    "MAX_LEARNER_AUDIO_SECONDS_PER_DAY": "36000",
    "MAX_TOTAL_AUDIO_SECONDS_PER_DAY": "720000",
    "AUDIO_DAYS": "30",
    "TEXT_DAYS": "365",
    "LOG_LEVEL": "INFO",
    "SMTP_HOST": "smtp.example.org",
    "SMTP_PORT": "587",
    "SMTP_SECURITY": "starttls",
    "SMTP_USERNAME": "parlons",
    "SMTP_PASSWORD": "secret",
    "MAIL_FROM": "Parlons <parlons@example.org>",
    "UNSUBSCRIBE_KEY": "k" * 32,
    "FUNCTION_TARGET": "study_plans",
}


def production() -> dict[str, str]:
    """The environment of a function: literals from the file, the rest filled in."""
    literal = dict(re.findall(r'^ +([A-Z][A-Z0-9_]+) += "([^"$]+)"', read()[SOURCE], re.M))
    return {**FILLED_IN, **literal}


def test_a_function_starts_with_what_terraform_sets(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in production().items():
        monkeypatch.setenv(name, value)
    assert load().environment is Environment.PRODUCTION


def test_study_plans_do_not_start_without_the_secret_of_their_links(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in {**production(), "UNSUBSCRIBE_KEY": ""}.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match="UNSUBSCRIBE_KEY"):
        load()
    # AND nobody else is given it
    monkeypatch.setenv("FUNCTION_TARGET", "chat")
    assert load().environment is Environment.PRODUCTION


def test_the_same_without_a_sign_in_of_production_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in {**production(), "AUTH_MODE": "development"}.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match="AUTH_MODE"):
        load()
