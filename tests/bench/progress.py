"""Measure what the progress statistics claim about simulated learners (`make bench-progress`).

Every row is a kind of learner; every learner is compared once, four weeks with four weeks, through
the same functions that the pages use. Errors are beta-binomial: each session has a rate of its own
around the learner's, with intraclass correlation rho. The seed is fixed; "±" is the standard error
of the simulation itself.

Usage: python -m tests.bench.progress [--learners 2000]
"""

import argparse
import math
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from random import Random
from statistics import fmean, stdev

from shared.domain.evidence import RULES, Reason, State
from shared.domain.progress import (
    Comparison,
    across,
    class_clustering,
    compare,
    compare_class,
    mastery,
)
from shared.domain.windows import Window, class_windows, last_closed_week
from tests.bench.simulated_learners import (
    START,
    TYPES,
    UNTIL,
    Case,
    Half,
    naive_claims,
    simulated_learner,
    simulated_windows,
)

SEED = 20_250_106
CLASS_SIZE = 8
GOAL_FALSE = 0.05
GOAL_POWER = 0.80


def _standard_error(share: float, count: int) -> float:
    # An observed 0 or 1 has no spread; the "rule of one half" keeps its error visible.
    seen = min(max(share, 0.5 / count), 1 - 0.5 / count)
    return math.sqrt(seen * (1 - seen) / count)


def _percent(hits: int, count: int) -> str:
    share = hits / count
    return f"{100 * share:5.1f} ±{100 * _standard_error(share, count):3.1f}"


def _row(case: Case, learners: int, seed: int) -> Counter[str]:
    random = Random(seed)  # noqa: S311 - a simulation, not a secret
    seen: Counter[str] = Counter()
    for _ in range(learners):
        windows = simulated_learner(random, case)
        verdict = compare(windows, until=UNTIL).verdict
        seen[verdict.state] += 1
        seen[verdict.reason] += 1
        seen.update(naive_claims(windows))
    return seen


def _no_change() -> list[Case]:
    half = Half(opportunities=60, sessions=4)
    cases = [Case("no change", rho) for rho in (0.0, 0.05, 0.1, 0.2)]
    cases += [Case("half the talk", rho, after=half) for rho in (0.0, 0.05, 0.1, 0.2)]
    few = Half(sessions=3)
    cases += [Case("3 sessions a window", rho, few, few) for rho in (0.0, 0.2)]
    rare = Half(rate=0.05)
    cases += [Case("rate .05", rho, rare, rare) for rho in (0.0, 0.1)]
    least = Half(opportunities=30, sessions=3)
    cases.append(Case("30 opportunities", 0.1, least, least))
    cases.append(Case("new recognizer hears half", 0.1, after=Half(0.15, recognizer="whisper-2")))
    cases.append(Case("easier task", 0.1, after=Half(0.15, task="retelling")))
    return cases


def bench_no_change(learners: int) -> bool:
    """Print how often "improved" is said of learners who do not change."""
    print(f'\nFalse "improved", % of {learners} learners who do not change (goal: at most 5)')
    print("                                    ours          what others would have claimed")
    print(
        f"{'case':27}{'rho':>5}  {'improved':>10}  {'raw count':>9} {'rate':>6} "
        f"{'no deff':>8}   {'worsened':>8} {'stable':>7} {'not enough':>10}"
    )
    good = True
    for index, case in enumerate(_no_change()):
        seen = _row(case, learners, SEED + index)
        share = seen[State.IMPROVED] / learners
        good &= share <= GOAL_FALSE

        def of(key: str, seen: Counter[str] = seen) -> str:
            return f"{100 * seen[key] / learners:.1f}"

        changed = seen[Reason.RECOGNIZER_CHANGED] + seen[Reason.TASK_CHANGED]
        print(
            f"{case.name:27}{case.rho:5.2f}  {_percent(seen[State.IMPROVED], learners)}"
            f"  {of('raw'):>9} {of('rate'):>6} {of('unclustered'):>8}   "
            f"{of(State.WORSENED):>8} {of(State.STABLE):>7} {of(State.NOT_ENOUGH_EVIDENCE):>10}"
            f"{'  reason given: change of recognizer or task' if changed == learners else ''}"
            f"{'' if share <= GOAL_FALSE else '  ABOVE THE GOAL'}"
        )
    return good


