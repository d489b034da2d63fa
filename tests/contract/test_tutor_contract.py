"""What every tutor does: French in pieces, the correction brought up, one question at the end."""

from collections.abc import Callable, Iterator

import pytest

from infra.fallback_tutor import FallbackTutor
from infra.local.rule_tutor import RuleTutor
from infra.openai.client import ChatModel
from infra.openai.remote_model import openai_endpoint
from infra.openai.tutor import OpenaiTutor
from shared.domain.conversation import Turn
from shared.domain.error_types import Level
from shared.domain.feedback import Move
from shared.ports.tutor import Tutor, TutorRequest, made_by
from tests.doubles import finding
from tests.peers import openai_peer as wire
from tests.peers.openai_peer import OpenaiPeer

ERROR = finding(7, 14, "ai allé", "suis allé")


@pytest.fixture(params=["rules", "openai", "fallback"])
def tutor(request: pytest.FixtureRequest) -> Iterator[Tutor]:
    if request.param == "rules":
        yield RuleTutor()
        return
    with OpenaiPeer() as peer:
        peer.then(*[wire.streams(["Une belle soirée ! ", "Quel film as-tu vu ?"])] * 9)
        model = ChatModel(openai_endpoint("m", api_key="k", base_url=peer.base_url))
        yes: Callable[[str], bool] = lambda _text: True  # noqa: E731 - two parameters want it
        partner = OpenaiTutor(model, looks_french=yes, is_word=yes)
        yield partner if request.param == "openai" else FallbackTutor((partner, RuleTutor()))
        model.close()


def answer(tutor: Tutor, **changes: object) -> str:
    fields: dict[str, object] = {"raised": (), "move": Move.NONE, "level": Level.B1, **changes}
    reply = tutor.reply(TutorRequest("Hier j'ai allé au cinéma.", **fields))  # type: ignore[arg-type]
    text = "".join(reply)
    assert made_by(tutor, reply) == tutor.name
    return text


@pytest.mark.parametrize("level", list(Level))
def test_it_asks_on(tutor: Tutor, level: Level) -> None:
    assert "?" in answer(tutor, level=level, history=[Turn("Salut.", "Salut !")])


@pytest.mark.parametrize("move", [Move.ELICIT, Move.METALINGUISTIC])
def test_a_prompt_quotes_and_does_not_give_away(tutor: Tutor, move: Move) -> None:
    said = answer(tutor, raised=(ERROR,), move=move)
    assert "« j'ai allé au cinéma »" in said
    assert "suis allé" not in said


def test_a_recast_gives_the_form(tutor: Tutor) -> None:
    assert "suis allé" in answer(tutor, raised=(ERROR,), move=Move.RECAST)


def test_the_pieces_are_not_empty(tutor: Tutor) -> None:
    request = TutorRequest("J'aime lire.", (), Move.NONE, Level.B2)
    assert all(tutor.reply(request))
