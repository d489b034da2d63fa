"""`make bench-plans`: weekly plans and mails of many learners, in parallel tasks.

A year of history is made for a few learners by the real memory, turn by turn, and copied under
other ids. Tasks are processes, each over its share, as on Cloud Run. Nothing here passes or fails:
it prints.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from infra import bootstrap
from infra.settings import Settings
from shared.application.run_plans import run_plans
from shared.domain.error_types import ErrorType
from shared.domain.errors import Code, Transient
from shared.domain.history import blocks_between
from shared.domain.iso_week import IsoWeek
from shared.domain.memory import Learned, MemoryEntry, Observation, Quote
from shared.domain.study_plan import StudyPlan
from shared.domain.windows import Window
from shared.ports.voice import AudioFormat, Speech, Voice
from tests.plans import profile

KINDS = 20
TURNS = 104  # two talks a week for a year
SAID = (
    ("auxiliary:aller", "Hier j'ai allé au marché.", "Hier je suis allé au marché."),
    ("noun_gender:problème", "J'ai une problème.", "J'ai un problème."),
    ("contraction:à+article", "Je vais à le cinéma.", "Je vais au cinéma."),
    ("time_depuis:depuis", "J'habite ici pour deux ans.", "J'habite ici depuis deux ans."),
    ("avoir_expression:faim", "Je suis faim.", "J'ai faim."),
    ("prep_place:Canada", "J'habite en Canada.", "J'habite au Canada."),
    ("subjunctive:falloir_que", "Il faut que tu viens.", "Il faut que tu viennes."),
    ("negation:personne", "Je connais pas personne.", "Je connais personne."),
    ("partitive:beaucoup_de", "J'ai beaucoup des amis.", "J'ai beaucoup d'amis."),
    ("reflexive:lever", "Je lève à sept heures.", "Je me lève à sept heures."),
    ("subject_verb:prendre", "Ils prend le bus.", "Ils prennent le bus."),
    ("object_pronoun:la", "Je vois la demain.", "Je la vois demain."),
)


class Mute(Voice):
    """Has no voice: plans go on without sounds, so that planning itself is measured."""

    name = "mute"

    def speak(
        self, text: str, *, format: AudioFormat = AudioFormat.OGG, voice: str = "", speed: float = 1
    ) -> Speech:
        raise Transient(Code.PROVIDER_UNAVAILABLE)


def show(what: str, figure: str, goal: str = "") -> None:
    """Print one line of the table."""
    print(f"{what:<58} {figure:>16}   {f'goal {goal}' if goal else ''}".rstrip(), flush=True)


def ports_of(folder: Path) -> bootstrap.Ports:
    return bootstrap.Ports(Settings(data_dir=folder))  # type: ignore[call-arg]


def live_a_year(ports: bootstrap.Ports, learner: str, number: int, now: datetime) -> None:
    """Let the real memory hear a learner twice a week for a year."""
    for turn in range(TURNS):
        at = now - timedelta(days=365) + timedelta(days=365 * turn / TURNS)
        heard = [SAID[(number + turn * step) % len(SAID)] for step in (1, 3)]
        seen = tuple(
            Observation(
                pattern, ErrorType(pattern.partition(":")[0]), Quote(said, better, at), ("rules",)
            )
            for pattern, said, better in heard
        )
        met = {each.type: 4 for each in seen}
        source = f"{learner}.{turn}"
        ports.learners.learn(
            Learned(learner, source, source, at, seen, met, recognizer="bench", task="talk")
        )


def fill(folder: Path, count: int) -> None:
    """Make a store of so many learners: some live, the others are copies under other ids."""
    ports = ports_of(folder)
    now = ports.clock.now()
    lived = [f"origin-{number:05}" for number in range(KINDS)]
    for number, learner in enumerate(lived):
        live_a_year(ports, learner, number, now)
    week = IsoWeek.at(now, "Europe/Paris").previous
    with ports.database.transaction() as connection:
        for number in range(count):
            learner, origin = f"copied-{number:05}", lived[number % KINDS]
            for table, columns in (
                ("memory", "pattern, occurrences, last_seen, type, due, quoted_since"),
                ("window_blocks", "first"),
            ):
                connection.execute(
                    f"""INSERT INTO {table} (learner_id, {columns}, document)
                        SELECT ?, {columns}, CAST(replace(CAST(document AS TEXT), ?, ?) AS BLOB)
                        FROM {table} WHERE learner_id = ?""",  # noqa: S608 - constants above
                    (learner, origin, learner, origin),
                )
        for table in ("memory", "window_blocks"):
            connection.execute(f"DELETE FROM {table} WHERE learner_id LIKE 'origin-%'")  # noqa: S608
    for number in range(count):
        ports.people.save_profile(profile(f"copied-{number:05}", revision=0))
    # A plan of the week before, whose result is to be told.
    first = run_one(ports, week)
    with ports.database.transaction() as connection:
        for number in range(1, count):
            connection.execute(
                """INSERT INTO plans (learner_id, week, class_id, state, revision, document)
                    SELECT ?, week, class_id, state, revision,
                        CAST(replace(CAST(document AS TEXT), ?, ?) AS BLOB)
                    FROM plans WHERE learner_id = ?""",
                (f"copied-{number:05}", first, f"copied-{number:05}", first),
            )
    ports.close()


def run_one(ports: bootstrap.Ports, week: IsoWeek) -> str:
    """Make last week's plan of one learner, marked as sent."""
    from shared.application.plan_week import plan_week
    from shared.domain import study_plan

    ports.__dict__["voice"] = Mute()
    known = ports.people.profile("copied-00000")
    assert known is not None
    plan = plan_week(known, week=week, needs_approval=False, workshop=ports.workshop)
    ports.plans.save(study_plan.sent(plan, now=ports.clock.now()))
    return known.learner_id


