"""What the demonstration prints of the simulated weeks; no line is wider than 80 columns."""

import textwrap
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from infra.local.demo_client import Json
from infra.local.demo_report import paint, say
from infra.local.simulated_class import TYPES, SimulatedLearner
from shared.domain.evidence import State
from shared.domain.type_names import type_name

WIDTH = 80
_BARS = "▁▂▃▄▅▆▇█"
_SILENT = "·"
_COLOURS = {State.IMPROVED: "green", State.WORSENED: "red", State.STABLE: "cyan"}
# Two blocks that are compared, and up to three weeks of the running one.
_MOST_WEEKS = 11
_PATTERNS_SHOWN = 8


def paragraph(text: str, indent: str = "  ") -> None:
    """Print a text, wrapped."""
    wrap = textwrap.TextWrapper(
        WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    )
    for line in wrap.wrap(text):
        say(line)


def stories(learners: Iterable[SimulatedLearner]) -> None:
    """Print what is true of each learner, to be held against what is found."""
    for who in learners:
        say(f"  {who.name:<8} {who.story}")


def verdicts(report: Json) -> None:
    """Say how many comparisons of a learner and a type came out how."""
    judged = [cell["comparison"] for cell in _judged(report)]
    tally = Counter(each["state"].replace("_", " ") for each in judged)
    counted = ", ".join(f"{count} × {state}" for state, count in tally.most_common())
    lacking = sorted({each["more_opportunities"] for each in judged} - {0, None})
    ends = " to ".join(map(str, lacking[:: max(1, len(lacking) - 1)]))
    more = f"; about {ends} more opportunities are needed" if lacking else ""
    paragraph(f"{len(judged)} comparisons of a learner and a type: {counted}{more}.")


def table(report: Json, progress: Mapping[str, Json]) -> None:
    """Print learner × type: weekly chart, counts of both blocks, interval, verdict.

    Args:
        report: of the class, for its teacher.
        progress: of each learner, by id.
    """
    names = {each["learner_id"]: each["name"] for each in report["learners"]}
    cells = {(cell["learner_id"], cell["type"]): cell["comparison"] for cell in _judged(report)}
    classwide = {each["type"]: each for each in report["overall"]}
    mondays = _mondays(progress)[-_MOST_WEEKS:]
    for kind in TYPES:
        weekly = {learner: _weekly(each, kind) for learner, each in progress.items()}
        highest = max((rate for each in weekly.values() for rate in each.values()), default=0.0)
        say()
        say("  " + paint(type_name(kind, "en"), "bold"))
        heads = f"{'before':>7} {'since':>7} {'rate (90 %)':>14} verdict"
        say(paint(f"  {'':<6}{'weekly rate':<{_MOST_WEEKS}} {heads}", "dim"))
        for learner, name in names.items():
            chart = _chart([weekly[learner].get(monday) for monday in mondays], highest)
            _row(name, chart, cells.get((learner, kind)))
        _row("class", "", classwide.get(kind))


def explanations(report: Json, chosen: Iterable[tuple[str, str]]) -> None:
    """Print the figures behind some verdicts, in the API's own words.

    Args:
        chosen: learner's id and error type of each.
    """
    names = {each["learner_id"]: each["name"] for each in report["learners"]}
    wanted = tuple(chosen)
    for cell in _judged(report):
        if (cell["learner_id"], cell["type"]) in wanted:
            told = cell["comparison"]["explanation"]["en"].replace("_", " ")
            paragraph(f"{names[cell['learner_id']]}, {type_name(cell['type'], 'en')}: {told}")


def memory(entries: Sequence[Json], progress: Json) -> None:
    """Print what is remembered of a learner, with the opportunities of each pattern's type."""
    met = {
        each["type"]: sum(week["opportunities"] for week in each["weeks"])
        for each in progress["types"]
    }
    heads = f"  {'pattern':<22} {'state':<10} {'errors':>6} {'sessions':>8} {'opportunities':>14}"
    say(paint(heads, "bold"))
    for entry in entries[:_PATTERNS_SHOWN]:
        say(
            f"  {_cut(entry['pattern'], 22):<22} {entry['state']:<10} {entry['occurrences']:>6} "
            f"{entry['sessions']:>8} {met.get(entry['type'], 0):>14}"
        )
    if len(entries) > _PATTERNS_SHOWN:
        say(f"  and {len(entries) - _PATTERNS_SHOWN} more")
    say(paint("  opportunities: of the pattern's whole type, in the weeks charted below", "dim"))
    if entries:
        quote = entries[0]["quotes"][-1]
        paragraph(f"last heard: « {quote['said']} » for « {quote['better']} »")


