"""Terraform itself: format, validation, and its own tests against a mock provider.

They need the terraform program and, in place of the provider that is downloaded otherwise, the
schema-only one of the tools folder beside the checkout.
"""

import shutil
import subprocess

import pytest

from tests.terraform.tree import ROOT, TERRAFORM

CHECK = ROOT.parent / "shared" / "tools" / "terraform" / "check.sh"
FOLDERS = sorted(
    path.parent.parent.relative_to(ROOT).as_posix()
    for path in TERRAFORM.rglob("*.tftest.hcl")
    if path.parent.name == "tests"
)


def test_both_environments_and_the_central_modules_have_tests() -> None:
    assert {f"terraform/environments/{e}" for e in ("dev", "prod")} <= set(FOLDERS)
    assert {f"terraform/modules/{m}" for m in ("bucket", "function", "topic")} <= set(FOLDERS)


@pytest.mark.skipif(
    shutil.which("terraform") is None,
    reason="terraform is not installed: developer.hashicorp.com/terraform/install",
)
def test_everything_is_formatted() -> None:
    shown = subprocess.run(
        ["terraform", "fmt", "-check", "-recursive", str(TERRAFORM)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert shown.returncode == 0, shown.stdout


@pytest.mark.slow
@pytest.mark.skipif(
    not CHECK.is_file() or shutil.which("terraform") is None,
    reason="needs terraform and ../shared/tools/terraform beside the checkout; elsewhere run "
    "'terraform init -backend=false && terraform validate && terraform test' in each folder",
)
@pytest.mark.parametrize("folder", FOLDERS)
def test_terraform_validates_and_passes_its_own_tests(folder: str) -> None:
    shown = subprocess.run(
        [str(CHECK), folder], cwd=ROOT, capture_output=True, text=True, check=False, timeout=300
    )
    assert shown.returncode == 0, shown.stdout + shown.stderr
    assert "0 failed" in shown.stdout