def _classes(random: Random, case: Case, learners: int) -> Iterator[Comparison]:
    """Compare learners with the rho of their class of eight."""
    for _ in range(learners // CLASS_SIZE):
        known = [simulated_learner(random, case, learner=str(index)) for index in range(CLASS_SIZE)]
        clustering = class_clustering((w for windows in known for w in windows), until=UNTIL)
        for windows in known:
            yield compare(windows, until=UNTIL, clustering=clustering)


def bench_class_rho(learners: int) -> bool:
    """Print what it brings to know rho from the class, in size and in power."""
    print(f"\nWith rho from the class of {CLASS_SIZE} instead of the learner's own sessions, %")
    print(f"{'':27}{'rho':>5}  {'no change':>10}   {'halving .30→.15':>15}")
    good = True
    for index, rho in enumerate((0.0, 0.05, 0.1, 0.2)):
        shown = []
        for after in (Half(), Half(rate=0.15)):
            random = Random(SEED + 100 + index)  # noqa: S311 - a simulation, not a secret
            seen = Counter(
                each.verdict.state
                for each in _classes(random, Case("", rho, after=after), learners)
            )
            count = sum(seen.values())
            shown.append(_percent(seen[State.IMPROVED], count))
            good &= after.rate < 0.3 or seen[State.IMPROVED] / count <= GOAL_FALSE
        print(f"{'8 sessions a window':27}{rho:5.2f}  {shown[0]:>10}   {shown[1]:>15}")
    return good


def bench_power(learners: int) -> bool:
    """Print how often a real halving is found."""
    print("\nHalving .30→.15 at 120 opportunities a window, % found (goal: 80, independent errors)")
    print(f"{'sessions a window':27}{'rho':>5}  {'improved':>10}  {'no deff':>8}  {'worsened':>8}")
    good = True
    for index, (sessions, rho) in enumerate(
        ((8, 0.0), (8, 0.05), (8, 0.1), (8, 0.2), (4, 0.0), (12, 0.0), (12, 0.1))
    ):
        before, after = Half(sessions=sessions), Half(0.15, sessions=sessions)
        seen = _row(Case("", rho, before, after), learners, SEED + 200 + index)
        if (sessions, rho) == (8, 0.0):
            good = seen[State.IMPROVED] / learners >= GOAL_POWER
        print(
            f"{sessions:<27}{rho:5.2f}  {_percent(seen[State.IMPROVED], learners)}  "
            f"{100 * seen['unclustered'] / learners:8.1f}  "
            f"{100 * seen[State.WORSENED] / learners:8.2f}"
        )
    return good


def bench_power_table(learners: int) -> None:
    """Print power against the number of opportunities."""
    rhos = (0.0, 0.05, 0.1, 0.2)
    print(
        f"\nHalving .30→.15, % found of {learners} learners, by opportunities a window "
        "(15 a session)"
    )
    print(f"{'opportunities':27}" + "".join(f"rho {rho:<9}" for rho in rhos))
    for index, opportunities in enumerate((45, 60, 90, 120, 180, 240, 360)):
        cells = []
        for rho in rhos:
            before = Half(opportunities=opportunities, sessions=opportunities // 15)
            random = Random(SEED + 300 + index)  # noqa: S311 - a simulation, not a secret
            found = sum(
                compare(
                    simulated_learner(random, Case("", rho, before, replace(before, rate=0.15))),
                    until=UNTIL,
                ).verdict.state
                is State.IMPROVED
                for _ in range(learners)
            )
            cells.append(f"{_percent(found, learners):13}")
        print(f"{opportunities:<27}" + "".join(cells))


def bench_weekly_looks(learners: int) -> None:
    """Print how often a learner who does not change is called improved at least once."""
    print(
        f'\n"Improved" said at least once to a learner who does not change, % of {learners} '
        "(two talks a week, 120 opportunities a window)"
    )
    print(f"{'':27}{'rho':>5}  {'term of 12 weeks':22} {'year of 36 weeks':23} {'one look':>9}")
    for index, rho in enumerate((0.0, 0.1)):
        random = Random(SEED + 400 + index)  # noqa: S311 - a simulation, not a secret
        ever: Counter[tuple[str, int]] = Counter()
        shares: list[float] = []
        for _ in range(learners):
            windows = simulated_windows(
                random, Half(opportunities=1080, sessions=72), rho, first_week=0, weeks=36
            )
            said = {name: dict.fromkeys((12, 36), False) for name in ("each", "block", "spent")}
            claims = 0
            for week in range(7, 36):
                until = START + timedelta(weeks=week)
                if compare(windows, until=until).verdict.state is not State.IMPROVED:
                    continue  # a stricter rule claims nothing here either
                claims += 1
                block = last_closed_week(until + timedelta(weeks=1)) == until
                for term in (12, 36):
                    if week >= term:
                        continue
                    said["each"][term] = True
                    said["block"][term] |= block
                    strict = RULES.spend(term - 7)
                    verdict = compare(windows, until=until, rules=strict).verdict
                    said["spent"][term] |= verdict.state is State.IMPROVED
            shares.append(claims / 29)
            ever.update((name, term) for name in said for term in said[name] if said[name][term])
        ends = [START + timedelta(weeks=week) for week in range(7, 36)]
        closed = [last_closed_week(end + timedelta(weeks=1)) == end for end in ends]
        names = {
            "each": ("every week", 5, 29),
            "block": ("every closed block", sum(closed[:5]), sum(closed)),
            "spent": ("every week, 5 % spent", 5, 29),
        }
        # Looks of one learner overlap, so their common rate is as sure as learners are many.
        one_look = f"{100 * fmean(shares):5.1f} ±{100 * stdev(shares) / math.sqrt(learners):3.1f}"
        for name, (told, term_looks, year_looks) in names.items():
            cells = [_percent(ever[name, term], learners) for term in (12, 36)]
            print(
                f"{told:27}{rho:5.2f}  {cells[0]} in {term_looks} looks   "
                f"{cells[1]} in {year_looks:2} looks   {one_look if name == 'each' else ''}"
            )


def bench_across(classes: int) -> bool:
    """Print what Benjamini and Hochberg's procedure leaves of a class's claims."""
    print(
        f"\nA report of {CLASS_SIZE} learners × {len(TYPES)} types, {classes} classes, rho 0.05 "
        "(from the class)"
    )
    still, halved = Case("", 0.05), Case("", 0.05, after=Half(rate=0.15))
    good = True

    def nobody(_: int) -> Case:
        return still

    def some(index: int) -> Case:
        return halved if index % 4 == 0 else still

    for name, pick in (("nobody changes", nobody), ("one learner in four halves", some)):
        random = Random(SEED + 500)  # noqa: S311 - a simulation, not a secret
        for_each: Counter[str] = Counter()
        for _ in range(classes):
            report = _report(random, pick)
            for label, comparisons in (("alone", report), ("across", across(report))):
                real = [
                    pick(int(each.subject_id)) is halved
                    for each in comparisons
                    if each.verdict.state is State.IMPROVED
                ]
                for_each[f"{label} any false"] += not all(real)
                for_each[f"{label} found"] += sum(real)
                # The false discovery proportion, in thousandths so that it can be counted.
                for_each[f"{label} fdp"] += round(1000 * (1 - sum(real) / len(real))) if real else 0
        count = classes * CLASS_SIZE * len(TYPES) // 4
        for label in ("alone", "across"):
            any_false = for_each[f"{label} any false"]
            fdr = for_each[f"{label} fdp"] / 1000 / classes
            good &= label == "alone" or fdr <= GOAL_FALSE
            found = f", found {_percent(for_each[f'{label} found'], count)} %"
            print(
                f"{name:27} {label:7} reports with a false claim {_percent(any_false, classes)} %, "
                f"false discovery rate {100 * fdr:4.1f} %"
                f"{found if pick(0) is halved else ''}"
            )
    return good


def _report(random: Random, pick: Callable[[int], Case]) -> list[Comparison]:
    known = [
        simulated_learner(random, pick(index), learner=str(index), kind=kind)
        for kind in TYPES
        for index in range(CLASS_SIZE)
    ]
    clustering = class_clustering((w for windows in known for w in windows), until=UNTIL)
    return [compare(windows, until=UNTIL, clustering=clustering) for windows in known]


def bench_class(classes: int) -> bool:
    """Print the claims about a class × type, whose learners differ among themselves."""
    print(
        f"\nA class × type, {classes} classes of {CLASS_SIZE} learners whose own rates spread "
        "around .30 (sd .12), rho 0.1, %"
    )
    good = True
    for name, factor, weak_talk in (
        ("no change", 1.0, 1.0),
        ("weak learners talk a third", 1.0, 1 / 3),
        ("everybody halves", 0.5, 1.0),
    ):
        random = Random(SEED + 600)  # noqa: S311 - a simulation, not a secret
        improved = pooled = 0
        for _ in range(classes):
            windows: list[Window] = []
            for index in range(CLASS_SIZE):
                rate = min(0.9, max(0.02, random.betavariate(4.1, 9.5)))
                talk = round(30 * (weak_talk if rate > 0.3 else 1.0))
                case = Case(
                    "",
                    0.1,
                    Half(rate, 30, 4),
                    Half(rate * factor, talk, max(2, round(talk / 8))),
                )
                windows += simulated_learner(random, case, learner=str(index))
            joined = class_windows(windows, "class")
            improved += compare_class(joined, until=UNTIL).verdict.state is State.IMPROVED
            pooled += naive_claims(joined)["unclustered"]
        good &= factor < 1 or improved / classes <= GOAL_FALSE
        print(
            f"{name:27}      {_percent(improved, classes)}   pooled without design effect: "
            f"{100 * pooled / classes:5.1f}"
        )
    return good


def bench_mastery(learners: int) -> None:
    """Print how soon "mastered" is said to learners who still make errors."""
    print(
        f'\n"Mastered" (30 clean in 3 sessions) after four weeks of 30 opportunities, '
        f"% of {learners}, rho 0.05"
    )
    for rate in (0.01, 0.02, 0.05, 0.1, 0.2):
        random = Random(SEED + 700)  # noqa: S311 - a simulation, not a secret
        said = sum(
            mastery(simulated_windows(random, Half(rate), 0.05, first_week=0)).mastered
            for _ in range(learners)
        )
        print(f"  true rate {rate:4.2f}: {_percent(said, learners)}")


def main() -> int:
    """Run every part; exit with 1 where a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--learners", type=int, default=2000, help="learners a row")
    learners = parser.parse_args().learners
    started = time.perf_counter()
    goals = {'false "improved" at most 5 % in every no-change case': bench_no_change(learners)}
    took = time.perf_counter() - started
    cases = len(_no_change())
    print(f"{cases} × {learners} learners in {took:.1f} s: {took / cases:.1f} s for {learners}")
    goals["the same with rho from the class"] = bench_class_rho(learners // 2)
    goals["halving found in 80 % at 120 opportunities, rho 0"] = bench_power(learners // 2)
    bench_power_table(max(8, learners // 10))
    bench_weekly_looks(max(8, learners // 16))
    goals["false discoveries in a class report at most 5 %"] = bench_across(max(4, learners // 25))
    goals['false "improved" of a class at most 5 %'] = bench_class(max(8, learners // 4))
    bench_mastery(learners // 2)
    print(f"\n{time.perf_counter() - started:.1f} s in all, seed {SEED}")
    for goal, reached in goals.items():
        print(f"{'reached' if reached else 'MISSED '}  {goal}")
    return 0 if all(goals.values()) else 1


if __name__ == "__main__":
    raise SystemExit(main())