def plan(plan: Json) -> None:
    """Print a plan in short."""
    say(f"  week {plan['week']['year']}-W{plan['week']['number']:02}, {plan['state']}")
    for told in plan["told"]:
        paragraph(f"last plan: {told['pattern']}: {_told(told)}")
    for number, focus in enumerate(plan["focus"], 1):
        say()
        say(f"  {number}. {paint(focus['pattern'], 'bold')}")
        paragraph(focus["rule"]["en"], "     ")
        quote = focus["quotes"][0]
        paragraph(f"said: « {quote['said']} »", "     ")
        exercises = focus["exercises"]
        if exercises:
            first = exercises[0]
            paragraph(
                f"{len(exercises)} exercises, the first: {first['task']['en']} {first['stimulus']}",
                "     ",
            )
        say(f"     goal: {focus['goal']} opportunities")


def _judged(report: Json) -> list[Json]:
    return [
        cell for cell in report["cells"] if cell["type"] in TYPES and cell["comparison"] is not None
    ]


def _verdict(comparison: Json) -> str:
    """Word a verdict; where evidence lacks, say how much."""
    if comparison["state"] != State.NOT_ENOUGH_EVIDENCE:
        return str(comparison["state"])
    return _lack(comparison) or str(comparison["reason"]).replace("_", " ")


def _lack(found: Json) -> str:
    if found["more_opportunities"]:
        return f"about {found['more_opportunities']} more opportunities"
    return f"{found['more_sessions']} more sessions" if found["more_sessions"] else ""


def _told(told: Json) -> str:
    state = told["state"]
    if state == State.NOT_ENOUGH_EVIDENCE:
        state = f"not enough evidence yet, {_lack(told) or told['reason'].replace('_', ' ')}"
    return (
        f"{state} ({told['errors_before']}/{told['opportunities_before']} before, "
        f"{told['errors']}/{told['opportunities']} since)"
    )


def _row(name: str, chart: str, comparison: Json | None) -> None:
    if comparison is None:
        say(f"  {_cut(name, 5):<6}{chart:<{_MOST_WEEKS}}  nothing counted")
        return
    state = comparison["state"]
    verdict = _verdict(comparison)
    styles = (_COLOURS[state], "bold") if state in _COLOURS else ("dim",)
    before, since = comparison["baseline"], comparison["recent"]
    say(
        f"  {_cut(name, 5):<6}{chart:<{_MOST_WEEKS}} {_counts(before):>7} {_counts(since):>7} "
        f"{_rate(since):>14} {paint(verdict, *styles)}"
    )


def _counts(sample: Json) -> str:
    return f"{sample['errors']}/{sample['opportunities']}" if sample["opportunities"] else "–"


def _rate(sample: Json) -> str:
    if sample["interval"] is None:
        return "–"
    low, high = (round(100 * end) for end in sample["interval"])
    return f"{100 * sample['rate']:.0f} % ({low}–{high})"


def _mondays(progress: Mapping[str, Json]) -> list[str]:
    return sorted(
        {
            week["monday"]
            for each in progress.values()
            for row in each["types"]
            for week in row["weeks"]
        }
    )


def _weekly(progress: Json, kind: str) -> dict[str, float]:
    """Give the error rate of each week in which something of the type was said."""
    return {
        week["monday"]: week["errors"] / week["opportunities"]
        for each in progress["types"]
        if each["type"] == kind
        for week in each["weeks"]
        if week["opportunities"]
    }


def _chart(rates: Sequence[float | None], highest: float) -> str:
    """Draw rates as bars on a common scale, and weeks without talk as points."""
    top = len(_BARS) - 1
    return "".join(
        _SILENT if rate is None else _BARS[round(top * rate / highest) if highest else 0]
        for rate in rates
    )


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"
