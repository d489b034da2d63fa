"""What a class's settings change in its learners' turns: register, and trust in detectors."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from infra import bootstrap
from shared.domain.people import Classroom, Profile
from shared.domain.windows import Window
from shared.french.register import PROFILES
from shared.ports.system import Role
from tests.doubles import FixedTranscriber
from tests.functions.conftest import Push
from tests.functions.people import bearer
from tests.functions.test_recording_way import start, walk

SETTINGS = "/api/classes/5b/settings"
FAMILIAR = "Je sais pas où il est."
WRONG = "Hier, j'ai allé au marché."


@pytest.fixture
def marie(client: TestClient, quick: bootstrap.Ports) -> dict[str, str]:
    """Teaches the demo learner, with the real engine."""
    quick.__dict__["engine"] = bootstrap.Ports.engine.func(quick)  # type: ignore[attr-defined]
    quick.people.save_classroom(Classroom("5b", "5e B", ("marie",), ("demo-learner",)))
    quick.people.save_profile(Profile("demo-learner", class_id="5b"))
    return bearer(quick, "marie", Role.TEACHER)


def choose(client: TestClient, who: dict[str, str], **settings: object) -> None:
    assert client.patch(SETTINGS, json=settings, headers=who).status_code == 200


def written(client: TestClient, text: str) -> list[dict[str, Any]]:
    """The findings of a written turn."""
    answer = client.post("/api/chat", json={"message": text})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["corrections"]
    return found


def spoken(client: TestClient, ports: bootstrap.Ports, push: Push, text: str) -> Any:
    """The view of a recording in which that was said."""
    ports.__dict__["transcriber"] = FixedTranscriber(text)
    recording_id = start(client)
    walk(ports, push)
    return client.get(f"/api/recordings/{recording_id}").json()


def test_everyday_french_is_fine_until_the_class_says_otherwise(
    client: TestClient, quick: bootstrap.Ports, push: Push, marie: dict[str, str]
) -> None:
    # GIVEN the register of everyday talk, by default and by name
    for settings in ({}, {"register_profile": "spoken"}):
        choose(client, marie, **settings)
        assert written(client, FAMILIAR) == []
        assert spoken(client, quick, push, FAMILIAR)["corrections"] == []
    assert not quick.learners.memory("demo-learner")
    # WHEN the class prepares for an examination
    choose(client, marie, register_profile="formal")
    # THEN what is too familiar is brought up, said or written, and remembered
    view = spoken(client, quick, push, FAMILIAR)
    for found in (*written(client, FAMILIAR), *view["corrections"]):
        assert (found["pattern"], found["verdict"]) == ("negation:ne", "error")
        assert found["raised"]
        assert "ne" in found["explanation"]["fr"]
    assert len(view["corrections"]) == 1
    assert view["corrected"] == "Je ne sais pas où il est."
    (entry,) = quick.learners.memory("demo-learner")
    assert (entry.pattern, entry.occurrences) == ("negation:ne", 2)


@pytest.mark.parametrize("name", PROFILES)
def test_a_class_may_choose_every_register(
    client: TestClient, marie: dict[str, str], name: str
) -> None:
    choose(client, marie, register_profile=name)
    assert client.get(SETTINGS, headers=marie).json()["register_profile"] == name


def test_counts_of_two_registers_are_not_compared(
    client: TestClient, quick: bootstrap.Ports, push: Push, marie: dict[str, str]
) -> None:
    spoken(client, quick, push, WRONG)
    choose(client, marie, register_profile="formal")
    spoken(client, quick, push, WRONG)
    windows = [w for w in quick.learners.history("demo-learner") if isinstance(w, Window)]
    recognizers = {each.recognizer for each in windows}
    assert len(recognizers) == 2
    assert sum("register formal" in each for each in recognizers) == 1


def test_a_detector_that_was_wrong_here_is_believed_less(
    client: TestClient, quick: bootstrap.Ports, push: Push, marie: dict[str, str]
) -> None:
    before = spoken(client, quick, push, WRONG)
    (found,) = before["corrections"]
    assert (found["verdict"], found["raised"]) == ("error", True)
    choose(client, marie, detector_weights=dict.fromkeys(found["detectors"], 0.3))
    after = spoken(client, quick, push, WRONG)
    for doubted in (*after["corrections"], *written(client, WRONG)):
        assert (doubted["verdict"], doubted["raised"]) == ("unsure", False)
    assert sum(e.occurrences for e in quick.learners.memory("demo-learner")) == 1
