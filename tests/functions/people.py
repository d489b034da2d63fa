"""A class with a teacher, two learners and a stranger, for tests of doors."""

from dataclasses import replace
from datetime import timedelta

from infra import bootstrap
from infra.edge.memory_keys import to_segment
from shared.domain.people import Classroom, Profile
from shared.ports.system import Principal, Role
from tests.lessons import lesson

KEY = to_segment("auxiliary:aller")


def bearer(ports: bootstrap.Ports, name: str, role: Role = Role.LEARNER) -> dict[str, str]:
    """Headers that sign somebody in."""
    return {"Authorization": f"Bearer {ports.dev_identity.issue(Principal(name, role))}"}


def make_class(ports: bootstrap.Ports) -> None:
    """Marie teaches emma and luc in 5b; paul teaches zoe in 6a."""
    for class_id, teacher, members in (("5b", "marie", ("emma", "luc")), ("6a", "paul", ("zoe",))):
        ports.people.save_classroom(Classroom(class_id, class_id, (teacher,), members))
        for each in members:
            ports.people.save_profile(Profile(each, name=each.title(), class_id=class_id))


def teach(ports: bootstrap.Ports, learner_id: str, *, weeks_ago: float = 0, times: int = 1) -> None:
    """Let a learner make the same error in several turns."""
    at = ports.clock.now() - timedelta(weeks=weeks_ago)
    for number in range(times):
        source = f"{learner_id}-{weeks_ago}-{number}"
        known = lesson(source, learner=learner_id, session=source, pattern="auxiliary:aller")
        (seen,) = known.observations
        quote = replace(seen.quote, recording_id=f"rec{number}", start=0.5, end=2.0)
        said = replace(seen, detectors=("rules:x",), quote=quote)
        ports.learners.learn(replace(known, at=at, observations=(said,), recognizer="r"))
