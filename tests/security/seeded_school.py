"""A school with everything in its stores, for tests that go through all routes."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from starlette.testclient import TestClient
from starlette.types import ASGIApp

from infra import bootstrap
from infra.local.dev_identity import DevIdentity
from infra.settings import Rate, RateClass, Settings
from shared.domain.errors import Code, Refused
from shared.domain.iso_week import IsoWeek
from shared.domain.study_plan import PlanState, StudyPlan
from shared.ports.file_source import Access, FileSource, SourceFile
from shared.ports.system import Identity, Principal, Role
from shared.ports.voice import AudioFormat
from tests.functions.conftest import pushing
from tests.functions.people import bearer, make_class, teach
from tests.functions.test_recording_way import walk

LEARNERS = ("emma", "luc", "zoe")
PEOPLE = {
    "emma": Role.LEARNER,
    "marie": Role.TEACHER,
    "head": Role.ADMIN,
    "luc": Role.LEARNER,
    "paul": Role.TEACHER,
    "zoe": Role.LEARNER,
}
SAID = "Hier, j'ai allé au marché. J'ai acheté des pommes."


class SignedInOnly(Identity):
    """Development tokens without the demo learner: who sends none is nobody, as in production."""

    def __init__(self, tokens: DevIdentity) -> None:
        self._tokens = tokens

    def authenticate(self, authorization: str) -> Principal:
        if not authorization:
            raise Refused(Code.UNAUTHENTICATED)
        return self._tokens.authenticate(authorization)


class EmptyDrive(FileSource):
    """Google Drive as it answers for files that are not there."""

    def describe(self, access: Access) -> SourceFile:
        raise Refused(Code.FILE_NOT_FOUND)

    def fetch(self, access: Access, file: SourceFile, path: Path) -> None:
        raise Refused(Code.FILE_NOT_FOUND)


@dataclass(frozen=True)
class School:
    """Who is there and what they have.

    Attributes:
        tokens: by name.
        recordings: the id of each learner's finished recording; `plans` that of their plan.
    """

    tokens: Mapping[str, str]
    recordings: Mapping[str, str]
    plans: Mapping[str, str]

    @property
    def ids(self) -> Mapping[str, str]:
        """Which dictionary fills `{id}`, by the path's beginning."""
        return {
            "^/api/learners/": "learners",
            "^/api/recordings/": "recordings",
            "^/api/classes/": "classes",
            "^/api/plans/": "plans",
        }

    @property
    def dictionaries(self) -> Mapping[str, tuple[str, ...]]:
        """Ids that exist, of the caller and of others."""
        return {
            "learners": LEARNERS,
            "recordings": tuple(self.recordings.values()),
            "classes": ("5b", "6a"),
            "plans": tuple(self.plans.values()),
        }


@contextmanager
def school(folder: Path, app: ASGIApp) -> Iterator[tuple[bootstrap.Ports, School]]:
    """Open a school over stores of its own; the engines, which remember nothing, are shared."""
    chosen = Settings(  # type: ignore[call-arg]
        data_dir=folder,
        tutor="rules",
        detector_llm="off",
        speech_engine="supplied",
        rate_limits=dict.fromkeys(RateClass, Rate(1_000_000, 1_000_000)),
    )
    ports = bootstrap.Ports(chosen)
    ports.__dict__.update(_engines())
    ports.__dict__["drive"] = EmptyDrive()
    ports.__dict__["identity"] = SignedInOnly(ports.dev_identity)
    with bootstrap.use(ports):
        yield ports, _fill(ports, app)
    ports.close()


@cache
def _engines() -> Mapping[str, object]:
    shared = bootstrap.Ports(Settings(tutor="rules", detector_llm="off"))  # type: ignore[call-arg]
    return {name: getattr(shared, name) for name in ("lexicon", "engine", "voice", "activity")}


def _fill(ports: bootstrap.Ports, app: ASGIApp) -> School:
    """Fill the stores through the doors where there is one: recordings go their whole way."""
    make_class(ports)
    for learner in LEARNERS:
        teach(ports, learner, times=4)
    with TestClient(app, base_url="http://127.0.0.1:5001") as client:
        recordings = {name: _record(client, ports, name) for name in LEARNERS}
    tokens = {
        name: ports.dev_identity.issue(Principal(name, role)) for name, role in PEOPLE.items()
    }
    return School(tokens, recordings, {name: _plan(ports, name) for name in LEARNERS})


def _record(client: TestClient, ports: bootstrap.Ports, learner: str) -> str:
    sound = ports.voice.speak(SAID, format=AudioFormat.WEBM).audio
    new = {
        "filename": "lundi.webm",
        "content_type": "audio/webm",
        "size": len(sound),
        "transcript": SAID,
    }
    created = client.post("/api/recordings", json=new, headers=bearer(ports, learner)).json()
    upload = created["upload"]
    assert client.put(upload["url"], content=sound, headers=upload["headers"]).status_code == 201
    walk(ports, pushing(client, ports))
    return str(created["id"])


def _plan(ports: bootstrap.Ports, learner: str) -> str:
    """Release a plan of this week, as a teacher does."""
    known = ports.people.profile(learner)
    assert known is not None
    now = ports.clock.now()
    week = IsoWeek.at(now, known.timezone)
    plan = StudyPlan(learner, week, now, class_id=known.class_id, state=PlanState.APPROVED)
    return ports.plans.put(plan).id
