"""A frontend's view: types made from the committed description, under `tsc --strict`."""

import filecmp
import os
import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent
LOCK = HERE / "package-lock.json"
INSTALLED = HERE / "node_modules" / ".installed-lock.json"


@pytest.fixture(scope="module")
def npm() -> str:
    """Install what package-lock.json names, once."""
    found = shutil.which("npm")
    assert found, "Node.js and npm are not installed: scripts/setup.sh dev does it"
    if not INSTALLED.exists() or not filecmp.cmp(LOCK, INSTALLED, shallow=False):
        done = run(
            found, "ci", "--no-audit", "--no-fund", "--fetch-timeout=20000", "--fetch-retries=1"
        )
        assert done.returncode == 0, done.stderr
        shutil.copyfile(LOCK, INSTALLED)
    return found


def run(npm: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [npm, *arguments],
        cwd=HERE,
        env={**os.environ, "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.mark.slow
def test_the_sample_client_compiles_and_its_mistakes_do_not(npm: str) -> None:
    """The sample marks its mistakes as expected errors: one that compiles fails the compilation."""
    types = run(npm, "run", "types")
    assert types.returncode == 0, types.stderr
    compiled = run(npm, "run", "compile")
    assert compiled.returncode == 0, compiled.stdout


def test_versions_are_pinned_and_name_no_registry() -> None:
    lock = LOCK.read_text()
    assert '"resolved"' not in lock
    assert '"integrity"' in lock
    pinned = (HERE / "package.json").read_text()
    assert "^" not in pinned
    assert "~" not in pinned
