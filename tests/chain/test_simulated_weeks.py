"""Eight weeks through the real pipeline, held against what was scripted; and the program itself."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import redirect_stdout
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from io import StringIO
from pathlib import Path
from typing import Any

import httpx2
import pytest

from infra.local import demo_client as api
from infra.local import demo_weeks
from infra.local.simulated_class import LEARNERS, SENTENCES, SimulatedLearner, talk
from infra.local.simulated_weeks import (
    CLASS_ID,
    TEACHER,
    TIMEZONE,
    SimulatedPorts,
    TravelClock,
    address,
    caller,
    mondays,
    serving,
)
from infra.settings import Settings
from shared.domain.error_types import ErrorType
from shared.domain.iso_week import IsoWeek
from shared.domain.memory import MemoryState
from shared.ports.system import Role
from tests.chain.embedded import ROOT, free_port

pytestmark = [pytest.mark.chain, pytest.mark.slow]

BY_ID = {each.id: each for each in LEARNERS}
CLAIMS = {"improved", "worsened"}
# Alma talks enough for a claim; of the others only what they are here for.
CLASS = (
    BY_ID["alma"],
    replace(BY_ID["bilal"], talks=(1, 1)),
    replace(BY_ID["greta"], talks=(1, 0)),
    replace(BY_ID["hugo"], talks=(1, 0)),
)


@dataclass(frozen=True)
class Lived:
    """What is left after the weeks, served by the machine's own clock."""

    ports: SimulatedPorts
    weeks: tuple[date, ...]
    printed: str
    shown: str

    def fetch(self, path: str, name: str, role: Role = Role.LEARNER) -> Mapping[str, Any]:
        with caller(self.ports, name, role) as client:
            return api.fetch(client, path)


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lived]:
    """Eight weeks of a class of four, ending where the newest comparison ends."""
    chosen = Settings(data_dir=tmp_path_factory.mktemp("weeks") / "var", port=free_port())  # type: ignore[call-arg]
    weeks = mondays(None, today=datetime.now(UTC))[:8]
    told, shown = StringIO(), StringIO()
    with redirect_stdout(told):
        demo_weeks.live(chosen, weeks, CLASS)
    ports = SimulatedPorts(chosen, TravelClock())
    with serving(ports):
        with redirect_stdout(shown):
            demo_weeks.show(chosen)
            demo_weeks.look_around(chosen)
        yield Lived(ports, weeks, told.getvalue(), shown.getvalue())


def scripted(who: SimulatedLearner, kind: ErrorType, weeks: range, changed: bool) -> int:
    """Count the errors of one type that a learner was made to make."""
    said = [
        talk(who, week, number, changed=changed)
        for week in weeks
        for number in range(who.talks[changed])
    ]
    marks = [each.wrong.replace("{when}, ", "") for each in SENTENCES[kind]]
    return sum(text.count(mark) for text in said for mark in marks)


def test_the_memory_holds_what_was_said(lived: Lived) -> None:
    # GIVEN
    bilal = CLASS[1]
    said = [talk(bilal, week, 0, changed=week >= 4) for week in range(8)]
    sittings = [text.count("j'ai allé") for text in said]
    # WHEN
    entries = lived.fetch("/api/learners/bilal/memory", "bilal")["entries"]
    # THEN
    [aller] = [each for each in entries if each["pattern"] == "auxiliary:aller"]
    assert aller["occurrences"] == sum(sittings)
    assert aller["sessions"] == sum(map(bool, sittings))
    assert aller["state"] == MemoryState.RECURRENT
    assert aller["first_seen"] < lived.weeks[1].isoformat()
    assert "j'ai allé" in aller["quotes"][-1]["said"]


def test_each_week_is_counted_where_it_was_said(lived: Lived) -> None:
    progress = lived.fetch("/api/learners/alma/progress", "alma")
    [auxiliary] = [each for each in progress["types"] if each["type"] == "auxiliary"]
    assert [each["monday"] for each in auxiliary["weeks"]] == [
        each.isoformat() for each in lived.weeks
    ]
    assert [each["errors"] for each in auxiliary["weeks"]] == [
        scripted(CLASS[0], ErrorType.AUXILIARY, range(week, week + 1), week >= 4)
        for week in range(8)
    ]
    assert [each["opportunities"] for each in auxiliary["weeks"]] == [12] * 8


def test_only_what_changed_is_called_a_change(lived: Lived) -> None:
    report = lived.fetch(f"/api/classes/{CLASS_ID}/report", TEACHER, Role.TEACHER)
    cells = {(each["learner_id"], each["type"]): each["comparison"] for each in report["cells"]}
    improved = cells["alma", "auxiliary"]
    assert improved["state"] == "improved"
    assert improved["baseline"]["errors"] == scripted(
        CLASS[0], ErrorType.AUXILIARY, range(4), changed=False
    )
    assert improved["recent"]["errors"] == scripted(
        CLASS[0], ErrorType.AUXILIARY, range(4, 8), changed=True
    )
    # With one talk a week there is too little to say anything, and it says how much is lacking.
    assert cells["bilal", "auxiliary"]["state"] == "not_enough_evidence"
    assert cells["bilal", "auxiliary"]["more_opportunities"] >= 5
    assert cells["hugo", "auxiliary"]["recent"]["opportunities"] == 0
    claims = {key for key, each in cells.items() if each and each["state"] in CLAIMS}
    assert claims == {("alma", "auxiliary")}


