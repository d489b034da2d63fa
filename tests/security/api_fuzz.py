"""The whole API under Schemathesis, through the gateway: `make api-fuzz CASES=5000 [SEED=1]`.

Requests are made from `/openapi.json` alone: the examples, the borders of every schema, random ones
that fit and that do not, and chains of calls that hand ids on. Each answer is held against the
description; sign-in is taken away again to see that it was asked for. Real adapters answer.
"""

import argparse
import itertools
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from schemathesis import openapi
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema

from infra import bootstrap
from infra.local import gateway
from tests.security.seeded_school import PEOPLE, School, school

# What nobody can tell from a schema: a time zone that does not exist, audio that is none, a text in
# which nothing can be spoken, a class that may not be changed so, a week that its year lacks, a key
# that came with another body.
_JUDGED = ["2xx", "401", "403", "404", "409", "413", "415", "422"]
_REFUSED = ["400", "401", "403", "404", "405", "409", "413", "415", "422"]
_JUDGED_PATHS = (
    "/api/chat",
    "/api/recordings",
    "/api/recordings/import",
    "/api/recordings/{id}/clip",
    "/api/recordings/{id}/replay",
    "/api/transcribe",
    "/api/synthesize",
    "/api/plans/{id}",
    "/api/learners/{id}/plan",
    "/api/learners/{id}/profile",
    "/api/learners/{id}/consent",
    "/api/classes/{id}/exports/{format}",
    "/api/classes/{id}/plans",
    "/api/classes/{id}/roster",
    "/api/classes/{id}/settings",
)
# OPTIONS is what browsers ask before they call from another origin (CORS).
_METHODS = ["GET", "PUT", "POST", "DELETE", "PATCH", "TRACE"]


@dataclass
class Report:
    """What a run found: requests, answers by status, and every broken promise once."""

    cases: int = 0
    seconds: float = 0.0
    statuses: Counter[int] = field(default_factory=Counter)
    operations: Counter[str] = field(default_factory=Counter)
    failures: dict[str, str] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    @property
    def problems(self) -> list[str]:
        """Everything that must not be, readable."""
        return [f"{name}\n{sample}" for name, sample in self.failures.items()] + self.errors

    def take(self, event: events.EngineEvent) -> None:
        """Keep what the engine tells.

        Raises:
            Exception: the run broke off.
        """
        if isinstance(event, events.ScenarioFinished):
            self._add(event)
        elif isinstance(event, events.NonFatalError):
            self.errors.append(f"{event.label}: {event.value}")
        elif isinstance(event, events.FatalError):
            raise event.exception

    def _add(self, event: events.ScenarioFinished) -> None:
        recorder = event.recorder
        for node in recorder.cases.values():
            operation = node.value.operation.label
            interaction = recorder.interactions.get(node.value.id)
            if interaction is None:
                continue
            self.cases += 1
            self.operations[operation] += 1
            if interaction.response is not None:
                self.statuses[interaction.response.status_code] += 1
        for case_id, checks in recorder.checks.items():
            for check in checks:
                if check.failure_info is not None:
                    failure = check.failure_info.failure
                    name = f"{recorder.cases[case_id].value.operation.label}: {failure.title}"
                    sample = check.failure_info.code_sample
                    self.failures.setdefault(name, f"{failure.message}\n{sample}")


def configuration(
    opened: School, token: str, *, examples: int, seed: int, only: str = ""
) -> SchemathesisConfig:
    """Everything that a run of Schemathesis is told."""
    judged = {"positive_data_acceptance": {"expected-statuses": _JUDGED}}
    operations: list[dict[str, Any]] = [
        {"include-path": path, "checks": judged} for path in _JUDGED_PATHS
    ]
    # The stream of a recording that waits for its audio stays open; what came by then is checked.
    operations.append({"include-path-regex": "/events$", "request-timeout": 0.5})
    # The only OPTIONS that is a route agrees with web hooks; every other is a browser's.
    operations.append({"include-method": "OPTIONS", "enabled": False})
    if only:
        operations.append({"exclude-path": only, "enabled": False})
    for path, name in opened.ids.items():
        known = {"dictionary": name, "probability": 0.8}
        operations.append({"include-path-regex": path, "parameters": {"path.id": known}})
    return SchemathesisConfig.from_dict(
        {
            "seed": seed,
            "headers": {"Authorization": f"Bearer {token}"},
            "request-timeout": 20,
            "max-stream-events": 3,
            "continue-on-failure": True,
            "warnings": False,
            "dictionaries": {
                key: {"values": list(ids)} for key, ids in opened.dictionaries.items()
            },
            "generation": {"max-examples": examples, "no-shrink": True, "database": "none"},
            "phases": {"coverage": {"unexpected-methods": _METHODS}},
            "checks": {"negative_data_rejection": {"expected-statuses": _REFUSED}},
            "operations": operations,
        }
    )


def run(
    folder: Path,
    *,
    cases: int,
    seed: int = 1,
    people: Sequence[str] = tuple(PEOPLE),
    only: str = "",
    flaw: Callable[[bootstrap.Ports], object] = lambda _ports: None,
) -> Report:
    """Send at least so many requests, by turns as each of these people, each in a fresh school.

    Args:
        folder: where the schools' data goes.
        only: the path to keep to; empty for all.
        flaw: plants a fault that the run has to find.
    """
    report, begun = Report(), time.monotonic()
    app = gateway.build(gateway.load_functions())
    for number, name in enumerate(itertools.cycle(people)):
        # The borders of all schemas are some 900 requests; the rest is random.
        examples = max(1, min(20, (cases - report.cases) // 100))
        with school(folder / str(number), app) as (ports, opened):
            flaw(ports)
            chosen = configuration(
                opened, opened.tokens[name], examples=examples, seed=seed + number, only=only
            )
            api = openapi.from_asgi("/openapi.json", app, config=chosen)
            for event in from_schema(api).execute():
                report.take(event)
        if report.cases >= cases:
            break
    report.seconds = time.monotonic() - begun
    return report


def main() -> int:
    """Run, say what was found, and fail if anything was."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--cases", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        report = run(Path(folder), cases=asked.cases, seed=asked.seed)
    for name, count in sorted(report.operations.items()):
        print(f"{count:6}  {name}")
    answers = ", ".join(f"{status}: {count}" for status, count in sorted(report.statuses.items()))
    print(f"{report.cases} requests in {report.seconds:.0f} s ({answers})")
    for problem in report.problems:
        print(f"\n{problem}")
    return 1 if report.problems else 0


if __name__ == "__main__":
    sys.exit(main())