class Reads:
    """Counts the documents that a task reads, by wrapping its ports."""

    def __init__(self, ports: bootstrap.Ports) -> None:
        self.count = 0
        learners, plans = ports.learners, ports.plans
        memory, windows, before, claim = (
            learners.memory,
            learners.windows,
            plans.before,
            plans.claim,
        )

        def counted_memory(learner_id: str, *, limit: int = 200) -> Sequence[MemoryEntry]:
            found = memory(learner_id, limit=limit)
            self.count += len(found)
            return found

        def counted_windows(ids: Collection[str], *, since: date, until: date) -> Sequence[Window]:
            self.count += len(blocks_between(since, until)) * len(ids)
            return windows(ids, since=since, until=until)

        def counted_before(learner_id: str, week: IsoWeek) -> StudyPlan | None:
            self.count += 1
            return before(learner_id, week)

        def counted_claim(
            learner_id: str, week: IsoWeek, *, now: datetime, lease: timedelta
        ) -> StudyPlan | None:
            self.count += 1
            return claim(learner_id, week, now=now, lease=lease)

        learners.memory = counted_memory  # type: ignore[method-assign]
        learners.windows = counted_windows  # type: ignore[method-assign]
        plans.before = counted_before  # type: ignore[method-assign]
        plans.claim = counted_claim  # type: ignore[method-assign]


def task(folder: Path, part: int, parts: int, *, spoken: bool) -> None:
    """Do one share and print its figures as JSON."""
    ports = ports_of(folder)
    if not spoken:
        ports.__dict__["voice"] = Mute()
    reads = Reads(ports)
    began = time.perf_counter()
    with bootstrap.use(ports):
        tally = run_plans(
            part=part, parts=parts, workshop=ports.workshop, post=ports.post, pause=time.sleep
        )
    seconds = time.perf_counter() - began
    ports.close()
    done = sum(tally.values())
    figures = {
        "tally": dict(tally),
        "seconds": seconds,
        "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        # The profile itself is a read as well.
        "reads": reads.count / max(1, done) + 1,
    }
    print(json.dumps(figures))


def measure(folder: Path, tasks: int, *, spoken: bool) -> None:
    """Run the tasks at the same time and print what they took together."""
    command = [sys.executable, "-m", "tests.bench.plans", "--folder", str(folder)]
    command += ["--parts", str(tasks), *(["--spoken"] if spoken else [])]
    began = time.perf_counter()
    running = [
        subprocess.Popen([*command, "--part", str(part)], stdout=subprocess.PIPE)
        for part in range(tasks)
    ]
    figures: list[Mapping[str, float]] = []
    totals: dict[str, int] = {}
    for process in running:
        out, _ = process.communicate()
        found = json.loads(out)
        figures.append(found)
        for state, number in found["tally"].items():
            totals[state] = totals.get(state, 0) + number
    seconds = time.perf_counter() - began
    done = sum(totals.values())
    how = "with espeak-ng's models" if spoken else "without voice"
    show(f"plans made and mailed, {how} ({tasks} tasks)", f"{done / seconds:.0f} /s")
    show("  in all", f"{seconds:.1f} s")
    show("  states", ", ".join(f"{each} {number}" for each, number in totals.items()))
    show("  peak memory of a task", f"{max(f['mb'] for f in figures):.0f} MB", "≤ 150 MB")
    show("  documents read per learner", f"{max(f['reads'] for f in figures):.1f}", "≤ 12")


def main() -> int:
    """Fill a store, run the tasks, run them again over what is done."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--learners", type=int, default=10_000)
    parser.add_argument("--tasks", type=int, default=2)
    parser.add_argument("--spoken-learners", type=int, default=200)
    parser.add_argument("--folder", type=Path, help="of a task, with --part")
    parser.add_argument("--part", type=int)
    parser.add_argument("--parts", type=int, default=1)
    parser.add_argument("--spoken", action="store_true")
    given = parser.parse_args()
    if given.part is not None:
        task(given.folder, given.part, given.parts, spoken=given.spoken)
        return 0
    with tempfile.TemporaryDirectory(prefix="parlons-bench-") as root:
        for count, spoken in ((given.learners, False), (given.spoken_learners, True)):
            folder = Path(root) / ("spoken" if spoken else "silent")
            began = time.perf_counter()
            fill(folder, count)
            size = sum(each.stat().st_size for each in folder.rglob("*") if each.is_file())
            print(
                f"\n{count:,} learners with a year of history, {size / 1e6:.0f} MB, "
                f"made in {time.perf_counter() - began:.0f} s\n"
            )
            measure(folder, given.tasks, spoken=spoken)
            if not spoken:
                print("\nThe same again, with nothing left to do\n")
                measure(folder, given.tasks, spoken=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
