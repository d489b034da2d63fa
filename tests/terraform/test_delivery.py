"""Cloud Build, image and compose read as data; the delivery's scripts run on stand-ins."""

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.terraform.tree import ROOT

BUILD: dict[str, Any] = yaml.safe_load((ROOT / "cloudbuild.yaml").read_text())
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
DOCKERFILE = (ROOT / "Dockerfile").read_text()


def test_every_substitution_is_used_and_documented() -> None:
    text = (ROOT / "cloudbuild.yaml").read_text()
    manual = (ROOT / "docs" / "operations.md").read_text()
    for name in BUILD["substitutions"]:
        assert f"${{{name}}}" in text, name
        assert f"`{name}`" in manual, name
    assert set(re.findall(r"\$\{(_[A-Z_]+)\}", text)) == set(BUILD["substitutions"])


def test_the_order_is_check_build_push_canary_smoke_promote() -> None:
    steps = [step["id"] for step in BUILD["steps"]]
    order = ["check", "build", "push", "plan", "canary", "smoke", "promote-or-roll-back"]
    assert [step for step in steps if step in order] == order
    assert BUILD["options"]["logging"] == "CLOUD_LOGGING_ONLY"
    assert BUILD["substitutions"]["_MODE"] == "plan"


def test_no_step_and_no_service_runs_a_moving_image() -> None:
    pinned = re.compile(r"(:[\w.-]*\d[\w.-]*|@sha256:[0-9a-f]{64})$")
    for step in BUILD["steps"]:
        name = step["name"]
        if name == "gcr.io/cloud-builders/docker":
            continue  # Google's builders have no versions; it only drives the worker's own Docker
        assert pinned.search(BUILD["substitutions"].get(name.strip("${}"), name)), name
    for name, service in COMPOSE["services"].items():
        assert pinned.search(service["image"]) or "build" in service, name


def test_compose_publishes_on_loopback_only_and_one_service_by_default() -> None:
    for name, service in COMPOSE["services"].items():
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", [])), name
    default = [name for name, s in COMPOSE["services"].items() if "profiles" not in s]
    assert default == ["parlons"]
    profiles = {p for s in COMPOSE["services"].values() for p in s.get("profiles", [])}
    assert profiles == {"emulators", "ollama", "otel"}
    assert COMPOSE["services"]["parlons"]["read_only"] is True


def test_the_image_is_pinned_hashed_compiled_and_nobody_s_root() -> None:
    stages = re.findall(r"^FROM (\S+)", DOCKERFILE, re.M)
    assert stages == ["${BASE_IMAGE}${BASE_DIGEST}"] * 2
    for must in ("--require-hashes", "unchecked-hash", "python3-grammalecte", "HEALTHCHECK"):
        assert must in DOCKERFILE
    assert re.findall(r"^USER (\S+)", DOCKERFILE, re.M) == ["10001:10001"]
    copied = re.findall(r"^COPY (?!--from)(.+)", DOCKERFILE, re.M)
    assert not any(word in line for line in copied for word in ("tests", ".git", ".env", " . "))


def test_nothing_reaches_the_builder_but_what_is_named() -> None:
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    rules = [line for line in lines if line and not line.startswith("#")]
    assert rules[0] == "*"
    assert not any(line.startswith(("!tests", "!.git", "!var", "!docs")) for line in rules)


SERVICE = 'module.platform.module.function["chat"].google_cloud_run_v2_service.this'
TERRAFORM_STANDS_IN = """#!/bin/sh
echo "$@" >> "$WORKSPACE/calls"
case "$1" in
  show) cat "$WORKSPACE/changes" ;;
  output) echo '{"chat": "chat-00001-abc"}' ;;
  apply) cp "$WORKSPACE/release.tfvars.json" "$WORKSPACE/applied.json" ;;
esac
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A folder with an image to release, and programs that write down what they are asked."""
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "terraform").write_text(TERRAFORM_STANDS_IN)
    (programs / "wget").write_text('#!/bin/sh\necho \'{"access_token":"t"}\'\n')
    for program in programs.iterdir():
        program.chmod(0o755)
    (tmp_path / "image").write_text("repo/parlons@sha256:" + "0" * 64)
    (tmp_path / "changes").write_text(f"  # {SERVICE} will be updated in-place\n")
    (tmp_path / "calls").touch()
    return tmp_path


def deliver(step: str, workspace: Path, *, mode: str = "deploy") -> int:
    run = subprocess.run(
        ["sh", str(ROOT / "scripts" / "deliver.sh"), step],
        env={
            "PATH": f"{workspace / 'bin'}:{os.environ['PATH']}",
            "WORKSPACE": str(workspace),
            "DELIVERY_MODE": mode,
            "ENVIRONMENT": "dev",
            "STATE_BUCKET": "state",
            "CANARY": "10",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    return run.returncode


def released(workspace: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((workspace / "applied.json").read_text())
    return found


def test_a_good_canary_is_promoted(workspace: Path) -> None:
    assert deliver("plan", workspace) == 0
    assert deliver("canary", workspace) == 0
    assert released(workspace)["canary"] == {"percent": 10, "stable": {"chat": "chat-00001-abc"}}
    (workspace / "verdict").write_text("good\n")

    assert deliver("finish", workspace) == 0

    assert released(workspace)["canary"]["percent"] == 100
    assert released(workspace)["image"].endswith("@sha256:" + "0" * 64)


@pytest.mark.parametrize("verdict", ["bad\n", "", None])
def test_anything_but_a_good_verdict_is_rolled_back_and_fails(
    workspace: Path, verdict: str | None
) -> None:
    deliver("plan", workspace)
    deliver("canary", workspace)
    if verdict is not None:
        (workspace / "verdict").write_text(verdict)

    assert deliver("finish", workspace) == 1

    assert released(workspace)["canary"] == {"percent": 0, "stable": {"chat": "chat-00001-abc"}}


def test_a_plan_that_changes_more_than_services_stops_the_delivery(workspace: Path) -> None:
    (workspace / "changes").write_text(
        f"  # {SERVICE} will be updated in-place\n"
        "  # module.platform.module.recordings.google_storage_bucket.this must be replaced\n"
    )
    assert deliver("plan", workspace) == 1


def test_to_plan_changes_nothing(workspace: Path) -> None:
    for step in ("plan", "canary", "finish"):
        assert deliver(step, workspace, mode="plan") == 0
    assert "apply" not in (workspace / "calls").read_text()


CURL = """#!/bin/sh
case "$*" in
  */health) printf "$HEALTH" ;;
  *) printf 401 ;;
esac
"""


@pytest.mark.parametrize(
    ("health", "errors", "verdict"),
    [("200", "", "good"), ("500", "", "bad"), ("200", "chat-2 request_crashed", "bad")],
)
def test_the_smoke_test_sees_what_people_and_logs_see(
    tmp_path: Path, health: str, errors: str, verdict: str
) -> None:
    (tmp_path / "curl").write_text(CURL)
    (tmp_path / "gcloud").write_text(f"#!/bin/sh\necho '{errors}'\n")
    for program in ("curl", "gcloud"):
        (tmp_path / program).chmod(0o755)
    subprocess.run(
        ["bash", str(ROOT / "scripts" / "smoke.sh")],
        env={
            "PATH": f"{tmp_path}:{os.environ['PATH']}",
            "WORKSPACE": str(tmp_path),
            "SMOKE_URL": "https://api.example.org",
            "WATCH_SECONDS": "0",
            "PROJECT": "p",
            "HEALTH": health,
        },
        check=True,
        capture_output=True,
    )
    assert (tmp_path / "verdict").read_text().strip() == verdict
