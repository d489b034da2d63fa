"""The tutor without a language model."""

import pytest

from infra.local.rule_tutor import SUBJECTS, RuleTutor
from shared.domain.conversation import Turn
from shared.domain.error_types import ErrorType, Level
from shared.domain.feedback import Move
from shared.french.prompts import eliciting
from shared.ports.tutor import Point, TutorRequest
from tests.doubles import finding

ERROR = finding(0, 4, "J'ai", "Je suis")


def answer(message: str, **changes: object) -> str:
    fields: dict[str, object] = {"raised": (), "move": Move.NONE, "level": Level.B1, **changes}
    return "".join(RuleTutor().reply(TutorRequest(message, **fields)))  # type: ignore[arg-type]


def test_a_greeting_is_greeted() -> None:
    for greeting in ("Bonjour", "Salut !", "Hello"):
        assert answer(greeting).startswith("Bonjour !")


@pytest.mark.parametrize(
    ("message", "stem"),
    [
        ("Hier, j'ai regardé un film au cinéma.", "film"),
        ("Ma mère et mon père habitent loin.", "famille"),
        ("J'adore cuisiner des gâteaux.", "mang"),
    ],
)
def test_the_question_is_about_what_was_said(message: str, stem: str) -> None:
    subject = next(s for s in SUBJECTS if stem in s.stems)
    assert answer(message).endswith(subject.hard)
    assert answer(message, level=Level.A1).endswith(subject.easy)


def test_a_prompt_does_not_give_the_answer_away() -> None:
    said = answer("J'ai allé au cinéma.", raised=(ERROR,), move=Move.ELICIT)
    assert "« J'ai allé au »" in said
    assert "suis" not in said


def test_a_recast_gives_the_form() -> None:
    assert "« Je suis allé »" in answer("J'ai allé.", raised=(ERROR,), move=Move.RECAST)


def test_a_hint_gives_the_reason() -> None:
    said = answer("J'ai allé.", raised=(ERROR,), move=Move.METALINGUISTIC)
    assert "aller se conjugue avec être." in said


def test_a_question_is_not_asked_twice_while_there_are_others() -> None:
    message = "J'ai regardé un film."
    history: list[Turn] = []
    for _ in range(4):
        said = answer(message, history=history)
        question = said.split(". ")[-1]
        assert all(question not in turn.tutor for turn in history)
        history.append(Turn(message, said))


def test_what_is_due_is_asked_for_now_and_then_and_no_task_twice() -> None:
    message = "J'ai regardé un film."
    focus = [Point(ErrorType.AUXILIARY, "auxiliary:aller")]
    tasks = eliciting([ErrorType.AUXILIARY])
    history: list[Turn] = []
    for _ in range(9):
        history.append(Turn(message, answer(message, history=history, focus=focus)))
    asked = [next((task for task in tasks if task in turn.tutor), "") for turn in history]
    assert [bool(task) for task in asked] == [True, False, False, True, False, False] + [False] * 3
    assert asked[0] != asked[3]
    assert all(turn.tutor.endswith(("?", ".")) for turn in history)


@pytest.mark.parametrize("kind", ErrorType)
def test_every_type_has_a_task(kind: ErrorType) -> None:
    task = eliciting([kind])[0]
    assert answer("Je lis.", focus=[Point(kind, "p")]).endswith(task)
