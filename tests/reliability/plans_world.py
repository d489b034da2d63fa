"""Learners with something to work on, in an embedded store; and a job as a process.

`python -m tests.reliability.plans_world` runs the whole job with short pauses.
"""

import os
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from infra import bootstrap
from infra.mail.smtp_mailer import Security, SmtpMailer
from infra.settings import Settings, load
from shared.application.run_plans import run_plans
from shared.domain.error_types import ErrorType
from shared.domain.iso_week import IsoWeek
from shared.domain.memory import Learned, Observation, Quote
from shared.domain.study_plan import StudyPlan
from shared.ports.mailer import Mailer
from shared.ports.system import Clock
from tests.doubles import FixedVoice, HandClock
from tests.plans import profile
from tests.smtp import HOST

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def opened(folder: Path, clock: Clock | None = None) -> Iterator[bootstrap.Ports]:
    """The embedded adapters over a folder, with a quick voice, and with that clock if any."""
    made = bootstrap.Ports(Settings(data_dir=folder))  # type: ignore[call-arg]
    made.__dict__["voice"] = FixedVoice()
    if clock is not None:
        made.__dict__["clock"] = clock
    try:
        yield made
    finally:
        made.close()


def zone_amid_week() -> str:
    """A time zone in which a test of a minute does not run into Monday."""
    return "UTC" if datetime.now(UTC).hour < 23 else "Pacific/Honolulu"


def seed(ports: bootstrap.Ports, count: int, **changes: object) -> list[str]:
    """Store learners who want mail, each with one recurrent pattern; returns their ids."""
    now = ports.clock.now()
    learners = [f"learner{number:03}" for number in range(count)]
    zone = zone_amid_week()
    for learner in learners:
        ports.people.save_profile(profile(learner, timezone=zone, revision=0, **changes))
        for number in range(3):
            at = now - timedelta(days=10 + number)
            quote = Quote("Hier j'ai allé au marché.", "Hier je suis allé au marché.", at)
            seen = Observation("auxiliary:aller", ErrorType.AUXILIARY, quote)
            met = {ErrorType.AUXILIARY: 5}
            source = f"{learner}.{number}"
            ports.learners.learn(Learned(learner, source, source, at, (seen,), met))
    return learners


def run(ports: bootstrap.Ports, *, part: int = 0, parts: int = 1) -> Mapping[str, int]:
    """One run of the job; its pauses move the hand clock."""
    clock = ports.clock
    assert isinstance(clock, HandClock)
    return run_plans(
        part=part,
        parts=parts,
        workshop=ports.workshop,
        post=ports.post,
        pause=lambda seconds: clock.advance(seconds=seconds),
    )


def plan_of(ports: bootstrap.Ports, learner: str) -> StudyPlan:
    """This week's plan of a learner who has one."""
    known = ports.people.profile(learner)
    assert known is not None
    plan = ports.plans.get(learner, IsoWeek.at(ports.clock.now(), known.timezone))
    assert plan is not None
    return plan


def use_mailer(ports: bootstrap.Ports, mailer: Mailer) -> None:
    """Send by another mailer from now on."""
    ports.__dict__["mailer"] = mailer
    ports.__dict__.pop("post", None)


def environment(folder: Path, **more: str) -> Mapping[str, str]:
    """The environment of a job over that data folder, and over the store that this test chose."""
    chosen = ("STORE", "GOOGLE_CLOUD_PROJECT", "FIRESTORE_EMULATOR_HOST")
    return {
        **{name: os.environ[name] for name in chosen if name in os.environ},
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "DATA_DIR": str(folder),
        **more,
    }


def mails(folder: Path) -> Counter[str]:
    """How many mails of the outbox went to whom."""
    found: Counter[str] = Counter()
    for path in (folder / "outbox").glob("*.eml"):
        head = path.read_text().splitlines()
        (to,) = (line for line in head if line.startswith("To: "))
        found[to.rpartition("<")[2].partition("@")[0]] += 1
    return found


def main() -> int:
    """Run the job with a quick voice and pauses of a fifth of a second."""
    ports = bootstrap.Ports(load())
    ports.__dict__["voice"] = FixedVoice()
    with bootstrap.use(ports):
        tally = run_plans(
            part=0,
            parts=1,
            workshop=ports.workshop,
            post=ports.post,
            pause=lambda seconds: time.sleep(min(seconds, 0.2)),
        )
    ports.close()
    print(dict(tally))
    return 0


if __name__ == "__main__":
    sys.exit(main())


def by_smtp(ports: bootstrap.Ports, port: int, timeout: float = 0.5) -> None:
    """Send by SMTP instead of into the outbox."""
    made = SmtpMailer(
        HOST,
        port,
        sender="Parlons <plans@parlons.example>",
        clock=ports.clock,
        security=Security.NONE,
        timeout=timeout,
    )
    use_mailer(ports, made)
