"""The weekly job killed, doubled and shared out: every learner one mail."""

import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from infra import bootstrap
from shared.domain.error_types import ErrorType
from shared.domain.errors import Code, Transient
from shared.domain.iso_week import IsoWeek
from shared.domain.memory import Learned, MemoryEntry, Observation, Quote
from shared.domain.study_plan import PlanReason, PlanState, StudyPlan
from shared.ports.mailer import Mail, Mailer
from tests.doubles import HandClock
from tests.reliability.plans_world import (
    ROOT,
    by_smtp,
    environment,
    mails,
    opened,
    plan_of,
    run,
    seed,
    use_mailer,
)
from tests.smtp import HOST, Mailbox, serving

COUNT = 40
# Per learner, of Firestore; what a plan is worth (shared.application.plan_week).
READS = 12


def start_job(
    folder: Path, module: str = "functions.study_plans.main", **more: str
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-m", module],
        cwd=ROOT,
        env=environment(folder, **more),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def kill_after(job: subprocess.Popen[bytes], done: Callable[[], bool]) -> None:
    """Kill the process outright as soon as something is done."""
    deadline = time.monotonic() + 30
    while not done():
        assert job.poll() is None, job.stderr and job.stderr.read().decode()
        assert time.monotonic() < deadline
        time.sleep(0.002)
    job.send_signal(signal.SIGKILL)
    job.communicate()


def test_killed_half_way_and_run_again_every_learner_has_one_mail(folder: Path) -> None:
    # GIVEN a job killed outright after some mails, twice
    with opened(folder) as ports:
        learners = seed(ports, COUNT)
    for goal in (5, 15):
        job = start_job(folder)
        kill_after(job, lambda goal=goal: len(mails(folder)) >= goal)  # type: ignore[misc]
    assert 0 < len(mails(folder)) < COUNT
    # WHEN it is run to its end, after the leases of the dead
    clock = HandClock()
    with opened(folder) as ports:
        clock.time = ports.clock.now()
    with opened(folder, clock) as ports:
        tally = run(ports)
        # THEN everybody has exactly one mail
        assert mails(folder) == Counter(dict.fromkeys(learners, 1))
        assert tally == {"sent": COUNT}
        assert all(plan_of(ports, each).state is PlanState.SENT for each in learners)


def test_killed_in_mid_smtp_nobody_gets_two(folder: Path) -> None:
    mailbox = Mailbox(slow={"DATA": 0.01})
    with opened(folder) as ports:
        learners = seed(ports, COUNT)
    with serving(mailbox) as port:
        settings = {"SMTP_HOST": HOST, "SMTP_PORT": str(port), "SMTP_SECURITY": "none"}
        settings["MAIL_FROM"] = "Parlons <plans@parlons.example>"
        for goal in (5, 12, 20):
            job = start_job(folder, **settings)
            kill_after(job, lambda goal=goal: len(mailbox.taken) >= goal)  # type: ignore[misc]
        clock = HandClock()
        with opened(folder) as ports:
            clock.time = ports.clock.now()
        with opened(folder, clock) as ports:
            by_smtp(ports, port, timeout=5)
            run(ports)
            ports.mailer.close()
            plans = {each: plan_of(ports, each) for each in learners}
    got = Counter(each.partition("@")[0] for each in mailbox.recipients)
    # THEN nobody got two, and whoever may have got none is named; at most one a kill
    assert max(got.values()) == 1
    unsure = {each for each, plan in plans.items() if plan.reason is PlanReason.UNCONFIRMED}
    assert len(unsure) <= 3
    assert set(learners) - set(got) <= unsure
    assert all(plan.state is PlanState.SENT for each, plan in plans.items() if each not in unsure)


def test_two_jobs_at_once_send_one_mail_each(folder: Path) -> None:
    with opened(folder) as ports:
        learners = seed(ports, COUNT)
    mailbox = Mailbox()
    with serving(mailbox) as port:
        settings = {"SMTP_HOST": HOST, "SMTP_PORT": str(port), "SMTP_SECURITY": "none"}
        settings["MAIL_FROM"] = "Parlons <plans@parlons.example>"
        # GIVEN two jobs over all learners, and a third with a share of them
        jobs = [start_job(folder, "tests.reliability.plans_world", **settings) for _ in range(3)]
        for job in jobs:
            _, errors = job.communicate(timeout=60)
            assert job.returncode == 0, errors.decode()
    got = Counter(each.partition("@")[0] for each in mailbox.recipients)
    assert got == Counter(dict.fromkeys(learners, 1))
    assert len({message["Message-ID"] for message in mailbox.taken}) == COUNT


class _TwiceMailer(Mailer):
    """A planted bug: claims that a mail may be sent again, and does not commit before it."""

    name = "twice"
    repeatable = True

    def __init__(self) -> None:
        self.sent: list[str] = []
        self.die = True

    def send(self, mail: Mail, *, committing: Callable[[], None]) -> None:
        self.sent.append(mail.to_address)
        if self.die:
            raise KeyboardInterrupt  # the process ends between the last byte and the commit
        committing()

    def close(self) -> None:
        """Nothing is held."""


def test_the_check_finds_a_mailer_that_commits_too_late(world: bootstrap.Ports) -> None:
    """The planted bug is seen: two mails to one learner."""
    seed(world, 1)
    mailer = _TwiceMailer()
    use_mailer(world, mailer)
    with pytest.raises(KeyboardInterrupt):
        run(world)
    mailer.die = False
    run(world)
    assert Counter(mailer.sent)["learner000@example.org"] == 2


def test_parts_are_disjoint_and_complete(world: bootstrap.Ports, folder: Path) -> None:
    learners = seed(world, COUNT)
    for part in range(3):
        run(world, part=part, parts=3)
    assert mails(folder) == Counter(dict.fromkeys(learners, 1))
    # WHEN a week is run again THEN nothing more goes out
    before = {p: p.stat().st_mtime_ns for p in (folder / "outbox").iterdir()}
    run(world)
    assert {p: p.stat().st_mtime_ns for p in (folder / "outbox").iterdir()} == before
    # WHEN the next week comes THEN there is one mail more for each
    clock = world.clock
    assert isinstance(clock, HandClock)
    clock.advance(days=7)
    run(world)
    assert mails(folder) == Counter(dict.fromkeys(learners, 2))


# SQLite's cost is held by its plan of each query.
@pytest.mark.emulators("FIRESTORE_EMULATOR_HOST")
@pytest.mark.parametrize("store", ["firestore"], indirect=True)
def test_a_plan_costs_few_operations_in_firestore(world: bootstrap.Ports) -> None:
    # GIVEN learners with last week's plan, and more patterns than are read
    learners, now = seed(world, 10), world.clock.now()
    for learner in learners:
        quote = Quote("Hier j'ai mangé.", "Hier, j'ai mangé.", now)
        seen = tuple(Observation(f"other:{n}", ErrorType.OTHER, quote) for n in range(9))
        for number in range(3):
            source, at = f"{learner}.more.{number}", now - timedelta(days=9 + 28 * number)
            world.learners.learn(Learned(learner, source, source, at, seen, {}))
        week = IsoWeek.at(now - timedelta(weeks=1), "UTC")
        world.plans.put(StudyPlan(learner, week, now, state=PlanState.SENT))
    before = world.firestore.operations.copy()
    # WHEN the job makes and sends what is due
    assert run(world) == {"sent": len(learners)}
    # THEN profile, last plan, seven patterns, ledger, tombstone and claim are read
    spent = world.firestore.operations - before
    each = {kind: number / len(learners) for kind, number in spent.items()}
    print(f"\nFirestore operations of a learner's weekly plan: {each}")
    assert each["reads"] <= READS


def test_one_learners_odd_data_cost_nobody_else_the_plan(
    world: bootstrap.Ports, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seed(world, 3)
    memory = world.learners.memory

    def odd(learner_id: str, *, limit: int = 200) -> Sequence[MemoryEntry]:
        if learner_id == "learner001":
            raise ZeroDivisionError
        return memory(learner_id, limit=limit)

    monkeypatch.setattr(world.learners, "memory", odd)
    assert run(world) == {"sent": 2, "broken": 1}
    assert set(mails(folder)) == {"learner000", "learner002"}


def test_odd_data_met_in_a_later_round_cost_nobody_else_the_plan(
    world: bootstrap.Ports, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a store that fails once for everybody, and then one learner's data that make no sense
    seed(world, 3)
    memory, asked = world.learners.memory, Counter[str]()

    def odd(learner_id: str, *, limit: int = 200) -> Sequence[MemoryEntry]:
        asked[learner_id] += 1
        if asked[learner_id] == 1:
            raise Transient(Code.STORE_UNAVAILABLE)
        if learner_id == "learner000":
            raise ZeroDivisionError
        return memory(learner_id, limit=limit)

    monkeypatch.setattr(world.learners, "memory", odd)
    # WHEN the job tries again THEN the others get their mail, and the one is named, not put off
    assert run(world) == {"sent": 2, "broken": 1}
    assert set(mails(folder)) == {"learner001", "learner002"}
