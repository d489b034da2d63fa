"""Weeks of a made-up class, lived through in a minute by the real pipeline.

The embedded stack runs in this process with a clock that can be set, and the class talks to it
over the public API. Only here is there such a clock: no setting and no route moves anybody's.
"""

import contextlib
import csv
import io
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from functools import partial
from zoneinfo import ZoneInfo

import httpx2

from infra import bootstrap, wiring
from infra.local import demo_client as api
from infra.local.message_queue import OutgoingMessage
from infra.local.simulated_class import PROMPT, SimulatedLearner, talk
from infra.local.stack import make_server
from infra.local.stack_lock import StackLock
from infra.settings import Settings
from shared.application.import_roster import COLUMNS
from shared.domain.evidence import RULES
from shared.domain.history import span_of
from shared.domain.iso_week import IsoWeek
from shared.domain.people import ConsentBy, ConsentKind
from shared.ports.system import Principal, Role
from shared.ports.voice import AudioFormat

CLASS_ID, CLASS_NAME = "5b", "5e B"
TEACHER, HEAD = "camille", "head"
TIMEZONE = "Europe/Paris"
# Twice as fast as people talk: sound costs by its length, and is treated no differently.
_SPEED = 2.0
# As many as two cores keep busy; the learners of a class do not all talk at once either.
_AT_ONCE = 4
_START_SECONDS = 30.0
_SETTLE_SECONDS = 120.0
_TALKS_AT, _PLANS_AT = clock_time(17), clock_time(6)
_SECOND_TALK = timedelta(days=2)

Progress = Callable[[int, int], None]
"""Told how many recordings of how many are done."""


class TravelClock:
    """The machine's clock, set to another time, from where it runs on."""

    def __init__(self) -> None:
        self._offset = timedelta()

    def now(self) -> datetime:
        """Tell the time there, in UTC."""
        return datetime.now(UTC) + self._offset

    def travel_to(self, moment: datetime) -> None:
        """Set it to a moment."""
        self._offset = moment - datetime.now(UTC)

    def return_home(self) -> None:
        """Set it to the machine's own time."""
        self._offset = timedelta()


class SimulatedPorts(bootstrap.Ports):
    """The embedded adapters, with a clock of their own and nothing that calls an outside service.

    No model, however fast, hears hundreds of recordings in a minute, and nobody is to pay for it.
    """

    def __init__(self, chosen: Settings, clock: TravelClock) -> None:
        rules = {"tutor": "rules", "detector_llm": "off", "speech_engine": ("supplied",)}
        super().__init__(chosen.model_copy(update={**rules, "smtp_host": ""}))
        self.clock = clock


def mondays(count: int | None, *, today: datetime) -> tuple[date, ...]:
    """Choose the weeks to live through; the last of them ended last Sunday.

    Args:
        count: how many; None for all that the progress of today rests on: two closed blocks of
            four weeks, and what is over of the running one.
        today: a moment of the running week.
    """
    running = IsoWeek.at(today, TIMEZONE).monday
    wanted = count if count is not None else (running - span_of(running).since).days // 7
    return tuple(running - timedelta(weeks=back) for back in range(wanted, 0, -1))


@contextlib.contextmanager
def serving(ports: bootstrap.Ports) -> Iterator[None]:
    """Run the embedded stack in this process until the block ends, over these ports.

    Raises:
        DataFolderInUseError: another stack holds the folder.
        SystemExit: it does not start, as when the port is taken.
    """
    lock = StackLock(ports.settings.data_dir)
    try:
        with bootstrap.use(ports):
            server = make_server(ports.settings)
            thread = threading.Thread(target=server.run, name="stack")
            thread.start()
            try:
                _wait(lambda: server.started or not thread.is_alive(), _START_SECONDS)
                if not server.started:
                    raise SystemExit("The stack did not start; the lines above say why.")
                yield
            finally:
                server.should_exit = True
                thread.join()
    finally:
        ports.close()
        lock.release()