def test_each_week_has_its_plan_and_the_last_is_of_today(lived: Lived) -> None:
    plans = lived.fetch("/api/learners/bilal/export", "bilal")["study_plans"]
    planned = [each + timedelta(weeks=1) for each in lived.weeks[:-1]]
    planned.append(IsoWeek.at(datetime.now(UTC), TIMEZONE).monday)
    wanted = [each.isocalendar()[:2] for each in planned]
    assert [(each["week"]["year"], each["week"]["number"]) for each in reversed(plans)] == wanted
    assert [each["state"] for each in plans] == ["sent"] * 8
    assert plans[-1]["focus"] == []  # one talk shows no pattern that came back
    remembered = lived.fetch("/api/learners/bilal/memory", "bilal")["entries"]
    recurrent = {each["pattern"] for each in remembered if each["state"] == MemoryState.RECURRENT}
    chosen = {each["pattern"] for each in plans[0]["focus"]}
    assert chosen
    assert chosen <= recurrent
    assert all(4 <= len(each["exercises"]) <= 6 for each in plans[0]["focus"])


def test_mail_goes_to_whom_it_may(lived: Lived) -> None:
    mails = list(lived.ports.outbox.newest(100))
    to = [next(each.id for each in CLASS if address(each.id) in mail.to) for mail in mails]
    # Hugo is 13: his own consent and a parent's were recorded. Greta wants none.
    assert {each: to.count(each) for each in set(to)} == {"alma": 8, "bilal": 8, "hugo": 8}
    [skipped, *_] = lived.fetch("/api/learners/greta/export", "greta")["study_plans"]
    assert (skipped["state"], skipped["reason"]) == ("skipped", "no_consent")


def test_the_mail_quotes_the_learner_and_can_be_listened_to(lived: Lived) -> None:
    name = next(each.name for each in lived.ports.outbox.newest(100) if "bilal" in each.to)
    content = (lived.ports.settings.data_dir / "outbox" / name).read_bytes()
    body = message_from_bytes(content, policy=default).get_body(("plain",))
    assert body is not None
    text = body.get_content()
    [plan, *_] = lived.fetch("/api/learners/bilal/export", "bilal")["study_plans"]
    for focus in plan["focus"]:
        assert focus["quotes"][0]["said"] in text
    sound = re.search(r"http://\S+/blobs/\S+", text)
    assert sound is not None
    assert httpx2.get(sound[0]).status_code == 200


def test_what_is_printed_says_it_within_80_columns(lived: Lived) -> None:
    folder = str(lived.ports.settings.data_dir)
    lines = [*lived.printed.splitlines(), *lived.shown.splitlines()]
    assert [line for line in lines if len(line) > 80 and folder not in line] == []
    assert re.search(r"week  1 of 8, .*  5 recordings", lived.printed)
    assert re.search(r"week  8 of 8, .*  3 recordings", lived.printed)
    # After four weeks nothing may be claimed.
    assert re.search(r"comparisons of a learner and a type: \d+ × not enough\s", lived.printed)
    rows = [line for line in lines if line.startswith("  Alma ") and "improved" in line]
    assert len(rows) == 1
    assert re.search(r"[▁▂▃▄▅▆▇█]{8}", rows[0])
    assert re.search(r"Hugo  \S{4}····.*about 30 more opportunities", lived.shown)
    assert re.search(r"auxiliary:aller +recurrent +\d+ +\d+ +48\n", lived.shown)
    assert "goal: " in lived.shown


def test_the_addresses_printed_can_be_opened(lived: Lived) -> None:
    pages = re.findall(r"(?:page|all mails) +(\S+)", lived.shown)
    assert [httpx2.get(each).status_code for each in pages] == [200, 200]
    asked = re.search(r"make -s token ROLE=(\w+) ID=(\w+) DATA_DIR=(\S+)\)", lived.shown)
    assert asked is not None
    token = subprocess.run(
        [sys.executable, "-m", "infra.local.dev_identity", asked[1], asked[2]],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DATA_DIR": asked[3]},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    calls = re.findall(r'curl -H "\$A" (\S+)', lived.shown)
    assert len(calls) == 2
    for each in calls:
        headers = {"Authorization": f"Bearer {token}"}
        assert httpx2.get(each, headers=headers).status_code == 200
        assert httpx2.get(each).status_code == 404


def demo(port: int, folder: Path, weeks: int) -> subprocess.Popen[str]:
    """Start the program as `make demo KEEP=0` does, apart from the terminal of the tests."""
    return subprocess.Popen(
        [sys.executable, "-u", "-m", "infra.local.demo", "--stop", "--weeks", str(weeks)],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DATA_DIR": str(folder), "PORT": str(port)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        # A shell's background job, and what it starts, ignores the interruption.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def test_the_program_runs_twice_and_can_be_interrupted(tmp_path: Path) -> None:
    port = free_port()
    # GIVEN one run to its end
    with demo(port, tmp_path / "var", 1) as process:
        once = process.communicate(timeout=100)[0]
    assert process.returncode == 0, once
    assert "our plan for week" in once
    # WHEN a second one over the same data is interrupted in the middle of the weeks
    said = []
    with demo(port, tmp_path / "var", 8) as process:
        assert process.stdout is not None
        for line in process.stdout:
            said.append(line)
            if line.startswith("  week  1 of 8"):
                os.killpg(process.pid, signal.SIGINT)
    # THEN it leaves at once, says nothing of its inside, and nothing of it stays behind
    assert process.returncode == 130, "".join(said)
    assert not any("Traceback" in line or line.startswith("  week  3") for line in said), said
    with pytest.raises(httpx2.ConnectError):
        httpx2.get(f"http://127.0.0.1:{port}/health")
