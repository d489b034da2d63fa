"""The simulated weeks, shown: what happens, and what the API says of it afterwards."""

import sys
import time
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from shlex import quote

import httpx2

from infra.local import demo_client as api
from infra.local import weeks_report as weekly
from infra.local.demo_client import Json
from infra.local.demo_report import bar, heading, say
from infra.local.simulated_class import LEARNERS, SimulatedLearner
from infra.local.simulated_weeks import (
    CLASS_ID,
    CLASS_NAME,
    TEACHER,
    School,
    SimulatedPorts,
    TravelClock,
    address,
    caller,
    serving,
)
from infra.settings import Settings
from shared.domain.evidence import RULES
from shared.ports.system import Role

# Whose memory, plan and mail are shown: errors that come back, so there is something to plan.
SHOWN = "bilal"
# Whose verdicts are explained: one that stands, and one for which there was too little talk.
_EXPLAINED = (("alma", "auxiliary"), ("chloe", "noun_gender"))
_MAILS_READ = 200


def live(
    chosen: Settings, weeks: Sequence[date], learners: Sequence[SimulatedLearner] = LEARNERS
) -> None:
    """Let the class live through the weeks, and tell after four what four weeks can say.

    Raises:
        SystemExit: the stack does not start, or something was refused or failed.
    """
    heading(f"{len(weeks)} weeks of a made-up class: {CLASS_NAME}")
    weekly.stories(learners)
    weekly.paragraph(
        "What is true of them is known, so what is found can be judged. Their synthetic speech "
        "goes through the whole pipeline, with transcripts sent along and no language model; "
        f"only the clock is set, from {weeks[0]:%-d %B} to today."
    )
    say()
    clock = TravelClock()
    with serving(ports := SimulatedPorts(chosen, clock)):
        school = School(ports, clock, learners, weeks)
        school.open()
        for number, week in enumerate(weeks, 1):
            begun = time.monotonic()
            school.live(week, _show_progress)
            school.plan(week)
            _clear_line()
            spoken = school.spoken_in(week)
            say(
                f"  week {number:>2} of {len(weeks)}, {week:%d %b}   {spoken:>2} recordings, "
                f"then the plans   {time.monotonic() - begun:4.1f} s"
            )
            if number == RULES.weeks < len(weeks):
                with caller(ports, TEACHER, Role.TEACHER) as teacher:
                    report = api.fetch(teacher, f"/api/classes/{CLASS_ID}/report")
                weekly.paragraph("What four weeks can say, with none before to compare them with:")
                weekly.verdicts(report)
                weekly.explanations(report, _EXPLAINED[:1])


def show(chosen: Settings) -> None:
    """Print one learner's memory, the class's progress, a plan and its mail, from the API.

    Raises:
        SystemExit: the stack does not answer, or there is no such mail.
    """
    ports = SimulatedPorts(chosen, TravelClock())
    try:
        with caller(ports, TEACHER, Role.TEACHER) as teacher, caller(ports, SHOWN) as learner:
            report = api.fetch(teacher, f"/api/classes/{CLASS_ID}/report")
            names = {each["learner_id"]: each["name"] for each in report["learners"]}
            progress = {
                each: api.fetch(teacher, f"/api/learners/{each}/progress") for each in names
            }
            memory = api.fetch(learner, f"/api/learners/{SHOWN}/memory")["entries"]
            plans = api.fetch(learner, f"/api/learners/{SHOWN}/export")["study_plans"]
            heading(f"what is remembered of {names[SHOWN]}")
            weekly.memory(memory, progress[SHOWN])
            heading("progress")
            _progress(report, progress)
            heading(f"the plan of {names[SHOWN]} for this week")
            weekly.plan(plans[0])
            heading("the mail")
            _mail(ports, teacher)
    finally:
        ports.close()


def look_around(chosen: Settings) -> None:
    """Print what to open and what to call while the stack is up."""
    base = chosen.base_url
    heading("to look at")
    say(f"  all mails  {base}/outbox")
    say("  as the teacher of the class, from the folder of the project:")
    say(f"    T=$(make -s token ROLE=teacher ID={TEACHER} DATA_DIR={quote(str(chosen.data_dir))})")
    say('    A="Authorization: Bearer $T"')
    for path in (f"classes/{CLASS_ID}/report", f"learners/{SHOWN}/progress"):
        say(f'    curl -H "$A" {base}/api/{path}')


def _progress(report: Json, progress: Mapping[str, Json]) -> None:
    since, until = (date.fromisoformat(report[each]) for each in ("since", "until"))
    middle = since + timedelta(weeks=RULES.weeks)
    weekly.paragraph(
        f"Four weeks from {middle:%-d %B} (“since”) against the four from {since:%-d %B} "
        "(“before”): errors/opportunities, rate with its 90 % Beta interval. The bars are the "
        f"weeks up to today; later than {until + timedelta(days=6):%-d %B} they count next time."
    )
    weekly.table(report, progress)
    say()
    weekly.verdicts(report)
    weekly.explanations(report, _EXPLAINED)


def _mail(ports: SimulatedPorts, client: httpx2.Client) -> None:
    mails = ports.outbox.newest(_MAILS_READ)
    mail = next((each for each in mails if address(SHOWN) in each.to), None)
    if mail is None:
        raise SystemExit(f"There is no mail to {address(SHOWN)} in the outbox.")
    path = f"/outbox/{mail.name}"
    api.insist(client.get(path))
    say(f"  {mail.subject}")
    say(f"  to      {mail.to}")
    say(f"  page    {ports.settings.base_url}{path}")
    say(f"  file    {ports.settings.data_dir / 'outbox' / mail.name}")


def _show_progress(done: int, total: int) -> None:
    """Draw the bar over itself; where nobody watches, the line of each week says enough."""
    if sys.stdout.isatty():
        sys.stdout.write(f"\r  {bar(done, total)}  {done} of {total} recordings")
        sys.stdout.flush()


def _clear_line() -> None:
    if sys.stdout.isatty():
        sys.stdout.write("\r\033[K")
