"""`python -m tests.emulators`: run what needs emulators, and print which adapters ran on what."""

import os
import re
import sys
from collections import Counter, defaultdict

import pytest

EMULATORS = {
    "FIRESTORE_EMULATOR_HOST": "Firestore emulator (Google Cloud SDK)",
    "PUBSUB_EMULATOR_HOST": "Pub/Sub emulator (Google Cloud SDK)",
    "GCS_EMULATOR_HOST": "gcp-storage-emulator behind tests/peers/gcs_front.py",
    "AZURITE_BLOB_ENDPOINT": "Azurite",
}


class Tally:
    """Counts outcomes by adapter, which is the first parameter of a contract test."""

    def __init__(self) -> None:
        self.outcomes: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" or report.outcome != "passed":
            found = re.search(r"\[([a-z]+_[a-z]+)", report.nodeid)
            name = found[1] if found else report.nodeid.partition("::")[0]
            self.outcomes[name][report.outcome] += 1


def main(arguments: list[str]) -> int:
    """Run, report, and answer pytest's exit code."""
    tally = Tally()
    code = pytest.main(["-m", "emulators", "-s", *arguments], plugins=[tally])
    print()
    for variable, name in EMULATORS.items():
        print(f"{'ran on' if os.environ.get(variable) else 'MISSING':8} {name}")
    for adapter, outcomes in sorted(tally.outcomes.items()):
        counts = ", ".join(f"{number} {outcome}" for outcome, number in sorted(outcomes.items()))
        print(f"{adapter:40} {counts}")
    return int(code)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
