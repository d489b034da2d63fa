"""What the image installs, told from the files it is built of."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXTRAS = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]


def locked(name: str) -> dict[str, str]:
    """Packages of a lock file and their versions."""
    text = (ROOT / name).read_text()
    return dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", text, re.M))


def test_the_image_installs_the_lock_of_the_cloud_and_nothing_else() -> None:
    installs = re.findall(r"pip install (.*)", (ROOT / "Dockerfile").read_text())
    assert len(installs) == 1
    assert re.findall(r"-r (\S+)", installs[0]) == ["requirements-cloud.txt"]


@pytest.mark.parametrize("extra", ["cloud", "otel"])
def test_the_image_has_what_production_may_be_set_to_use(extra: str) -> None:
    """`OTEL_EXPORTER_OTLP_ENDPOINT` without its exporter keeps every function from starting."""
    wanted = {re.split(r"[<>=\[]", each)[0] for each in EXTRAS[extra]}
    assert wanted
    assert wanted <= locked("requirements-cloud.txt").keys()


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-otel.txt"])
def test_the_locks_agree(name: str) -> None:
    image = locked("requirements-cloud.txt")
    assert {p: v for p, v in locked(name).items() if image.get(p) != v} == {}
