"""The whole API against its own description; and faults that this has to find."""

from pathlib import Path

import pytest

from functions.learners.schemas import MemoryModel
from infra import bootstrap
from shared.ports.system import Identity, Principal, Role
from tests.security.api_fuzz import run

MEMORY = "/api/learners/{id}/memory"


@pytest.mark.slow
@pytest.mark.parametrize("person", ["emma", "marie"])
def test_every_answer_is_as_described(tmp_path: Path, person: str) -> None:
    report = run(tmp_path, cases=500, people=[person])
    assert report.problems == []
    assert report.cases >= 500
    assert len(report.operations) >= 27
    # It got behind the doors: things were shown, made, and refused for what they say.
    assert {200, 201, 401, 404, 405, 415, 422} <= set(report.statuses)


class EverybodyIsEmma(Identity):
    def authenticate(self, authorization: str) -> Principal:
        return Principal("emma", Role.LEARNER)


def _nobody_is_asked(ports: bootstrap.Ports) -> None:
    ports.__dict__["identity"] = EverybodyIsEmma()


def _memory_crashes(ports: bootstrap.Ports) -> None:
    ports.__dict__["learners"] = None


@pytest.mark.parametrize(
    ("flaw", "found"),
    [
        (_nobody_is_asked, "API accepts"),
        (_memory_crashes, "Server error"),
    ],
)
def test_planted_faults_are_found(tmp_path: Path, flaw: object, found: str) -> None:
    report = run(tmp_path, cases=1, people=["emma"], only=MEMORY, flaw=flaw)  # type: ignore[arg-type]
    assert any(found in problem for problem in report.problems), report.problems


def test_an_answer_of_another_shape_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(MemoryModel, "model_dump_json", lambda self: '{"entries": [1]}')
    report = run(tmp_path, cases=1, people=["emma"], only=MEMORY)
    assert any("schema" in problem for problem in report.problems), report.problems