@dataclass(frozen=True, slots=True)
class School:
    """A class, its teacher, and the days they live through.

    Attributes:
        ports: those of the stack that serves.
        clock: theirs.
        weeks: Mondays of all the weeks there will be.
    """

    ports: SimulatedPorts
    clock: TravelClock
    learners: Sequence[SimulatedLearner]
    weeks: Sequence[date]

    @property
    def recordings(self) -> int:
        """How many there will be in all."""
        return sum(map(self.spoken_in, self.weeks))

    def spoken_in(self, week: date) -> int:
        """How many there are in a week."""
        return sum(self._talks(who, week) for who in self.learners)

    def open(self) -> None:
        """Make the class: the head names its teacher, who imports it; all say what they agree to.

        Raises:
            SystemExit: the API refused something.
        """
        self.clock.travel_to(_moment(self.weeks[0], clock_time(8)))
        address = f"/api/classes/{CLASS_ID}"
        wanted = {"name": CLASS_NAME, "teacher_ids": [TEACHER], "consent_required": True}
        with caller(self.ports, HEAD, Role.ADMIN) as head:
            api.insist(head.patch(f"{address}/settings", json=wanted))
        with caller(self.ports, TEACHER, Role.TEACHER) as teacher:
            roster = {"Content-Type": "text/csv; charset=utf-8"}
            content = _roster(self.learners, self.weeks[0]).encode()
            api.insist(teacher.post(f"{address}/roster", content=content, headers=roster))
            for who in self.learners:
                with caller(self.ports, who.id) as learner:
                    _consent(learner, who, ConsentBy.LEARNER)
                if who.age is not None:
                    _consent(teacher, who, ConsentBy.PARENT)

    def live(self, week: date, progress: Progress) -> None:
        """Let everybody talk on two days of a week.

        Raises:
            SystemExit: a recording was refused, or failed.
        """
        done = sum(self.spoken_in(each) for each in self.weeks if each < week)
        with ThreadPoolExecutor(_AT_ONCE) as threads:
            for number in range(max(most for who in self.learners for most in who.talks)):
                # Nothing may be in hand when time leaps: its leases would end.
                self._settle()
                day = week + timedelta(days=1) + number * _SECOND_TALK
                self.clock.travel_to(_moment(day, _TALKS_AT))
                who = [each for each in self.learners if number < self._talks(each, week)]
                for _ in threads.map(partial(self._say, week=week, number=number), who):
                    done += 1
                    progress(done, self.recordings)

    def plan(self, week: date) -> None:
        """Run the job of the weekly plans on the Monday after a week; after the last one, now.

        It is woken as the scheduler wakes it, by a message on its topic.

        Raises:
            SystemExit: the job does not end.
        """
        self._settle()
        if week == self.weeks[-1]:
            self.clock.return_home()
        else:
            self.clock.travel_to(_moment(week + timedelta(weeks=1), _PLANS_AT))
        tick = OutgoingMessage(wiring.PLANS_TICK, {"content-type": "application/json"}, b"{}")
        self.ports.queue.publish(tick)
        self._settle()

    def _say(self, who: SimulatedLearner, week: date, number: int) -> None:
        """Record one talk and wait until it is answered."""
        index = self.weeks.index(week)
        text = talk(who, index, number, changed=self._changed(week))
        speech = self.ports.voice.speak(text, format=AudioFormat.WEBM, speed=_SPEED)
        name = f"{week.isoformat()}-{number + 1}.webm"
        sample = api.Sample(name, AudioFormat.WEBM.content_type, speech.audio, text, PROMPT)
        with caller(self.ports, who.id) as client:
            recording_id = api.send(client, sample)
            *_, last = api.follow(client, recording_id)
            if last["state"] != "answered":
                failure = api.fetch(client, f"/api/recordings/{recording_id}")["failure"]
                raise SystemExit(f"The recording {recording_id} failed: {failure['code']}")

    def _changed(self, week: date) -> bool:
        """Say whether the change has come: after four weeks, or half of fewer than eight."""
        return self.weeks.index(week) >= min(RULES.weeks, len(self.weeks) // 2)

    def _talks(self, who: SimulatedLearner, week: date) -> int:
        return who.talks[self._changed(week)]

    def _settle(self) -> None:
        """Wait until no message is waiting or in hand; upkeep's own ticks do not matter."""
        idle = {f"upkeep-{wiring.TICK}"}
        if not _wait(lambda: self.ports.queue.backlog().keys() <= idle, _SETTLE_SECONDS):
            left = ", ".join(sorted(self.ports.queue.backlog().keys() - idle))
            raise SystemExit(f"After {_SETTLE_SECONDS:.0f} s there is still work left: {left}")


def caller(ports: bootstrap.Ports, name: str, role: Role = Role.LEARNER) -> httpx2.Client:
    """Give a client of the embedded stack, signed in as somebody; its user closes it."""
    token = ports.dev_identity.issue(Principal(name, role))
    return api.connect(ports.settings.base_url, token=token)


def address(learner_id: str) -> str:
    """Give a learner's address; no such domain can exist (RFC 6761), so no mail would arrive."""
    return f"{learner_id}@example.invalid"


def _consent(client: httpx2.Client, who: SimulatedLearner, by: ConsentBy) -> None:
    kinds = [ConsentKind.PROCESSING, *([ConsentKind.EMAIL] if who.wants_mail else [])]
    for kind in kinds:
        body: Mapping[str, str] = {"kind": kind, "by": by}
        api.insist(client.post(f"/api/learners/{who.id}/consent", json=body))


def _roster(learners: Sequence[SimulatedLearner], today: date) -> str:
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(COLUMNS)
    for who in learners:
        born = f"{today.year - who.age - 1}-12-31" if who.age is not None else ""
        table.writerow((who.id, who.name, address(who.id), who.language, TIMEZONE, born))
    return out.getvalue()


def _moment(day: date, hour: clock_time) -> datetime:
    return datetime.combine(day, hour, ZoneInfo(TIMEZONE)).astimezone(UTC)


def _wait(over: Callable[[], bool], seconds: float) -> bool:
    """Wait until something is over; False where it is not in time."""
    limit = time.monotonic() + seconds
    while not over():
        if time.monotonic() > limit:
            return False
        time.sleep(0.005)
    return True
