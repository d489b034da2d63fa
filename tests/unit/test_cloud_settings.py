"""The choice of a cloud: what each needs is asked for at once, and nothing else is imported."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from infra.bootstrap import Ports
from infra.cloud_settings import EMULATORS, NEEDS, CloudSettings
from infra.settings import SettingsError, load

ROOT = Path(__file__).resolve().parents[2]
GOOGLE = {
    "STORE": "firestore",
    "EVENTS": "pubsub",
    "BLOB_STORE": "gcs",
    "AUTH_MODE": "google",
    "GOOGLE_CLOUD_PROJECT": "a-project",
    "BUCKET": "a-bucket",
    "PUSH_AUDIENCE": "https://parlons.example/push",
    "PUSH_SERVICE_ACCOUNT": "push@a-project.iam.gserviceaccount.com",
}
AZURE = "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=c2VjcmV0;"


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [*CloudSettings.model_fields, "bucket", "auth_mode", "environment"]:
        monkeypatch.delenv(name.upper(), raising=False)


def refusal(monkeypatch: pytest.MonkeyPatch, **environment: str) -> str:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        load()
    return str(caught.value)


def test_the_whole_cloud_is_a_configuration(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {**GOOGLE, "ENVIRONMENT": "production", "HOST": "0.0.0.0"}.items():  # noqa: S104
        monkeypatch.setenv(name, value)
    assert load().store == "firestore"


def test_all_that_is_missing_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = {k: GOOGLE[k] for k in ("STORE", "EVENTS", "BLOB_STORE", "AUTH_MODE")}
    message = refusal(monkeypatch, **chosen)
    for name in set(GOOGLE) - set(chosen):
        assert name in message
    # AND together with what is malformed
    message = refusal(monkeypatch, PORT="secret")
    for name in {"PORT", *GOOGLE} - set(chosen):
        assert name in message
    assert "secret" not in message


@pytest.mark.parametrize("choice", NEEDS)
def test_each_choice_names_what_it_needs(
    monkeypatch: pytest.MonkeyPatch, choice: tuple[str, str]
) -> None:
    field, value = choice
    message = refusal(monkeypatch, **{field.upper(): value})
    assert all(f"{name.upper()}: {field.upper()}={value}" in message for name in NEEDS[choice])


@pytest.mark.parametrize("name", EMULATORS)
def test_no_emulator_in_production(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    message = refusal(
        monkeypatch, **GOOGLE, ENVIRONMENT="production", **{name.upper(): "127.0.0.1:1"}
    )
    assert name.upper() in message


@pytest.mark.parametrize(
    ("environment", "name"),
    [
        ({"PUSH_KEYS_URL": "http://keys.example/"}, "PUSH_KEYS_URL"),
        ({"GOOGLE_CLOUD_PROJECT": "../x"}, "GOOGLE_CLOUD_PROJECT"),
        ({"OIDC_ISSUER": "https://issuer.example"}, "OIDC_KEYS_URL"),
        ({**GOOGLE, "BLOB_STORE": "files"}, "BLOB_STORE"),
    ],
)
def test_what_would_be_unsafe_or_lose_uploads_is_refused(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], name: str
) -> None:
    assert f"{name}:" in refusal(monkeypatch, **environment)


def test_a_secret_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "BLOB_STORE": "azure",
        "BUCKET": "c",
        "AZURE_STORAGE_CONNECTION_STRING": AZURE,
    }.items():
        monkeypatch.setenv(name, value)
    chosen = load()
    assert "c2VjcmV0" not in repr(chosen)
    assert Ports(chosen).blobs.signed_download("a", seconds=1).url.startswith("https://a.blob.")


SDKS = (
    "azure",
    "google.cloud.firestore_v1",
    "google.cloud.storage",
    "google.pubsub_v1",
    "grpc",
    "jwt",
)
EMULATED = {
    **GOOGLE,
    "FIRESTORE_EMULATOR_HOST": "127.0.0.1:1",
    "PUBSUB_EMULATOR_HOST": "127.0.0.1:1",
}
USED = {
    # Building a store's or a publisher's adapter imports its SDK and no other.
    "nothing": ({}, ("recordings", "learners", "publisher", "blobs"), {"jwt"}),
    "firestore": (EMULATED, ("recordings", "learners"), {"google.cloud.firestore_v1", "grpc"}),
    "pubsub": (EMULATED, ("publisher", "push_identity"), {"google.pubsub_v1", "grpc"}),
    "gcs": (EMULATED, ("blobs", "identity"), set()),
    "azure": (
        {"BLOB_STORE": "azure", "BUCKET": "c", "AZURE_STORAGE_CONNECTION_STRING": AZURE},
        ("blobs", "recordings"),
        {"azure"},
    ),
}


@pytest.mark.parametrize("name", USED)
def test_no_sdk_is_imported_that_is_not_used(tmp_path: Path, name: str) -> None:
    environment, ports, expected = USED[name]
    code = f"""
import json, sys
from infra import bootstrap
made = bootstrap.ports()
for port in {ports!r}:
    getattr(made, port)
print(json.dumps([m for m in {SDKS!r} if m in sys.modules]))
"""
    shown = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**environment, "DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert set(json.loads(shown.stdout)) == expected


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"EVENT_GRID_TENANT": "0c8b8d4e-1f0a-4b60-9a33-2f7a4d1f9b10"}, "EVENT_GRID_AUDIENCE"),
        ({"EVENT_GRID_TENANT": "secret/../common"}, "EVENT_GRID_TENANT"),
        ({"EVENT_GRID_KEY": "secret"}, "EVENT_GRID_KEY"),
        ({"EVENT_GRID_KEYS_URL": "http://secret.example/keys"}, "EVENT_GRID_KEYS_URL"),
    ],
)
def test_a_sender_of_storage_events_is_named_fully_or_not_at_all(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], named: str
) -> None:
    message = refusal(monkeypatch, **given)
    assert named in message
    assert "secret" not in message
