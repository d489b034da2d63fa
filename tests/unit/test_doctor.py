"""The doctor names what is missing, and prints no secret."""

import base64
from pathlib import Path

import pytest

from infra import bootstrap, doctor
from infra.cloud_settings import CloudSettings
from infra.settings import Settings

SECRET = base64.b64encode(b"very-secret-key").decode()


def test_the_embedded_stack_is_well(ports: bootstrap.Ports) -> None:
    text, well = doctor.report(ports)
    assert well, text
    assert "FAILED" not in text
    for name in ("store", "blobs", "events", "pushes", "sign-in", "errors", "voice", "tutor"):
        assert name in text
    assert not list(ports.blobs.list("doctor/"))


def test_clouds_that_are_not_there_are_named_without_a_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN addresses where nobody listens
    monkeypatch.setattr(doctor, "TRY_SECONDS", 0.5)
    monkeypatch.setenv("FIRESTORE_EMULATOR_HOST", "127.0.0.1:1")
    nobody = "http://127.0.0.1:1"
    chosen = Settings(
        store="firestore",
        events="pubsub",
        blob_store="azure",
        auth_mode="google",
        google_cloud_project="a-project",
        bucket="c",
        push_audience="a",
        push_service_account="b",
        push_keys_url=nobody,
        oidc_keys_url=nobody,
        firestore_emulator_host="127.0.0.1:1",
        pubsub_emulator_host="127.0.0.1:1",
        azure_storage_connection_string=(
            f"DefaultEndpointsProtocol=http;AccountName=a;AccountKey={SECRET};"
            f"BlobEndpoint={nobody}/a;"
        ),
        tutor="rules",
        detector_llm="off",
        data_dir=tmp_path,
    )  # type: ignore[call-arg]
    ports = bootstrap.Ports(chosen)
    # WHEN the doctor looks THEN each is named
    text, well = doctor.report(ports)
    ports.close()
    assert not well
    failed = [line.split()[1] for line in text.splitlines() if line.startswith("FAILED")]
    assert failed == ["store", "blobs", "events", "pushes", "sign-in"]
    for secret in (SECRET, "very-secret-key", "127.0.0.1"):
        assert secret not in text


def test_settings_that_do_not_fit_are_the_first_finding(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in CloudSettings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("STORE", "firestore")
    assert doctor.main() == 1
    assert "GOOGLE_CLOUD_PROJECT" in capsys.readouterr().out
