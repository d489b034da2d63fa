"""The report of the weeks stays readable at 80 columns, and tells silence from no error."""

from typing import Any

import pytest

from infra.local import weeks_report
from shared.domain.evidence import Reason, State


def sample(errors: int, opportunities: int) -> dict[str, Any]:
    interval = (0.923, 1.0) if opportunities else None
    rate = errors / opportunities if opportunities else None
    return {
        "errors": errors,
        "opportunities": opportunities,
        "sessions": 8,
        "rate": rate,
        "interval": interval,
    }


def comparison(more: int, **changed: object) -> dict[str, Any]:
    return {
        "type": "auxiliary",
        "state": State.NOT_ENOUGH_EVIDENCE,
        "reason": Reason.UNDECIDED,
        "baseline": sample(480, 480),
        "recent": sample(480, 480),
        "more_opportunities": more,
        "more_sessions": 0,
        **changed,
    }


def printed(capsys: pytest.CaptureFixture[str], **changed: object) -> list[str]:
    """Print the table of one learner who talked in the first and the third of three weeks."""
    judged = comparison(9995, **changed)
    report = {
        "learners": [{"learner_id": "m", "name": "Maximilienne"}],
        "cells": [{"learner_id": "m", "type": "auxiliary", "comparison": judged}],
        "overall": [judged],
    }

    def of(kind: str, *weeks: tuple[str, int]) -> dict[str, Any]:
        counts = [{"monday": day, "errors": n, "opportunities": 4} for day, n in weeks]
        return {"type": kind, "weeks": counts}

    weeks = [
        of("auxiliary", ("2026-03-02", 4), ("2026-03-16", 0)),
        of("noun_gender", ("2026-03-09", 1)),
    ]
    weeks_report.table(report, {"m": {"types": weeks}})
    return capsys.readouterr().out.splitlines()


def test_the_longest_row_is_80_columns(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys)
    assert max(map(len, lines)) <= 80
    assert any("about 9995 more opportunities" in line for line in lines)


def test_a_week_without_talk_is_no_week_without_errors(capsys: pytest.CaptureFixture[str]) -> None:
    [row] = [line for line in printed(capsys) if line.startswith("  Maxi… █")]
    assert row.split()[1] == "█·▁"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"state": State.IMPROVED}, "improved"),
        ({"more_opportunities": 0, "more_sessions": 2}, "2 more sessions"),
        ({"more_opportunities": 0, "reason": Reason.RECOGNIZER_CHANGED}, "recognizer changed"),
        ({"recent": sample(0, 0)}, "– about 9995 more opportunities"),
    ],
)
def test_a_verdict_is_put_into_words(
    capsys: pytest.CaptureFixture[str], changed: dict[str, object], words: str
) -> None:
    [row] = [line for line in printed(capsys, **changed) if line.startswith("  Maxi… █")]
    assert row.endswith(f" {words}")
